package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.id.InternetGatewayId;
import io.eksnet.id.NatGatewayId;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.InternetGateway;
import io.eksnet.vpc.NatGateway;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.ec2.model.ConnectivityType;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddressStatus;

/** Internet gateways and NAT gateways as EC2 shows them. */
final class GatewayActions {
  private GatewayActions() {}

  /** EC2's word for an attached internet gateway; the SDK's enum has others. */
  private static final String ATTACHED = "available";

  static final Resources<InternetGatewayId, InternetGateway> INTERNET_GATEWAYS =
      new Resources<>(
          Pages.of("DescribeInternetGateways"),
          Ec2Resources.INTERNET_GATEWAYS,
          Filters.<InternetGateway>of()
              .by("internet-gateway-id", InternetGateway::id)
              .by("owner-id", gateway -> gateway.scope().account())
              .maybe("attachment.vpc-id", InternetGateway::vpc)
              .maybe("attachment.state", gateway -> gateway.vpc().map(_ -> ATTACHED))
              .tags(InternetGateway::tags)
              .build());

  static final Resources<NatGatewayId, NatGateway> NAT_GATEWAYS =
      new Resources<>(
          Pages.of("DescribeNatGateways"),
          Ec2Resources.NAT_GATEWAYS,
          Filters.<NatGateway>of()
              .by("nat-gateway-id", NatGateway::id)
              .by("state", GatewayActions::state)
              .by("subnet-id", NatGateway::subnet)
              .by("vpc-id", NatGateway::vpc)
              .tags(NatGateway::tags)
              .build());

  static void register(Ec2Registration on) {
    on.on(
            "DescribeInternetGateways",
            DescribeInternetGatewaysRequest::builder,
            served("InternetGatewayIds", "Filters", "MaxResults", "NextToken", "DryRun"),
            (q, call) ->
                INTERNET_GATEWAYS
                    .list(call.view(), q, q.internetGatewayIds())
                    .map(
                        page ->
                            DescribeInternetGatewaysResponse.builder()
                                .internetGateways(page.map(GatewayActions::sdk))
                                .nextToken(page.nextOrNull())
                                .build()))
        .on(
            "DescribeNatGateways",
            DescribeNatGatewaysRequest::builder,
            served("NatGatewayIds", "Filter", "MaxResults", "NextToken", "DryRun"),
            (q, call) ->
                NAT_GATEWAYS
                    .list(call.view(), q, q.natGatewayIds())
                    .map(
                        page ->
                            DescribeNatGatewaysResponse.builder()
                                .natGateways(page.map(GatewayActions::sdk))
                                .nextToken(page.nextOrNull())
                                .build()));
  }

  private static String state(NatGateway gateway) {
    return gateway.state().name().toLowerCase(Locale.ROOT);
  }

  static software.amazon.awssdk.services.ec2.model.InternetGateway sdk(InternetGateway gateway) {
    return software.amazon.awssdk.services.ec2.model.InternetGateway.builder()
        .internetGatewayId(gateway.id().value())
        .ownerId(gateway.scope().account().value())
        .attachments(
            gateway.vpc().stream()
                .map(
                    vpc ->
                        InternetGatewayAttachment.builder()
                            .vpcId(vpc.value())
                            .state(ATTACHED)
                            .build())
                .toList())
        .tags(Sdk.tags(gateway.tags()))
        .build();
  }

  private static software.amazon.awssdk.services.ec2.model.NatGateway sdk(NatGateway gateway) {
    var address =
        NatGatewayAddress.builder()
            .networkInterfaceId(gateway.eni().value())
            .privateIp(gateway.privateAddress().toString())
            .isPrimary(true)
            .status(NatGatewayAddressStatus.SUCCEEDED);
    gateway.allocation().ifPresent(id -> address.allocationId(id.value()));
    gateway.publicAddress().ifPresent(ip -> address.publicIp(ip.toString()));
    return software.amazon.awssdk.services.ec2.model.NatGateway.builder()
        .natGatewayId(gateway.id().value())
        .vpcId(gateway.vpc().value())
        .subnetId(gateway.subnet().value())
        .state(state(gateway))
        .createTime(gateway.createdAt())
        .connectivityType(gateway.isPublic() ? ConnectivityType.PUBLIC : ConnectivityType.PRIVATE)
        .natGatewayAddresses(List.of(address.build()))
        .tags(Sdk.tags(gateway.tags()))
        .build();
  }
}
