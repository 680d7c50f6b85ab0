package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.EniId;
import io.eksnet.id.InstanceId;
import io.eksnet.id.Tags;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstancesTest {
  private final Ec2 ec2 = new Ec2();
  private final Vpc vpc = ec2.vpc("vpc-1", "10.0.0.0/16");
  private final Subnet subnet = ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.0.0/28");

  @Test
  void anInstanceIsLaunchedWithItsPrimaryInterface() {
    Instance instance = ec2.done(Ec2.run("i-1", "m5.large", subnet));

    NetworkInterface primary = ec2.vpcs().interfacesOf(instance.id()).getFirst();
    assertThat(instance.state()).isEqualTo(Instance.State.PENDING);
    assertThat(instance.privateDnsName()).isEqualTo("ip-10-0-0-4.us-west-2.compute.internal");
    assertThat(primary.isPrimary()).isTrue();
    assertThat(primary.primary()).isEqualTo(instance.privateAddress());
    assertThat(primary.attachment().orElseThrow().deleteOnTermination()).isTrue();
    assertThat(primary.publicAddress()).isEmpty();
  }

  @Test
  void aSubnetThatMapsPublicAddressesLendsOneUnlessTheLaunchSaysOtherwise() {
    ec2.done(
        new ModifySubnetAttribute(
            subnet.id(), new ModifySubnetAttribute.Attribute.MapPublicIpOnLaunch(true)));

    assertThat(publicAddress(ec2.done(Ec2.run("i-1", "m5.large", subnet)))).contains("203.0.113.1");
    assertThat(publicAddress(ec2.done(Ec2.run("i-2", "m5.large", subnet)))).contains("203.0.113.2");
    assertThat(publicAddress(ec2.done(launch(Optional.of(false))))).isEmpty();
  }

  @Test
  void aFullSubnetTakesNoInstance() {
    for (int i = 0; i < 11; i++) {
      ec2.done(Ec2.run("i-" + i, "t3.medium", subnet));
    }

    assertThat(ec2.refused(launch(Optional.empty())))
        .hasToString(
            "InsufficientFreeAddressesInSubnet: There are not enough free addresses in subnet"
                + " 'subnet-1' to satisfy the requested number of instances.");
  }

  @Test
  void anUnknownTypeIsRefused() {
    assertThat(ec2.refused(Ec2.run("i-1", "m5.lage", subnet)))
        .hasToString("InvalidParameterValue: Invalid value 'm5.lage' for InstanceType.");
  }

  @Test
  void aNetworkCanStateATypeOfItsOwn() {
    InstanceType guide =
        new InstanceType(
            "t3.medium",
            4,
            6,
            Optional.of(2),
            Optional.of(4096L),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            1,
            "nitro",
            false,
            true);
    ec2.stated(InstanceType.KIND, guide);

    assertThat(ec2.vpcs().instanceType("t3.medium")).contains(guide);
    assertThat(ec2.vpcs().instanceType("t3.large").orElseThrow().maxEnis()).isEqualTo(3);
  }

  @Test
  void terminationTakesInterfacesThatGoWithTheInstanceAndFreesTheOthers() {
    Instance instance = ec2.instance("i-1", "m5.large", subnet);
    EniId goes = attached(instance, 1);
    EniId stays = attached(instance, 2);
    NetworkInterface.Attachment at =
        ec2.vpcs().networkInterface(goes).orElseThrow().attachment().orElseThrow();
    ec2.done(
        new ModifyNetworkInterfaceAttribute(
            goes,
            new ModifyNetworkInterfaceAttribute.Attribute.DeleteOnTermination(at.id(), true)));

    Instance ended = ec2.done(new TerminateInstances(List.of(instance.id()))).getFirst();

    assertThat(ended.state()).isEqualTo(Instance.State.SHUTTING_DOWN);
    assertThat(ec2.vpcs().interfacesOf(instance.id())).as("until it has ended").hasSize(3);
    end(instance);
    assertThat(ec2.vpcs().interfacesOf(instance.id())).isEmpty();
    assertThat(ec2.vpcs().networkInterface(goes)).isEmpty();
    assertThat(ec2.vpcs().networkInterface(stays).orElseThrow().status()).isEqualTo("available");
    assertThat(ec2.vpcs().availableAddresses(subnet)).isEqualTo(10);
  }

  @Test
  void terminationIsAllOrNothing() {
    Instance instance = ec2.instance("i-1", "m5.large", subnet);

    assertThat(
            ec2.refused(new TerminateInstances(List.of(instance.id(), new InstanceId("i-none"))))
                .code())
        .isEqualTo("InvalidInstanceID.NotFound");
    assertThat(ec2.vpcs().instance(instance.id())).contains(instance);
  }

  @Test
  void aTerminatedInstanceTakesNoInterface() {
    Instance instance = ec2.instance("i-1", "m5.large", subnet);
    ec2.done(new TerminateInstances(List.of(instance.id())));
    EniId eni = free();

    assertThat(ec2.refused(new AttachNetworkInterface(eni, instance.id(), 1)).code())
        .isEqualTo("IncorrectState");
  }

  @Test
  void aStoppedInstanceKeepsItsPrivateAddressAndGivesTheLentPublicOneBack() {
    Instance instance = ec2.done(launch(Optional.of(true)));
    ec2.stated(Instance.KIND, instance.withState(Instance.State.RUNNING));
    assertThat(publicAddress(instance)).isPresent();

    ec2.done(new StopInstances(List.of(instance.id())));
    assertThat(publicAddress(instance)).isEmpty();
    assertThat(ec2.vpcs().interfaceWith(vpc.id(), instance.privateAddress())).isPresent();
    assertThat(ec2.refused(new StartInstances(List.of(instance.id()))).code())
        .as("while it stops")
        .isEqualTo("IncorrectInstanceState");
    stopped(instance);
    assertThat(ec2.done(new StartInstances(List.of(instance.id()))).getFirst().state())
        .isEqualTo(Instance.State.PENDING);
    assertThat(publicAddress(instance)).as("another one").isPresent();
  }

  @Test
  void protectionStandsAgainstTerminationAndStopping() {
    Instance instance = ec2.instance("i-1", "m5.large", subnet);
    modify(instance, new ModifyInstanceAttribute.Attribute.DisableApiTermination(true));
    modify(instance, new ModifyInstanceAttribute.Attribute.DisableApiStop(true));

    assertThat(ec2.refused(new TerminateInstances(List.of(instance.id()))))
        .hasToString(
            "OperationNotPermitted: The instance 'i-1' may not be terminated. Modify its"
                + " 'disableApiTermination' instance attribute and try again.");
    assertThat(ec2.refused(new StopInstances(List.of(instance.id()))).code())
        .isEqualTo("OperationNotPermitted");
    modify(instance, new ModifyInstanceAttribute.Attribute.DisableApiTermination(false));
    ec2.done(new TerminateInstances(List.of(instance.id())));
  }

  @Test
  void theTypeChangesWhileStoppedIfTheInterfacesFitIt() {
    Instance instance = ec2.instance("i-1", "m5.large", subnet);
    EniId primary = ec2.vpcs().interfacesOf(instance.id()).getFirst().id();
    ec2.done(AssignPrivateIpAddresses.count(primary, 5));
    var small = new ModifyInstanceAttribute.Attribute.Type("t3.small");

    assertThat(ec2.refused(new ModifyInstanceAttribute(instance.id(), small)))
        .hasToString("IncorrectInstanceState: The instance 'i-1' is not in the 'stopped' state.");
    stopped(instance);
    assertThat(ec2.refused(new ModifyInstanceAttribute(instance.id(), small)).code())
        .isEqualTo("PrivateIpAddressLimitExceeded");
    modify(instance, new ModifyInstanceAttribute.Attribute.Type("m5.xlarge"));
    assertThat(ec2.vpcs().instance(instance.id()).orElseThrow().type()).isEqualTo("m5.xlarge");
  }

  @Test
  void asManyInstancesAreLaunchedAsThereIsRoomForButNotFewerThanTheLeast() {
    assertThat(ec2.refused(several(12, 20)).code()).isEqualTo("InsufficientFreeAddressesInSubnet");

    Instance first = ec2.done(several(2, 20));

    List<Instance> all =
        ec2.world.table(Instance.KIND).by(Instance.BY_RESERVATION, first.origin().reservation());
    assertThat(all).hasSize(11).extracting(it -> it.origin().index()).doesNotHaveDuplicates();
    assertThat(ec2.vpcs().availableAddresses(subnet)).isZero();
  }

  @Test
  void anInstanceTakesSeveralInterfacesAndOneThatIsThere() {
    EniId own = free();
    Launch launch =
        launch(
            "m5.large",
            fresh(0, AddressSpecification.STANDARD),
            new Launch.Interface(0, 1, new Launch.Source.Existing(own), false, Optional.empty()));
    Instance instance = ec2.done(new RunInstances(launch, 1, 1, Optional.empty()));

    assertThat(ec2.vpcs().interfacesOf(instance.id())).hasSize(2);
    ec2.done(new TerminateInstances(List.of(instance.id())));
    end(instance);
    assertThat(ec2.vpcs().networkInterface(own).orElseThrow().status()).isEqualTo("available");
    assertThat(ec2.vpcs().availableAddresses(subnet)).isEqualTo(10);
  }

  @Test
  void aLaunchThatTheTypeDoesNotAllowIsRefused() {
    AddressSpecification five =
        AddressSpecification.STANDARD.withSecondary(new AddressRequest.Count<>(4));

    assertThat(refusal(launch("t3.small", fresh(0, five))))
        .isEqualTo(
            "InvalidInterface.IpAddressLimitExceeded: The number of IP addresses on the interface"
                + " exceeds the limit for t3.small.");
    assertThat(
            refusal(
                launch(
                    "t3.small",
                    fresh(0, AddressSpecification.STANDARD),
                    fresh(1, AddressSpecification.STANDARD),
                    fresh(2, AddressSpecification.STANDARD),
                    fresh(3, AddressSpecification.STANDARD))))
        .startsWith("AttachmentLimitExceeded: ");
    assertThat(refusal(launch("t3.small", fresh(1, AddressSpecification.STANDARD))))
        .startsWith("InvalidParameterValue: ");
  }

  @Test
  void theRootVolumeGoesWithItsInstanceUnlessToldToStay() {
    Instance goes = ec2.instance("i-1", "m5.large", subnet);
    Instance stays = ec2.instance("i-2", "m5.large", subnet);
    modify(
        stays, new ModifyInstanceAttribute.Attribute.DeleteOnTermination(BlockDevice.ROOT, false));

    ec2.done(new TerminateInstances(List.of(goes.id(), stays.id())));
    end(goes);
    end(stays);

    assertThat(ec2.world.table(Volume.KIND).stream().map(Volume::state))
        .containsExactly("available");
  }

  private String refusal(Launch launch) {
    return ec2.refused(new RunInstances(launch, 1, 1, Optional.empty())).toString();
  }

  private RunInstances several(int least, int most) {
    return new RunInstances(
        launch("t3.small", fresh(0, AddressSpecification.STANDARD)), least, most, Optional.empty());
  }

  private Launch launch(String type, Launch.Interface... interfaces) {
    return new Launch(
        type,
        "ami-1",
        List.of(interfaces),
        List.of(),
        Instance.Settings.STANDARD,
        Tags.NONE,
        Tags.NONE,
        Tags.NONE);
  }

  private Launch.Interface fresh(int index, AddressSpecification addresses) {
    return new Launch.Interface(
        0,
        index,
        new Launch.Source.New(
            subnet.id(), List.of(), "", addresses, NetworkInterface.Type.INTERFACE),
        true,
        Optional.empty());
  }

  private void modify(Instance instance, ModifyInstanceAttribute.Attribute attribute) {
    ec2.done(new ModifyInstanceAttribute(instance.id(), attribute));
  }

  private void stopped(Instance instance) {
    Instance now = ec2.vpcs().instance(instance.id()).orElseThrow();
    ec2.stated(Instance.KIND, now.withState(Instance.State.STOPPED));
  }

  private void end(Instance instance) {
    ec2.world = ec2.world.with(InstanceEnd.of(ec2.vpcs(), instance.id()));
  }

  private EniId free() {
    return ec2.done(CreateNetworkInterface.in(subnet.id(), List.of(), "", 0, Tags.NONE)).id();
  }

  private EniId attached(Instance instance, int index) {
    EniId eni = free();
    ec2.done(new AttachNetworkInterface(eni, instance.id(), index));
    return eni;
  }

  private Optional<String> publicAddress(Instance instance) {
    return ec2.vpcs()
        .interfacesOf(instance.id())
        .getFirst()
        .publicAddress()
        .map(it -> it.address().toString());
  }

  private RunInstances launch(Optional<Boolean> publicAddress) {
    return RunInstances.one(
        subnet.id(),
        "m5.large",
        List.of(),
        "ami-1",
        Optional.empty(),
        publicAddress,
        Tags.NONE,
        Optional.empty());
  }
}
