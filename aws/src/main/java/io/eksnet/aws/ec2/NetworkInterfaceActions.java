package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.id.EniId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.net.Ipv4Address;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.NetworkInterface.Attachment;
import io.eksnet.vpc.NetworkInterface.PublicAddress;
import io.eksnet.vpc.SecurityGroup;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Ipv4PrefixSpecification;
import software.amazon.awssdk.services.ec2.model.Ipv6PrefixSpecification;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceIpv6Address;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;

/**
 * Interfaces as EC2 shows them. Their private addresses are those that pods have, because ipamd
 * takes them from the same facts.
 */
final class NetworkInterfaceActions {
  private NetworkInterfaceActions() {}

  static final Resources<EniId, NetworkInterface> INTERFACES =
      new Resources<>(
          Pages.of("DescribeNetworkInterfaces"),
          Ec2Resources.NETWORK_INTERFACES,
          filters().build());

  private static Filters.Builder<NetworkInterface> filters() {
    return attachmentFilters(addressFilters(Filters.<NetworkInterface>of()))
        .by("network-interface-id", NetworkInterface::id)
        .by("subnet-id", NetworkInterface::subnet)
        .by("vpc-id", NetworkInterface::vpc)
        .by("availability-zone", eni -> eni.zone().name())
        .by("availability-zone-id", eni -> eni.zone().id())
        .by("description", NetworkInterface::description)
        .each("group-id", eni -> eni.groups().stream())
        .seen(
            "group-name", (eni, view) -> groups(eni, view).stream().map(GroupIdentifier::groupName))
        .by("interface-type", eni -> eni.type().text())
        .by("mac-address", NetworkInterface::macAddress)
        .by("requester-managed", eni -> eni.type().requesterManaged())
        .maybe("requester-id", NetworkInterfaceActions::requester)
        .by("operator.managed", _ -> false)
        .by("source-dest-check", NetworkInterface::sourceDestCheck)
        .by("status", NetworkInterface::status)
        .seen("owner-id", (_, view) -> Stream.of(view.owner()))
        .tags(NetworkInterface::tags);
  }

  private static Filters.Builder<NetworkInterface> addressFilters(
      Filters.Builder<NetworkInterface> filters) {
    return filters
        .by("private-ip-address", NetworkInterface::primary)
        .seen("private-dns-name", (eni, view) -> Stream.of(view.privateDnsName(eni.primary())))
        .each("addresses.private-ip-address", eni -> eni.addresses().stream())
        .each(
            "addresses.primary",
            eni -> eni.secondary().isEmpty() ? Stream.of(true) : Stream.of(true, false))
        .each(
            "addresses.association.public-ip",
            eni -> eni.publicAddresses().stream().map(PublicAddress::address))
        .seen(
            "addresses.association.owner-id",
            (eni, view) -> eni.publicAddresses().stream().map(it -> owner(it, view)))
        .each("ipv6-addresses.ipv6-address", eni -> eni.held().ipv6().stream())
        .seen(
            "association.ip-owner-id",
            (eni, view) -> eni.publicAddress().map(it -> owner(it, view)).stream())
        .seen(
            "association.public-dns-name",
            (eni, view) -> eni.publicAddress().map(it -> view.publicDnsName(it.address())).stream())
        .maybe("association.public-ip", eni -> eni.publicAddress().map(PublicAddress::address))
        .maybe(
            "association.allocation-id",
            eni -> eni.publicAddress().flatMap(PublicAddress::allocation))
        .maybe(
            "association.association-id",
            eni -> eni.publicAddress().flatMap(PublicAddress::association));
  }

  private static Filters.Builder<NetworkInterface> attachmentFilters(
      Filters.Builder<NetworkInterface> filters) {
    return filters
        .maybe("attachment.attachment-id", eni -> eni.attachment().map(Attachment::id))
        .maybe("attachment.instance-id", eni -> eni.attachment().map(Attachment::instance))
        .maybe("attachment.device-index", eni -> eni.attachment().map(Attachment::deviceIndex))
        .maybe(
            "attachment.delete-on-termination",
            eni -> eni.attachment().map(Attachment::deleteOnTermination))
        .maybe("attachment.attach-time", eni -> eni.attachment().map(Attachment::attachedAt))
        .maybe("attachment.status", eni -> eni.attachment().map(_ -> AttachmentStatus.ATTACHED))
        .seen(
            "attachment.instance-owner-id",
            (eni, view) -> eni.attachment().map(_ -> view.owner()).stream());
  }

  static void register(Ec2Registration on) {
    on.on(
        "DescribeNetworkInterfaces",
        DescribeNetworkInterfacesRequest::builder,
        served("NetworkInterfaceIds", "Filters", "MaxResults", "NextToken", "DryRun"),
        (q, call) -> {
          View view = call.view();
          return INTERFACES
              .list(view, q, q.networkInterfaceIds())
              .map(
                  page ->
                      DescribeNetworkInterfacesResponse.builder()
                          .networkInterfaces(page.map(eni -> sdk(eni, view)))
                          .nextToken(page.nextOrNull())
                          .build());
        });
  }

  /** The groups of an interface with their names. */
  static List<GroupIdentifier> groups(NetworkInterface eni, View view) {
    return eni.groups().stream()
        .map(id -> GroupIdentifier.builder().groupId(id.value()).groupName(name(id, view)).build())
        .toList();
  }

  private static String name(SecurityGroupId id, View view) {
    return view.vpcs().securityGroup(id).map(SecurityGroup::name).orElse("");
  }

  /** Who made a service's interface, where AWS's answers tell it by name. */
  private static Optional<String> requester(NetworkInterface eni) {
    return switch (eni.type()) {
      case LOAD_BALANCER, NETWORK_LOAD_BALANCER -> Optional.of("amazon-elb");
      case NAT_GATEWAY, VPC_ENDPOINT, GATEWAY_LOAD_BALANCER_ENDPOINT, TRANSIT_GATEWAY ->
          Optional.of("amazon-aws");
      case INTERFACE, EFA, TRUNK, BRANCH, EKS_CONTROL_PLANE -> Optional.empty();
    };
  }

  /** An interface as EC2 shows it. */
  static software.amazon.awssdk.services.ec2.model.NetworkInterface sdk(
      NetworkInterface eni, View view) {
    var sdk =
        software.amazon.awssdk.services.ec2.model.NetworkInterface.builder()
            .networkInterfaceId(eni.id().value())
            .subnetId(eni.subnet().value())
            .vpcId(eni.vpc().value())
            .availabilityZone(eni.zone().name().value())
            .availabilityZoneId(eni.zone().id().value())
            .description(eni.description())
            .interfaceType(eni.type().text())
            .macAddress(eni.macAddress())
            .ownerId(view.owner())
            .requesterManaged(eni.type().requesterManaged())
            .sourceDestCheck(eni.sourceDestCheck())
            .status(eni.status())
            .groups(groups(eni, view))
            .privateIpAddress(eni.primary().toString())
            .privateDnsName(view.privateDnsName(eni.primary()))
            .privateIpAddresses(
                eni.addresses().stream().map(address -> address(eni, address, view)).toList())
            .ipv4Prefixes(
                eni.held().prefixes().stream()
                    .map(it -> Ipv4PrefixSpecification.builder().ipv4Prefix(it.toString()).build())
                    .toList())
            .ipv6Addresses(
                eni.held().ipv6().stream()
                    .map(
                        it ->
                            NetworkInterfaceIpv6Address.builder()
                                .ipv6Address(it.toString())
                                .isPrimaryIpv6(false)
                                .build())
                    .toList())
            .ipv6Prefixes(
                eni.held().ipv6Prefixes().stream()
                    .map(it -> Ipv6PrefixSpecification.builder().ipv6Prefix(it.toString()).build())
                    .toList())
            .tagSet(Sdk.tags(eni.tags()));
    eni.held().ipv6().stream().findFirst().ifPresent(it -> sdk.ipv6Address(it.toString()));
    requester(eni).ifPresent(sdk::requesterId);
    eni.attachment().ifPresent(at -> sdk.attachment(attachment(at, view)));
    eni.publicAddress().ifPresent(address -> sdk.association(association(address, view)));
    return sdk.build();
  }

  private static NetworkInterfacePrivateIpAddress address(
      NetworkInterface eni, Ipv4Address address, View view) {
    boolean primary = address.equals(eni.primary());
    var sdk =
        NetworkInterfacePrivateIpAddress.builder()
            .primary(primary)
            .privateIpAddress(address.toString())
            .privateDnsName(view.privateDnsName(address));
    eni.publicAddressOf(address).ifPresent(behind -> sdk.association(association(behind, view)));
    return sdk.build();
  }

  static NetworkInterfaceAttachment attachment(Attachment at, View view) {
    return NetworkInterfaceAttachment.builder()
        .attachmentId(at.id().value())
        .instanceId(at.instance().value())
        .instanceOwnerId(view.owner())
        .deviceIndex(at.deviceIndex())
        .networkCardIndex(at.networkCard())
        .deleteOnTermination(at.deleteOnTermination())
        .attachTime(at.attachedAt())
        .status(AttachmentStatus.ATTACHED)
        .build();
  }

  /** Whose a public address is: an Elastic IP's the account's, a lent one's Amazon's. */
  private static String owner(PublicAddress address, View view) {
    return address.allocation().isPresent() ? view.owner() : "amazon";
  }

  private static NetworkInterfaceAssociation association(PublicAddress address, View view) {
    var sdk =
        NetworkInterfaceAssociation.builder()
            .publicIp(address.address().toString())
            .publicDnsName(view.publicDnsName(address.address()))
            .ipOwnerId(owner(address, view));
    address.allocation().ifPresent(id -> sdk.allocationId(id.value()));
    address.association().ifPresent(id -> sdk.associationId(id.value()));
    return sdk.build();
  }
}
