package io.eksnet.kubernetes.server;

import io.eksnet.kube.KubeObject;
import io.eksnet.kubernetes.schema.GroupVersionKind;
import io.eksnet.kubernetes.schema.Resource;
import io.eksnet.kubernetes.server.Presentation.ListMetadata;
import io.eksnet.kubernetes.server.RequestPath.OfResource;
import io.eksnet.kubernetes.server.WatchEvent.Seen;
import io.eksnet.kubernetes.server.WatchHub.Watcher;
import io.eksnet.kubernetes.status.FieldError;
import io.eksnet.kubernetes.status.Status;
import io.eksnet.kubernetes.table.Tables.IncludeObject;
import io.eksnet.table.Table.Row;
import io.eksnet.world.Delta;
import io.eksnet.world.Ledger;
import io.eksnet.world.Store;
import io.eksnet.world.World;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Watches: a stream of what changes. */
final class Watches {
  private static final Duration BOOKMARK_EVERY = Duration.ofSeconds(45);

  /** How soon it is noticed that the client of an idle watch has gone. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  /** As Kubernetes: a watch without a wish of its own ends between 30 and 60 minutes. */
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final Ledger ledger;
  private final WatchHub hub;
  private final Presentation presentation;
  private final InstantSource clock;

  Watches(Ledger ledger, WatchHub hub, Presentation presentation, InstantSource clock) {
    this.ledger = ledger;
    this.hub = hub;
    this.presentation = presentation;
    this.clock = clock;
  }

  /**
   * What a client asked for.
   *
   * @param from the revision after which to begin; 0 for the present
   * @param initial whether to begin with what is there
   * @param announce whether to say when that is over, with a bookmark
   */
  private record Wish(
      Resource resource,
      Selection selection,
      Format format,
      IncludeObject include,
      long from,
      boolean initial,
      boolean announce,
      boolean bookmarks,
      Duration lasting) {}

  ApiAnswer watch(OfResource path, ApiRequest request) {
    if (request.headers().upgrade().equals("websocket")) {
      // fabric8 tries a WebSocket first; a whole answer without an upgrade sends it to plain HTTP.
      return ApiAnswer.json(200, new byte[0]);
    }
    Query query = request.query();
    return Format.of(request.headers().accept())
        .then(
            format ->
                Selection.of(Storage.name(path.resource()), path.namespace(), query)
                    .then(selection -> wish(path.resource(), selection, format, query)))
        .answer(wish -> new ApiAnswer.Streaming(ApiAnswer.JSON, output -> stream(wish, output)));
  }

  private Attempt<Wish> wish(Resource resource, Selection selection, Format format, Query query) {
    Optional<Boolean> asked = query.flagIfGiven("sendInitialEvents");
    boolean matched = query.text("resourceVersionMatch").equals("NotOlderThan");
    if (asked.isPresent() && !matched) {
      return Attempt.refuse(
          listOptions("sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
    }
    if (asked.isEmpty() && !query.text("resourceVersionMatch").isEmpty()) {
      return Attempt.refuse(
          listOptions(
              "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"));
    }
    return query
        .number("resourceVersion")
        .then(
            from ->
                query
                    .number("timeoutSeconds")
                    .map(
                        timeout ->
                            new Wish(
                                resource,
                                selection,
                                format,
                                Presentation.include(query),
                                from.orElse(0L),
                                asked.orElse(from.orElse(0L) == 0),
                                asked.orElse(false),
                                query.flag("allowWatchBookmarks"),
                                timeout
                                    .filter(it -> it > 0)
                                    .map(Duration::ofSeconds)
                                    .orElseGet(Watches::untold))));
  }

  private static Duration untold() {
    return LONGEST.plusSeconds(ThreadLocalRandom.current().nextLong(LONGEST.toSeconds()));
  }

  private static Status listOptions(String detail) {
    return Status.invalid(
        new GroupVersionKind("meta.k8s.io", "v1", "ListOptions"),
        "",
        List.of(FieldError.forbidden("resourceVersionMatch", detail)));
  }

  private void stream(Wish wish, ApiAnswer.Output output) throws InterruptedException {
    try (Watcher watcher = hub.watch(Storage.kind(wish.resource()).name())) {
      var sink = new Sink(wish, output, presentation);
      Optional<Long> begun = wish.initial() ? initial(wish, sink) : past(wish, sink);
      if (begun.isPresent()) {
        new Tail(wish, watcher, sink, begun.get()).run();
      }
    }
  }

  /** Begins with everything that is there; gives the revision that this shows. */
  private Optional<Long> initial(Wish wish, Sink sink) {
    World world = ledger.durable();
    if (wish.from() > world.revision()) {
      sink.error(Statuses.tooLargeResourceVersion(wish.from(), world.revision()));
      return Optional.empty();
    }
    for (Row<KubeObject> row : Storage.table(world, wish.resource()).rows().values()) {
      if (wish.selection().matches(row.fact())) {
        sink.added(row);
      }
    }
    if (wish.announce() && wish.bookmarks()) {
      sink.bookmark(world.revision(), true);
    }
    sink.flush();
    return Optional.of(world.revision());
  }

  /** Begins with what has changed since a revision; gives the revision up to which this goes. */
  private Optional<Long> past(Wish wish, Sink sink) {
    long from = wish.from() > 0 ? wish.from() : ledger.durable().revision();
    return switch (ledger.since(from)) {
      case Store.Since.TooOld(long oldest) -> {
        sink.error(Status.expired("too old resource version: %d (%d)".formatted(from, oldest)));
        yield Optional.empty();
      }
      case Store.Since.Deltas(List<Delta> deltas) -> {
        long reached = from;
        String kind = Storage.kind(wish.resource()).name();
        for (Delta delta : deltas) {
          for (Delta.Row<?, ?> row : delta.rows()) {
            if (row.kind().name().equals(kind)) {
              WatchHub.event(row, delta.revision()).ifPresent(sink::event);
            }
          }
          reached = delta.revision();
        }
        sink.flush();
        yield Optional.of(reached);
      }
    };
  }

  /** What follows the beginning: changes as they become durable, and bookmarks. */
  private final class Tail {
    private final Wish wish;
    private final Watcher watcher;
    private final Sink sink;
    private final Instant end;
    private long reached;
    private Instant nextBookmark;

    Tail(Wish wish, Watcher watcher, Sink sink, long reached) {
      this.wish = wish;
      this.watcher = watcher;
      this.sink = sink;
      this.reached = reached;
      this.end = clock.instant().plus(wish.lasting());
      this.nextBookmark = clock.instant().plus(BOOKMARK_EVERY);
    }

    void run() throws InterruptedException {
      while (clock.instant().isBefore(end) && !watcher.overflown() && sink.open()) {
        long handedOut = watcher.handedOut();
        Optional<WatchEvent> event = watcher.next(untilDue());
        if (event.isPresent()) {
          take(event.get());
          for (var more = watcher.next(0); more.isPresent(); more = watcher.next(0)) {
            take(more.get());
            sink.flushWhenFull();
          }
          sink.flush();
        } else {
          // Nothing waits that was handed out before, so all of that has been seen.
          reached = Math.max(reached, handedOut);
          bookmarkWhenDue();
        }
      }
    }

    private long untilDue() {
      Instant due = nextBookmark.isBefore(end) ? nextBookmark : end;
      long millis = Duration.between(clock.instant(), due).toMillis();
      return Math.clamp(millis, 1, LOOK_EVERY.toMillis());
    }

    private void take(WatchEvent event) {
      if (event.revision() > reached) {
        sink.event(event);
      }
    }

    private void bookmarkWhenDue() {
      if (!clock.instant().isBefore(nextBookmark)) {
        nextBookmark = clock.instant().plus(BOOKMARK_EVERY);
        if (wish.bookmarks()) {
          sink.bookmark(reached, false);
          sink.flush();
        }
      }
    }
  }

  /**
   * Writes events in the form that the client asked for, several in one piece where several wait.
   */
  private static final class Sink {
    private static final int PIECE = 64 * 1024;

    private final Wish wish;
    private final ApiAnswer.Output output;
    private final Presentation presentation;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private boolean columnsSent;

    Sink(Wish wish, ApiAnswer.Output output, Presentation presentation) {
      this.wish = wish;
      this.output = output;
      this.presentation = presentation;
    }

    void event(WatchEvent event) {
      switch (event.seenBy(wish.selection())) {
        case Seen.Added() -> frame("ADDED", present(event));
        case Seen.Modified() -> frame("MODIFIED", present(event));
        case Seen.Deleted() -> frame("DELETED", last(event));
        case Seen.Nothing() -> {}
      }
    }

    private byte[] present(WatchEvent event) {
      return shared()
          ? event.present(wish.resource(), wish.format().shape(), this::encode)
          : encode(wish.resource(), event.presentRow(), wish.format().shape());
    }

    private byte[] last(WatchEvent event) {
      return shared()
          ? event.last(wish.resource(), wish.format().shape(), this::encode)
          : encode(wish.resource(), event.lastRow(), wish.format().shape());
    }

    /** Tables are the same for all watchers but for the first one, which names the columns. */
    private boolean shared() {
      return wish.format().shape() != Format.Shape.TABLE
          || (columnsSent && wish.include() == IncludeObject.METADATA);
    }

    void added(Row<KubeObject> row) {
      frame("ADDED", encode(wish.resource(), row, wish.format().shape()));
      flushWhenFull();
    }

    void bookmark(long revision, boolean endOfInitial) {
      GroupVersionKind kind = wish.resource().kind();
      String annotations =
          endOfInitial ? ",\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}" : "";
      String object =
          "{\"kind\":\"%s\",\"apiVersion\":\"%s\",\"metadata\":{\"resourceVersion\":\"%d\",\"creationTimestamp\":null%s}}"
              .formatted(kind.kind(), kind.apiVersion(), revision, annotations);
      frame("BOOKMARK", object.getBytes(StandardCharsets.UTF_8));
    }

    void error(Status status) {
      frame("ERROR", status.json().toString().getBytes(StandardCharsets.UTF_8));
      flush();
    }

    private void frame(String type, byte[] object) {
      waiting.writeBytes(
          ("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.US_ASCII));
      waiting.writeBytes(object);
      waiting.writeBytes("}\n".getBytes(StandardCharsets.US_ASCII));
    }

    void flushWhenFull() {
      if (waiting.size() > PIECE) {
        flush();
      }
    }

    void flush() {
      if (waiting.size() > 0) {
        output.write(waiting.toByteArray());
        waiting.reset();
      }
    }

    boolean open() {
      return output.open();
    }

    private byte[] encode(Resource resource, Row<KubeObject> row, Format.Shape shape) {
      return switch (shape) {
        case WHOLE -> presentation.whole(resource, row.fact(), row.revision());
        case METADATA -> presentation.metadata(row);
        case TABLE -> {
          boolean columns = !columnsSent;
          columnsSent = true;
          var metadata = new ListMetadata(row.revision(), "", -1);
          yield presentation.table(resource, List.of(row), metadata, wish.include(), columns);
        }
      };
    }
  }
}
