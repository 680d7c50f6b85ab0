package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.AccountId;
import io.eksnet.id.Region;
import io.eksnet.id.Scope;
import io.eksnet.id.TransitGatewayAttachmentId;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.vpc.AcceptTransitGatewayPeeringAttachment;
import io.eksnet.vpc.CreateTransitGatewayPeeringAttachment;
import io.eksnet.vpc.DeleteTransitGatewayPeeringAttachment;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.RejectTransitGatewayPeeringAttachment;
import io.eksnet.vpc.TransitGatewayAttachment;
import io.eksnet.vpc.TransitGatewayAttachment.Resource;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AcceptTransitGatewayPeeringAttachmentRequest;
import software.amazon.awssdk.services.ec2.model.AcceptTransitGatewayPeeringAttachmentResponse;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayPeeringAttachmentRequest;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayPeeringAttachmentResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayPeeringAttachmentRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayPeeringAttachmentResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayPeeringAttachmentsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayPeeringAttachmentsResponse;
import software.amazon.awssdk.services.ec2.model.PeeringTgwInfo;
import software.amazon.awssdk.services.ec2.model.RejectTransitGatewayPeeringAttachmentRequest;
import software.amazon.awssdk.services.ec2.model.RejectTransitGatewayPeeringAttachmentResponse;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPeeringAttachment;

/** Connections of two transit gateways, which both of their sides see. */
final class TransitPeeringActions {
  private TransitPeeringActions() {}

  static final Resources<TransitGatewayAttachmentId, TransitGatewayAttachment> PEERINGS =
      new Resources<>(
          Pages.of("DescribeTransitGatewayPeeringAttachments"),
          Ec2Resources.TRANSIT_GATEWAY_ATTACHMENTS,
          Filters.<TransitGatewayAttachment>of()
              .by("transit-gateway-attachment-id", TransitGatewayAttachment::id)
              .seen("local-owner-id", (_, view) -> Stream.of(view.owner()))
              .seen("remote-owner-id", (it, view) -> Stream.of(remote(it, view).account()))
              .by("state", it -> it.state().text())
              .each("transit-gateway-id", it -> it.gateways().stream())
              .tags(TransitGatewayAttachment::tags)
              .build(),
          (it, view) -> it.ofPeer().isPresent() && it.isSeenBy(view.scope()));

  private static Scope remote(TransitGatewayAttachment it, View view) {
    return it.ofPeer()
        .map(Resource.OfPeer::accepterScope)
        .filter(_ -> it.scope().equals(view.scope()))
        .orElse(it.scope());
  }

  static void register(Ec2Registration on) {
    on.on(
            "CreateTransitGatewayPeeringAttachment",
            CreateTransitGatewayPeeringAttachmentRequest::builder,
            served(
                "TransitGatewayId!",
                "PeerTransitGatewayId!",
                "PeerAccountId!",
                "PeerRegion!",
                "Options.DynamicRouting",
                "TagSpecifications",
                "DryRun"),
            TransitPeeringActions::create)
        .on(
            "AcceptTransitGatewayPeeringAttachment",
            AcceptTransitGatewayPeeringAttachmentRequest::builder,
            served("TransitGatewayAttachmentId!", "DryRun"),
            (q, call) ->
                TransitAttachmentActions.named(q.transitGatewayAttachmentId())
                    .then(
                        id ->
                            call.execute(
                                new AcceptTransitGatewayPeeringAttachment(id, call.scope())))
                    .map(
                        it ->
                            AcceptTransitGatewayPeeringAttachmentResponse.builder()
                                .transitGatewayPeeringAttachment(sdk(it))
                                .build()))
        .on(
            "RejectTransitGatewayPeeringAttachment",
            RejectTransitGatewayPeeringAttachmentRequest::builder,
            served("TransitGatewayAttachmentId!", "DryRun"),
            (q, call) ->
                TransitAttachmentActions.named(q.transitGatewayAttachmentId())
                    .then(
                        id ->
                            call.execute(
                                new RejectTransitGatewayPeeringAttachment(id, call.scope())))
                    .map(
                        it ->
                            RejectTransitGatewayPeeringAttachmentResponse.builder()
                                .transitGatewayPeeringAttachment(sdk(it))
                                .build()))
        .on(
            "DeleteTransitGatewayPeeringAttachment",
            DeleteTransitGatewayPeeringAttachmentRequest::builder,
            served("TransitGatewayAttachmentId!", "DryRun"),
            (q, call) ->
                TransitAttachmentActions.named(q.transitGatewayAttachmentId())
                    .then(
                        id ->
                            call.execute(
                                new DeleteTransitGatewayPeeringAttachment(id, call.scope())))
                    .map(
                        it ->
                            DeleteTransitGatewayPeeringAttachmentResponse.builder()
                                .transitGatewayPeeringAttachment(sdk(it))
                                .build()))
        .on(
            "DescribeTransitGatewayPeeringAttachments",
            DescribeTransitGatewayPeeringAttachmentsRequest::builder,
            served("TransitGatewayAttachmentIds", "Filters", "MaxResults", "NextToken", "DryRun"),
            (q, call) ->
                PEERINGS
                    .list(call.view(), q, q.transitGatewayAttachmentIds())
                    .map(
                        page ->
                            DescribeTransitGatewayPeeringAttachmentsResponse.builder()
                                .transitGatewayPeeringAttachments(
                                    page.map(TransitPeeringActions::sdk))
                                .nextToken(page.nextOrNull())
                                .build()));
  }

  private static Reply<CreateTransitGatewayPeeringAttachmentResponse> create(
      CreateTransitGatewayPeeringAttachmentRequest q, Call call) {
    boolean dynamic =
        Optional.ofNullable(q.options())
            .flatMap(it -> Optional.ofNullable(it.dynamicRoutingAsString()))
            .filter("enable"::equals)
            .isPresent();
    if (dynamic) {
      return Asked.notServed("DynamicRouting", "enable", "disable");
    }
    return Asked.required(Optional.ofNullable(q.transitGatewayId()), "TransitGatewayId")
        .then(
            _ ->
                Asked.required(
                    Optional.ofNullable(q.peerTransitGatewayId()), "PeerTransitGatewayId"))
        .then(_ -> Asked.required(Optional.ofNullable(q.peerAccountId()), "PeerAccountId"))
        .then(_ -> Asked.required(Optional.ofNullable(q.peerRegion()), "PeerRegion"))
        .then(
            _ ->
                TagSpecifications.of(
                    q.tagSpecifications(), ResourceType.TRANSIT_GATEWAY_ATTACHMENT))
        .then(
            tags ->
                call.execute(
                    new CreateTransitGatewayPeeringAttachment(
                        new TransitGatewayId(q.transitGatewayId()),
                        new TransitGatewayId(q.peerTransitGatewayId()),
                        new Scope(new AccountId(q.peerAccountId()), new Region(q.peerRegion())),
                        tags)))
        .map(
            made ->
                CreateTransitGatewayPeeringAttachmentResponse.builder()
                    .transitGatewayPeeringAttachment(sdk(made))
                    .build());
  }

  private static TransitGatewayPeeringAttachment sdk(TransitGatewayAttachment it) {
    Resource.OfPeer peer =
        it.ofPeer().orElseThrow(() -> new IllegalStateException(it.id() + " is not of a peer"));
    return TransitGatewayPeeringAttachment.builder()
        .transitGatewayAttachmentId(it.id().value())
        .accepterTransitGatewayAttachmentId(it.id().value())
        .requesterTgwInfo(side(it.gateway(), it.scope()))
        .accepterTgwInfo(side(peer.accepter(), peer.accepterScope()))
        .status(status -> status.code(it.state().text()))
        .state(it.state().text())
        .creationTime(it.createdAt())
        .tags(Sdk.tags(it.tags()))
        .build();
  }

  private static PeeringTgwInfo side(TransitGatewayId gateway, Scope scope) {
    return PeeringTgwInfo.builder()
        .transitGatewayId(gateway.value())
        .ownerId(scope.account().value())
        .region(scope.region().value())
        .build();
  }
}
