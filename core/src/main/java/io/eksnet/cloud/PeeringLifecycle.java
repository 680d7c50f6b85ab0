package io.eksnet.cloud;

import io.eksnet.id.VpcPeeringConnectionId;
import io.eksnet.table.Change;
import io.eksnet.vpc.Vpc;
import io.eksnet.vpc.VpcPeeringConnection;
import io.eksnet.vpc.VpcPeeringConnection.State;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What becomes of peering connections by themselves (VPC peering guide, "VPC peering connection
 * lifecycle"). A request fails when its VPCs cannot be joined, also while it waits; it expires
 * after a week; a connection goes with either of its VPCs.
 */
final class PeeringLifecycle implements Controller<VpcPeeringConnectionId> {
  /** How long EC2 usually takes for a step. */
  static final Duration STEP = Duration.ofSeconds(1);

  /** How long what failed, or was deleted within one account, is still shown. */
  static final Duration SHOWN_SHORT = Duration.ofHours(2);

  /** How long what expired, was rejected, or was deleted between accounts, is still shown. */
  static final Duration SHOWN_LONG = Duration.ofDays(2);

  @Override
  public String name() {
    return "peering-lifecycle";
  }

  @Override
  public Collection<VpcPeeringConnectionId> affectedBy(Delta delta, World world) {
    var table = world.table(VpcPeeringConnection.KIND);
    return Stream.concat(
            delta.of(VpcPeeringConnection.KIND).map(Delta.Row::key),
            delta
                .of(Vpc.KIND)
                .flatMap(row -> table.keysBy(VpcPeeringConnection.BY_VPC, row.key()).stream()))
        .toList();
  }

  @Override
  public Outcome reconcile(World world, VpcPeeringConnectionId key, Moment moment) {
    Optional<VpcPeeringConnection> found = world.find(VpcPeeringConnection.KIND, key);
    return found
        .flatMap(it -> next(world, it))
        .map(it -> Lifecycle.outcome(it, moment))
        .orElse(Outcome.done());
  }

  private static Optional<Lifecycle.Next> next(World world, VpcPeeringConnection connection) {
    Optional<String> problem = connection.problem(world.vpcs());
    Instant since = connection.status().since();
    String owner = connection.accepter().scope().account().value();
    return switch (connection.state()) {
      case INITIATING_REQUEST ->
          problem
              .map(why -> soon(connection, State.FAILED, why))
              .orElseGet(
                  () ->
                      soon(connection, State.PENDING_ACCEPTANCE, "Pending Acceptance by " + owner));
      case PENDING_ACCEPTANCE ->
          problem
              .map(why -> soon(connection, State.FAILED, why))
              .orElseGet(
                  () ->
                      Lifecycle.Next.later(
                          connection.requestedAt(),
                          VpcPeeringConnection.EXPIRY,
                          at -> put(connection.with(State.EXPIRED, "Expired", at))));
      case PROVISIONING ->
          problem
              .map(why -> soon(connection, State.FAILED, why))
              .orElseGet(() -> soon(connection, State.ACTIVE, "Active"));
      case ACTIVE ->
          gone(world, connection) ? soon(connection, State.DELETED, "Deleted") : Optional.empty();
      case DELETING -> soon(connection, State.DELETED, connection.status().message());
      case FAILED -> forget(connection, since, SHOWN_SHORT);
      case DELETED ->
          forget(connection, since, withinAccount(connection) ? SHOWN_SHORT : SHOWN_LONG);
      case REJECTED, EXPIRED -> forget(connection, since, SHOWN_LONG);
    };
  }

  private static boolean gone(World world, VpcPeeringConnection connection) {
    return world.find(Vpc.KIND, connection.requester().vpc()).isEmpty()
        || world.find(Vpc.KIND, connection.accepter().vpc()).isEmpty();
  }

  private static boolean withinAccount(VpcPeeringConnection connection) {
    return connection.requester().scope().account().equals(connection.accepter().scope().account());
  }

  private static Optional<Lifecycle.Next> soon(
      VpcPeeringConnection connection, State next, String message) {
    return Lifecycle.Next.soon(
        connection.status().since(), STEP, at -> put(connection.with(next, message, at)));
  }

  private static Optional<Lifecycle.Next> forget(
      VpcPeeringConnection connection, Instant since, Duration shown) {
    return Lifecycle.Next.later(
        since, shown, _ -> List.of(Change.remove(VpcPeeringConnection.KIND, connection.id())));
  }

  private static List<Change<?, ?>> put(VpcPeeringConnection connection) {
    return List.of(Change.put(VpcPeeringConnection.KIND, connection));
  }
}
