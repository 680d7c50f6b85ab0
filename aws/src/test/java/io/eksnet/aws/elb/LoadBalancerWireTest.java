package io.eksnet.aws.elb;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.SmallNetwork;
import io.eksnet.aws.TestClient;
import io.eksnet.aws.TestClient.Said;
import org.junit.jupiter.api.Test;

class LoadBalancerWireTest {
  private final TestClient client = new TestClient(new SmallNetwork().ledger);

  @Test
  void aLoadBalancerIsMadeShownAndDeleted() {
    Said made = create("web", "Tags.member.1.Key", "team", "Tags.member.1.Value", "net");
    String arn = made.one("LoadBalancerArn");

    assertThat(made.one("Code")).isEqualTo("provisioning");
    assertThat(made.one("Type")).isEqualTo("network");
    assertThat(made.one("DNSName")).endsWith(".elb.us-west-2.amazonaws.com");
    assertThat(made.one("ZoneName")).isEqualTo("us-west-2a");
    assertThat(shown("Names.member.1", "web").one("LoadBalancerArn")).isEqualTo(arn);
    assertThat(client.elb("DescribeTags", "ResourceArns.member.1", arn).one("Value"))
        .isEqualTo("net");
    assertThat(client.elb("DeleteLoadBalancer", "LoadBalancerArn", arn).status()).isEqualTo(200);
    assertThat(shown("LoadBalancerArns.member.1", arn).refusal())
        .isEqualTo("LoadBalancerNotFound: One or more load balancers not found");
  }

  @Test
  void attributesAreShownAndChanged() {
    String arn = create("web").one("LoadBalancerArn");
    assertThat(client.elb("DescribeLoadBalancerAttributes", "LoadBalancerArn", arn).all("Key"))
        .contains("deletion_protection.enabled", "load_balancing.cross_zone.enabled");

    client.elb(
        "ModifyLoadBalancerAttributes",
        "LoadBalancerArn",
        arn,
        "Attributes.member.1.Key",
        "deletion_protection.enabled",
        "Attributes.member.1.Value",
        "true");

    assertThat(client.elb("DeleteLoadBalancer", "LoadBalancerArn", arn).refusal())
        .isEqualTo(
            "OperationNotPermitted: Load balancer '"
                + arn
                + "' cannot be deleted because deletion protection is enabled");
  }

  @Test
  void tagsAreAddedAndTaken() {
    String arn = create("web").one("LoadBalancerArn");

    client.elb(
        "AddTags",
        "ResourceArns.member.1",
        arn,
        "Tags.member.1.Key",
        "a",
        "Tags.member.1.Value",
        "1");
    assertThat(client.elb("DescribeTags", "ResourceArns.member.1", arn).all("Key"))
        .containsExactly("a");
    client.elb("RemoveTags", "ResourceArns.member.1", arn, "TagKeys.member.1", "a");
    assertThat(client.elb("DescribeTags", "ResourceArns.member.1", arn).all("Key")).isEmpty();
  }

  @Test
  void pagesGoOnAtTheMarker() {
    for (int i = 0; i < 5; i++) {
      create("lb-" + i);
    }

    Said first = shown("PageSize", "3");
    Said second = shown("PageSize", "3", "Marker", first.one("NextMarker"));

    assertThat(first.all("LoadBalancerName")).containsExactly("lb-0", "lb-1", "lb-2");
    assertThat(second.all("LoadBalancerName")).containsExactly("lb-3", "lb-4");
    assertThat(second.all("NextMarker")).isEmpty();
  }

  @Test
  void whatIsNotServedIsRefusedByName() {
    assertThat(
            client
                .elb(
                    "CreateLoadBalancer",
                    "Name",
                    "web",
                    "Type",
                    "gateway",
                    "Subnets.member.1",
                    SmallNetwork.PRIVATE.value())
                .refusal())
        .startsWith("UnsupportedOperation: eksnet does not serve load balancers of type gateway.");
    assertThat(create("web", "EnablePrefixForIpv6SourceNat", "on").refusal())
        .startsWith("UnsupportedOperation: ");
    assertThat(client.elb("CreateTrustStore", "Name", "x").refusal()).startsWith("InvalidAction: ");
    assertThat(client.elb("ModifyIpPools", "LoadBalancerArn", "x").refusal())
        .startsWith("InvalidAction: ");
  }

  @Test
  void anotherAccountsSubnetIsNotFound() {
    assertThat(
            client
                .ofOtherAccount()
                .elb(
                    "CreateLoadBalancer",
                    "Name",
                    "web",
                    "Type",
                    "network",
                    "Subnets.member.1",
                    SmallNetwork.PRIVATE.value())
                .refusal())
        .isEqualTo("SubnetNotFound: The subnet ID '" + SmallNetwork.PRIVATE + "' does not exist");
  }

  private Said create(String name, String... more) {
    String[] all = new String[more.length + 8];
    all[0] = "Name";
    all[1] = name;
    all[2] = "Type";
    all[3] = "network";
    all[4] = "Scheme";
    all[5] = "internal";
    all[6] = "Subnets.member.1";
    all[7] = SmallNetwork.PRIVATE.value();
    System.arraycopy(more, 0, all, 8, more.length);
    return client.elb("CreateLoadBalancer", all);
  }

  private Said shown(String... parameters) {
    return client.elb("DescribeLoadBalancers", parameters);
  }
}
