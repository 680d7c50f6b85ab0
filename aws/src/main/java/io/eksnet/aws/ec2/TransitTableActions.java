package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.TransitGatewayAttachmentId;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.TransitGatewayRouteTableId;
import io.eksnet.table.Index;
import io.eksnet.vpc.AssociateTransitGatewayRouteTable;
import io.eksnet.vpc.CreateTransitGatewayRouteTable;
import io.eksnet.vpc.DeleteTransitGatewayRouteTable;
import io.eksnet.vpc.DisableTransitGatewayRouteTablePropagation;
import io.eksnet.vpc.DisassociateTransitGatewayRouteTable;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.EnableTransitGatewayRouteTablePropagation;
import io.eksnet.vpc.TransitGateway;
import io.eksnet.vpc.TransitGatewayAttachment;
import io.eksnet.vpc.TransitGatewayRouteTable;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AssociateTransitGatewayRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.AssociateTransitGatewayRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.DisableTransitGatewayRouteTablePropagationRequest;
import software.amazon.awssdk.services.ec2.model.DisableTransitGatewayRouteTablePropagationResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateTransitGatewayRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateTransitGatewayRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.EnableTransitGatewayRouteTablePropagationRequest;
import software.amazon.awssdk.services.ec2.model.EnableTransitGatewayRouteTablePropagationResponse;
import software.amazon.awssdk.services.ec2.model.GetTransitGatewayAttachmentPropagationsRequest;
import software.amazon.awssdk.services.ec2.model.GetTransitGatewayAttachmentPropagationsResponse;
import software.amazon.awssdk.services.ec2.model.GetTransitGatewayRouteTableAssociationsRequest;
import software.amazon.awssdk.services.ec2.model.GetTransitGatewayRouteTableAssociationsResponse;
import software.amazon.awssdk.services.ec2.model.GetTransitGatewayRouteTablePropagationsRequest;
import software.amazon.awssdk.services.ec2.model.GetTransitGatewayRouteTablePropagationsResponse;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAssociation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentPropagation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPropagation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTablePropagation;

/** Transit gateways' route tables, and which attachments they serve and learn from. */
final class TransitTableActions {
  private static final String ENABLED = "enabled";

  private TransitTableActions() {}

  static final Resources<TransitGatewayRouteTableId, TransitGatewayRouteTable> TABLES =
      new Resources<>(
          Pages.of("DescribeTransitGatewayRouteTables"),
          Ec2Resources.TRANSIT_GATEWAY_ROUTE_TABLES,
          Filters.<TransitGatewayRouteTable>of()
              .seen(
                  "default-association-route-table",
                  (it, view) -> Stream.of(isDefault(it, view, true)))
              .seen(
                  "default-propagation-route-table",
                  (it, view) -> Stream.of(isDefault(it, view, false)))
              .by("state", TransitTableActions::state)
              .by("transit-gateway-id", TransitGatewayRouteTable::gateway)
              .by("transit-gateway-route-table-id", TransitGatewayRouteTable::id)
              .tags(TransitGatewayRouteTable::tags)
              .build());

  private static final Listed<TransitGatewayAttachment> ASSOCIATIONS =
      attachments("GetTransitGatewayRouteTableAssociations");

  private static final Listed<TransitGatewayAttachment> PROPAGATIONS =
      attachments("GetTransitGatewayRouteTablePropagations");

  private static final Listed<TransitGatewayRouteTableId> OF_ATTACHMENT =
      new Listed<>(
          Pages.of("GetTransitGatewayAttachmentPropagations"),
          Filters.<TransitGatewayRouteTableId>of()
              .by("transit-gateway-route-table-id", it -> it)
              .build(),
          TransitGatewayRouteTableId::value);

  private static Listed<TransitGatewayAttachment> attachments(String action) {
    return new Listed<>(
        Pages.of(action),
        Filters.<TransitGatewayAttachment>of()
            .seen(
                "resource-id",
                (it, view) -> Stream.of(it.resourceId(TransitAttachmentActions.end(it, view))))
            .by("resource-type", TransitGatewayAttachment::resourceType)
            .by("transit-gateway-attachment-id", TransitGatewayAttachment::id)
            .build(),
        it -> it.id().value());
  }

  static void register(Ec2Registration on) {
    tables(on);
    changes(on);
    lists(on);
  }

  private static void tables(Ec2Registration on) {
    on.on(
            "CreateTransitGatewayRouteTable",
            CreateTransitGatewayRouteTableRequest::builder,
            served("TransitGatewayId!", "TagSpecifications", "DryRun"),
            (q, call) ->
                Asked.required(Optional.ofNullable(q.transitGatewayId()), "TransitGatewayId")
                    .then(
                        id ->
                            TagSpecifications.of(
                                    q.tagSpecifications(), ResourceType.TRANSIT_GATEWAY_ROUTE_TABLE)
                                .then(
                                    tags ->
                                        call.execute(
                                            new CreateTransitGatewayRouteTable(
                                                new TransitGatewayId(id), tags))))
                    .map(
                        it ->
                            CreateTransitGatewayRouteTableResponse.builder()
                                .transitGatewayRouteTable(sdk(it, call.now()))
                                .build()))
        .on(
            "DeleteTransitGatewayRouteTable",
            DeleteTransitGatewayRouteTableRequest::builder,
            served("TransitGatewayRouteTableId!", "DryRun"),
            (q, call) ->
                named(q.transitGatewayRouteTableId())
                    .then(id -> call.execute(new DeleteTransitGatewayRouteTable(id)))
                    .map(
                        it ->
                            DeleteTransitGatewayRouteTableResponse.builder()
                                .transitGatewayRouteTable(sdk(it, call.now()))
                                .build()))
        .on(
            "DescribeTransitGatewayRouteTables",
            DescribeTransitGatewayRouteTablesRequest::builder,
            served("TransitGatewayRouteTableIds", "Filters", "MaxResults", "NextToken", "DryRun"),
            (q, call) -> {
              View view = call.view();
              return TABLES
                  .list(view, q, q.transitGatewayRouteTableIds())
                  .map(
                      page ->
                          DescribeTransitGatewayRouteTablesResponse.builder()
                              .transitGatewayRouteTables(page.map(it -> sdk(it, view)))
                              .nextToken(page.nextOrNull())
                              .build());
            });
  }

  private static void changes(Ec2Registration on) {
    on.on(
            "AssociateTransitGatewayRouteTable",
            AssociateTransitGatewayRouteTableRequest::builder,
            served("TransitGatewayRouteTableId!", "TransitGatewayAttachmentId!", "DryRun"),
            (q, call) ->
                pair(q.transitGatewayRouteTableId(), q.transitGatewayAttachmentId())
                    .then(
                        it ->
                            call.execute(
                                    new AssociateTransitGatewayRouteTable(
                                        it.table(), it.attachment()))
                                .map(
                                    to ->
                                        AssociateTransitGatewayRouteTableResponse.builder()
                                            .association(
                                                association(to, it.table(), call, "associated"))
                                            .build())))
        .on(
            "DisassociateTransitGatewayRouteTable",
            DisassociateTransitGatewayRouteTableRequest::builder,
            served("TransitGatewayRouteTableId!", "TransitGatewayAttachmentId!", "DryRun"),
            (q, call) ->
                pair(q.transitGatewayRouteTableId(), q.transitGatewayAttachmentId())
                    .then(
                        it ->
                            call.execute(
                                    new DisassociateTransitGatewayRouteTable(
                                        it.table(), it.attachment()))
                                .map(
                                    to ->
                                        DisassociateTransitGatewayRouteTableResponse.builder()
                                            .association(
                                                association(to, it.table(), call, "disassociating"))
                                            .build())))
        .on(
            "EnableTransitGatewayRouteTablePropagation",
            EnableTransitGatewayRouteTablePropagationRequest::builder,
            served("TransitGatewayRouteTableId!", "TransitGatewayAttachmentId", "DryRun"),
            (q, call) ->
                pair(q.transitGatewayRouteTableId(), q.transitGatewayAttachmentId())
                    .then(
                        it ->
                            call.execute(
                                    new EnableTransitGatewayRouteTablePropagation(
                                        it.table(), it.attachment()))
                                .map(
                                    to ->
                                        EnableTransitGatewayRouteTablePropagationResponse.builder()
                                            .propagation(propagation(to, it.table(), call, ENABLED))
                                            .build())))
        .on(
            "DisableTransitGatewayRouteTablePropagation",
            DisableTransitGatewayRouteTablePropagationRequest::builder,
            served("TransitGatewayRouteTableId!", "TransitGatewayAttachmentId", "DryRun"),
            (q, call) ->
                pair(q.transitGatewayRouteTableId(), q.transitGatewayAttachmentId())
                    .then(
                        it ->
                            call.execute(
                                    new DisableTransitGatewayRouteTablePropagation(
                                        it.table(), it.attachment()))
                                .map(
                                    to ->
                                        DisableTransitGatewayRouteTablePropagationResponse.builder()
                                            .propagation(
                                                propagation(to, it.table(), call, "disabled"))
                                            .build())));
  }

  private static void lists(Ec2Registration on) {
    on.on(
            "GetTransitGatewayRouteTableAssociations",
            GetTransitGatewayRouteTableAssociationsRequest::builder,
            served("TransitGatewayRouteTableId!", "Filters", "MaxResults", "NextToken", "DryRun"),
            (q, call) ->
                named(q.transitGatewayRouteTableId())
                    .then(
                        id ->
                            ASSOCIATIONS.list(
                                call.view(),
                                q,
                                of(call, TransitGatewayAttachment.BY_ASSOCIATION, id)))
                    .map(
                        page ->
                            GetTransitGatewayRouteTableAssociationsResponse.builder()
                                .associations(page.map(it -> associated(it, call.view())))
                                .nextToken(page.nextOrNull())
                                .build()))
        .on(
            "GetTransitGatewayRouteTablePropagations",
            GetTransitGatewayRouteTablePropagationsRequest::builder,
            served("TransitGatewayRouteTableId!", "Filters", "MaxResults", "NextToken", "DryRun"),
            (q, call) ->
                named(q.transitGatewayRouteTableId())
                    .then(
                        id ->
                            PROPAGATIONS.list(
                                call.view(),
                                q,
                                of(call, TransitGatewayAttachment.BY_PROPAGATION, id)))
                    .map(
                        page ->
                            GetTransitGatewayRouteTablePropagationsResponse.builder()
                                .transitGatewayRouteTablePropagations(
                                    page.map(it -> propagating(it, call.view())))
                                .nextToken(page.nextOrNull())
                                .build()))
        .on(
            "GetTransitGatewayAttachmentPropagations",
            GetTransitGatewayAttachmentPropagationsRequest::builder,
            served("TransitGatewayAttachmentId!", "Filters", "MaxResults", "NextToken", "DryRun"),
            (q, call) ->
                TransitAttachmentActions.named(q.transitGatewayAttachmentId())
                    .then(id -> TransitAttachmentActions.ALL.find(call.view(), id.value()))
                    .then(it -> OF_ATTACHMENT.list(call.view(), q, it.propagations().stream()))
                    .map(
                        page ->
                            GetTransitGatewayAttachmentPropagationsResponse.builder()
                                .transitGatewayAttachmentPropagations(
                                    page.map(
                                        it ->
                                            TransitGatewayAttachmentPropagation.builder()
                                                .transitGatewayRouteTableId(it.value())
                                                .state(ENABLED)
                                                .build()))
                                .nextToken(page.nextOrNull())
                                .build()));
  }

  private static Stream<TransitGatewayAttachment> of(
      Call call,
      Index<TransitGatewayAttachment, TransitGatewayRouteTableId> index,
      TransitGatewayRouteTableId table) {
    return call
        .view()
        .vpcs()
        .facts()
        .table(TransitGatewayAttachment.KIND)
        .by(index, table)
        .stream();
  }

  /** A table and an attachment that a request names. */
  private record Pair(TransitGatewayRouteTableId table, TransitGatewayAttachmentId attachment) {}

  private static Reply<Pair> pair(String table, String attachment) {
    return named(table)
        .then(id -> TransitAttachmentActions.named(attachment).map(to -> new Pair(id, to)));
  }

  /** The table that a request names. */
  static Reply<TransitGatewayRouteTableId> named(String id) {
    return Asked.required(Optional.ofNullable(id), "TransitGatewayRouteTableId")
        .map(TransitGatewayRouteTableId::new);
  }

  private static TransitGatewayAssociation association(
      TransitGatewayAttachment it, TransitGatewayRouteTableId table, Call call, String state) {
    return TransitGatewayAssociation.builder()
        .transitGatewayRouteTableId(table.value())
        .transitGatewayAttachmentId(it.id().value())
        .resourceId(it.resourceId(TransitAttachmentActions.end(it, call.view())))
        .resourceType(it.resourceType())
        .state(state)
        .build();
  }

  private static TransitGatewayPropagation propagation(
      TransitGatewayAttachment it, TransitGatewayRouteTableId table, Call call, String state) {
    return TransitGatewayPropagation.builder()
        .transitGatewayRouteTableId(table.value())
        .transitGatewayAttachmentId(it.id().value())
        .resourceId(it.resourceId(TransitAttachmentActions.end(it, call.view())))
        .resourceType(it.resourceType())
        .state(state)
        .build();
  }

  private static TransitGatewayRouteTableAssociation associated(
      TransitGatewayAttachment it, View view) {
    return TransitGatewayRouteTableAssociation.builder()
        .transitGatewayAttachmentId(it.id().value())
        .resourceId(it.resourceId(TransitAttachmentActions.end(it, view)))
        .resourceType(it.resourceType())
        .state(TransitAttachmentActions.association(it))
        .build();
  }

  private static TransitGatewayRouteTablePropagation propagating(
      TransitGatewayAttachment it, View view) {
    return TransitGatewayRouteTablePropagation.builder()
        .transitGatewayAttachmentId(it.id().value())
        .resourceId(it.resourceId(TransitAttachmentActions.end(it, view)))
        .resourceType(it.resourceType())
        .state(ENABLED)
        .build();
  }

  private static String state(TransitGatewayRouteTable table) {
    return table.state().name().toLowerCase(Locale.ROOT);
  }

  private static boolean isDefault(TransitGatewayRouteTable table, View view, boolean association) {
    return view.vpcs()
        .facts()
        .find(TransitGateway.KIND, table.gateway())
        .flatMap(it -> association ? it.associationTable() : it.propagationTable())
        .equals(Optional.of(table.id()));
  }

  private static software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable sdk(
      TransitGatewayRouteTable it, View view) {
    return software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable.builder()
        .transitGatewayRouteTableId(it.id().value())
        .transitGatewayId(it.gateway().value())
        .state(state(it))
        .defaultAssociationRouteTable(isDefault(it, view, true))
        .defaultPropagationRouteTable(isDefault(it, view, false))
        .creationTime(it.createdAt())
        .tags(Sdk.tags(it.tags()))
        .build();
  }
}
