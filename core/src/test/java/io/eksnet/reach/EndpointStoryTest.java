package io.eksnet.reach;

import static io.eksnet.reach.Disposition.DENIED_BY_NACL;
import static io.eksnet.reach.Disposition.DENIED_BY_SECURITY_GROUP;
import static io.eksnet.reach.Disposition.UNREACHABLE;
import static io.eksnet.reach.Scenario.scenario;
import static io.eksnet.reach.TraceAssert.assertThat;

import io.eksnet.id.RouteTableId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcEndpointId;
import io.eksnet.table.Change;
import io.eksnet.vpc.AuthorizeSecurityGroupIngress;
import io.eksnet.vpc.CreateVpcEndpoint;
import io.eksnet.vpc.ManagedPrefixLists;
import io.eksnet.vpc.NetworkAcl;
import io.eksnet.vpc.Permission;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Traffic;
import io.eksnet.vpc.VpcEndpoint;
import io.eksnet.vpc.VpcEndpoint.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How pods reach AWS's services without the internet. */
class EndpointStoryTest {
  private static final RouteTableId TABLE = new RouteTableId("rtb-0private-a");
  private static final VpcEndpointId ENDPOINT = new VpcEndpointId("vpce-0s3");

  private final Net net =
      scenario().node("n1", "m5.large").pod("web").on("n1").withoutGateways().settled();

  private Subnet subnet() {
    return net.world().table(Subnet.KIND).stream()
        .filter(it -> it.id().value().contains("private"))
        .findFirst()
        .orElseThrow();
  }

  private String s3() {
    return ManagedPrefixLists.aws(subnet().scope().region(), "s3")
            .orElseThrow()
            .entries()
            .getFirst()
            .cidr()
            .base()
        + "";
  }

  private void gateway() {
    endpoint("com.amazonaws.us-west-2.s3", new CreateVpcEndpoint.Gateway(List.of(TABLE)));
  }

  private void interfaces(SecurityGroupId... groups) {
    endpoint(
        "com.amazonaws.us-west-2.sts",
        new CreateVpcEndpoint.Interface(
            List.of(CreateVpcEndpoint.Place.in(subnet().id())), List.of(groups), false, "ipv4"));
  }

  private void endpoint(String service, CreateVpcEndpoint.Access access) {
    net.run(
        new CreateVpcEndpoint(
            subnet().vpc(),
            service,
            "arn:aws:iam::123456789012:user/dev",
            access,
            Optional.empty(),
            Tags.NONE,
            Optional.of(ENDPOINT)));
  }

  private void in(State state) {
    VpcEndpoint made = net.world().find(VpcEndpoint.KIND, ENDPOINT).orElseThrow();
    net.with(Change.put(VpcEndpoint.KIND, made.in(state, made.createdAt())));
  }

  private String addressOfEndpoint() {
    var placement =
        net.world().find(VpcEndpoint.KIND, ENDPOINT).orElseThrow().placements().getFirst();
    return net.world().vpcs().networkInterface(placement.eni()).orElseThrow().primary() + "";
  }

  @Test
  void a_pod_reaches_s3_by_the_gateway_endpoint_and_gets_its_answer() {
    gateway();

    assertThat(net.trace("pod/web", s3() + ":443"))
        .isDelivered()
        .routed("pl-68a54001 vpce-0s3")
        .goesBy("vpce-0s3")
        .meetsNo(Place.Kind.INTERNET_GATEWAY)
        .notes("the policy of vpce-0s3 is not evaluated")
        .andReturns();
  }

  @Test
  void without_the_endpoint_there_is_no_route_to_s3() {
    assertThat(net.trace("pod/web", s3() + ":443")).isStoppedBy(Disposition.NO_ROUTE);
  }

  @Test
  void a_gateway_endpoint_carries_no_udp() {
    gateway();

    assertThat(net.trace("pod/web", s3() + ":443/udp"))
        .isStoppedBy(UNREACHABLE)
        .because("vpce-0s3 is a gateway endpoint, which carries TCP and ICMP echo only");
  }

  @Test
  void the_subnets_acl_must_let_the_services_answers_in() {
    gateway();
    NetworkAcl acl = net.world().vpcs().networkAclOf(subnet().id()).orElseThrow();
    net.with(
        Change.put(
            NetworkAcl.KIND,
            acl.withEntries(acl.entries().stream().filter(NetworkAcl.Entry::egress).toList())));

    assertThat(net.trace("pod/web", s3() + ":443")).isStoppedBy(DENIED_BY_NACL);
  }

  @Test
  void the_interface_of_an_endpoint_needs_a_group_that_lets_the_pod_in() {
    SecurityGroupId closed = new SecurityGroupId("sg-0closed");
    net.run(
        new io.eksnet.vpc.CreateSecurityGroup(
            subnet().vpc(), "closed", "closed", Tags.NONE, Optional.of(closed)));
    interfaces(closed);
    in(State.AVAILABLE);

    assertThat(net.trace("pod/web", addressOfEndpoint() + ":443"))
        .isStoppedBy(DENIED_BY_SECURITY_GROUP);

    net.run(
        new AuthorizeSecurityGroupIngress(
            closed,
            List.of(Permission.of(Traffic.tcp(443), new SecurityGroupId("sg-0node"))),
            Tags.NONE));
    assertThat(net.trace("pod/web", addressOfEndpoint() + ":443"))
        .isDelivered()
        .notes("the policy of vpce-0s3 is not evaluated")
        .andReturns();
  }

  @Test
  void an_endpoint_that_is_not_accepted_takes_nothing() {
    interfaces(new SecurityGroupId("sg-0node"));
    in(State.PENDING_ACCEPTANCE);

    assertThat(net.trace("pod/web", addressOfEndpoint() + ":443"))
        .isStoppedBy(UNREACHABLE)
        .because(
            "vpce-0s3 is pendingAcceptance: the owner of com.amazonaws.us-west-2.sts has not"
                + " accepted it");
  }
}
