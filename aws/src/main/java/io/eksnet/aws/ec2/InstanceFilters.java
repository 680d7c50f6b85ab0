package io.eksnet.aws.ec2;

import io.eksnet.vpc.BlockDevice;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.NetworkInterface.Attachment;
import io.eksnet.vpc.NetworkInterface.PublicAddress;
import io.eksnet.vpc.Volume;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;

/** The filters of DescribeInstances, all of the API reference's for which there is a fact. */
final class InstanceFilters {
  private InstanceFilters() {}

  static Filters<Instance> all() {
    Filters.Builder<Instance> filters = Filters.of();
    own(filters);
    options(filters);
    volumes(filters);
    interfaces(filters);
    interfaceAddresses(filters);
    attachments(filters);
    return filters.tags(Instance::tags).build();
  }

  private static void own(Filters.Builder<Instance> filters) {
    filters
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
        .by("reservation-id", instance -> instance.origin().reservation())
        .by("launch-index", instance -> instance.origin().index())
        .by("launch-time", Instance::launchedAt)
        .by("reason", InstanceView::reason)
        .by("hypervisor", _ -> "xen")
        .by("virtualization-type", _ -> "hvm")
        .by("root-device-name", _ -> BlockDevice.ROOT)
        .by("root-device-type", _ -> "ebs")
        .by("ena-support", _ -> true)
        .by("platform-details", _ -> "Linux/UNIX")
        .by("usage-operation", _ -> "RunInstances")
        .by("usage-operation-update-time", Instance::launchedAt)
        .by("current-instance-boot-mode", _ -> "legacy-bios")
        .by("operator.managed", _ -> false)
        .maybe("state-reason-code", it -> it.asked().map(_ -> "Client.UserInitiatedShutdown"))
        .maybe(
            "state-reason-message",
            it -> it.asked().map(_ -> "Client.UserInitiatedShutdown: User initiated shutdown"))
        .seen(
            "architecture",
            (instance, view) -> Stream.of(InstanceView.architecture(instance, view)))
        .seen("ip-address", (it, view) -> InstanceView.publicAddress(it, view).stream())
        .seen(
            "dns-name",
            (it, view) -> InstanceView.publicAddress(it, view).map(view::publicDnsName).stream())
        .seen(
            "instance.group-id",
            (it, view) -> InstanceView.groups(it, view).stream().map(GroupIdentifier::groupId))
        .seen(
            "instance.group-name",
            (it, view) -> InstanceView.groups(it, view).stream().map(GroupIdentifier::groupName))
        .seen(
            "source-dest-check",
            (it, view) ->
                InstanceView.primary(it, view).map(NetworkInterface::sourceDestCheck).stream())
        .seen(
            "ipv6-address",
            (it, view) -> InstanceView.enis(it, view).flatMap(eni -> eni.held().ipv6().stream()));
  }

  private static void options(Filters.Builder<Instance> filters) {
    option(filters, "key-name", "KeyName");
    option(filters, "tenancy", "Placement.Tenancy");
    option(filters, "affinity", "Placement.Affinity");
    option(filters, "host-id", "Placement.HostId");
    option(filters, "placement-group-name", "Placement.GroupName");
    option(filters, "placement-partition-number", "Placement.PartitionNumber");
    option(filters, "ebs-optimized", "EbsOptimized");
    option(filters, "enclave-options.enabled", "EnclaveOptions.Enabled");
    option(filters, "hibernation-options.configured", "HibernationOptions.Configured");
    option(filters, "maintenance-options.auto-recovery", "MaintenanceOptions.AutoRecovery");
    option(filters, "metadata-options.state", "MetadataOptions.State");
    option(filters, "metadata-options.http-endpoint", "MetadataOptions.HttpEndpoint");
    option(filters, "metadata-options.http-protocol-ipv4", "MetadataOptions.HttpEndpoint");
    option(filters, "metadata-options.http-protocol-ipv6", "MetadataOptions.HttpProtocolIpv6");
    option(
        filters,
        "metadata-options.http-put-response-hop-limit",
        "MetadataOptions.HttpPutResponseHopLimit");
    option(filters, "metadata-options.http-tokens", "MetadataOptions.HttpTokens");
    option(
        filters, "metadata-options.instance-metadata-tags", "MetadataOptions.InstanceMetadataTags");
    option(filters, "private-dns-name-options.hostname-type", "PrivateDnsNameOptions.HostnameType");
    option(
        filters,
        "private-dns-name-options.enable-resource-name-dns-a-record",
        "PrivateDnsNameOptions.EnableResourceNameDnsARecord");
    option(
        filters,
        "private-dns-name-options.enable-resource-name-dns-aaaa-record",
        "PrivateDnsNameOptions.EnableResourceNameDnsAAAARecord");
    option(
        filters,
        "capacity-reservation-specification.capacity-reservation-preference",
        "CapacityReservationSpecification.CapacityReservationPreference");
    option(
        filters,
        "network-performance-options.bandwidth-weighting",
        "NetworkPerformanceOptions.BandwidthWeighting");
    filters
        .by("monitoring-state", InstanceView::monitoring)
        .maybe("iam-instance-profile.arn", InstanceView::profile)
        .maybe("iam-instance-profile.id", InstanceView::profileId);
  }

  private static void option(Filters.Builder<Instance> filters, String filter, String path) {
    filters.maybe(filter, instance -> InstanceView.option(instance, path));
  }

  private static void volumes(Filters.Builder<Instance> filters) {
    volume(filters, "attach-time", Volume::createdAt);
    volume(filters, "delete-on-termination", it -> it.device().deleteOnTermination());
    volume(filters, "device-name", it -> it.device().name());
    volume(filters, "status", _ -> AttachmentStatus.ATTACHED);
    volume(filters, "volume-id", Volume::id);
  }

  private static void volume(
      Filters.Builder<Instance> filters, String name, Function<Volume, Object> value) {
    filters.seen(
        "block-device-mapping." + name,
        (instance, view) -> InstanceView.volumes(instance, view).map(value));
  }

  private static void interfaces(Filters.Builder<Instance> filters) {
    eni(filters, "network-interface-id", eni -> Stream.of(eni.id()));
    eni(filters, "subnet-id", eni -> Stream.of(eni.subnet()));
    eni(filters, "vpc-id", eni -> Stream.of(eni.vpc()));
    eni(filters, "availability-zone", eni -> Stream.of(eni.zone().name()));
    eni(filters, "description", eni -> Stream.of(eni.description()));
    eni(filters, "mac-address", eni -> Stream.of(eni.macAddress()));
    eni(filters, "status", eni -> Stream.of(eni.status()));
    eni(filters, "owner-id", eni -> Stream.of(eni.scope().account()));
    eni(filters, "source-dest-check", eni -> Stream.of(eni.sourceDestCheck()));
    eni(filters, "requester-managed", eni -> Stream.of(eni.type().requesterManaged()));
    eni(filters, "operator.managed", _ -> Stream.of(false));
    eni(filters, "ipv6-native", _ -> Stream.of(false));
    eni(filters, "deny-all-igw-traffic", _ -> Stream.of(false));
    eni(filters, "group-id", eni -> eni.groups().stream());
    eni(filters, "tag-key", eni -> eni.tags().values().keySet().stream());
    eni(filters, "tag-value", eni -> eni.tags().values().values().stream());
    filters.seen(
        "network-interface.group-name",
        (instance, view) ->
            InstanceView.enis(instance, view)
                .flatMap(eni -> NetworkInterfaceActions.groups(eni, view).stream())
                .map(GroupIdentifier::groupName));
  }

  private static void interfaceAddresses(Filters.Builder<Instance> filters) {
    eni(filters, "private-ip-address", eni -> Stream.of(eni.primary()));
    eni(filters, "addresses.private-ip-address", eni -> eni.addresses().stream());
    eni(
        filters,
        "addresses.primary",
        eni -> eni.secondary().isEmpty() ? Stream.of(true) : Stream.of(true, false));
    eni(filters, "ipv4-prefixes.ipv4-prefix", eni -> eni.held().prefixes().stream());
    eni(filters, "ipv6-address", eni -> eni.held().ipv6().stream());
    eni(filters, "ipv6-addresses.ipv6-address", eni -> eni.held().ipv6().stream());
    eni(
        filters,
        "ipv6-addresses.is-primary-ipv6",
        eni -> eni.held().ipv6().stream().map(_ -> false));
    eni(filters, "ipv6-prefixes.ipv6-prefix", eni -> eni.held().ipv6Prefixes().stream());
    filters
        .seen(
            "network-interface.private-dns-name",
            (instance, view) ->
                InstanceView.enis(instance, view).map(eni -> view.privateDnsName(eni.primary())))
        .seen(
            "network-interface.addresses.private-dns-name",
            (instance, view) ->
                InstanceView.enis(instance, view)
                    .flatMap(eni -> eni.addresses().stream())
                    .map(view::privateDnsName))
        .seen(
            "network-interface.public-dns-name",
            (instance, view) ->
                InstanceView.enis(instance, view)
                    .flatMap(eni -> eni.publicAddress().stream())
                    .map(it -> view.publicDnsName(it.address())));
    association(filters, "association.", eni -> eni.publicAddress().stream());
    association(filters, "addresses.association.", eni -> eni.publicAddresses().stream());
  }

  private static void association(
      Filters.Builder<Instance> filters,
      String prefix,
      Function<NetworkInterface, Stream<PublicAddress>> of) {
    eni(filters, prefix + "public-ip", eni -> of.apply(eni).map(PublicAddress::address));
    eni(
        filters,
        prefix + "allocation-id",
        eni -> of.apply(eni).flatMap(it -> it.allocation().stream()));
    eni(
        filters,
        prefix + "association-id",
        eni -> of.apply(eni).flatMap(it -> it.association().stream()));
    filters
        .seen(
            "network-interface." + prefix + "ip-owner-id",
            (instance, view) ->
                InstanceView.enis(instance, view)
                    .flatMap(of)
                    .map(it -> it.allocation().isPresent() ? view.owner() : "amazon"))
        .seen(
            "network-interface." + prefix + "public-dns-name",
            (instance, view) ->
                InstanceView.enis(instance, view)
                    .flatMap(of)
                    .map(it -> view.publicDnsName(it.address())));
  }

  private static void attachments(Filters.Builder<Instance> filters) {
    attachment(filters, "attach-time", Attachment::attachedAt);
    attachment(filters, "attachment-id", Attachment::id);
    attachment(filters, "delete-on-termination", Attachment::deleteOnTermination);
    attachment(filters, "device-index", Attachment::deviceIndex);
    attachment(filters, "network-card-index", Attachment::networkCard);
    attachment(filters, "instance-id", Attachment::instance);
    attachment(filters, "status", _ -> AttachmentStatus.ATTACHED);
    eni(
        filters,
        "attachment.instance-owner-id",
        eni -> eni.attachment().map(_ -> eni.scope().account()).stream());
  }

  private static void attachment(
      Filters.Builder<Instance> filters, String name, Function<Attachment, Object> value) {
    eni(filters, "attachment." + name, eni -> eni.attachment().map(value).stream());
  }

  private static void eni(
      Filters.Builder<Instance> filters,
      String name,
      Function<NetworkInterface, ? extends Stream<?>> values) {
    filters.seen(
        "network-interface." + name,
        (instance, view) -> InstanceView.enis(instance, view).flatMap(values));
  }

  /** The filters on state and place that DescribeInstanceStatus shares. */
  static Filters<Instance> ofStatus() {
    return Filters.<Instance>of()
        .by("availability-zone", instance -> instance.zone().name())
        .by("availability-zone-id", instance -> instance.zone().id())
        .by("instance-state-name", instance -> instance.state().text())
        .by("instance-state-code", instance -> instance.state().code())
        .by("instance-status.status", InstanceFilters::health)
        .by("instance-status.reachability", InstanceFilters::reachability)
        .by("system-status.status", InstanceFilters::health)
        .by("system-status.reachability", InstanceFilters::reachability)
        .by("attached-ebs-status.status", InstanceFilters::health)
        .by("operator.managed", _ -> false)
        .build();
  }

  /** AWS's word for the health of what it watches. */
  static String health(Instance instance) {
    return switch (instance.state()) {
      case RUNNING -> "ok";
      case PENDING -> "initializing";
      case STOPPING, STOPPED, SHUTTING_DOWN, TERMINATED -> "not-applicable";
    };
  }

  /** AWS's word for whether a check passed; none while nothing is watched. */
  static String reachability(Instance instance) {
    return reachable(instance).orElse("");
  }

  static Optional<String> reachable(Instance instance) {
    return switch (instance.state()) {
      case RUNNING -> Optional.of("passed");
      case PENDING -> Optional.of("initializing");
      case STOPPING, STOPPED, SHUTTING_DOWN, TERMINATED -> Optional.empty();
    };
  }
}
