package io.eksnet.aws.directconnect;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.codec.Served;
import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.DirectConnectGatewayId;
import io.eksnet.vpc.CreateDirectConnectGateway;
import io.eksnet.vpc.DeleteDirectConnectGateway;
import io.eksnet.vpc.DirectConnectGateway;
import io.eksnet.vpc.UpdateDirectConnectGateway;
import io.eksnet.vpc.VirtualInterface;
import io.eksnet.vpc.VpnGateway;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.directconnect.model.CreateDirectConnectGatewayRequest;
import software.amazon.awssdk.services.directconnect.model.CreateDirectConnectGatewayResponse;
import software.amazon.awssdk.services.directconnect.model.DeleteDirectConnectGatewayRequest;
import software.amazon.awssdk.services.directconnect.model.DeleteDirectConnectGatewayResponse;
import software.amazon.awssdk.services.directconnect.model.DescribeDirectConnectGatewayAttachmentsRequest;
import software.amazon.awssdk.services.directconnect.model.DescribeDirectConnectGatewayAttachmentsResponse;
import software.amazon.awssdk.services.directconnect.model.DescribeDirectConnectGatewaysRequest;
import software.amazon.awssdk.services.directconnect.model.DescribeDirectConnectGatewaysResponse;
import software.amazon.awssdk.services.directconnect.model.DescribeVirtualGatewaysRequest;
import software.amazon.awssdk.services.directconnect.model.DescribeVirtualGatewaysResponse;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayAttachment;
import software.amazon.awssdk.services.directconnect.model.UpdateDirectConnectGatewayRequest;
import software.amazon.awssdk.services.directconnect.model.UpdateDirectConnectGatewayResponse;
import software.amazon.awssdk.services.directconnect.model.VirtualGateway;

/** Direct Connect gateways, which all Regions of their account see. */
final class GatewayActions {
  private GatewayActions() {}

  static void register(Call.Registry on) {
    on.on(
            "CreateDirectConnectGateway",
            CreateDirectConnectGatewayRequest::builder,
            served("directConnectGatewayName!", "amazonSideAsn", "tags"),
            (q, call) ->
                DirectConnectTags.read(q.tags())
                    .then(
                        tags ->
                            call.execute(
                                new CreateDirectConnectGateway(
                                    call.scope(),
                                    q.directConnectGatewayName(),
                                    Optional.ofNullable(q.amazonSideAsn())
                                        .orElse(VpnGateway.DEFAULT_ASN),
                                    tags)))
                    .map(
                        it ->
                            CreateDirectConnectGatewayResponse.builder()
                                .directConnectGateway(sdk(it))
                                .build()))
        .on(
            "UpdateDirectConnectGateway",
            UpdateDirectConnectGatewayRequest::builder,
            served("directConnectGatewayId!", "newDirectConnectGatewayName!"),
            (q, call) ->
                call.execute(
                        new UpdateDirectConnectGateway(
                            new DirectConnectGatewayId(q.directConnectGatewayId()),
                            q.newDirectConnectGatewayName(),
                            call.scope().account()))
                    .map(
                        it ->
                            UpdateDirectConnectGatewayResponse.builder()
                                .directConnectGateway(sdk(it))
                                .build()))
        .on(
            "DeleteDirectConnectGateway",
            DeleteDirectConnectGatewayRequest::builder,
            served("directConnectGatewayId!"),
            (q, call) ->
                call.execute(
                        new DeleteDirectConnectGateway(
                            new DirectConnectGatewayId(q.directConnectGatewayId()),
                            call.scope().account()))
                    .map(
                        it ->
                            DeleteDirectConnectGatewayResponse.builder()
                                .directConnectGateway(sdk(it))
                                .build()))
        .on(
            "DescribeDirectConnectGateways",
            DescribeDirectConnectGatewaysRequest::builder,
            served("directConnectGatewayId", "maxResults", "nextToken"),
            GatewayActions::describe)
        .on(
            "DescribeDirectConnectGatewayAttachments",
            DescribeDirectConnectGatewayAttachmentsRequest::builder,
            served("directConnectGatewayId", "virtualInterfaceId", "maxResults", "nextToken"),
            GatewayActions::attachments)
        .on(
            "DescribeVirtualGateways",
            DescribeVirtualGatewaysRequest::builder,
            Served.nothing(),
            (q, call) ->
                Reply.answer(
                    DescribeVirtualGatewaysResponse.builder()
                        .virtualGateways(
                            call.world().table(VpnGateway.KIND).stream()
                                .filter(it -> it.scope().equals(call.scope()))
                                .map(
                                    it ->
                                        VirtualGateway.builder()
                                            .virtualGatewayId(it.id().value())
                                            .virtualGatewayState(lower(it.state()))
                                            .build())
                                .toList())
                        .build()));
  }

  /** AWS's word for a state. */
  static String lower(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static Reply<DescribeDirectConnectGatewaysResponse> describe(
      DescribeDirectConnectGatewaysRequest q, Call call) {
    List<DirectConnectGateway> own =
        call.world().table(DirectConnectGateway.KIND).stream()
            .filter(it -> it.scope().account().equals(call.scope().account()))
            .filter(
                it ->
                    q.directConnectGatewayId() == null
                        || it.id().value().equals(q.directConnectGatewayId()))
            .toList();
    return DirectConnectPages.cut(q, own, it -> it.id().value())
        .map(
            page ->
                DescribeDirectConnectGatewaysResponse.builder()
                    .directConnectGateways(page.items().stream().map(GatewayActions::sdk).toList())
                    .nextToken(page.nextOrNull())
                    .build());
  }

  private static Reply<DescribeDirectConnectGatewayAttachmentsResponse> attachments(
      DescribeDirectConnectGatewayAttachmentsRequest q, Call call) {
    if (q.directConnectGatewayId() == null && q.virtualInterfaceId() == null) {
      return DirectConnectActions.refused(
          "directConnectGatewayId or virtualInterfaceId must be specified");
    }
    List<VirtualInterface> own =
        call.world().table(VirtualInterface.KIND).stream()
            .filter(it -> it.scope().account().equals(call.scope().account()))
            .filter(it -> it.gateway().isPresent())
            .filter(
                it ->
                    q.directConnectGatewayId() == null
                        || it.gateway()
                            .equals(
                                Optional.of(
                                    new DirectConnectGatewayId(q.directConnectGatewayId()))))
            .filter(
                it ->
                    q.virtualInterfaceId() == null
                        || it.id().value().equals(q.virtualInterfaceId()))
            .toList();
    return DirectConnectPages.cut(q, own, it -> it.id().value())
        .map(
            page ->
                DescribeDirectConnectGatewayAttachmentsResponse.builder()
                    .directConnectGatewayAttachments(
                        page.items().stream().map(GatewayActions::attachment).toList())
                    .nextToken(page.nextOrNull())
                    .build());
  }

  private static DirectConnectGatewayAttachment attachment(VirtualInterface it) {
    return DirectConnectGatewayAttachment.builder()
        .directConnectGatewayId(it.gateway().orElseThrow().value())
        .virtualInterfaceId(it.id().value())
        .virtualInterfaceRegion(it.scope().region().value())
        .virtualInterfaceOwnerAccount(it.scope().account().value())
        .attachmentState(
            switch (it.state()) {
              case PENDING -> "attaching";
              case AVAILABLE -> "attached";
              case DELETING -> "detaching";
              case DELETED -> "detached";
            })
        .attachmentType(
            switch (it.type()) {
              case PRIVATE -> "PrivateVirtualInterface";
              case TRANSIT -> "TransitVirtualInterface";
            })
        .build();
  }

  private static software.amazon.awssdk.services.directconnect.model.DirectConnectGateway sdk(
      DirectConnectGateway it) {
    return software.amazon.awssdk.services.directconnect.model.DirectConnectGateway.builder()
        .directConnectGatewayId(it.id().value())
        .directConnectGatewayName(it.name())
        .amazonSideAsn(it.amazonSideAsn())
        .ownerAccount(it.scope().account().value())
        .directConnectGatewayState(lower(it.state()))
        .tags(DirectConnectTags.sdk(it.tags()))
        .build();
  }
}
