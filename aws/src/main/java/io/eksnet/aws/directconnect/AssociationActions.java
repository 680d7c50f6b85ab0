package io.eksnet.aws.directconnect;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.DirectConnectAssociationId;
import io.eksnet.id.DirectConnectGatewayId;
import io.eksnet.vpc.CreateDirectConnectGatewayAssociation;
import io.eksnet.vpc.DeleteDirectConnectGatewayAssociation;
import io.eksnet.vpc.DirectConnectAssociation;
import io.eksnet.vpc.DirectConnectAssociation.With;
import io.eksnet.vpc.DirectConnectGateway;
import io.eksnet.vpc.UpdateDirectConnectGatewayAssociation;
import io.eksnet.world.World;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.directconnect.model.AssociatedGateway;
import software.amazon.awssdk.services.directconnect.model.CreateDirectConnectGatewayAssociationRequest;
import software.amazon.awssdk.services.directconnect.model.CreateDirectConnectGatewayAssociationResponse;
import software.amazon.awssdk.services.directconnect.model.DeleteDirectConnectGatewayAssociationRequest;
import software.amazon.awssdk.services.directconnect.model.DeleteDirectConnectGatewayAssociationResponse;
import software.amazon.awssdk.services.directconnect.model.DescribeDirectConnectGatewayAssociationsRequest;
import software.amazon.awssdk.services.directconnect.model.DescribeDirectConnectGatewayAssociationsResponse;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayAssociation;
import software.amazon.awssdk.services.directconnect.model.RouteFilterPrefix;
import software.amazon.awssdk.services.directconnect.model.UpdateDirectConnectGatewayAssociationRequest;
import software.amazon.awssdk.services.directconnect.model.UpdateDirectConnectGatewayAssociationResponse;

/** What Direct Connect gateways are joined with. */
final class AssociationActions {
  private AssociationActions() {}

  static void register(Call.Registry on) {
    on.on(
            "CreateDirectConnectGatewayAssociation",
            CreateDirectConnectGatewayAssociationRequest::builder,
            served(
                "directConnectGatewayId!",
                "gatewayId",
                "virtualGatewayId",
                "addAllowedPrefixesToDirectConnectGateway"),
            AssociationActions::create)
        .on(
            "UpdateDirectConnectGatewayAssociation",
            UpdateDirectConnectGatewayAssociationRequest::builder,
            served(
                "associationId",
                "addAllowedPrefixesToDirectConnectGateway",
                "removeAllowedPrefixesToDirectConnectGateway"),
            AssociationActions::update)
        .on(
            "DeleteDirectConnectGatewayAssociation",
            DeleteDirectConnectGatewayAssociationRequest::builder,
            served("associationId", "directConnectGatewayId", "virtualGatewayId"),
            AssociationActions::delete)
        .on(
            "DescribeDirectConnectGatewayAssociations",
            DescribeDirectConnectGatewayAssociationsRequest::builder,
            served(
                "associationId",
                "associatedGatewayId",
                "directConnectGatewayId",
                "virtualGatewayId",
                "maxResults",
                "nextToken"),
            AssociationActions::describe);
  }

  private static Reply<CreateDirectConnectGatewayAssociationResponse> create(
      CreateDirectConnectGatewayAssociationRequest q, Call call) {
    Optional<String> with =
        Optional.ofNullable(q.gatewayId()).or(() -> Optional.ofNullable(q.virtualGatewayId()));
    if (with.isEmpty()) {
      return DirectConnectActions.refused("gatewayId must be specified");
    }
    return DirectConnectActions.blocks(q.addAllowedPrefixesToDirectConnectGateway())
        .then(
            blocks ->
                call.execute(
                    new CreateDirectConnectGatewayAssociation(
                        new DirectConnectGatewayId(q.directConnectGatewayId()),
                        with.get(),
                        blocks,
                        call.scope())))
        .map(
            it ->
                CreateDirectConnectGatewayAssociationResponse.builder()
                    .directConnectGatewayAssociation(sdk(it, call.world()))
                    .build());
  }

  private static Reply<UpdateDirectConnectGatewayAssociationResponse> update(
      UpdateDirectConnectGatewayAssociationRequest q, Call call) {
    if (q.associationId() == null) {
      return DirectConnectActions.refused("associationId must be specified");
    }
    return DirectConnectActions.blocks(q.addAllowedPrefixesToDirectConnectGateway())
        .then(
            add ->
                DirectConnectActions.blocks(q.removeAllowedPrefixesToDirectConnectGateway())
                    .then(
                        remove ->
                            call.execute(
                                new UpdateDirectConnectGatewayAssociation(
                                    new DirectConnectAssociationId(q.associationId()),
                                    add,
                                    remove,
                                    call.scope().account()))))
        .map(
            it ->
                UpdateDirectConnectGatewayAssociationResponse.builder()
                    .directConnectGatewayAssociation(sdk(it, call.world()))
                    .build());
  }

  private static Reply<DeleteDirectConnectGatewayAssociationResponse> delete(
      DeleteDirectConnectGatewayAssociationRequest q, Call call) {
    Optional<String> id =
        Optional.ofNullable(q.associationId())
            .or(() -> between(q.directConnectGatewayId(), q.virtualGatewayId(), call.world()));
    if (id.isEmpty()) {
      return DirectConnectActions.refused(
          "associationId, or directConnectGatewayId and virtualGatewayId of an association, must"
              + " be specified");
    }
    return call.execute(
            new DeleteDirectConnectGatewayAssociation(
                new DirectConnectAssociationId(id.get()), call.scope().account()))
        .map(
            it ->
                DeleteDirectConnectGatewayAssociationResponse.builder()
                    .directConnectGatewayAssociation(sdk(it, call.world()))
                    .build());
  }

  private static Optional<String> between(String gateway, String with, World world) {
    return world.table(DirectConnectAssociation.KIND).stream()
        .filter(it -> it.gateway().value().equals(gateway) && other(it).equals(with))
        .filter(it -> it.state() != DirectConnectAssociation.State.DISASSOCIATED)
        .map(it -> it.id().value())
        .findFirst();
  }

  private static Reply<DescribeDirectConnectGatewayAssociationsResponse> describe(
      DescribeDirectConnectGatewayAssociationsRequest q, Call call) {
    Optional<String> with =
        Optional.ofNullable(q.associatedGatewayId())
            .or(() -> Optional.ofNullable(q.virtualGatewayId()));
    Optional<String> gateway = Optional.ofNullable(q.directConnectGatewayId());
    Optional<String> id = Optional.ofNullable(q.associationId());
    if (with.isEmpty() && gateway.isEmpty() && id.isEmpty()) {
      return DirectConnectActions.refused(
          "associationId, associatedGatewayId or directConnectGatewayId must be specified");
    }
    World world = call.world();
    List<DirectConnectAssociation> own =
        world.table(DirectConnectAssociation.KIND).stream()
            .filter(it -> it.scope().account().equals(call.scope().account()))
            .filter(it -> with.map(other(it)::equals).orElse(true))
            .filter(it -> gateway.map(it.gateway().value()::equals).orElse(true))
            .filter(it -> id.map(it.id().value()::equals).orElse(true))
            .toList();
    return DirectConnectPages.cut(q, own, it -> it.id().value())
        .map(
            page ->
                DescribeDirectConnectGatewayAssociationsResponse.builder()
                    .directConnectGatewayAssociations(
                        page.items().stream().map(it -> sdk(it, world)).toList())
                    .nextToken(page.nextOrNull())
                    .build());
  }

  private static String other(DirectConnectAssociation association) {
    return switch (association.with()) {
      case With.AVpnGateway it -> it.id().value();
      case With.ATransitGateway it -> it.id().value();
    };
  }

  private static DirectConnectGatewayAssociation sdk(DirectConnectAssociation it, World world) {
    String owner = it.scope().account().value();
    var sdk =
        DirectConnectGatewayAssociation.builder()
            .directConnectGatewayId(it.gateway().value())
            .directConnectGatewayOwnerAccount(
                world
                    .find(DirectConnectGateway.KIND, it.gateway())
                    .map(gateway -> gateway.scope().account().value())
                    .orElse(owner))
            .associationState(GatewayActions.lower(it.state()))
            .associationId(it.id().value())
            .associatedGateway(
                AssociatedGateway.builder()
                    .id(other(it))
                    .type(
                        it.transitGateway().isPresent()
                            ? "transitGateway"
                            : "virtualPrivateGateway")
                    .ownerAccount(owner)
                    .region(it.scope().region().value())
                    .build())
            .allowedPrefixesToDirectConnectGateway(
                it.allowedPrefixes().stream()
                    .map(block -> RouteFilterPrefix.builder().cidr(block.toString()).build())
                    .toList());
    it.vpnGateway()
        .ifPresent(
            id ->
                sdk.virtualGatewayId(id.value())
                    .virtualGatewayRegion(it.scope().region().value())
                    .virtualGatewayOwnerAccount(owner));
    return sdk.build();
  }
}
