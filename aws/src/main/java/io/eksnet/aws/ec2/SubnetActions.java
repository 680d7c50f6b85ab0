package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.id.SubnetId;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.Subnet;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.HostnameType;
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
              .by("default-for-az", _ -> false)
              .by("state", _ -> SubnetState.AVAILABLE)
              .seen(
                  "available-ip-address-count",
                  (subnet, view) -> Stream.of(view.vpcs().availableAddresses(subnet)))
              .seen("owner-id", (_, view) -> Stream.of(view.owner()))
              .seen("subnet-arn", (subnet, view) -> Stream.of(arn(subnet, view)))
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

  private static String arn(Subnet subnet, View view) {
    return view.arn("subnet/" + subnet.id());
  }

  private static software.amazon.awssdk.services.ec2.model.Subnet sdk(Subnet subnet, View view) {
    return software.amazon.awssdk.services.ec2.model.Subnet.builder()
        .subnetId(subnet.id().value())
        .subnetArn(arn(subnet, view))
        .vpcId(subnet.vpc().value())
        .state(SubnetState.AVAILABLE)
        .cidrBlock(subnet.cidr().toString())
        .ipv6CidrBlockAssociationSet(List.of())
        .availableIpAddressCount((int) view.vpcs().availableAddresses(subnet))
        .availabilityZone(subnet.zone().name().value())
        .availabilityZoneId(subnet.zone().id().value())
        .mapPublicIpOnLaunch(subnet.mapPublicIpOnLaunch())
        .mapCustomerOwnedIpOnLaunch(false)
        .assignIpv6AddressOnCreation(false)
        .defaultForAz(false)
        .enableDns64(false)
        .ipv6Native(false)
        .privateDnsNameOptionsOnLaunch(
            options ->
                options
                    .hostnameType(HostnameType.IP_NAME)
                    .enableResourceNameDnsARecord(false)
                    .enableResourceNameDnsAAAARecord(false))
        .ownerId(view.owner())
        .tags(Sdk.tagsIfAny(subnet.tags()))
        .build();
  }
}
