package io.eksnet.kubernetes.server;

import io.eksnet.kube.KubeObject;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ResourceName;
import io.eksnet.kubernetes.schema.Resource;
import io.eksnet.kubernetes.server.Presentation.ListMetadata;
import io.eksnet.kubernetes.server.RequestPath.OfResource;
import io.eksnet.kubernetes.status.Status;
import io.eksnet.table.Table;
import io.eksnet.table.Table.Row;
import io.eksnet.world.Ledger;
import io.eksnet.world.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Get and list, from what is durable. */
final class Reads {
  private final Ledger ledger;
  private final Presentation presentation;
  private final ListTokens tokens = new ListTokens();

  Reads(Ledger ledger, Presentation presentation) {
    this.ledger = ledger;
    this.presentation = presentation;
  }

  ApiAnswer get(OfResource path, ApiRequest request) {
    ObjectKey key = new ObjectKey(path.namespace(), path.name().orElseThrow());
    return Format.of(request.headers().accept())
        .then(
            format ->
                row(path.resource(), key)
                    .map(
                        row ->
                            presentation.object(
                                200, path.resource(), row, format, request.query())))
        .answer(it -> it);
  }

  /** The durable row of an object. */
  Attempt<Row<KubeObject>> row(Resource resource, ObjectKey key) {
    return Storage.row(ledger.durable(), resource, key)
        .map(Attempt::of)
        .orElseGet(() -> Attempt.refuse(Status.notFound(resource, key.name())));
  }

  ApiAnswer list(OfResource path, ApiRequest request) {
    Query query = request.query();
    return Format.of(request.headers().accept())
        .then(
            format ->
                Selection.of(Storage.name(path.resource()), path.namespace(), query)
                    .then(
                        selection ->
                            page(path.resource(), selection, query)
                                .map(
                                    page ->
                                        presentation.list(
                                            path.resource(),
                                            page.rows(),
                                            page.metadata(),
                                            format,
                                            query))))
        .answer(it -> it);
  }

  private record Page(List<Row<KubeObject>> rows, ListMetadata metadata) {}

  private record Start(World world, Optional<ObjectKey> after) {}

  private Attempt<Page> page(Resource resource, Selection selection, Query query) {
    return start(query)
        .then(
            start ->
                query
                    .number("limit")
                    .map(limit -> page(resource, selection, start, limit.orElse(0L))));
  }

  private Page page(Resource resource, Selection selection, Start start, long limit) {
    Table<ObjectKey, KubeObject> table = Storage.table(start.world(), resource);
    List<Row<KubeObject>> rows = new ArrayList<>();
    long left = 0;
    for (Row<KubeObject> row : candidates(table, selection, start)) {
      if (!selection.matches(row.fact())) {
        continue;
      }
      if (limit > 0 && rows.size() == limit) {
        left++;
        if (!selection.everything()) {
          break;
        }
      } else {
        rows.add(row);
      }
    }
    String next = left > 0 ? tokens.after(rows.getLast().fact().key(), start.world()) : "";
    // With a selector Kubernetes does not know how many follow, and does not say.
    long remaining = left > 0 && selection.everything() ? left : -1;
    return new Page(rows, new ListMetadata(start.world().revision(), next, remaining));
  }

  /**
   * The rows among which the selected ones are, by the narrowest index that the selection names.
   */
  private static Collection<Row<KubeObject>> candidates(
      Table<ObjectKey, KubeObject> table, Selection selection, Start start) {
    Optional<ObjectKey> after = start.after();
    Optional<String> name = selection.required("metadata.name");
    Optional<String> namespace =
        selection.namespace().isEmpty()
            ? selection.required("metadata.namespace")
            : Optional.of(selection.namespace());
    if (name.isPresent() && namespace.isPresent() && after.isEmpty()) {
      return table.row(new ObjectKey(namespace.get(), name.get())).stream().toList();
    }
    Optional<String> node = selection.required("spec.nodeName");
    boolean pods = table.kind().equals(KubeObject.kind(ResourceName.PODS));
    if (node.isPresent() && !node.get().isEmpty() && pods && after.isEmpty()) {
      return table.keysBy(KubeObject.PODS_BY_NODE, node.get()).stream()
          .flatMap(key -> table.row(key).stream())
          .toList();
    }
    Map<ObjectKey, Row<KubeObject>> rows =
        namespace
            .map(
                it -> table.rows(after.orElse(new ObjectKey(it, "")), new ObjectKey(it + "\0", "")))
            .orElseGet(() -> after.map(table::rowsAfter).orElseGet(table::rows));
    return rows.values();
  }

  private Attempt<Start> start(Query query) {
    String token = query.text("continue");
    if (!token.isEmpty()) {
      return tokens.place(token).map(it -> new Start(it.world(), Optional.of(behind(it.after()))));
    }
    return query
        .number("resourceVersion")
        .then(asked -> moment(asked.orElse(0L), query.text("resourceVersionMatch")))
        .map(world -> new Start(world, Optional.empty()));
  }

  /** The first key after this one. */
  private static ObjectKey behind(ObjectKey key) {
    return new ObjectKey(key.namespace(), key.name() + "\0");
  }

  private Attempt<World> moment(long asked, String match) {
    World durable = ledger.durable();
    if (asked > durable.revision()) {
      return Attempt.refuse(Statuses.tooLargeResourceVersion(asked, durable.revision()));
    }
    if (match.equals("Exact") && asked > 0 && asked != durable.revision()) {
      return tokens
          .at(asked)
          .map(Attempt::of)
          .orElseGet(
              () ->
                  Attempt.refuse(
                      Status.expired("The resourceVersion for the provided list is too old.")));
    }
    return Attempt.of(durable);
  }
}
