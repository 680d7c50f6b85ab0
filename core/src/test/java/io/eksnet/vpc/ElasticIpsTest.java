package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.AllocationId;
import io.eksnet.id.AssociationId;
import io.eksnet.id.Command;
import io.eksnet.id.EniId;
import io.eksnet.id.InstanceId;
import io.eksnet.id.InternetGatewayId;
import io.eksnet.id.Tags;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Change;
import io.eksnet.vpc.AssociateAddress.Behind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Elastic IPs and what they stand before. */
class ElasticIpsTest {
  private final Ec2 ec2 = new Ec2();
  private final Vpc vpc = ec2.vpc("vpc-1", "10.0.0.0/16");
  private final Vpc closed = ec2.vpc("vpc-2", "10.0.0.0/16");
  private final Subnet subnet = ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.0.0/24");
  private final Subnet inside = ec2.subnet("subnet-2", closed, Ec2.ZONE_A, "10.0.0.0/24");
  private final NetworkInterface eni = eni(subnet, 1);
  private final NetworkInterface second = eni(subnet, 0);
  private final ElasticIp elastic = allocated("eipalloc-1");
  private final ElasticIp other = allocated("eipalloc-2");

  ElasticIpsTest() {
    InternetGatewayId igw =
        ec2.done(new CreateInternetGateway(Ec2.SCOPE, Tags.NONE, Optional.empty())).id();
    ec2.done(new AttachInternetGateway(igw, vpc.id()));
  }

  @Test
  void anElasticIpStandsBeforeThePrimaryAddressUnlessAnotherIsNamed() {
    AssociationId primary = ec2.done(before(elastic, eni));
    AssociationId further =
        ec2.done(
            new AssociateAddress(
                other.id(),
                new Behind.OfInterface(eni.id()),
                Optional.of(eni.secondary().getFirst()),
                true));

    NetworkInterface now = ec2.vpcs().networkInterface(eni.id()).orElseThrow();
    assertThat(now.publicAddress().orElseThrow().address()).isEqualTo(elastic.publicAddress());
    assertThat(now.publicAddressOf(eni.secondary().getFirst()).orElseThrow().association())
        .contains(further);
    assertThat(ec2.done(before(elastic, eni))).as("the same again").isEqualTo(primary);
    Ec2Invariants.hold(ec2.world, "after two associations");
  }

  @Test
  void anElasticIpMovesAndTheOneInItsWayGivesWay() {
    ec2.done(before(elastic, eni));
    ec2.done(before(other, second));
    ec2.done(before(elastic, second));

    assertThat(ec2.vpcs().networkInterface(eni.id()).orElseThrow().publicAddresses()).isEmpty();
    assertThat(ec2.world.find(ElasticIp.KIND, other.id()).orElseThrow().inUse()).isFalse();
    assertThat(ec2.vpcs().interfaceBehind(elastic.publicAddress()).orElseThrow().id())
        .isEqualTo(second.id());
    Ec2Invariants.hold(ec2.world, "after a move");
  }

  @Test
  void anElasticIpMovesFromOneAddressOfAnInterfaceToAnother() {
    ec2.done(before(elastic, eni));
    ec2.done(
        new AssociateAddress(
            elastic.id(),
            new Behind.OfInterface(eni.id()),
            Optional.of(eni.secondary().getFirst()),
            true));

    assertThat(ec2.vpcs().networkInterface(eni.id()).orElseThrow().publicAddresses())
        .singleElement()
        .extracting(NetworkInterface.PublicAddress::privateAddress)
        .isEqualTo(eni.secondary().getFirst());
    Ec2Invariants.hold(ec2.world, "after a move");
  }

  @Test
  void anElasticIpTakesTheRoomOfALentAddressAndGoesAgain() {
    ec2.done(
        new ModifySubnetAttribute(
            subnet.id(), new ModifySubnetAttribute.Attribute.MapPublicIpOnLaunch(true)));
    Instance instance = ec2.instance("i-1", "t3.small", subnet);
    NetworkInterface own = ec2.vpcs().interfacesOf(instance.id()).getFirst();
    assertThat(own.publicAddress()).isPresent();
    AssociationId association =
        ec2.done(
            new AssociateAddress(
                elastic.id(), new Behind.OfInstance(instance.id()), Optional.empty(), false));

    assertThat(ec2.vpcs().interfaceBehind(elastic.publicAddress())).isPresent();
    assertThat(ec2.refused(new ReleaseAddress(elastic.id())))
        .hasToString("InvalidIPAddress.InUse: Address 203.0.113.1 is in use.");
    ec2.done(new DisassociateAddress(association));
    ec2.done(new ReleaseAddress(elastic.id()));
    assertThat(allocated("eipalloc-3").publicAddress()).isEqualTo(elastic.publicAddress());
  }

  @Test
  void anAddressWithAReverseDnsRecordIsLocked() {
    ElasticIp named =
        ec2.done(new ModifyAddressAttribute(elastic.id(), Optional.of("www.example.com")));
    assertThat(named.domainName()).contains("www.example.com.");
    assertThat(code(new ReleaseAddress(elastic.id()))).isEqualTo("InvalidAddress.Locked");
    ec2.done(new ModifyAddressAttribute(elastic.id(), Optional.empty()));
    ec2.done(new ReleaseAddress(elastic.id()));
  }

  @Test
  void theLowestFreePublicAddressIsTakenHoweverManyAreHeld() {
    List<Change<?, ?>> many = new ArrayList<>();
    for (int i : IntStream.range(0, 253).toArray()) {
      many.add(
          Change.put(
              ElasticIp.KIND,
              ElasticIp.allocated(
                  new AllocationId("eipalloc-many-" + i),
                  Ec2.SCOPE,
                  Ipv4Address.of(203, 0, 113, i + 2),
                  Tags.NONE)));
    }
    ec2.world = ec2.world.with(many);
    assertThat(PublicAddresses.free(ec2.vpcs())).hasToString("Optional[198.51.100.1]");
    ec2.done(new ReleaseAddress(new AllocationId("eipalloc-many-7")));
    assertThat(PublicAddresses.free(ec2.vpcs())).hasToString("Optional[203.0.113.9]");
  }

  /**
   * A row of the table.
   *
   * @param what what is tried
   */
  private record Row(String what, Command<?> command, String refusal) {}

  @TestFactory
  Stream<DynamicTest> eachWrongRequestIsRefusedWithEc2sCodeAndWords() {
    AssociationId association = ec2.done(before(elastic, eni));
    NatGateway nat =
        ec2.done(
            new CreateNatGateway(
                subnet.id(), Optional.of(other.id()), Tags.NONE, Optional.empty()));
    AssociationId nats =
        nat.addresses().getFirst().elastic().orElseThrow().use().orElseThrow().association();
    ec2.done(Ec2.run("i-1", "t3.small", subnet));
    EniId natEni = nat.eni().orElseThrow();
    AllocationId none = new AllocationId("eipalloc-0");
    String noAllocation =
        "InvalidAllocationID.NotFound: The allocation ID 'eipalloc-0' does not exist";
    return Stream.of(
            new Row("associating nothing", behind(none, second), noAllocation),
            new Row("releasing nothing", new ReleaseAddress(none), noAllocation),
            new Row(
                "naming nothing",
                new ModifyAddressAttribute(none, Optional.of("www.example.com")),
                noAllocation),
            new Row(
                "taking what is no association",
                new DisassociateAddress(new AssociationId("eipassoc-0")),
                "InvalidAssociationID.NotFound: The association ID 'eipassoc-0' does not exist"),
            new Row(
                "a VPC without internet",
                before(elastic, eni(inside, 0)),
                "Gateway.NotAttached: Network vpc-2 is not attached to any internet gateway"),
            new Row(
                "an address that the interface has not",
                new AssociateAddress(
                    elastic.id(),
                    new Behind.OfInterface(second.id()),
                    Optional.of(Ipv4Address.of(10, 0, 0, 99)),
                    true),
                "InvalidParameterValue: The private IP address 10.0.0.99 is not assigned to"
                    + " interface "
                    + second.id()),
            new Row(
                "an address in use, without reassociation",
                new AssociateAddress(
                    elastic.id(), new Behind.OfInterface(second.id()), Optional.empty(), false),
                "Resource.AlreadyAssociated: resource eipalloc-1 is already associated with"
                    + " associate-id "
                    + association),
            new Row(
                "a NAT gateway's interface",
                new AssociateAddress(
                    elastic.id(), new Behind.OfInterface(natEni), Optional.empty(), true),
                "OperationNotPermitted: The network interface '"
                    + natEni
                    + "' is managed by the service that created it."),
            new Row(
                "a NAT gateway's address",
                new DisassociateAddress(nats),
                "OperationNotPermitted: The network interface '"
                    + natEni
                    + "' is managed by the service that created it."),
            new Row(
                "releasing a NAT gateway's address",
                new ReleaseAddress(other.id()),
                "InvalidIPAddress.InUse: Address 203.0.113.2 is in use."),
            new Row(
                "an instance that starts",
                new AssociateAddress(
                    elastic.id(),
                    new Behind.OfInstance(new InstanceId("i-1")),
                    Optional.empty(),
                    true),
                "InvalidInstanceID: The pending instance 'i-1' is not in a valid state for this"
                    + " operation."))
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.what(),
                    () -> assertThat(ec2.refused(row.command())).hasToString(row.refusal())));
  }

  private NetworkInterface eni(Subnet in, int secondary) {
    return ec2.done(CreateNetworkInterface.in(in.id(), List.of(), "", secondary, Tags.NONE));
  }

  private static AssociateAddress before(ElasticIp elastic, NetworkInterface eni) {
    return behind(elastic.id(), eni);
  }

  private static AssociateAddress behind(AllocationId allocation, NetworkInterface eni) {
    return new AssociateAddress(
        allocation, new Behind.OfInterface(eni.id()), Optional.empty(), true);
  }

  private ElasticIp allocated(String id) {
    return ec2.done(new AllocateAddress(Ec2.SCOPE, Tags.NONE, Optional.of(new AllocationId(id))));
  }

  private String code(Command<?> command) {
    return ec2.refused(command).code();
  }
}
