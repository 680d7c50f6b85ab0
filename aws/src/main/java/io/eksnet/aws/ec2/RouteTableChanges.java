package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.RouteTableAssociationId;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.VpcId;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.vpc.AssociateGatewayRouteTable;
import io.eksnet.vpc.AssociateRouteTable;
import io.eksnet.vpc.CreateRouteTable;
import io.eksnet.vpc.DeleteRouteTable;
import io.eksnet.vpc.DisableVgwRoutePropagation;
import io.eksnet.vpc.DisassociateRouteTable;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.EnableVgwRoutePropagation;
import io.eksnet.vpc.ReplaceRouteTableAssociation;
import io.eksnet.vpc.RouteTable;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DisableVgwRoutePropagationRequest;
import software.amazon.awssdk.services.ec2.model.DisableVgwRoutePropagationResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.EnableVgwRoutePropagationRequest;
import software.amazon.awssdk.services.ec2.model.EnableVgwRoutePropagationResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationResponse;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationStateCode;

/** What makes and deletes route tables, and says who uses them. */
final class RouteTableChanges {
  private RouteTableChanges() {}

  static void register(Ec2Registration on) {
    on.on(
            "CreateRouteTable",
            CreateRouteTableRequest::builder,
            served("VpcId!", "TagSpecifications", "ClientToken", "DryRun"),
            (q, call) -> create(q, call))
        .on(
            "DeleteRouteTable",
            DeleteRouteTableRequest::builder,
            served("RouteTableId!", "DryRun"),
            (q, call) ->
                call.execute(new DeleteRouteTable(new RouteTableId(q.routeTableId())))
                    .map(_ -> DeleteRouteTableResponse.builder().build()))
        .on(
            "AssociateRouteTable",
            AssociateRouteTableRequest::builder,
            served("RouteTableId!", "SubnetId", "GatewayId", "DryRun"),
            (q, call) -> associate(q, call))
        .on(
            "DisassociateRouteTable",
            DisassociateRouteTableRequest::builder,
            served("AssociationId!", "DryRun"),
            (q, call) ->
                association(q.associationId(), call)
                    .then(id -> call.execute(new DisassociateRouteTable(id)))
                    .map(_ -> DisassociateRouteTableResponse.builder().build()))
        .on(
            "ReplaceRouteTableAssociation",
            ReplaceRouteTableAssociationRequest::builder,
            served("AssociationId!", "RouteTableId!", "DryRun"),
            (q, call) -> replace(q, call))
        .on(
            "EnableVgwRoutePropagation",
            EnableVgwRoutePropagationRequest::builder,
            served("GatewayId!", "RouteTableId!", "DryRun"),
            (q, call) -> enable(q, call))
        .on(
            "DisableVgwRoutePropagation",
            DisableVgwRoutePropagationRequest::builder,
            served("GatewayId!", "RouteTableId!", "DryRun"),
            (q, call) -> disable(q, call));
  }

  private static Reply<CreateRouteTableResponse> create(CreateRouteTableRequest q, Call call) {
    return TagSpecifications.of(q.tagSpecifications(), ResourceType.ROUTE_TABLE)
        .then(
            tags ->
                call.create(
                    Ec2Resources.ROUTE_TABLES,
                    new CreateRouteTable(new VpcId(q.vpcId()), tags, Optional.empty())))
        .map(
            made ->
                CreateRouteTableResponse.builder()
                    .routeTable(RouteTableActions.sdk(made, call.now()))
                    .clientToken(q.clientToken())
                    .build());
  }

  private static Reply<AssociateRouteTableResponse> associate(
      AssociateRouteTableRequest q, Call call) {
    if (q.subnetId() != null && q.gatewayId() != null) {
      return Reply.refuse(
          "InvalidParameterCombination",
          "The parameters subnetId and gatewayId cannot be used together.");
    }
    Reply<RouteTableId> table = Reply.answer(q.routeTableId()).map(RouteTableId::new);
    Reply<RouteTableAssociationId> made =
        q.gatewayId() == null
            ? table.then(
                it ->
                    Required.member(q.subnetId(), "subnetId or gatewayId")
                        .then(
                            subnet ->
                                call.execute(new AssociateRouteTable(it, new SubnetId(subnet))))
                        .map(RouteTable.Association::id))
            : table.then(
                it ->
                    call.execute(new AssociateGatewayRouteTable(it, q.gatewayId()))
                        .map(RouteTable.GatewayAssociation::id));
    return made.map(
        id ->
            AssociateRouteTableResponse.builder()
                .associationId(id.value())
                .associationState(it -> it.state(RouteTableAssociationStateCode.ASSOCIATED))
                .build());
  }

  private static Reply<ReplaceRouteTableAssociationResponse> replace(
      ReplaceRouteTableAssociationRequest q, Call call) {
    return association(q.associationId(), call)
        .then(
            association ->
                call.execute(
                    new ReplaceRouteTableAssociation(
                        association, new RouteTableId(q.routeTableId()))))
        .map(
            next ->
                ReplaceRouteTableAssociationResponse.builder()
                    .newAssociationId(next.value())
                    .associationState(it -> it.state(RouteTableAssociationStateCode.ASSOCIATED))
                    .build());
  }

  private static Reply<EnableVgwRoutePropagationResponse> enable(
      EnableVgwRoutePropagationRequest q, Call call) {
    return call.execute(
            new EnableVgwRoutePropagation(
                new RouteTableId(q.routeTableId()), new VpnGatewayId(q.gatewayId())))
        .map(_ -> EnableVgwRoutePropagationResponse.builder().build());
  }

  private static Reply<DisableVgwRoutePropagationResponse> disable(
      DisableVgwRoutePropagationRequest q, Call call) {
    return call.execute(
            new DisableVgwRoutePropagation(
                new RouteTableId(q.routeTableId()), new VpnGatewayId(q.gatewayId())))
        .map(_ -> DisableVgwRoutePropagationResponse.builder().build());
  }

  /** An association that others' tables have is not found; the rules speak of one that none has. */
  private static Reply<RouteTableAssociationId> association(String text, Call call) {
    return Reply.answer(text)
        .map(RouteTableAssociationId::new)
        .then(
            id ->
                call
                        .view()
                        .vpcs()
                        .facts()
                        .table(RouteTable.KIND)
                        .by(RouteTable.BY_ASSOCIATION, id)
                        .stream()
                        .anyMatch(table -> !table.scope().equals(call.scope()))
                    ? Reply.refuse(
                        "InvalidAssociationID.NotFound",
                        "The association ID '" + id + "' does not exist")
                    : Reply.answer(id));
  }
}
