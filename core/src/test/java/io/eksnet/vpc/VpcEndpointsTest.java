package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.RouteTableId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcEndpointId;
import io.eksnet.vpc.ModifyVpcEndpoint.Edit;
import io.eksnet.world.World;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VpcEndpointsTest {
  private final Ec2 ec2 = new Ec2();
  private final Vpc vpc = ec2.vpc("vpc-1", "10.0.0.0/16");
  private final Subnet first = ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.0.0/24");
  private final Subnet second = ec2.subnet("subnet-2", vpc, Ec2.ZONE_B, "10.0.1.0/24");

  @Test
  void aGatewayEndpointIsAvailableAtOnceAndHasARouteInEachOfItsTables() {
    RouteTableId one = table("rtb-1");
    RouteTableId two = table("rtb-2");

    VpcEndpoint endpoint = ec2.done(Endpoints.gateway(vpc, Endpoints.S3, one));

    assertThat(endpoint.state()).isEqualTo(VpcEndpoint.State.AVAILABLE);
    assertThat(endpoint.type()).isEqualTo(VpcEndpoint.Type.GATEWAY);
    assertThat(routes(one)).contains("pl-68a54001 " + endpoint.id());
    assertThat(routes(two)).noneMatch(it -> it.contains("vpce"));
    assertThat(ec2.vpcs().tablesOf(endpoint)).extracting(RouteTable::id).containsExactly(one);
  }

  @Test
  void theTablesOfAGatewayEndpointCanBeExchanged() {
    RouteTableId one = table("rtb-1");
    RouteTableId two = table("rtb-2");
    VpcEndpoint endpoint = ec2.done(Endpoints.gateway(vpc, Endpoints.S3, one));

    ec2.done(
        new ModifyVpcEndpoint(
            endpoint.id(),
            new Edit<>(List.of(two), List.of(one)),
            Edit.none(),
            Edit.none(),
            Optional.of("{}"),
            Optional.empty()));

    assertThat(ec2.vpcs().tablesOf(endpoint)).extracting(RouteTable::id).containsExactly(two);
    assertThat(there(endpoint.id()).policy()).isEqualTo("{}");
  }

  @Test
  void anEmptyPolicyIsTheDefaultOne() {
    VpcEndpoint endpoint = ec2.done(Endpoints.gateway(vpc, Endpoints.S3));
    String full = endpoint.policy();
    ec2.done(policy(endpoint, "{}"));

    ec2.done(policy(endpoint, ""));

    assertThat(there(endpoint.id()).policy()).isEqualTo(full).contains("\"Effect\":\"Allow\"");
  }

  @Test
  void deletingAGatewayEndpointTakesItsRoutesAtOnce() {
    RouteTableId one = table("rtb-1");
    VpcEndpoint endpoint = ec2.done(Endpoints.gateway(vpc, Endpoints.S3, one));

    assertThat(ec2.done(new DeleteVpcEndpoints(Ec2.SCOPE, List.of(endpoint.id())))).isEmpty();

    assertThat(routes(one)).hasSize(1);
    assertThat(there(endpoint.id()).state()).isEqualTo(VpcEndpoint.State.DELETING);
  }

  @Test
  void ofSeveralEndpointsThoseThatAreNotThereAreNamedAndTheOthersDeleted() {
    VpcEndpoint endpoint = ec2.done(Endpoints.gateway(vpc, Endpoints.S3));

    List<Unsuccessful> failed =
        ec2.done(
            new DeleteVpcEndpoints(Ec2.SCOPE, List.of(new VpcEndpointId("vpce-0"), endpoint.id())));

    assertThat(failed).singleElement().extracting(Unsuccessful::resource).isEqualTo("vpce-0");
    assertThat(failed.getFirst().why())
        .hasToString("InvalidVpcEndpoint.NotFound: The Vpc Endpoint Id 'vpce-0' does not exist");
    assertThat(there(endpoint.id()).state()).isEqualTo(VpcEndpoint.State.DELETING);
  }

  @Test
  void nobodyDeletesTheEndpointsOfOthers() {
    VpcEndpoint endpoint = ec2.done(Endpoints.gateway(vpc, Endpoints.S3));

    assertThat(ec2.done(new DeleteVpcEndpoints(Endpoints.OTHER, List.of(endpoint.id()))))
        .hasSize(1);

    assertThat(there(endpoint.id()).state()).isEqualTo(VpcEndpoint.State.AVAILABLE);
  }

  @Test
  void anInterfaceEndpointHasAnInterfaceInEachSubnetWithTheDefaultGroup() {
    VpcEndpoint endpoint =
        ec2.done(Endpoints.interfaces(vpc, Endpoints.ECR, first.id(), second.id()));

    assertThat(endpoint.state()).isEqualTo(VpcEndpoint.State.PENDING);
    assertThat(endpoint.placements())
        .extracting(VpcEndpoint.Placement::subnet)
        .containsExactly(first.id(), second.id());
    NetworkInterface eni =
        ec2.vpcs().networkInterface(endpoint.placements().getFirst().eni()).orElseThrow();
    assertThat(eni.type()).isEqualTo(NetworkInterface.Type.VPC_ENDPOINT);
    assertThat(eni.description()).isEqualTo("VPC Endpoint Interface " + endpoint.id());
    assertThat(eni.groups()).containsExactly(ec2.defaultGroup(vpc).id());
    assertThat(eni.primary()).hasToString("10.0.0.4");
  }

  @Test
  void itsNamesAreOfTheRegionOfEachZoneAndWithPrivateDnsTheServicesOwn() {
    dns(true);

    VpcEndpoint endpoint =
        ec2.done(Endpoints.interfaces(vpc, Endpoints.ECR, true, List.of(), first.id()));

    String host = endpoint.id() + "-" + ((VpcEndpoint.Interface) endpoint.access()).dnsLabel();
    assertThat(EndpointDns.of(ec2.vpcs(), endpoint))
        .extracting(EndpointDns.Entry::name)
        .containsExactly(
            host + ".api.ecr.us-west-2.vpce.amazonaws.com",
            host + "-us-west-2a.api.ecr.us-west-2.vpce.amazonaws.com",
            "api.ecr.us-west-2.amazonaws.com");
  }

  @Test
  void s3sNamesStandForAllBucketsBelowThem() {
    VpcEndpoint endpoint = ec2.done(Endpoints.interfaces(vpc, Endpoints.S3, first.id()));

    assertThat(EndpointDns.of(ec2.vpcs(), endpoint).getFirst().name())
        .startsWith("*.vpce-")
        .endsWith(".s3.us-west-2.vpce.amazonaws.com");
  }

  @Test
  void subnetsGroupsAndNamesOfAnInterfaceEndpointCanBeChanged() {
    SecurityGroup web = ec2.group("sg-1", vpc, "web");
    SecurityGroupId standard = ec2.defaultGroup(vpc).id();
    dns(true);
    VpcEndpoint endpoint = ec2.done(Endpoints.interfaces(vpc, Endpoints.ECR, first.id()));

    VpcEndpoint changed =
        ec2.done(
            new ModifyVpcEndpoint(
                endpoint.id(),
                Edit.none(),
                new Edit<>(List.of(second.id()), List.of(first.id())),
                new Edit<>(List.of(web.id()), List.of(standard)),
                Optional.empty(),
                Optional.of(true)));

    assertThat(changed.placements())
        .extracting(VpcEndpoint.Placement::subnet)
        .containsExactly(second.id());
    assertThat(ec2.vpcs().networkInterface(endpoint.placements().getFirst().eni())).isEmpty();
    assertThat(ec2.vpcs().networkInterface(changed.placements().getFirst().eni()).orElseThrow())
        .extracting(NetworkInterface::groups)
        .isEqualTo(List.of(web.id()));
    assertThat(EndpointDns.of(ec2.vpcs(), changed)).hasSize(3);
  }

  @Test
  void aRefusedChangeChangesNothing() {
    VpcEndpoint endpoint = ec2.done(Endpoints.interfaces(vpc, Endpoints.ECR, first.id()));
    World before = ec2.world;

    ec2.refused(
        new ModifyVpcEndpoint(
            endpoint.id(),
            Edit.none(),
            new Edit<>(List.of(second.id(), new SubnetId("subnet-0")), List.of(first.id())),
            Edit.none(),
            Optional.empty(),
            Optional.empty()));

    assertThat(ec2.world).isSameAs(before);
  }

  @Test
  void aVpcWithAnEndpointIsNotDeletedAndAGatewayEndpointCanBeNoRoutesTargetByHand() {
    Vpc bare = ec2.vpc("vpc-3", "10.3.0.0/16");
    RouteTableId one = table("rtb-1");
    VpcEndpoint endpoint = ec2.done(Endpoints.gateway(bare, Endpoints.S3));

    assertThat(ec2.refused(new DeleteVpc(bare.id())).code()).isEqualTo("DependencyViolation");
    assertThat(
            ec2.refused(
                new CreateRoute(
                    one,
                    io.eksnet.net.Cidr.ANY_IPV4,
                    new RouteTable.Target.Endpoint(endpoint.id()))))
        .hasToString(
            "RouteNotSupported: VPC endpoint "
                + endpoint.id()
                + " of type Gateway cannot be the target of a route.");
  }

  @Test
  void awsOffersWhatPrivateClustersNeed() {
    assertThat(EndpointOffer.seenBy(ec2.vpcs(), Ec2.SCOPE, Endpoints.user(Ec2.SCOPE)))
        .extracting(EndpointOffer::serviceName)
        .contains(
            "com.amazonaws.us-west-2.ec2",
            "com.amazonaws.us-west-2.ecr.api",
            "com.amazonaws.us-west-2.ecr.dkr",
            "com.amazonaws.us-west-2.elasticloadbalancing",
            "com.amazonaws.us-west-2.eks",
            "com.amazonaws.us-west-2.eks-auth",
            "com.amazonaws.us-west-2.logs",
            "com.amazonaws.us-west-2.s3",
            "com.amazonaws.us-west-2.sts")
        .allMatch(name -> name.startsWith("com.amazonaws.us-west-2."));
  }

  private void dns(boolean on) {
    ec2.done(
        new ModifyVpcAttribute(vpc.id(), new ModifyVpcAttribute.Attribute.EnableDnsHostnames(on)));
  }

  private RouteTableId table(String id) {
    return ec2.done(new CreateRouteTable(vpc.id(), Tags.NONE, Optional.of(new RouteTableId(id))))
        .id();
  }

  private static ModifyVpcEndpoint policy(VpcEndpoint endpoint, String policy) {
    return new ModifyVpcEndpoint(
        endpoint.id(),
        Edit.none(),
        Edit.none(),
        Edit.none(),
        Optional.of(policy),
        Optional.empty());
  }

  private List<String> routes(RouteTableId id) {
    return ec2.world.find(RouteTable.KIND, id).orElseThrow().routes().stream()
        .map(route -> route.destination() + " " + route.target())
        .toList();
  }

  private VpcEndpoint there(VpcEndpointId id) {
    return ec2.world.find(VpcEndpoint.KIND, id).orElseThrow();
  }
}
