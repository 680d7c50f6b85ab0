package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.AllocationId;
import io.eksnet.id.AssociationId;
import io.eksnet.id.Command;
import io.eksnet.id.InternetGatewayId;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.Tags;
import io.eksnet.net.Ipv4Address;
import io.eksnet.vpc.CreateNatGateway.Wanted;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** NAT gateways of a zone and of a Region, and their addresses. */
class NatGatewaysTest {
  private final Ec2 ec2 = new Ec2();
  private final Vpc vpc = ec2.vpc("vpc-1", "10.0.0.0/16");
  private final Vpc closed = ec2.vpc("vpc-2", "10.0.0.0/16");
  private final Subnet subnet = ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.0.0/24");
  private final Subnet full = ec2.subnet("subnet-full", vpc, Ec2.ZONE_A, "10.0.1.0/28");
  private final Subnet inside = ec2.subnet("subnet-2", closed, Ec2.ZONE_B, "10.0.0.0/24");
  private final ElasticIp first = allocated("eipalloc-1");
  private final ElasticIp second = allocated("eipalloc-2");
  private final ElasticIp third = allocated("eipalloc-3");

  NatGatewaysTest() {
    InternetGatewayId igw =
        ec2.done(new CreateInternetGateway(Ec2.SCOPE, Tags.NONE, Optional.empty())).id();
    ec2.done(new AttachInternetGateway(igw, vpc.id()));
    ec2.done(CreateNetworkInterface.in(full.id(), List.of(), "", 10, Tags.NONE));
  }

  @Test
  void aPublicGatewaySendsFromSeveralElasticIps() {
    NatGateway nat =
        made(
            new Wanted.Public(
                subnet.id(),
                first.id(),
                Optional.of(Ipv4Address.of(10, 0, 0, 50)),
                List.of(second.id()),
                List.of(Ipv4Address.of(10, 0, 0, 60))));

    assertThat(nat.addresses())
        .extracting(
            it -> it.privateAddress().orElseThrow() + " " + it.primary(),
            it -> it.elastic().orElseThrow().use().orElseThrow().address())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("10.0.0.50 true", first.publicAddress()),
            org.assertj.core.groups.Tuple.tuple("10.0.0.60 false", second.publicAddress()));
    Ec2Invariants.hold(ec2.world, "with two addresses");
  }

  @Test
  void whatEc2FindsOutLaterMakesAGatewayThatFails() {
    assertThat(failure(publicIn(inside, first.id())))
        .isEqualTo("Gateway.NotAttached: Network vpc-2 has no Internet gateway attached");
    assertThat(failure(publicIn(subnet, new AllocationId("eipalloc-0"))))
        .isEqualTo(
            "InvalidAllocationID.NotFound: Elastic IP address eipalloc-0 could not be associated"
                + " with this NAT gateway");
    made(publicIn(subnet, first.id()));
    assertThat(failure(publicIn(subnet, first.id())))
        .isEqualTo(
            "Resource.AlreadyAssociated: Elastic IP address eipalloc-1 is already associated");
    assertThat(failure(new Wanted.Private(full.id(), Optional.empty(), AddressRequest.none())))
        .isEqualTo(
            "InsufficientFreeAddressesInSubnet: Subnet has insufficient free addresses to create"
                + " this NAT gateway");
    Ec2Invariants.hold(ec2.world, "after failures");
  }

  @Test
  void whatHasFailedTakesNoPlaceInTheQuotaOfItsZone() {
    for (int i = 0; i < 7; i++) {
      failure(publicIn(subnet, new AllocationId("eipalloc-0")));
    }
    for (int i = 0; i < Quota.NAT_GATEWAYS_PER_ZONE.standard(); i++) {
      made(new Wanted.Private(subnet.id(), Optional.empty(), AddressRequest.none()));
    }
    assertThat(
            code(create(new Wanted.Private(subnet.id(), Optional.empty(), AddressRequest.none()))))
        .isEqualTo("NatGatewayLimitExceeded");
  }

  @Test
  void addressesComeToAPublicGatewayAndGoOnceTheyAreDrained() {
    NatGateway nat = available(publicIn(subnet, first.id()));
    NatGateway grown =
        ec2.done(
            new AssociateNatGatewayAddress(
                nat.id(), List.of(second.id()), List.of(), Optional.empty()));
    NatGateway.Address more = grown.addresses().getLast();
    assertThat(more.status()).isEqualTo(NatGateway.Status.ASSOCIATING);
    settle(nat.id());
    AssociationId association = more.elastic().orElseThrow().use().orElseThrow().association();
    ec2.done(new DisassociateNatGatewayAddress(nat.id(), List.of(association)));
    assertThat(code(new ReleaseAddress(second.id()))).isEqualTo("InvalidIPAddress.InUse");
    settle(nat.id());

    assertThat(now(nat.id()).addresses()).hasSize(1);
    ec2.done(new ReleaseAddress(second.id()));
    Ec2Invariants.hold(ec2.world, "after an address went");
  }

  @Test
  void addressesComeToAPrivateGatewayAndGo() {
    NatGateway nat =
        available(new Wanted.Private(subnet.id(), Optional.empty(), new AddressRequest.Count<>(2)));
    assertThat(nat.addresses()).hasSize(3).allMatch(it -> it.elastic().isEmpty());
    Ipv4Address named = Ipv4Address.of(10, 0, 0, 77);
    ec2.done(
        new AssignPrivateNatGatewayAddress(nat.id(), new AddressRequest.Exactly<>(List.of(named))));
    settle(nat.id());
    assertThat(now(nat.id()).addresses()).hasSize(4);
    ec2.done(new UnassignPrivateNatGatewayAddress(nat.id(), List.of(named)));
    settle(nat.id());
    assertThat(now(nat.id()).addresses()).hasSize(3);
    assertThat(ec2.vpcs().availableAddresses(subnet)).isEqualTo(251 - 3);
  }

  @Test
  void aDeletedGatewayLeavesNothingBehind() {
    NatGateway nat = available(publicIn(subnet, first.id()));
    ec2.done(new DeleteNatGateway(nat.id()));
    assertThat(ec2.done(new DeleteNatGateway(nat.id())).state())
        .isEqualTo(NatGateway.State.DELETING);
    assertThat(code(new ReleaseAddress(first.id()))).isEqualTo("InvalidIPAddress.InUse");
    ec2.world = ec2.world.with(NatGatewayProgress.deleted(ec2.vpcs(), now(nat.id())));

    assertThat(code(new DeleteNatGateway(nat.id()))).isEqualTo("NatGatewayNotFound");
    assertThat(ec2.vpcs().availableAddresses(subnet)).isEqualTo(251);
    ec2.done(new ReleaseAddress(first.id()));
  }

  @Test
  void aRegionalGatewayHasNoSubnetAndFollowsTheVpcIntoItsZones() {
    NatGateway nat = available(new Wanted.Regional(vpc.id(), List.of()));
    NatGateway.Placement.Regional placement = (NatGateway.Placement.Regional) nat.placement();
    assertThat(
            ec2.vpcs().facts().find(RouteTable.KIND, placement.routeTable()).orElseThrow().routes())
        .hasSize(2);
    follow(nat.id());
    assertThat(zones(nat.id())).containsExactly("us-west-2a");
    ec2.subnet("subnet-b", vpc, Ec2.ZONE_B, "10.0.2.0/24");
    follow(nat.id());
    assertThat(zones(nat.id())).containsExactly("us-west-2a", "us-west-2b");
    Ec2Invariants.hold(ec2.world, "in two zones");
    AllocationId own = now(nat.id()).addresses().getFirst().elastic().orElseThrow().allocation();
    assertThat(code(new ReleaseAddress(own))).isEqualTo("OperationNotPermitted");

    ec2.done(new DeleteNatGateway(nat.id()));
    ec2.world = ec2.world.with(NatGatewayProgress.deleted(ec2.vpcs(), now(nat.id())));
    assertThat(ec2.world.find(ElasticIp.KIND, own)).isEmpty();
    assertThat(ec2.world.find(RouteTable.KIND, placement.routeTable())).isEmpty();
  }

  @Test
  void aRegionalGatewayWithNamedZonesIsManagedByHand() {
    NatGateway nat =
        available(
            new Wanted.Regional(
                vpc.id(), List.of(new CreateNatGateway.InZone(Ec2.ZONE_A, List.of(first.id())))));
    ec2.done(
        new AssociateNatGatewayAddress(
            nat.id(), List.of(second.id()), List.of(), Optional.of(Ec2.ZONE_B.name())));
    settle(nat.id());
    assertThat(zones(nat.id())).containsExactly("us-west-2a", "us-west-2b");
    ec2.done(new DeleteNatGateway(nat.id()));
    ec2.world = ec2.world.with(NatGatewayProgress.deleted(ec2.vpcs(), now(nat.id())));
    assertThat(ec2.world.find(ElasticIp.KIND, first.id()).orElseThrow().inUse()).isFalse();
  }

  /**
   * A row of the table.
   *
   * @param what what is tried
   */
  private record Row(String what, Command<?> command, String code) {}

  @TestFactory
  Stream<DynamicTest> eachWrongRequestIsRefusedWithEc2sCode() {
    NatGateway open = available(publicIn(subnet, first.id()));
    NatGateway shut =
        available(new Wanted.Private(subnet.id(), Optional.empty(), AddressRequest.none()));
    NatGateway pending =
        made(new Wanted.Private(subnet.id(), Optional.empty(), AddressRequest.none()));
    NatGatewayId none = new NatGatewayId("nat-0");
    Ipv4Address taken = shut.privateAddress().orElseThrow();
    AssociationId primary =
        open.addresses().getFirst().elastic().orElseThrow().use().orElseThrow().association();
    return Stream.of(
            new Row("deleting nothing", new DeleteNatGateway(none), "NatGatewayNotFound"),
            new Row("an address for nothing", associate(none, second.id()), "NatGatewayNotFound"),
            new Row(
                "an Elastic IP for a private gateway",
                associate(shut.id(), second.id()),
                "InvalidParameterValue"),
            new Row(
                "a private address for a public gateway",
                new AssignPrivateNatGatewayAddress(open.id(), new AddressRequest.Count<>(1)),
                "InvalidParameterValue"),
            new Row(
                "an address for a pending gateway",
                new AssignPrivateNatGatewayAddress(pending.id(), new AddressRequest.Count<>(1)),
                "InvalidParameterValue"),
            new Row(
                "no Elastic IP",
                associate(open.id(), new AllocationId("eipalloc-0")),
                "InvalidAllocationID.NotFound"),
            new Row(
                "an Elastic IP in use",
                associate(open.id(), first.id()),
                "Resource.AlreadyAssociated"),
            new Row(
                "a third Elastic IP",
                associate(open.id(), second.id(), third.id()),
                "AddressLimitExceeded"),
            new Row(
                "a ninth private address",
                new AssignPrivateNatGatewayAddress(shut.id(), new AddressRequest.Count<>(8)),
                "PrivateIpAddressLimitExceeded"),
            new Row(
                "a secondary address in use",
                new AssignPrivateNatGatewayAddress(
                    shut.id(), new AddressRequest.Exactly<>(List.of(taken))),
                "Resource.AlreadyAssigned"),
            new Row(
                "a primary address in use",
                create(new Wanted.Private(subnet.id(), Optional.of(taken), AddressRequest.none())),
                "InvalidIPAddress.InUse"),
            new Row(
                "an address outside of the subnet",
                create(
                    new Wanted.Private(
                        subnet.id(),
                        Optional.of(Ipv4Address.of(10, 9, 9, 9)),
                        AddressRequest.none())),
                "InvalidParameterValue"),
            new Row(
                "an Elastic IP twice",
                create(
                    new Wanted.Public(
                        subnet.id(),
                        second.id(),
                        Optional.empty(),
                        List.of(second.id()),
                        List.of())),
                "InvalidParameterValue"),
            new Row(
                "the end of the primary Elastic IP",
                new DisassociateNatGatewayAddress(open.id(), List.of(primary)),
                "InvalidParameterValue"),
            new Row(
                "the end of no Elastic IP",
                new DisassociateNatGatewayAddress(
                    open.id(), List.of(new AssociationId("eipassoc-0"))),
                "InvalidAssociationID.NotFound"),
            new Row(
                "the end of the primary address",
                new UnassignPrivateNatGatewayAddress(shut.id(), List.of(taken)),
                "InvalidParameterValue"),
            new Row(
                "a zone for a zonal gateway",
                new AssociateNatGatewayAddress(
                    open.id(), List.of(second.id()), List.of(), Optional.of(Ec2.ZONE_A.name())),
                "InvalidParameterValue"))
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.what(), () -> assertThat(code(row.command())).isEqualTo(row.code())));
  }

  private static AssociateNatGatewayAddress associate(NatGatewayId id, AllocationId... ips) {
    return new AssociateNatGatewayAddress(id, List.of(ips), List.of(), Optional.empty());
  }

  private static Wanted publicIn(Subnet subnet, AllocationId allocation) {
    return new Wanted.Public(subnet.id(), allocation, Optional.empty(), List.of(), List.of());
  }

  private static CreateNatGateway create(Wanted wanted) {
    return new CreateNatGateway(wanted, Tags.NONE, Optional.empty());
  }

  private NatGateway made(Wanted wanted) {
    NatGateway made = ec2.done(create(wanted));
    assertThat(made.failure()).isEmpty();
    return made;
  }

  private NatGateway available(Wanted wanted) {
    NatGateway made = made(wanted);
    ec2.world = ec2.world.with(NatGatewayProgress.started(made, Ec2.NOW));
    return now(made.id());
  }

  private String failure(Wanted wanted) {
    NatGateway made = ec2.done(create(wanted));
    assertThat(made.state()).isEqualTo(NatGateway.State.PENDING);
    ec2.world = ec2.world.with(NatGatewayProgress.started(made, Ec2.NOW));
    NatGateway failed = now(made.id());
    assertThat(failed.state()).isEqualTo(NatGateway.State.FAILED);
    NatGateway.Failure why = failed.failure().orElseThrow();
    return why.code() + ": " + why.message();
  }

  private NatGateway now(NatGatewayId id) {
    return ec2.world.find(NatGateway.KIND, id).orElseThrow();
  }

  private void settle(NatGatewayId id) {
    for (NatGateway.Address address : now(id).addresses()) {
      if (NatGatewayProgress.inMotion(address)) {
        ec2.world =
            ec2.world.with(NatGatewayProgress.settled(ec2.vpcs(), now(id), address, Ec2.NOW));
      }
    }
  }

  private void follow(NatGatewayId id) {
    ec2.world = ec2.world.with(NatGatewayProgress.followed(ec2.vpcs(), now(id), ec2.context));
    settle(id);
    assertThat(NatGatewayProgress.followed(ec2.vpcs(), now(id), ec2.context)).isEmpty();
  }

  private List<String> zones(NatGatewayId id) {
    return now(id).addresses().stream().map(it -> it.zone().orElseThrow().name().value()).toList();
  }

  private ElasticIp allocated(String id) {
    return ec2.done(new AllocateAddress(Ec2.SCOPE, Tags.NONE, Optional.of(new AllocationId(id))));
  }

  private String code(Command<?> command) {
    return ec2.refused(command).code();
  }
}
