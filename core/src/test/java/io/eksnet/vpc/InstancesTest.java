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
    return new RunInstances(
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
