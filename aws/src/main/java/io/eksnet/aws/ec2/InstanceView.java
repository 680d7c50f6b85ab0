package io.eksnet.aws.ec2;

import io.eksnet.vpc.Instance;
import io.eksnet.vpc.InstanceType;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.NetworkInterface.Attachment;
import io.eksnet.vpc.NetworkInterface.PublicAddress;
import io.eksnet.vpc.Volume;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.ArchitectureValues;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.DeviceType;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.HypervisorType;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.InstanceIpv4Prefix;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Prefix;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.InstancePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.MonitoringState;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.VirtualizationType;

/** One instance as EC2 shows it, with what belongs to it. */
final class InstanceView {
  private static final DateTimeFormatter GMT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'GMT'").withZone(ZoneOffset.UTC);

  /** What an instance has when its launch says nothing. */
  private static final Map<String, String> STANDARD =
      Map.ofEntries(
          Map.entry("EbsOptimized", "false"),
          Map.entry("Placement.Tenancy", "default"),
          Map.entry("MetadataOptions.State", "applied"),
          Map.entry("MetadataOptions.HttpTokens", "optional"),
          Map.entry("MetadataOptions.HttpPutResponseHopLimit", "1"),
          Map.entry("MetadataOptions.HttpEndpoint", "enabled"),
          Map.entry("MetadataOptions.HttpProtocolIpv6", "disabled"),
          Map.entry("MetadataOptions.InstanceMetadataTags", "disabled"),
          Map.entry("EnclaveOptions.Enabled", "false"),
          Map.entry("HibernationOptions.Configured", "false"),
          Map.entry("MaintenanceOptions.AutoRecovery", "default"),
          Map.entry("PrivateDnsNameOptions.HostnameType", "ip-name"),
          Map.entry("PrivateDnsNameOptions.EnableResourceNameDnsARecord", "false"),
          Map.entry("PrivateDnsNameOptions.EnableResourceNameDnsAAAARecord", "false"),
          Map.entry("NetworkPerformanceOptions.BandwidthWeighting", "default"),
          Map.entry("CapacityReservationSpecification.CapacityReservationPreference", "open"));

  private InstanceView() {}

  /** An option as it was asked for, or as it is by default. */
  static Optional<String> option(Instance instance, String path) {
    return Optional.ofNullable(
        instance.settings().options().getOrDefault(path, STANDARD.get(path)));
  }

  static Stream<NetworkInterface> enis(Instance instance, View view) {
    return view.vpcs().interfacesOf(instance.id()).stream();
  }

  static Stream<Volume> volumes(Instance instance, View view) {
    return view.vpcs().facts().table(Volume.KIND).by(Volume.BY_INSTANCE, instance.id()).stream();
  }

  static Optional<NetworkInterface> primary(Instance instance, View view) {
    return enis(instance, view).filter(NetworkInterface::isPrimary).findFirst();
  }

  static List<GroupIdentifier> groups(Instance instance, View view) {
    return primary(instance, view)
        .map(eni -> NetworkInterfaceActions.groups(eni, view))
        .orElse(List.of());
  }

  static Optional<String> publicAddress(Instance instance, View view) {
    return primary(instance, view)
        .flatMap(NetworkInterface::publicAddress)
        .map(address -> address.address().toString());
  }

  static ArchitectureValues architecture(Instance instance, View view) {
    boolean arm = view.vpcs().instanceType(instance.type()).map(InstanceType::arm64).orElse(false);
    return arm ? ArchitectureValues.ARM64 : ArchitectureValues.X86_64;
  }

  static String monitoring(Instance instance) {
    return option(instance, "Monitoring.Enabled").filter("true"::equals).isPresent()
        ? MonitoringState.ENABLED.toString()
        : MonitoringState.DISABLED.toString();
  }

  /** Why it is in its state, as far as its user asked for that. */
  static String reason(Instance instance) {
    return instance.asked().map(at -> "User initiated (" + GMT.format(at) + ")").orElse("");
  }

  /** The ARN of its profile, whose name clients may give instead. */
  static Optional<String> profile(Instance instance) {
    SortedMap<String, String> options = instance.settings().options();
    return Optional.ofNullable(options.get("IamInstanceProfile.Arn"))
        .or(
            () ->
                Optional.ofNullable(options.get("IamInstanceProfile.Name"))
                    .map(
                        name ->
                            "arn:aws:iam::"
                                + instance.scope().account()
                                + ":instance-profile/"
                                + name));
  }

  /** An id for a profile that looks like IAM's and stays the same. */
  static Optional<String> profileId(Instance instance) {
    return profile(instance)
        .map(arn -> String.format(java.util.Locale.ROOT, "AIPA%017d", arn.hashCode() & 0x7fffffff));
  }

  /** Instances of one reservation. */
  static Reservation reservation(List<Instance> instances, View view) {
    Instance first = instances.getFirst();
    return Reservation.builder()
        .reservationId(first.origin().reservation())
        .ownerId(first.scope().account().value())
        .groups(List.of())
        .instances(instances.stream().map(instance -> sdk(instance, view)).toList())
        .build();
  }

  static software.amazon.awssdk.services.ec2.model.Instance sdk(Instance instance, View view) {
    SortedMap<String, String> shown = new TreeMap<>(STANDARD);
    shown.putAll(instance.settings().options());
    shown.keySet().removeIf(path -> path.startsWith("Monitoring.") || path.startsWith("IamI"));
    shown.put("Placement.AvailabilityZone", instance.zone().name().value());
    shown.put("Placement.AvailabilityZoneId", instance.zone().id().value());
    Optional<String> publicAddress = publicAddress(instance, view);
    boolean ended = instance.state() == Instance.State.TERMINATED;
    var sdk =
        FlatMembers.fill(shown, software.amazon.awssdk.services.ec2.model.Instance.builder())
            .instanceId(instance.id().value())
            .instanceType(instance.type())
            .imageId(instance.imageId())
            .state(state -> state.code(instance.state().code()).name(instance.state().text()))
            .stateTransitionReason(reason(instance))
            .launchTime(instance.launchedAt())
            .privateDnsName(ended ? "" : instance.privateDnsName())
            .publicDnsName(publicAddress.map(view::publicDnsName).orElse(""))
            .architecture(architecture(instance, view))
            .hypervisor(HypervisorType.XEN) // what EC2 says of Nitro instances too
            .virtualizationType(VirtualizationType.HVM)
            .rootDeviceType(DeviceType.EBS)
            .rootDeviceName(io.eksnet.vpc.BlockDevice.ROOT)
            .amiLaunchIndex(instance.origin().index())
            .enaSupport(true)
            .platformDetails("Linux/UNIX")
            .usageOperation("RunInstances")
            .usageOperationUpdateTime(instance.launchedAt())
            .currentInstanceBootMode("legacy-bios")
            .monitoring(monitoring -> monitoring.state(monitoring(instance)))
            .blockDeviceMappings(volumes(instance, view).map(InstanceView::mapping).toList())
            .networkInterfaces(enis(instance, view).map(eni -> sdk(eni, view)).toList())
            .securityGroups(groups(instance, view))
            .tags(Sdk.tagsIfAny(instance.tags()));
    if (!ended) {
      sdk.subnetId(instance.subnet().value())
          .vpcId(instance.vpc().value())
          .privateIpAddress(instance.privateAddress().toString());
    }
    primary(instance, view)
        .ifPresent(
            eni -> {
              sdk.sourceDestCheck(eni.sourceDestCheck());
              eni.held().ipv6().stream()
                  .findFirst()
                  .ifPresent(it -> sdk.ipv6Address(it.toString()));
            });
    profile(instance)
        .ifPresent(
            arn -> sdk.iamInstanceProfile(p -> p.arn(arn).id(profileId(instance).orElse(""))));
    if (instance.asked().isPresent()) {
      sdk.stateReason(
          r ->
              r.code("Client.UserInitiatedShutdown")
                  .message("Client.UserInitiatedShutdown: User initiated shutdown"));
    }
    publicAddress.ifPresent(sdk::publicIpAddress);
    return sdk.build();
  }

  private static InstanceBlockDeviceMapping mapping(Volume volume) {
    return InstanceBlockDeviceMapping.builder()
        .deviceName(volume.device().name())
        .ebs(
            ebs ->
                ebs.volumeId(volume.id().value())
                    .status(AttachmentStatus.ATTACHED)
                    .attachTime(volume.createdAt())
                    .deleteOnTermination(volume.device().deleteOnTermination()))
        .build();
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
                        address -> {
                          var one =
                              InstancePrivateIpAddress.builder()
                                  .primary(address.equals(eni.primary()))
                                  .privateIpAddress(address.toString())
                                  .privateDnsName(view.privateDnsName(address));
                          eni.publicAddressOf(address)
                              .ifPresent(it -> one.association(association(it, view)));
                          return one.build();
                        })
                    .toList())
            .ipv4Prefixes(
                eni.held().prefixes().stream()
                    .map(it -> InstanceIpv4Prefix.builder().ipv4Prefix(it.toString()).build())
                    .toList())
            .ipv6Addresses(
                eni.held().ipv6().stream()
                    .map(it -> InstanceIpv6Address.builder().ipv6Address(it.toString()).build())
                    .toList())
            .ipv6Prefixes(
                eni.held().ipv6Prefixes().stream()
                    .map(it -> InstanceIpv6Prefix.builder().ipv6Prefix(it.toString()).build())
                    .toList());
    eni.attachment().ifPresent(at -> sdk.attachment(attachment(at)));
    eni.publicAddress().ifPresent(address -> sdk.association(association(address, view)));
    return sdk.build();
  }

  private static software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceAttachment
      attachment(Attachment at) {
    return software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceAttachment.builder()
        .attachmentId(at.id().value())
        .deviceIndex(at.deviceIndex())
        .networkCardIndex(at.networkCard())
        .deleteOnTermination(at.deleteOnTermination())
        .attachTime(at.attachedAt())
        .status(AttachmentStatus.ATTACHED)
        .build();
  }

  private static InstanceNetworkInterfaceAssociation association(PublicAddress address, View view) {
    return InstanceNetworkInterfaceAssociation.builder()
        .publicIp(address.address().toString())
        .publicDnsName(view.publicDnsName(address.address()))
        .ipOwnerId(address.allocation().isPresent() ? view.owner() : "amazon")
        .build();
  }
}
