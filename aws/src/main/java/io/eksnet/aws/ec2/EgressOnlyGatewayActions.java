package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.EgressOnlyInternetGatewayId;
import io.eksnet.id.VpcId;
import io.eksnet.vpc.CreateEgressOnlyInternetGateway;
import io.eksnet.vpc.DeleteEgressOnlyInternetGateway;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.EgressOnlyInternetGateway;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.CreateEgressOnlyInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateEgressOnlyInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteEgressOnlyInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteEgressOnlyInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeEgressOnlyInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeEgressOnlyInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** Egress-only internet gateways, as EC2 shows and changes them. */
final class EgressOnlyGatewayActions {
  private EgressOnlyGatewayActions() {}

  private static final Resources<EgressOnlyInternetGatewayId, EgressOnlyInternetGateway> GATEWAYS =
      new Resources<>(
          new Pages("DescribeEgressOnlyInternetGateways", 5, 255),
          Ec2Resources.EGRESS_ONLY_INTERNET_GATEWAYS,
          Filters.<EgressOnlyInternetGateway>of().tags(EgressOnlyInternetGateway::tags).build());

  static void register(Ec2Registration on) {
    on.on(
            "DescribeEgressOnlyInternetGateways",
            DescribeEgressOnlyInternetGatewaysRequest::builder,
            served("EgressOnlyInternetGatewayIds", "Filters", "MaxResults", "NextToken", "DryRun"),
            (q, call) -> describe(q, call.view()))
        .on(
            "CreateEgressOnlyInternetGateway",
            CreateEgressOnlyInternetGatewayRequest::builder,
            served("VpcId!", "TagSpecifications", "ClientToken", "DryRun"),
            (q, call) -> create(q, call))
        .on(
            "DeleteEgressOnlyInternetGateway",
            DeleteEgressOnlyInternetGatewayRequest::builder,
            served("EgressOnlyInternetGatewayId!", "DryRun"),
            (q, call) ->
                Reply.answer(q.egressOnlyInternetGatewayId())
                    .then(
                        id ->
                            call.execute(
                                new DeleteEgressOnlyInternetGateway(
                                    new EgressOnlyInternetGatewayId(id))))
                    .map(
                        _ ->
                            DeleteEgressOnlyInternetGatewayResponse.builder()
                                .returnCode(true)
                                .build()));
  }

  /** Ids that name nothing are left out of the answer here, not refused. */
  private static Reply<DescribeEgressOnlyInternetGatewaysResponse> describe(
      DescribeEgressOnlyInternetGatewaysRequest q, View view) {
    List<String> known =
        q.egressOnlyInternetGatewayIds().stream()
            .filter(
                id ->
                    !Ec2Resources.EGRESS_ONLY_INTERNET_GATEWAYS.wellFormed(id)
                        || Ec2Resources.EGRESS_ONLY_INTERNET_GATEWAYS
                            .find(view.vpcs().facts(), id, view.scope())
                            .isPresent())
            .toList();
    if (known.isEmpty() && !q.egressOnlyInternetGatewayIds().isEmpty()) {
      return Reply.answer(
          DescribeEgressOnlyInternetGatewaysResponse.builder()
              .egressOnlyInternetGateways(List.of())
              .build());
    }
    return GATEWAYS
        .list(view, q, known)
        .map(
            page ->
                DescribeEgressOnlyInternetGatewaysResponse.builder()
                    .egressOnlyInternetGateways(page.map(EgressOnlyGatewayActions::sdk))
                    .nextToken(page.nextOrNull())
                    .build());
  }

  private static Reply<CreateEgressOnlyInternetGatewayResponse> create(
      CreateEgressOnlyInternetGatewayRequest q, Call call) {
    return Reply.answer(q.vpcId())
        .then(
            _ ->
                TagSpecifications.of(
                    q.tagSpecifications(), ResourceType.EGRESS_ONLY_INTERNET_GATEWAY))
        .then(
            tags ->
                call.create(
                    Ec2Resources.EGRESS_ONLY_INTERNET_GATEWAYS,
                    new CreateEgressOnlyInternetGateway(new VpcId(q.vpcId()), tags)))
        .map(
            made ->
                CreateEgressOnlyInternetGatewayResponse.builder()
                    .egressOnlyInternetGateway(sdk(made))
                    .clientToken(q.clientToken())
                    .build());
  }

  private static software.amazon.awssdk.services.ec2.model.EgressOnlyInternetGateway sdk(
      EgressOnlyInternetGateway gateway) {
    return software.amazon.awssdk.services.ec2.model.EgressOnlyInternetGateway.builder()
        .egressOnlyInternetGatewayId(gateway.id().value())
        .attachments(
            InternetGatewayAttachment.builder()
                .vpcId(gateway.vpc().value())
                .state(AttachmentStatus.ATTACHED)
                .build())
        .tags(Sdk.tags(gateway.tags()))
        .build();
  }
}
