package io.eksnet.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.SmallNetwork;
import io.eksnet.aws.TestClient;
import io.eksnet.aws.TestClient.Said;
import io.eksnet.id.AccountId;
import io.eksnet.id.Region;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.id.ZoneName;
import io.eksnet.net.Cidr;
import io.eksnet.vpc.CreateSubnet;
import io.eksnet.vpc.CreateVpc;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Vpc;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A service of one account and endpoints of another. */
class EndpointServiceWireTest {
  private static final Scope CONSUMER =
      new Scope(new AccountId("444455556666"), new Region("us-west-2"));

  private final SmallNetwork network = new SmallNetwork();
  private final TestClient owner = new TestClient(network.ledger);
  private final TestClient consumer = owner.ofOtherAccount();
  private final Vpc vpc =
      network.done(new CreateVpc(CONSUMER, Cidr.parse("10.9.0.0/16"), Tags.NONE, Optional.empty()));
  private final Subnet near = subnet("us-west-2a", "10.9.0.0/24");
  private final Subnet far = subnet("us-west-2c", "10.9.1.0/24");
  private final String balancer =
      owner
          .elb(
              "CreateLoadBalancer",
              "Name",
              "nlb",
              "Type",
              "network",
              "Scheme",
              "internal",
              "Subnets.member.1",
              SmallNetwork.PRIVATE.value())
          .one("LoadBalancerArn");

  @Test
  void aServiceIsShownToItsOwner() {
    Said made = service("AcceptanceRequired", "true", "PrivateDnsName", "api.example.com");

    assertThat(made.one("serviceName"))
        .isEqualTo("com.amazonaws.vpce.us-west-2." + made.one("serviceId"));
    assertThat(made.text())
        .contains("<serviceState>Available</serviceState>", "<item>us-west-2a</item>")
        .contains("<state>pendingVerification</state>", "<type>TXT</type>");
    assertThat(
            owner
                .ec2(
                    "DescribeVpcEndpointServiceConfigurations",
                    "Filter.1.Name",
                    "service-state",
                    "Filter.1.Value.1",
                    "Available")
                .all("serviceId"))
        .containsExactly(made.one("serviceId"));
    assertThat(
            consumer
                .ec2(
                    "DescribeVpcEndpointServiceConfigurations",
                    "ServiceId.1",
                    made.one("serviceId"))
                .refusal())
        .isEqualTo(
            "InvalidVpcEndpointServiceId.NotFound: The VpcEndpointService Id '"
                + made.one("serviceId")
                + "' does not exist");
  }

  @Test
  void anotherAccountConnectsOnceItIsAllowedAndAccepted() {
    Said service = service("AcceptanceRequired", "true");
    String id = service.one("serviceId");
    String name = service.one("serviceName");
    assertThat(connect(name, near).refusal())
        .isEqualTo("InvalidServiceName: The Vpc Endpoint Service '" + name + "' does not exist");

    Said allowed = allow(id, "arn:aws:iam::444455556666:root");
    assertThat(allowed.one("principalType")).isEqualTo("Account");
    assertThat(consumer.ec2("DescribeVpcEndpointServices", "ServiceName.1", name).one("owner"))
        .isEqualTo("111122223333");

    Said endpoint = connect(name, near);
    String endpointId = endpoint.one("vpcEndpointId");
    assertThat(endpoint.one("state")).isEqualTo("pendingAcceptance");
    Said waiting =
        owner.ec2(
            "DescribeVpcEndpointConnections",
            "Filter.1.Name",
            "vpc-endpoint-state",
            "Filter.1.Value.1",
            "pendingAcceptance");
    assertThat(waiting.one("vpcEndpointOwner")).isEqualTo("444455556666");
    assertThat(waiting.one("vpcEndpointConnectionId")).startsWith("vpce-con-");

    owner.ec2("AcceptVpcEndpointConnections", "ServiceId", id, "VpcEndpointId.1", endpointId);
    assertThat(consumer.ec2("DescribeVpcEndpoints", "VpcEndpointId.1", endpointId).one("state"))
        .isEqualTo("pending");
    assertThat(consumer.ec2("DescribeVpcEndpointConnections").all("vpcEndpointId")).isEmpty();

    Said kept = owner.ec2("DeleteVpcEndpointServiceConfigurations", "ServiceId.1", id);
    assertThat(kept.one("code")).isEqualTo("ExistingVpcEndpointConnections");
    owner.ec2("RejectVpcEndpointConnections", "ServiceId", id, "VpcEndpointId.1", endpointId);
    assertThat(
            owner
                .ec2("DeleteVpcEndpointServiceConfigurations", "ServiceId.1", id)
                .all("resourceId"))
        .isEmpty();
  }

  @Test
  void aZoneWithoutTheLoadBalancerIsRefused() {
    Said service = service("AcceptanceRequired", "false");
    allow(service.one("serviceId"), "*");

    assertThat(connect(service.one("serviceName"), far).refusal())
        .isEqualTo(
            "InvalidParameter: The VPC endpoint service "
                + service.one("serviceName")
                + " does not support the availability zone of the subnet: "
                + far.id()
                + ".");
  }

  @Test
  void principalsAreShownAndTaken() {
    String id = service().one("serviceId");
    allow(id, "arn:aws:iam::444455556666:role/net");
    allow(id, "*");

    Said roles =
        owner.ec2(
            "DescribeVpcEndpointServicePermissions",
            "ServiceId",
            id,
            "Filter.1.Name",
            "principal-type",
            "Filter.1.Value.1",
            "Role");
    assertThat(roles.all("principal")).containsExactly("arn:aws:iam::444455556666:role/net");

    owner.ec2(
        "ModifyVpcEndpointServicePermissions", "ServiceId", id, "RemoveAllowedPrincipals.1", "*");
    assertThat(owner.ec2("DescribeVpcEndpointServicePermissions", "ServiceId", id).all("principal"))
        .hasSize(1);
  }

  @Test
  void aNameIsVerifiedAndThePayerChanged() {
    String id = service("PrivateDnsName", "api.example.com").one("serviceId");

    owner.ec2("StartVpcEndpointServicePrivateDnsVerification", "ServiceId", id);
    owner.ec2(
        "ModifyVpcEndpointServicePayerResponsibility",
        "ServiceId",
        id,
        "PayerResponsibility",
        "ServiceOwner");

    assertThat(owner.ec2("DescribeVpcEndpointServiceConfigurations", "ServiceId.1", id).text())
        .contains("<state>verified</state>", "<payerResponsibility>ServiceOwner</payerRespons");
    assertThat(
            owner
                .ec2(
                    "ModifyVpcEndpointServiceConfiguration",
                    "ServiceId",
                    id,
                    "RemovePrivateDnsName",
                    "true",
                    "AcceptanceRequired",
                    "false")
                .one("return"))
        .isEqualTo("true");
  }

  @Test
  void whatIsNotServedIsRefusedByName() {
    assertThat(service("GatewayLoadBalancerArn.1", "arn:x").refusal())
        .contains("GatewayLoadBalancerArn");
    assertThat(service("SupportedIpAddressType.1", "ipv6").refusal())
        .startsWith("UnsupportedOperation: ");
    assertThat(service("SupportedRegion.1", "us-east-1").refusal())
        .startsWith("UnsupportedOperation: ");
  }

  @Test
  void nobodyChangesTheServicesOfOthers() {
    String id = service().one("serviceId");

    assertThat(
            consumer
                .ec2(
                    "ModifyVpcEndpointServicePermissions",
                    "ServiceId",
                    id,
                    "AddAllowedPrincipals.1",
                    "*")
                .refusal())
        .startsWith("InvalidVpcEndpointServiceId.NotFound: ");
  }

  private Said service(String... more) {
    String[] all = new String[more.length + 2];
    all[0] = "NetworkLoadBalancerArn.1";
    all[1] = balancer;
    System.arraycopy(more, 0, all, 2, more.length);
    return owner.ec2("CreateVpcEndpointServiceConfiguration", all);
  }

  private Said allow(String service, String principal) {
    return owner.ec2(
        "ModifyVpcEndpointServicePermissions",
        "ServiceId",
        service,
        "AddAllowedPrincipals.1",
        principal);
  }

  private Said connect(String service, Subnet subnet) {
    return consumer.ec2(
        "CreateVpcEndpoint",
        "VpcEndpointType",
        "Interface",
        "VpcId",
        vpc.id().value(),
        "ServiceName",
        service,
        "SubnetId.1",
        subnet.id().value());
  }

  private Subnet subnet(String zone, String cidr) {
    return network.done(
        new CreateSubnet(
            vpc.id(),
            Cidr.parse(cidr),
            Optional.of(new ZoneName(zone)),
            Tags.NONE,
            Optional.empty()));
  }
}
