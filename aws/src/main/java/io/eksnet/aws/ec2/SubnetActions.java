package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.id.SubnetId;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.Subnet;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.IpSource;
import software.amazon.awssdk.services.ec2.model.Ipv6AddressAttribute;
import software.amazon.awssdk.services.ec2.model.SubnetIpv6CidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.SubnetState;

/** Subnets as EC2 shows them. */
final class SubnetActions {
  private SubnetActions() {}

  static final Resources<SubnetId, Subnet> SUBNETS =
      new Resources<>(
          Pages.of("DescribeSubnets"),
          Ec2Resources.SUBNETS,
          Filters.<Subnet>of()
              .by("subnet-id", Subnet::id)
              .by("vpc-id", Subnet::vpc)
              .by("cidr-block", Subnet::cidr)
              .by("cidr", Subnet::cidr)
              .by("cidrBlock", Subnet::cidr)
              .by("availability-zone", subnet -> subnet.zone().name())
              .by("availabilityZone", subnet -> subnet.zone().name())
              .by("availability-zone-id", subnet -> subnet.zone().id())
              .by("availabilityZoneId", subnet -> subnet.zone().id())
              .by("map-public-ip-on-launch", Subnet::mapPublicIpOnLaunch)
              .by("default-for-az", Subnet::defaultForAz)
              .by("defaultForAz", Subnet::defaultForAz)
              .by("enable-dns64", subnet -> subnet.attributes().enableDns64())
              .by("ipv6-native", _ -> false)
              .by("map-customer-owned-ip-on-launch", _ -> false)
              .each("customer-owned-ipv4-pool", _ -> Stream.of())
              .each("enable-lni-at-device-index", _ -> Stream.of())
              .each("outpost-arn", _ -> Stream.of())
              .maybe("ipv6-cidr-block-association.ipv6-cidr-block", s -> block(s, b -> b.cidr()))
              .maybe("ipv6-cidr-block-association.association-id", s -> block(s, b -> b.id()))
              .maybe("ipv6-cidr-block-association.state", s -> block(s, b -> b.state().text()))
              .by(
                  "private-dns-name-options-on-launch.hostname-type",
                  subnet -> subnet.attributes().hostnameType().text())
              .by(
                  "private-dns-name-options-on-launch.enable-resource-name-dns-a-record",
                  subnet -> subnet.attributes().resourceNameDnsA())
              .by(
                  "private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record",
                  subnet -> subnet.attributes().resourceNameDnsAaaa())
              .by("state", _ -> SubnetState.AVAILABLE)
              .seen(
                  "available-ip-address-count",
                  (subnet, view) -> Stream.of(view.vpcs().availableAddresses(subnet)))
              .seen("owner-id", (_, view) -> Stream.of(view.owner()))
              .seen("subnet-arn", (subnet, _) -> Stream.of(subnet.arn()))
              .tags(Subnet::tags)
              .build());

  static void register(Ec2Registration on) {
    on.on(
        "DescribeSubnets",
        DescribeSubnetsRequest::builder,
        served("SubnetIds", "Filters", "MaxResults", "NextToken", "DryRun"),
        (q, call) -> {
          View view = call.view();
          return SUBNETS
              .list(view, q, q.subnetIds())
              .map(
                  page ->
                      DescribeSubnetsResponse.builder()
                          .subnets(page.map(subnet -> sdk(subnet, view)))
                          .nextToken(page.nextOrNull())
                          .build());
        });
  }

  private static <T> Optional<T> block(Subnet subnet, Function<Subnet.Ipv6Association, T> part) {
    return subnet.ipv6().map(part);
  }

  static software.amazon.awssdk.services.ec2.model.Subnet sdk(Subnet subnet, View view) {
    Subnet.Attributes attributes = subnet.attributes();
    return software.amazon.awssdk.services.ec2.model.Subnet.builder()
        .subnetId(subnet.id().value())
        .subnetArn(subnet.arn())
        .vpcId(subnet.vpc().value())
        .state(SubnetState.AVAILABLE)
        .cidrBlock(subnet.cidr().toString())
        .ipv6CidrBlockAssociationSet(
            subnet.ipv6().stream().map(SubnetActions::association).toList())
        .availableIpAddressCount((int) view.vpcs().availableAddresses(subnet))
        .availabilityZone(subnet.zone().name().value())
        .availabilityZoneId(subnet.zone().id().value())
        .mapPublicIpOnLaunch(attributes.mapPublicIpOnLaunch())
        .mapCustomerOwnedIpOnLaunch(false)
        .assignIpv6AddressOnCreation(attributes.assignIpv6AddressOnCreation())
        .defaultForAz(subnet.defaultForAz())
        .enableDns64(attributes.enableDns64())
        .ipv6Native(false)
        .privateDnsNameOptionsOnLaunch(
            options ->
                options
                    .hostnameType(attributes.hostnameType().text())
                    .enableResourceNameDnsARecord(attributes.resourceNameDnsA())
                    .enableResourceNameDnsAAAARecord(attributes.resourceNameDnsAaaa()))
        .ownerId(view.owner())
        .tags(Sdk.tagsIfAny(subnet.tags()))
        .build();
  }

  static SubnetIpv6CidrBlockAssociation association(Subnet.Ipv6Association block) {
    return SubnetIpv6CidrBlockAssociation.builder()
        .associationId(block.id().value())
        .ipv6CidrBlock(block.cidr().toString())
        .ipv6CidrBlockState(state -> state.state(block.state().text()))
        .ipv6AddressAttribute(Ipv6AddressAttribute.PUBLIC)
        .ipSource(IpSource.AMAZON)
        .build();
  }
}
