package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.AttachmentId;
import io.eksnet.id.EniId;
import io.eksnet.id.InstanceId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.net.Ipv4Address;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NetworkInterfacesTest {
  private final Ec2 ec2 = new Ec2();
  private final Vpc vpc = ec2.vpc("vpc-1", "10.0.0.0/16");
  private final Subnet small = ec2.subnet("subnet-small", vpc, Ec2.ZONE_A, "10.0.1.0/28");
  private final Subnet large = ec2.subnet("subnet-large", vpc, Ec2.ZONE_A, "10.0.2.0/24");
  private final Subnet otherZone = ec2.subnet("subnet-b", vpc, Ec2.ZONE_B, "10.0.3.0/24");
  private final SecurityGroup fallback = ec2.defaultGroup(vpc);
  private final SecurityGroup web = ec2.group("sg-web", vpc, "web");
  private final Subnet nodes = ec2.subnet("subnet-nodes", vpc, Ec2.ZONE_A, "10.0.4.0/24");
  private final Instance node = ec2.instance("i-1", "m5.large", nodes);

  @Test
  void aNewInterfaceTakesTheLowestFreeAddressesAfterTheFourReservedOnes() {
    NetworkInterface first = ec2.done(in(large, 2));
    NetworkInterface second = ec2.done(in(large, 0));

    assertThat(first.primary()).hasToString("10.0.2.4");
    assertThat(first.secondary()).hasToString("[10.0.2.5, 10.0.2.6]");
    assertThat(second.primary()).hasToString("10.0.2.7");
    assertThat(first.status()).isEqualTo("available");
    assertThat(first.sourceDestCheck()).isTrue();
  }

  @Test
  void anInterfaceWithoutGroupsGetsTheDefaultGroupOfItsVpc() {
    assertThat(ec2.done(in(large, 0)).groups()).containsExactly(fallback.id());
  }

  @Test
  void everyInterfaceHasALocallyAdministeredMacAddressOfItsOwn() {
    List<String> macs =
        IntStream.range(0, 200).mapToObj(_ -> ec2.done(in(large, 0)).macAddress()).toList();

    assertThat(macs).doesNotHaveDuplicates().allMatch(mac -> mac.matches("02(:[0-9a-f]{2}){5}"));
  }

  @Test
  void aSubnetOfSlash28HandsOutElevenAddressesAndNotOneMore() {
    ec2.done(in(small, 9));
    ec2.done(in(small, 0));

    assertThat(ec2.vpcs().availableAddresses(small)).isZero();
    assertThat(ec2.refused(in(small, 0)).code()).isEqualTo("InsufficientFreeAddressesInSubnet");
  }

  @Test
  void namedAddressesAreHonouredAndEc2ChoosesAroundThem() {
    NetworkInterface named =
        ec2.done(
            create(
                Optional.of(address("10.0.2.9")),
                exactly("10.0.2.4", "10.0.2.20"),
                Optional.empty()));
    NetworkInterface primaryOpen =
        ec2.done(create(Optional.empty(), exactly("10.0.2.5"), Optional.empty()));

    assertThat(named.addresses()).hasToString("[10.0.2.9, 10.0.2.4, 10.0.2.20]");
    assertThat(primaryOpen.addresses()).hasToString("[10.0.2.6, 10.0.2.5]");
  }

  @Test
  void addressesThatNobodyCanHaveAreRefusedWithTheirOwnWords() {
    ec2.done(create(Optional.of(address("10.0.2.9")), AddressRequest.none(), Optional.empty()));

    assertThat(primary("10.0.3.9"))
        .isEqualTo(
            "InvalidParameterValue: Address 10.0.3.9 does not fall within the subnet's address"
                + " range");
    for (String reserved : List.of("10.0.2.0", "10.0.2.1", "10.0.2.2", "10.0.2.3", "10.0.2.255")) {
      assertThat(primary(reserved))
          .isEqualTo(
              "InvalidParameterValue: Address "
                  + reserved
                  + " is in subnet's reserved address range");
    }
    assertThat(primary("10.0.2.9"))
        .isEqualTo("InvalidIPAddress.InUse: Address 10.0.2.9 is in use.");
    assertThat(ec2.refused(create(Optional.empty(), exactly("10.0.2.9"), Optional.empty())).code())
        .isEqualTo("InvalidParameterValue");
  }

  @Test
  void aPinnedIdIsUsedOnce() {
    EniId id = new EniId("eni-0000000000000guid");

    assertThat(ec2.done(create(Optional.empty(), AddressRequest.none(), Optional.of(id))).id())
        .isEqualTo(id);
    assertThat(ec2.refused(create(Optional.empty(), AddressRequest.none(), Optional.of(id))).code())
        .isEqualTo("InvalidParameterValue");
  }

  @Test
  void whatDoesNotExistIsNamedInTheRefusal() {
    assertThat(ec2.refused(new DeleteNetworkInterface(new EniId("eni-none"))))
        .hasToString(
            "InvalidNetworkInterfaceID.NotFound: The networkInterface ID 'eni-none' does not"
                + " exist");
    assertThat(
            ec2.refused(
                    CreateNetworkInterface.in(
                        new SubnetId("subnet-none"), List.of(), "", 0, Tags.NONE))
                .code())
        .isEqualTo("InvalidSubnetID.NotFound");
    assertThat(ec2.refused(new AttachNetworkInterface(free(), new InstanceId("i-none"), 1)).code())
        .isEqualTo("InvalidInstanceID.NotFound");
    assertThat(ec2.refused(new DetachNetworkInterface(new AttachmentId("eni-attach-none"))).code())
        .isEqualTo("InvalidAttachmentID.NotFound");
    assertThat(ec2.refused(groups(free(), new SecurityGroupId("sg-none"))).code())
        .isEqualTo("InvalidGroup.NotFound");
  }

  @Test
  void anInterfaceCarriesOneToFiveGroupsOfItsOwnVpc() {
    Vpc other = ec2.vpc("vpc-2", "10.0.0.0/16");
    SecurityGroup foreign = ec2.group("sg-foreign", other, "foreign");
    SecurityGroupId[] six =
        IntStream.range(0, 6)
            .mapToObj(i -> ec2.group("sg-" + i, vpc, "g" + i).id())
            .toArray(SecurityGroupId[]::new);
    EniId eni = free();

    assertThat(ec2.done(groups(eni, web.id(), web.id())).groups()).containsExactly(web.id());
    assertThat(ec2.refused(groups(eni, six)).code())
        .isEqualTo("SecurityGroupsPerInterfaceLimitExceeded");
    assertThat(ec2.refused(groups(eni, foreign.id())))
        .hasToString(
            "InvalidParameter: Security group sg-foreign and subnet subnet-large belong to"
                + " different networks.");
    assertThat(ec2.refused(groups(eni)).code()).isEqualTo("MissingParameter");
  }

  @Test
  void attachingIsBoundByZoneDeviceIndexAndTheInstanceType() {
    EniId elsewhere = ec2.done(in(otherZone, 0)).id();
    EniId first = free();
    EniId second = free();
    ec2.done(new AttachNetworkInterface(first, node.id(), 1));

    assertThat(ec2.refused(attach(elsewhere, 2)).code()).isEqualTo("InvalidParameterCombination");
    assertThat(ec2.refused(attach(second, 1)))
        .hasToString(
            "InvalidParameterValue: Instance 'i-1' already has an interface attached at device"
                + " index '1'.");
    assertThat(ec2.refused(attach(first, 2)).code()).isEqualTo("InvalidNetworkInterface.InUse");
    ec2.done(attach(second, 2));
    assertThat(ec2.refused(attach(free(), 3)))
        .hasToString("AttachmentLimitExceeded: Interface count 4 exceeds the limit for m5.large");
  }

  @Test
  void anInterfaceWithMoreAddressesThanTheTypeTakesCannotBeAttached() {
    EniId full = ec2.done(in(large, 9)).id();
    EniId tooMany = ec2.done(in(large, 10)).id();

    ec2.done(attach(full, 1));
    assertThat(ec2.refused(attach(tooMany, 2)).code()).isEqualTo("PrivateIpAddressLimitExceeded");
  }

  @Test
  void anAttachedInterfaceIsInUseUntilItIsDetached() {
    EniId eni = free();
    NetworkInterface.Attachment attachment = ec2.done(attach(eni, 1));

    assertThat(attachment.deleteOnTermination()).isFalse();
    assertThat(ec2.refused(new DeleteNetworkInterface(eni)).code())
        .isEqualTo("InvalidNetworkInterface.InUse");
    assertThat(ec2.done(deleteOnTermination(eni, attachment.id())).attachment().orElseThrow())
        .matches(NetworkInterface.Attachment::deleteOnTermination);
    ec2.done(new DetachNetworkInterface(attachment.id()));
    ec2.done(new DeleteNetworkInterface(eni));
    assertThat(ec2.vpcs().networkInterface(eni)).isEmpty();
    assertThat(ec2.vpcs().availableAddresses(large)).isEqualTo(251);
  }

  @Test
  void thePrimaryInterfaceOfAnInstanceStays() {
    NetworkInterface primary = ec2.vpcs().interfacesOf(node.id()).getFirst();

    assertThat(
            ec2.refused(new DetachNetworkInterface(primary.attachment().orElseThrow().id())).code())
        .isEqualTo("OperationNotPermitted");
  }

  @Test
  void aServicesInterfaceIsNobodyElses() {
    NetworkInterface managed =
        ec2.done(
            new CreateNetworkInterface(
                large.id(),
                List.of(),
                "Amazon EKS c",
                AddressSpecification.STANDARD,
                NetworkInterface.Type.EKS_CONTROL_PLANE,
                Tags.NONE,
                Optional.empty()));

    assertThat(managed.status()).isEqualTo("in-use");
    assertThat(ec2.refused(attach(managed.id(), 1)).code()).isEqualTo("OperationNotPermitted");
    assertThat(ec2.refused(new DeleteNetworkInterface(managed.id())).code())
        .isEqualTo("InvalidNetworkInterface.InUse");
  }

  @Test
  void secondaryAddressesAreAssignedUpToTheTypesLimitOrNotAtAll() {
    EniId eni = free();
    ec2.done(attach(eni, 1));

    assertThat(ec2.done(AssignPrivateIpAddresses.count(eni, 3)).addresses())
        .hasToString("[10.0.2.5, 10.0.2.6, 10.0.2.7]");
    assertThat(ec2.refused(AssignPrivateIpAddresses.count(eni, 7)))
        .hasToString(
            "PrivateIpAddressLimitExceeded: Number of private addresses will exceed limit.");
    ec2.done(AssignPrivateIpAddresses.count(eni, 6));
    assertThat(ec2.refused(AssignPrivateIpAddresses.count(eni, 1)).code())
        .isEqualTo("PrivateIpAddressLimitExceeded");
    assertThat(ec2.vpcs().networkInterface(eni).orElseThrow().addresses()).hasSize(10);
  }

  @Test
  void whenTheSubnetCannotGiveAllItGivesNone() {
    EniId eni = ec2.done(in(small, 4)).id();

    assertThat(ec2.refused(AssignPrivateIpAddresses.count(eni, 7)))
        .hasToString(
            "InsufficientFreeAddressesInSubnet: The specified subnet does not have enough free"
                + " addresses to satisfy the request.");
    assertThat(ec2.done(AssignPrivateIpAddresses.count(eni, 6)).addresses()).hasSize(6);
  }

  @Test
  void aSecondaryAddressMovesOnlyWhenReassignmentIsAllowed() {
    NetworkInterface from = ec2.done(in(large, 1));
    EniId to = free();
    Ipv4Address moving = from.secondary().getFirst();

    assertThat(ec2.refused(assign(to, moving, false)).code()).isEqualTo("InvalidParameterValue");
    assertThat(ec2.refused(assign(to, from.primary(), true)).code())
        .isEqualTo("InvalidParameterValue");
    ec2.done(assign(to, moving, true));
    assertThat(ec2.vpcs().interfaceWith(vpc.id(), moving).orElseThrow().id()).isEqualTo(to);
    assertThat(ec2.vpcs().networkInterface(from.id()).orElseThrow().secondary()).isEmpty();
  }

  @Test
  void onlySecondaryAddressesAreUnassignedAndThenFree() {
    NetworkInterface eni = ec2.done(in(large, 3));
    Ipv4Address middle = eni.secondary().get(1);

    assertThat(ec2.refused(unassign(eni.id(), middle, eni.primary())))
        .hasToString(
            "InvalidParameterValue: Some of the specified addresses are not assigned to interface "
                + eni.id());
    assertThat(ec2.done(unassign(eni.id(), middle)).secondary()).hasSize(2);
    assertThat(ec2.done(in(large, 0)).primary()).isEqualTo(middle);
  }

  private static CreateNetworkInterface in(Subnet subnet, int secondary) {
    return CreateNetworkInterface.in(subnet.id(), List.of(), "", secondary, Tags.NONE);
  }

  private EniId free() {
    return ec2.done(in(large, 0)).id();
  }

  private CreateNetworkInterface create(
      Optional<Ipv4Address> primary, AddressRequest<Ipv4Address> secondary, Optional<EniId> id) {
    return new CreateNetworkInterface(
        large.id(),
        List.of(web.id()),
        "",
        AddressSpecification.at(primary).withSecondary(secondary),
        NetworkInterface.Type.INTERFACE,
        Tags.NONE,
        id);
  }

  private String primary(String address) {
    return ec2.refused(
            create(Optional.of(address(address)), AddressRequest.none(), Optional.empty()))
        .toString();
  }

  private AttachNetworkInterface attach(EniId eni, int deviceIndex) {
    return new AttachNetworkInterface(eni, node.id(), deviceIndex);
  }

  private static AssignPrivateIpAddresses assign(EniId eni, Ipv4Address address, boolean move) {
    return AssignPrivateIpAddresses.named(eni, List.of(address), move);
  }

  private static UnassignPrivateIpAddresses unassign(EniId eni, Ipv4Address... addresses) {
    return new UnassignPrivateIpAddresses(eni, List.of(addresses));
  }

  private static ModifyNetworkInterfaceAttribute groups(EniId eni, SecurityGroupId... groups) {
    return new ModifyNetworkInterfaceAttribute(
        eni, new ModifyNetworkInterfaceAttribute.Attribute.Groups(List.of(groups)));
  }

  private static ModifyNetworkInterfaceAttribute deleteOnTermination(EniId eni, AttachmentId at) {
    return new ModifyNetworkInterfaceAttribute(
        eni, new ModifyNetworkInterfaceAttribute.Attribute.DeleteOnTermination(at, true));
  }

  private static AddressRequest<Ipv4Address> exactly(String... addresses) {
    return new AddressRequest.Exactly<>(
        java.util.Arrays.stream(addresses).map(NetworkInterfacesTest::address).toList());
  }

  private static Ipv4Address address(String text) {
    return (Ipv4Address) io.eksnet.net.IpAddress.parse(text);
  }
}
