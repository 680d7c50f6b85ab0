package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.PrefixListId;
import io.eksnet.id.TransitGatewayAttachmentId;
import io.eksnet.id.TransitGatewayRouteTableId;
import io.eksnet.net.Cidr;
import io.eksnet.vpc.CreateTransitGatewayRoute;
import io.eksnet.vpc.DeleteTransitGatewayPrefixListReference;
import io.eksnet.vpc.DeleteTransitGatewayRoute;
import io.eksnet.vpc.ReplaceTransitGatewayRoute;
import io.eksnet.vpc.SetTransitGatewayPrefixListReference;
import io.eksnet.vpc.TransitGatewayAttachment;
import io.eksnet.vpc.TransitGatewayRouteTable;
import io.eksnet.vpc.TransitGatewayRouteTable.PrefixListReference;
import io.eksnet.vpc.TransitGatewayRoutes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayPrefixListReferenceRequest;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayPrefixListReferenceResponse;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayRouteRequest;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayRouteResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayPrefixListReferenceRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayPrefixListReferenceResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayRouteResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GetTransitGatewayPrefixListReferencesRequest;
import software.amazon.awssdk.services.ec2.model.GetTransitGatewayPrefixListReferencesResponse;
import software.amazon.awssdk.services.ec2.model.ModifyTransitGatewayPrefixListReferenceRequest;
import software.amazon.awssdk.services.ec2.model.ModifyTransitGatewayPrefixListReferenceResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceTransitGatewayRouteRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceTransitGatewayRouteResponse;
import software.amazon.awssdk.services.ec2.model.SearchTransitGatewayRoutesRequest;
import software.amazon.awssdk.services.ec2.model.SearchTransitGatewayRoutesResponse;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPrefixListAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPrefixListReference;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRoute;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteAttachment;

/** The routes of transit gateways' tables: static ones, blackholes, and what is propagated. */
final class TransitRouteActions {
  private static final String SEARCH = "route-search.";
  private static final int MOST = 1_000;

  private TransitRouteActions() {}

  private static final Filters<TransitGatewayRoutes.Route> FILTERS =
      Filters.<TransitGatewayRoutes.Route>of()
          .maybe("attachment.transit-gateway-attachment-id", TransitGatewayRoutes.Route::attachment)
          .seen(
              "attachment.resource-id",
              (it, view) ->
                  attachment(it.attachment(), view)
                      .map(to -> to.resourceId(TransitAttachmentActions.end(to, view))))
          .seen(
              "attachment.resource-type",
              (it, view) ->
                  attachment(it.attachment(), view).map(TransitGatewayAttachment::resourceType))
          .maybe("prefix-list-id", TransitGatewayRoutes.Route::list)
          .by("state", TransitRouteActions::state)
          .by("type", TransitRouteActions::type)
          .build();

  private static final Listed<PrefixListReference> REFERENCES =
      new Listed<>(
          Pages.of("GetTransitGatewayPrefixListReferences"),
          Filters.<PrefixListReference>of()
              .seen(
                  "attachment.resource-id",
                  (it, view) ->
                      attachment(it.attachment(), view)
                          .map(to -> to.resourceId(TransitAttachmentActions.end(to, view))))
              .seen(
                  "attachment.resource-type",
                  (it, view) ->
                      attachment(it.attachment(), view).map(TransitGatewayAttachment::resourceType))
              .maybe("attachment.transit-gateway-attachment-id", PrefixListReference::attachment)
              .by("is-blackhole", it -> it.attachment().isEmpty())
              .by("prefix-list-id", PrefixListReference::list)
              .by("state", _ -> "available")
              .build(),
          it -> it.list().value());

  static void register(Ec2Registration on) {
    routes(on);
    references(on);
  }

  private static void routes(Ec2Registration on) {
    on.on(
            "CreateTransitGatewayRoute",
            CreateTransitGatewayRouteRequest::builder,
            served(
                "DestinationCidrBlock!",
                "TransitGatewayRouteTableId!",
                "TransitGatewayAttachmentId",
                "Blackhole",
                "DryRun"),
            (q, call) ->
                told(
                        q.transitGatewayRouteTableId(),
                        q.destinationCidrBlock(),
                        q.transitGatewayAttachmentId(),
                        q.blackhole())
                    .then(
                        it ->
                            call.execute(
                                    new CreateTransitGatewayRoute(
                                        it.table(), it.destination(), it.attachment()))
                                .map(
                                    table ->
                                        CreateTransitGatewayRouteResponse.builder()
                                            .route(sdk(table, it.destination(), call))
                                            .build())))
        .on(
            "ReplaceTransitGatewayRoute",
            ReplaceTransitGatewayRouteRequest::builder,
            served(
                "DestinationCidrBlock!",
                "TransitGatewayRouteTableId!",
                "TransitGatewayAttachmentId",
                "Blackhole",
                "DryRun"),
            (q, call) ->
                told(
                        q.transitGatewayRouteTableId(),
                        q.destinationCidrBlock(),
                        q.transitGatewayAttachmentId(),
                        q.blackhole())
                    .then(
                        it ->
                            call.execute(
                                    new ReplaceTransitGatewayRoute(
                                        it.table(), it.destination(), it.attachment()))
                                .map(
                                    table ->
                                        ReplaceTransitGatewayRouteResponse.builder()
                                            .route(sdk(table, it.destination(), call))
                                            .build())))
        .on(
            "DeleteTransitGatewayRoute",
            DeleteTransitGatewayRouteRequest::builder,
            served("DestinationCidrBlock!", "TransitGatewayRouteTableId!", "DryRun"),
            TransitRouteActions::delete)
        .on(
            "SearchTransitGatewayRoutes",
            SearchTransitGatewayRoutesRequest::builder,
            served("TransitGatewayRouteTableId!", "Filters!", "MaxResults", "DryRun"),
            TransitRouteActions::search);
  }

  /** What a request says of a route. */
  private record Told(
      TransitGatewayRouteTableId table,
      Cidr destination,
      Optional<TransitGatewayAttachmentId> attachment) {}

  private static Reply<Told> told(
      String table, String destination, String attachment, Boolean blackhole) {
    return TransitTableActions.named(table)
        .then(
            id ->
                Asked.block(Optional.ofNullable(destination), "DestinationCidrBlock")
                    .then(
                        cidr ->
                            target(
                                    Optional.ofNullable(attachment).filter(it -> !it.isEmpty()),
                                    Optional.ofNullable(blackhole))
                                .map(to -> new Told(id, cidr, to))));
  }

  /** Exactly one of an attachment and a blackhole. */
  private static Reply<Optional<TransitGatewayAttachmentId>> target(
      Optional<String> attachment, Optional<Boolean> blackhole) {
    boolean drops = blackhole.orElse(false);
    if (attachment.isPresent() == drops) {
      return Reply.refuse(
          drops ? "InvalidParameterCombination" : "MissingParameter",
          "Exactly one of TransitGatewayAttachmentId and Blackhole must be given.");
    }
    return drops
        ? Reply.answer(Optional.empty())
        : TransitAttachmentActions.named(attachment.get()).map(Optional::of);
  }

  private static Reply<DeleteTransitGatewayRouteResponse> delete(
      DeleteTransitGatewayRouteRequest q, Call call) {
    return TransitTableActions.named(q.transitGatewayRouteTableId())
        .then(
            table ->
                Asked.block(Optional.ofNullable(q.destinationCidrBlock()), "DestinationCidrBlock")
                    .then(cidr -> call.execute(new DeleteTransitGatewayRoute(table, cidr))))
        .map(
            gone ->
                DeleteTransitGatewayRouteResponse.builder()
                    .route(
                        TransitGatewayRoute.builder()
                            .destinationCidrBlock(gone.destination().toString())
                            .transitGatewayAttachments(attachments(gone.attachment(), call.view()))
                            .type("static")
                            .state("deleted")
                            .build())
                    .build());
  }

  private static Reply<SearchTransitGatewayRoutesResponse> search(
      SearchTransitGatewayRoutesRequest q, Call call) {
    View view = call.view();
    if (q.filters().isEmpty()) {
      return Reply.refuse("MissingParameter", "The request must contain the parameter Filters");
    }
    List<Filter> plain =
        q.filters().stream()
            .filter(it -> it.name() == null || !it.name().startsWith(SEARCH))
            .toList();
    List<Filter> searches =
        q.filters().stream()
            .filter(it -> it.name() != null && it.name().startsWith(SEARCH))
            .toList();
    Optional<Integer> most = Optional.ofNullable(q.maxResults());
    if (most.filter(it -> it < 5 || it > MOST).isPresent()) {
      return Reply.refuse(
          "InvalidParameterValue", "Value for parameter MaxResults must be from 5 to 1000.");
    }
    return TransitTableActions.named(q.transitGatewayRouteTableId())
        .then(id -> TransitTableActions.TABLES.find(view, id.value()))
        .then(table -> searched(TransitGatewayRoutes.of(view.vpcs(), table), searches))
        .then(routes -> FILTERS.predicate(plain, view).map(it -> routes.stream().filter(it)))
        .map(
            routes -> {
              List<TransitGatewayRoutes.Route> all = routes.toList();
              int shown = Math.min(all.size(), most.orElse(MOST));
              return SearchTransitGatewayRoutesResponse.builder()
                  .routes(all.subList(0, shown).stream().map(it -> sdk(it, view)).toList())
                  .additionalRoutesAvailable(shown < all.size())
                  .build();
            });
  }

  /** The filters that compare blocks. */
  private static Reply<List<TransitGatewayRoutes.Route>> searched(
      List<TransitGatewayRoutes.Route> routes, List<Filter> searches) {
    Reply<List<TransitGatewayRoutes.Route>> left = Reply.answer(routes);
    for (Filter search : searches) {
      Optional<String> value = search.values().stream().findFirst();
      left =
          left.then(
              list ->
                  Asked.block(value, search.name())
                      .then(cidr -> searched(list, search.name(), cidr)));
    }
    return left;
  }

  private static Reply<List<TransitGatewayRoutes.Route>> searched(
      List<TransitGatewayRoutes.Route> routes, String how, Cidr asked) {
    Stream<TransitGatewayRoutes.Route> all = routes.stream();
    return switch (how) {
      case SEARCH + "exact-match" ->
          Reply.answer(all.filter(it -> it.destination().equals(asked)).toList());
      case SEARCH + "subnet-of-match" ->
          Reply.answer(all.filter(it -> asked.contains(it.destination())).toList());
      case SEARCH + "supernet-of-match" ->
          Reply.answer(all.filter(it -> it.destination().contains(asked)).toList());
      case SEARCH + "longest-prefix-match" ->
          Reply.answer(
              all
                  .filter(it -> it.destination().contains(asked))
                  .max(Comparator.comparingInt(it -> it.destination().length()))
                  .stream()
                  .toList());
      default -> Reply.refuse("InvalidParameterValue", "The filter '" + how + "' is invalid.");
    };
  }

  private static void references(Ec2Registration on) {
    on.on(
            "CreateTransitGatewayPrefixListReference",
            CreateTransitGatewayPrefixListReferenceRequest::builder,
            served(
                "TransitGatewayRouteTableId!",
                "PrefixListId!",
                "TransitGatewayAttachmentId",
                "Blackhole",
                "DryRun"),
            (q, call) ->
                refer(
                        q.transitGatewayRouteTableId(),
                        q.prefixListId(),
                        target(
                            Optional.ofNullable(q.transitGatewayAttachmentId()),
                            Optional.ofNullable(q.blackhole())),
                        true,
                        call)
                    .map(
                        it ->
                            CreateTransitGatewayPrefixListReferenceResponse.builder()
                                .transitGatewayPrefixListReference(it)
                                .build()))
        .on(
            "ModifyTransitGatewayPrefixListReference",
            ModifyTransitGatewayPrefixListReferenceRequest::builder,
            served(
                "TransitGatewayRouteTableId!",
                "PrefixListId!",
                "TransitGatewayAttachmentId",
                "Blackhole",
                "DryRun"),
            (q, call) ->
                refer(
                        q.transitGatewayRouteTableId(),
                        q.prefixListId(),
                        target(
                            Optional.ofNullable(q.transitGatewayAttachmentId()),
                            Optional.ofNullable(q.blackhole())),
                        false,
                        call)
                    .map(
                        it ->
                            ModifyTransitGatewayPrefixListReferenceResponse.builder()
                                .transitGatewayPrefixListReference(it)
                                .build()))
        .on(
            "DeleteTransitGatewayPrefixListReference",
            DeleteTransitGatewayPrefixListReferenceRequest::builder,
            served("TransitGatewayRouteTableId!", "PrefixListId!", "DryRun"),
            (q, call) ->
                TransitTableActions.named(q.transitGatewayRouteTableId())
                    .then(
                        table ->
                            Asked.required(Optional.ofNullable(q.prefixListId()), "PrefixListId")
                                .then(
                                    list ->
                                        call.execute(
                                            new DeleteTransitGatewayPrefixListReference(
                                                table, new PrefixListId(list))))
                                .map(it -> reference(it, table, call, "deleting")))
                    .map(
                        it ->
                            DeleteTransitGatewayPrefixListReferenceResponse.builder()
                                .transitGatewayPrefixListReference(it)
                                .build()))
        .on(
            "GetTransitGatewayPrefixListReferences",
            GetTransitGatewayPrefixListReferencesRequest::builder,
            served("TransitGatewayRouteTableId!", "Filters", "MaxResults", "NextToken", "DryRun"),
            (q, call) ->
                TransitTableActions.named(q.transitGatewayRouteTableId())
                    .then(id -> TransitTableActions.TABLES.find(call.view(), id.value()))
                    .then(
                        table ->
                            REFERENCES
                                .list(call.view(), q, table.references().stream())
                                .map(
                                    page ->
                                        GetTransitGatewayPrefixListReferencesResponse.builder()
                                            .transitGatewayPrefixListReferences(
                                                page.map(
                                                    it ->
                                                        reference(
                                                            it, table.id(), call, "available")))
                                            .nextToken(page.nextOrNull())
                                            .build())));
  }

  private static Reply<TransitGatewayPrefixListReference> refer(
      String table,
      String list,
      Reply<Optional<TransitGatewayAttachmentId>> target,
      boolean creates,
      Call call) {
    return TransitTableActions.named(table)
        .then(
            id ->
                Asked.required(Optional.ofNullable(list), "PrefixListId")
                    .then(
                        prefixes ->
                            target.then(
                                to ->
                                    call.execute(
                                            new SetTransitGatewayPrefixListReference(
                                                id, new PrefixListId(prefixes), to, creates))
                                        .map(
                                            _ ->
                                                reference(
                                                    new PrefixListReference(
                                                        new PrefixListId(prefixes), to),
                                                    id,
                                                    call,
                                                    "available")))));
  }

  private static TransitGatewayPrefixListReference reference(
      PrefixListReference it, TransitGatewayRouteTableId table, Call call, String state) {
    View view = call.view();
    var sdk =
        TransitGatewayPrefixListReference.builder()
            .transitGatewayRouteTableId(table.value())
            .prefixListId(it.list().value())
            .prefixListOwnerId(view.owner())
            .state(state)
            .blackhole(it.attachment().isEmpty());
    attachment(it.attachment(), view)
        .forEach(
            to ->
                sdk.transitGatewayAttachment(
                    TransitGatewayPrefixListAttachment.builder()
                        .transitGatewayAttachmentId(to.id().value())
                        .resourceType(to.resourceType())
                        .resourceId(to.resourceId(TransitAttachmentActions.end(to, view)))
                        .build()));
    return sdk.build();
  }

  private static Stream<TransitGatewayAttachment> attachment(
      Optional<TransitGatewayAttachmentId> id, View view) {
    return id.flatMap(it -> view.vpcs().facts().find(TransitGatewayAttachment.KIND, it)).stream();
  }

  private static List<TransitGatewayRouteAttachment> attachments(
      Optional<TransitGatewayAttachmentId> id, View view) {
    return attachment(id, view)
        .map(
            it ->
                TransitGatewayRouteAttachment.builder()
                    .transitGatewayAttachmentId(it.id().value())
                    .resourceType(it.resourceType())
                    .resourceId(it.resourceId(TransitAttachmentActions.end(it, view)))
                    .build())
        .toList();
  }

  private static String state(TransitGatewayRoutes.Route route) {
    return route.blackhole() ? "blackhole" : "active";
  }

  private static String type(TransitGatewayRoutes.Route route) {
    return route.isStatic() ? "static" : "propagated";
  }

  private static TransitGatewayRoute sdk(
      TransitGatewayRouteTable table, Cidr destination, Call call) {
    View view = call.view();
    return TransitGatewayRoutes.of(view.vpcs(), table).stream()
        .filter(it -> it.destination().equals(destination))
        .findFirst()
        .map(it -> sdk(it, view))
        .orElseThrow(() -> new IllegalStateException("no route to " + destination));
  }

  private static TransitGatewayRoute sdk(TransitGatewayRoutes.Route it, View view) {
    var sdk =
        TransitGatewayRoute.builder()
            .destinationCidrBlock(it.destination().toString())
            .type(type(it))
            .state(state(it));
    it.list().ifPresent(list -> sdk.prefixListId(list.value()));
    if (it.attachment().isPresent()) {
      sdk.transitGatewayAttachments(attachments(it.attachment(), view));
    }
    return sdk.build();
  }
}
