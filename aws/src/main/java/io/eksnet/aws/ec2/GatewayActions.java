package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.id.InternetGatewayId;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.InternetGateway;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;

/** Internet gateways as EC2 shows them. */
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
                            .build()));
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
}
