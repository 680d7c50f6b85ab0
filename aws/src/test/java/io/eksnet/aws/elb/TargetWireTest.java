package io.eksnet.aws.elb;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.SmallNetwork;
import io.eksnet.aws.TestClient;
import io.eksnet.aws.TestClient.Said;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetWireTest {
  private final TestClient client = new TestClient(new SmallNetwork().ledger);

  @Test
  void aTargetGroupIsMadeShownChangedAndDeleted() {
    Said made = create("web", "Tags.member.1.Key", "team", "Tags.member.1.Value", "net");
    String arn = made.one("TargetGroupArn");

    assertThat(made.one("HealthCheckTimeoutSeconds")).isEqualTo("5");
    assertThat(made.one("HttpCode")).isEqualTo("200");
    assertThat(client.elb("DescribeTargetGroups", "Names.member.1", "web").one("TargetGroupArn"))
        .isEqualTo(arn);
    assertThat(client.elb("DescribeTags", "ResourceArns.member.1", arn).one("Value"))
        .isEqualTo("net");
    assertThat(
            client
                .elb(
                    "ModifyTargetGroup",
                    "TargetGroupArn",
                    arn,
                    "HealthCheckPath",
                    "/healthz",
                    "Matcher.HttpCode",
                    "200-299")
                .one("HealthCheckPath"))
        .isEqualTo("/healthz");
    assertThat(client.elb("DeleteTargetGroup", "TargetGroupArn", arn).status()).isEqualTo(200);
    assertThat(client.elb("DescribeTargetGroups", "Names.member.1", "web").refusal())
        .isEqualTo("TargetGroupNotFound: One or more target groups not found");
  }

  @Test
  void anEmptyProtocolVersionIsNone() {
    assertThat(create("web", "ProtocolVersion", "").one("ProtocolVersion")).isEqualTo("HTTP1");
  }

  @Test
  void attributesAreShownAndChanged() {
    String arn = create("web").one("TargetGroupArn");

    Said changed =
        client.elb(
            "ModifyTargetGroupAttributes",
            "TargetGroupArn",
            arn,
            "Attributes.member.1.Key",
            "deregistration_delay.timeout_seconds",
            "Attributes.member.1.Value",
            "20");

    assertThat(changed.all("Key")).contains("deregistration_delay.timeout_seconds");
    assertThat(client.elb("DescribeTargetGroupAttributes", "TargetGroupArn", arn).all("Value"))
        .contains("20", "round_robin", "lb_cookie");
  }

  @Test
  void targetsAreRegisteredShownAndDeregistered() {
    String arn = create("web").one("TargetGroupArn");

    assertThat(targets("RegisterTargets", arn, "10.0.1.9", "10.0.1.10").status()).isEqualTo(200);

    Said all = client.elb("DescribeTargetHealth", "TargetGroupArn", arn);
    assertThat(all.all("Id")).containsExactly("10.0.1.10", "10.0.1.9");
    assertThat(all.all("State")).containsExactly("initial", "initial");
    assertThat(all.all("AvailabilityZone")).containsExactly("us-west-2a", "us-west-2a");
    assertThat(all.all("HealthCheckPort")).containsExactly("80", "80");
    assertThat(targets("DeregisterTargets", arn, "10.0.1.9", "10.0.1.77").status()).isEqualTo(200);
    Said other = targets("DescribeTargetHealth", arn, "10.0.1.77");
    assertThat(other.one("State")).isEqualTo("unused");
    assertThat(other.one("Reason")).isEqualTo("Target.NotRegistered");
    assertThat(other.one("Description")).isEqualTo("Target is not registered to the target group");
  }

  @Test
  void anomaliesAreToldWhereTheyAreAskedFor() {
    String arn = create("web").one("TargetGroupArn");
    targets("RegisterTargets", arn, "10.0.1.9");

    Said health =
        client.elb(
            "DescribeTargetHealth", "TargetGroupArn", arn, "Include.member.1", "AnomalyDetection");

    assertThat(health.one("Result")).isEqualTo("normal");
  }

  @Test
  void pagesGoOnAtTheMarker() {
    for (int i = 0; i < 5; i++) {
      create("tg-" + i);
    }

    Said first = client.elb("DescribeTargetGroups", "PageSize", "3");
    Said second =
        client.elb("DescribeTargetGroups", "PageSize", "3", "Marker", first.one("NextMarker"));

    assertThat(first.all("TargetGroupName")).containsExactly("tg-0", "tg-1", "tg-2");
    assertThat(second.all("TargetGroupName")).containsExactly("tg-3", "tg-4");
  }

  @Test
  void whatCannotBeIsRefusedWithElbsCodes() {
    String arn = create("web").one("TargetGroupArn");

    assertThat(client.elb("CreateTargetGroup", "Name", "x").refusal())
        .isEqualTo("ValidationError: A protocol must be specified");
    assertThat(create("y", "HealthCheckProtocol", "FTP").refusal())
        .startsWith("ValidationError: 1 validation error detected: Value 'FTP' at");
    assertThat(create("z", "TargetControlPort", "9000").refusal())
        .startsWith("UnsupportedOperation: ");
    assertThat(client.elb("DescribeTargetHealth", "TargetGroupArn", "web").refusal())
        .isEqualTo("ValidationError: 'web' is not a valid target group ARN");
    assertThat(client.ofOtherAccount().elb("DescribeTargetHealth", "TargetGroupArn", arn).refusal())
        .isEqualTo("TargetGroupNotFound: One or more target groups not found");
    assertThat(
            client
                .elb(
                    "DescribeTargetGroups",
                    "Names.member.1",
                    "web",
                    "TargetGroupArns.member.1",
                    arn)
                .refusal())
        .startsWith("ValidationError: Target group names, target group ARNs,");
  }

  private Said create(String name, String... more) {
    List<String> parameters =
        new ArrayList<>(
            List.of(
                "Name",
                name,
                "Protocol",
                "HTTP",
                "Port",
                "80",
                "VpcId",
                SmallNetwork.VPC.value(),
                "TargetType",
                "ip"));
    parameters.addAll(List.of(more));
    return client.elb("CreateTargetGroup", parameters.toArray(String[]::new));
  }

  private Said targets(String action, String arn, String... ids) {
    List<String> parameters = new ArrayList<>(List.of("TargetGroupArn", arn));
    for (int i = 0; i < ids.length; i++) {
      parameters.addAll(List.of("Targets.member." + (i + 1) + ".Id", ids[i]));
    }
    return client.elb(action, parameters.toArray(String[]::new));
  }
}
