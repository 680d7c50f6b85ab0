package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.InstanceId;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.InstanceType;
import io.eksnet.vpc.NetworkInterface;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.ArchitectureValues;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DeviceType;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.HypervisorType;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstancePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.MonitoringState;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.Tenancy;
import software.amazon.awssdk.services.ec2.model.VirtualizationType;

/** Instances as EC2 shows them, each in a reservation of its own. */
final class InstanceActions {
  private InstanceActions() {}

  static final Resources<InstanceId, Instance> INSTANCES =
      new Resources<>(Pages.of("DescribeInstances"), Ec2Resources.INSTANCES, filters().build());

  private static Filters.Builder<Instance> filters() {
    return interfaceFilters(Filters.<Instance>of())
        .by("instance-id", Instance::id)
        .by("instance-type", Instance::type)
        .by("instance-state-name", instance -> instance.state().text())
        .by("instance-state-code", instance -> instance.state().code())
        .by("image-id", Instance::imageId)
        .by("private-ip-address", Instance::privateAddress)
        .by("private-dns-name", Instance::privateDnsName)
        .by("subnet-id", Instance::subnet)
        .by("vpc-id", Instance::vpc)
        .by("availability-zone", instance -> instance.zone().name())
        .by("availability-zone-id", instance -> instance.zone().id())
        .by("owner-id", instance -> instance.scope().account())
        .by("reservation-id", InstanceActions::reservationId)
        .by("tenancy", _ -> Tenancy.DEFAULT)
        .seen("architecture", (instance, view) -> Stream.of(architecture(instance, view)))
        .seen("ip-address", (instance, view) -> publicAddress(instance, view).stream())
        .tags(Instance::tags);
  }

  private static Filters.Builder<Instance> interfaceFilters(Filters.Builder<Instance> filters) {
    return filters
        .seen(
            "network-interface.network-interface-id",
            (i, v) -> enis(i, v).map(NetworkInterface::id))
        .seen("network-interface.subnet-id", (i, v) -> enis(i, v).map(NetworkInterface::subnet))
        .seen("network-interface.vpc-id", (i, v) -> enis(i, v).map(NetworkInterface::vpc))
        .seen(
            "network-interface.group-id",
            (i, v) -> enis(i, v).flatMap(eni -> eni.groups().stream()))
        .seen(
            "network-interface.addresses.private-ip-address",
            (i, v) -> enis(i, v).flatMap(eni -> eni.addresses().stream()))
        .seen("instance.group-id", (i, v) -> groups(i, v).stream().map(GroupIdentifier::groupId))
        .seen(
            "instance.group-name", (i, v) -> groups(i, v).stream().map(GroupIdentifier::groupName));
  }

  static void register(Ec2Registration on) {
    on.on(
        "DescribeInstances",
        DescribeInstancesRequest::builder,
        served("InstanceIds", "Filters", "MaxResults", "NextToken", "DryRun"),
        (q, call) -> {
          if (!q.instanceIds().isEmpty()
              && q.getValueForField("MaxResults", Integer.class).isPresent()) {
            return Reply.refuse(
                "InvalidParameterCombination",
                "The parameter instancesSet cannot be used with the parameter maxResults");
          }
          View view = call.view();
          return INSTANCES
              .list(view, q, q.instanceIds())
              .map(
                  page ->
                      DescribeInstancesResponse.builder()
                          .reservations(page.map(instance -> reservation(instance, view)))
                          .nextToken(page.nextOrNull())
                          .build());
        });
  }

  private static Stream<NetworkInterface> enis(Instance instance, View view) {
    return view.vpcs().interfacesOf(instance.id()).stream();
  }

  private static Optional<NetworkInterface> primary(Instance instance, View view) {
    return enis(instance, view).filter(NetworkInterface::isPrimary).findFirst();
  }

  private static List<GroupIdentifier> groups(Instance instance, View view) {
    return primary(instance, view)
        .map(eni -> NetworkInterfaceActions.groups(eni, view))
        .orElse(List.of());
  }

  private static Optional<String> publicAddress(Instance instance, View view) {
    return primary(instance, view)
        .flatMap(NetworkInterface::publicAddress)
        .map(address -> address.address().toString());
  }

  private static ArchitectureValues architecture(Instance instance, View view) {
    boolean arm = view.vpcs().instanceType(instance.type()).map(InstanceType::arm64).orElse(false);
    return arm ? ArchitectureValues.ARM64 : ArchitectureValues.X86_64;
  }

  /** Node groups launch one by one, so a reservation holds one instance and shares its digits. */
  private static String reservationId(Instance instance) {
    return "r" + instance.id().value().substring(1);
  }

  private static Reservation reservation(Instance instance, View view) {
    return Reservation.builder()
        .reservationId(reservationId(instance))
        .ownerId(instance.scope().account().value())
        .groups(List.of())
        .instances(List.of(sdk(instance, view)))
        .build();
  }

  private static software.amazon.awssdk.services.ec2.model.Instance sdk(
      Instance instance, View view) {
    Optional<String> publicAddress = publicAddress(instance, view);
    var sdk =
        software.amazon.awssdk.services.ec2.model.Instance.builder()
            .instanceId(instance.id().value())
            .instanceType(instance.type())
            .imageId(instance.imageId())
            .state(state -> state.code(instance.state().code()).name(instance.state().text()))
            .launchTime(instance.launchedAt())
            .subnetId(instance.subnet().value())
            .vpcId(instance.vpc().value())
            .placement(
                placement ->
                    placement
                        .availabilityZone(instance.zone().name().value())
                        .availabilityZoneId(instance.zone().id().value())
                        .tenancy(Tenancy.DEFAULT))
            .privateIpAddress(instance.privateAddress().toString())
            .privateDnsName(instance.privateDnsName())
            .publicDnsName(publicAddress.map(view::publicDnsName).orElse(""))
            .architecture(architecture(instance, view))
            .hypervisor(HypervisorType.XEN) // what EC2 says of Nitro instances too
            .virtualizationType(VirtualizationType.HVM)
            .rootDeviceType(DeviceType.EBS)
            .amiLaunchIndex(0)
            .enaSupport(true)
            .monitoring(monitoring -> monitoring.state(MonitoringState.DISABLED))
            .sourceDestCheck(
                primary(instance, view).map(NetworkInterface::sourceDestCheck).orElse(true))
            .networkInterfaces(enis(instance, view).map(eni -> sdk(eni, view)).toList())
            .securityGroups(groups(instance, view))
            .tags(Sdk.tagsIfAny(instance.tags()));
    publicAddress.ifPresent(sdk::publicIpAddress);
    return sdk.build();
  }

  private static InstanceNetworkInterface sdk(NetworkInterface eni, View view) {
    var sdk =
        InstanceNetworkInterface.builder()
            .networkInterfaceId(eni.id().value())
            .subnetId(eni.subnet().value())
            .vpcId(eni.vpc().value())
            .description(eni.description())
            .interfaceType(eni.type().text())
            .macAddress(eni.macAddress())
            .ownerId(view.owner())
            .status(eni.status())
            .sourceDestCheck(eni.sourceDestCheck())
            .groups(NetworkInterfaceActions.groups(eni, view))
            .privateIpAddress(eni.primary().toString())
            .privateDnsName(view.privateDnsName(eni.primary()))
            .privateIpAddresses(
                eni.addresses().stream()
                    .map(
                        address ->
                            InstancePrivateIpAddress.builder()
                                .primary(address.equals(eni.primary()))
                                .privateIpAddress(address.toString())
                                .privateDnsName(view.privateDnsName(address))
                                .build())
                    .toList())
            .ipv6Addresses(List.of());
    eni.attachment()
        .ifPresent(
            at ->
                sdk.attachment(
                    attachment ->
                        attachment
                            .attachmentId(at.id().value())
                            .deviceIndex(at.deviceIndex())
                            .networkCardIndex(at.networkCard())
                            .deleteOnTermination(at.deleteOnTermination())
                            .attachTime(at.attachedAt())
                            .status(AttachmentStatus.ATTACHED)));
    eni.publicAddress()
        .ifPresent(
            address ->
                sdk.association(
                    association ->
                        association
                            .publicIp(address.address().toString())
                            .publicDnsName(view.publicDnsName(address.address()))
                            .ipOwnerId(
                                address.allocation().isPresent() ? view.owner() : "amazon")));
    return sdk.build();
  }
}
