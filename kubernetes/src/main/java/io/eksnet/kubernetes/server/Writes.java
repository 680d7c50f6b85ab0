package io.eksnet.kubernetes.server;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.IdSource;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kubernetes.documents.Deletion;
import io.eksnet.kubernetes.schema.Resource;
import io.eksnet.kubernetes.status.Status;
import io.eksnet.table.Change;
import io.eksnet.table.Table.Row;
import io.eksnet.world.Ledger;
import io.eksnet.world.World;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Writes objects. What a request wants is judged outside of the writer on what is durable, and
 * committed if the object is still the one that was judged; after some collisions it is judged
 * inside. So the writer is busy for microseconds, and a request cannot starve.
 */
final class Writes {
  private static final int TRIES_OUTSIDE = 3;

  private final Ledger ledger;
  private final InstantSource clock;
  private final IdSource ownIds = randomIds();

  Writes(Ledger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** What is to become of an object that is there. */
  sealed interface Plan {
    /** It is to be this. */
    record Replace(KubeObject object) implements Plan {}

    /** It is as it should be. */
    record Keep() implements Plan {}

    /** It is to be gone; {@code last} is what the client is told. */
    record Remove(KubeObject last) implements Plan {}
  }

  /** What has become of it. */
  enum Effect {
    CREATED,
    REPLACED,
    KEPT,
    REMOVED
  }

  /**
   * A finished write.
   *
   * @param row the object as it is now, or as it was last
   */
  record Written(Row<KubeObject> row, Effect effect) {}

  /** Judges an object that is there. */
  @FunctionalInterface
  interface Judge {
    Attempt<Plan> judge(World world, Row<KubeObject> present, Context context);
  }

  /** Makes an object that is not there. */
  @FunctionalInterface
  interface Maker {
    Attempt<KubeObject> make(World world, Context context);
  }

  /**
   * How to write.
   *
   * @param dryRun judge everything, store nothing
   * @param inside judge in the writer from the start, because other objects have a say
   */
  record Manner(boolean dryRun, boolean inside) {}

  Attempt<Written> create(Resource resource, boolean dryRun, Maker maker) {
    if (dryRun) {
      return maker
          .make(ledger.durable(), new Context(clock.instant(), ownIds))
          .then(
              object ->
                  exists(ledger.durable(), resource, object)
                      ? taken(resource, object)
                      : Attempt.of(new Written(new Row<>(object, 0), Effect.CREATED)));
    }
    return transact(
        (world, context) ->
            maker
                .make(world, context)
                .then(
                    object ->
                        exists(world, resource, object)
                            ? taken(resource, object)
                            : Attempt.of(
                                new Ruling(
                                    List.of(Change.put(Storage.kind(resource), object)),
                                    new Written(
                                        new Row<>(object, world.revision() + 1),
                                        Effect.CREATED)))));
  }

  private static boolean exists(World world, Resource resource, KubeObject object) {
    return Storage.table(world, resource).contains(object.key());
  }

  private static <T> Attempt<T> taken(Resource resource, KubeObject object) {
    return Attempt.refuse(Status.alreadyExists(resource, object.meta().name()));
  }

  Attempt<Written> change(Resource resource, ObjectKey key, Manner manner, Judge judge) {
    if (manner.dryRun()) {
      World seen = ledger.durable();
      long revision = revisionOf(seen, resource, key);
      return judged(seen, resource, key, judge).map(ruling -> ruling.dry(revision));
    }
    for (int i = 0; i < TRIES_OUTSIDE && !manner.inside(); i++) {
      Optional<Attempt<Written>> outcome = tryOutside(resource, key, judge);
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    return transact(
        (world, context) ->
            row(world, resource, key).then(row -> ruling(world, resource, row, judge, context)));
  }

  private Optional<Attempt<Written>> tryOutside(Resource resource, ObjectKey key, Judge judge) {
    World seen = ledger.durable();
    long revision = Storage.row(seen, resource, key).map(Row::revision).orElse(0L);
    return switch (judged(seen, resource, key, judge)) {
      case Attempt.Refused<Ruling>(Status status) ->
          sameNow(resource, key, revision) ? Optional.of(Attempt.refuse(status)) : Optional.empty();
      case Attempt.Passed<Ruling>(Ruling ruling) -> {
        Optional<Attempt<Written>> committed = commit(resource, key, revision, ruling);
        yield committed;
      }
    };
  }

  /** A refusal counts only if it was not about an object that has changed since. */
  private boolean sameNow(Resource resource, ObjectKey key, long revision) {
    return ledger
        .<Boolean>transact(
            (world, _) -> Decision.accept(revisionOf(world, resource, key) == revision))
        .decision()
        .equals(Decision.accept(true));
  }

  private Optional<Attempt<Written>> commit(
      Resource resource, ObjectKey key, long revision, Ruling ruling) {
    Decision<Optional<Written>> decision =
        ledger
            .<Optional<Written>>transact(
                (world, _) ->
                    revisionOf(world, resource, key) == revision
                        ? Decision.accept(
                            Optional.of(ruling.at(world.revision() + 1)), ruling.changes())
                        : Decision.accept(Optional.empty()))
            .decision();
    return accepted(decision).map(Attempt::of);
  }

  private static long revisionOf(World world, Resource resource, ObjectKey key) {
    return Storage.row(world, resource, key).map(Row::revision).orElse(0L);
  }

  private Attempt<Ruling> judged(World world, Resource resource, ObjectKey key, Judge judge) {
    Context context = new Context(clock.instant(), ownIds);
    return row(world, resource, key).then(row -> ruling(world, resource, row, judge, context));
  }

  private static Attempt<Row<KubeObject>> row(World world, Resource resource, ObjectKey key) {
    return Storage.row(world, resource, key)
        .map(Attempt::of)
        .orElseGet(() -> Attempt.refuse(Status.notFound(resource, key.name())));
  }

  private static Attempt<Ruling> ruling(
      World world, Resource resource, Row<KubeObject> row, Judge judge, Context context) {
    return judge
        .judge(world, row, context)
        .map(
            plan ->
                switch (plan) {
                  case Plan.Keep() -> new Ruling(List.of(), new Written(row, Effect.KEPT));
                  case Plan.Replace(KubeObject next) when Deletion.completedBy(next) ->
                      removal(world, resource, next);
                  case Plan.Replace(KubeObject next) ->
                      new Ruling(
                          List.of(Change.put(Storage.kind(resource), next)),
                          new Written(new Row<>(next, world.revision() + 1), Effect.REPLACED));
                  case Plan.Remove(KubeObject last) -> removal(world, resource, last);
                });
  }

  private static Ruling removal(World world, Resource resource, KubeObject last) {
    return new Ruling(
        List.of(Change.remove(Storage.kind(resource), last.key())),
        new Written(new Row<>(last, world.revision() + 1), Effect.REMOVED));
  }

  /** Changes, and what is answered when they are durable. */
  private record Ruling(List<Change<?, ?>> changes, Written written) {
    Written at(long revision) {
      return changes.isEmpty()
          ? written
          : new Written(new Row<>(written.row().fact(), revision), written.effect());
    }

    /** A dry run shows the revision that the object has, not one that does not exist. */
    Written dry(long revision) {
      return new Written(new Row<>(written.row().fact(), revision), written.effect());
    }
  }

  @FunctionalInterface
  private interface Rule {
    Attempt<Ruling> judge(World world, Context context);
  }

  private Attempt<Written> transact(Rule rule) {
    Decision<Attempt<Written>> decision =
        ledger
            .<Attempt<Written>>transact(
                (world, context) ->
                    switch (rule.judge(world, context)) {
                      case Attempt.Refused<Ruling>(Status status) ->
                          Decision.accept(Attempt.refuse(status));
                      case Attempt.Passed<Ruling>(Ruling ruling) ->
                          Decision.accept(Attempt.of(ruling.written()), ruling.changes());
                    })
            .decision();
    return accepted(decision);
  }

  private static <T> T accepted(Decision<T> decision) {
    return switch (decision) {
      case Decision.Accepted<T>(T value, var _) -> value;
      case Decision.Refused<T>(var refusal) ->
          throw new IllegalStateException("a rule of ours refused nothing: " + refusal);
    };
  }

  /** Ids for dry runs, where the writer's own are not to be used up. */
  private static IdSource randomIds() {
    var random = new SecureRandom();
    return digits -> {
      byte[] bytes = new byte[(digits + 1) / 2];
      random.nextBytes(bytes);
      return HexFormat.of().formatHex(bytes).substring(0, digits);
    };
  }
}
