package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.id.NatGatewayId;
import io.eksnet.net.Ipv4Address;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.NatGateway;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.ec2.model.AutoProvisionZonesState;
import software.amazon.awssdk.services.ec2.model.AutoScalingIpsState;
import software.amazon.awssdk.services.ec2.model.AvailabilityMode;
import software.amazon.awssdk.services.ec2.model.ConnectivityType;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;

/** NAT gateways as EC2 shows them. */
final class NatGatewayActions {
  private NatGatewayActions() {}

  private static final Resources<NatGatewayId, NatGateway> NAT_GATEWAYS =
      new Resources<>(
          Pages.of("DescribeNatGateways"),
          Ec2Resources.NAT_GATEWAYS,
          Filters.<NatGateway>of()
              .by("nat-gateway-id", NatGateway::id)
              .by("state", NatGatewayActions::state)
              .maybe("subnet-id", NatGateway::subnet)
              .by("vpc-id", NatGateway::vpc)
              .tags(NatGateway::tags)
              .build());

  static void register(Ec2Registration on) {
    on.on(
        "DescribeNatGateways",
        DescribeNatGatewaysRequest::builder,
        served("NatGatewayIds", "Filter", "MaxResults", "NextToken", "DryRun"),
        (q, call) ->
            NAT_GATEWAYS
                .list(call.view(), q, q.natGatewayIds())
                .map(
                    page ->
                        DescribeNatGatewaysResponse.builder()
                            .natGateways(page.map(NatGatewayActions::sdk))
                            .nextToken(page.nextOrNull())
                            .build()));
  }

  private static String state(NatGateway gateway) {
    return gateway.state().name().toLowerCase(Locale.ROOT);
  }

  static software.amazon.awssdk.services.ec2.model.NatGateway sdk(NatGateway gateway) {
    var sdk =
        software.amazon.awssdk.services.ec2.model.NatGateway.builder()
            .natGatewayId(gateway.id().value())
            .vpcId(gateway.vpc().value())
            .state(state(gateway))
            .createTime(gateway.createdAt())
            .connectivityType(
                gateway.isPublic() ? ConnectivityType.PUBLIC : ConnectivityType.PRIVATE)
            .natGatewayAddresses(addresses(gateway))
            .tags(Sdk.tags(gateway.tags()));
    gateway.deletedAt().ifPresent(sdk::deleteTime);
    gateway
        .failure()
        .filter(_ -> gateway.state() != NatGateway.State.PENDING)
        .ifPresent(why -> sdk.failureCode(why.code()).failureMessage(why.message()));
    switch (gateway.placement()) {
      case NatGateway.Placement.Zonal(var subnet) ->
          sdk.subnetId(subnet.value()).availabilityMode(AvailabilityMode.ZONAL);
      case NatGateway.Placement.Regional(var table, boolean provisions) ->
          sdk.availabilityMode(AvailabilityMode.REGIONAL)
              .routeTableId(table.value())
              .autoScalingIps(
                  provisions ? AutoScalingIpsState.ENABLED : AutoScalingIpsState.DISABLED)
              .autoProvisionZones(
                  provisions ? AutoProvisionZonesState.ENABLED : AutoProvisionZonesState.DISABLED);
    }
    return sdk.build();
  }

  /** The addresses of a gateway, the primary one first. */
  static List<NatGatewayAddress> addresses(NatGateway gateway) {
    return gateway.addresses().stream().map(NatGatewayActions::sdk).toList();
  }

  private static NatGatewayAddress sdk(NatGateway.Address address) {
    var sdk =
        NatGatewayAddress.builder()
            .isPrimary(address.primary())
            .status(address.status().name().toLowerCase(Locale.ROOT));
    address.eni().ifPresent(eni -> sdk.networkInterfaceId(eni.value()));
    address.privateAddress().map(Ipv4Address::toString).ifPresent(sdk::privateIp);
    address
        .zone()
        .ifPresent(
            zone ->
                sdk.availabilityZone(zone.name().value()).availabilityZoneId(zone.id().value()));
    address.elastic().ifPresent(elastic -> sdk.allocationId(elastic.allocation().value()));
    address
        .elastic()
        .flatMap(NatGateway.Elastic::use)
        .ifPresent(
            use -> sdk.associationId(use.association().value()).publicIp(use.address().toString()));
    return sdk.build();
  }
}
