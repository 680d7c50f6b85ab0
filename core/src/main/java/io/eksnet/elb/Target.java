package io.eksnet.elb;

import io.eksnet.id.TargetGroupArn;
import io.eksnet.id.ZoneName;
import io.eksnet.table.Fold;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * A target that is registered with a target group, or that drains after it was deregistered. How it
 * is, is its {@link TargetHealth}.
 *
 * @param id an instance id, an IP address in its shortest text, or the ARN of an Application Load
 *     Balancer
 * @param port where it takes traffic
 * @param zone the zone whose load balancer nodes send to it; none means that all do
 * @param quicServerId for QUIC and TCP_QUIC
 * @param registeredAt when it was registered, the last time if it was so again while it drained
 * @param deregisteredAt when it began to drain; none while it is registered
 */
public record Target(
    TargetGroupArn group,
    String id,
    int port,
    Optional<ZoneName> zone,
    Optional<String> quicServerId,
    Instant registeredAt,
    Optional<Instant> deregisteredAt) {

  /** Which target of which group; one id may be there on several ports. */
  public record Key(TargetGroupArn group, String id, int port) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::group).thenComparing(Key::id).thenComparingInt(Key::port);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
      return id + ":" + port + " of " + group;
    }
  }

  /** The Availability Zone of targets that all zones send to, as clients write it. */
  public static final String ALL_ZONES = "all";

  /** Targets by their group. */
  public static final Index<Target, TargetGroupArn> BY_GROUP =
      Index.by("targets by target group", Target::group);

  /** Targets by their id: what an instance, an address or a load balancer is a target of. */
  public static final Index<Target, String> BY_ID = Index.by("targets by id", Target::id);

  /** Targets by the port of their traffic. */
  public static final Index<Target, Integer> BY_PORT = Index.by("targets by port", Target::port);

  /** How many targets are registered with each group; those that drain do not count. */
  public static final Fold<Target, TargetGroupArn, Integer> COUNT =
      new Fold<>(
          "registered targets by target group",
          Target::group,
          0,
          (count, target) -> count + target.weight(),
          (count, target) -> count - target.weight());

  /** How many targets are registered in each zone of each group, by {@link #placed}. */
  public static final Fold<Target, String, Integer> COUNT_IN_ZONE =
      new Fold<>(
          "registered targets by zone of target group",
          target -> placed(target.group(), target.zone()),
          0,
          (count, target) -> count + target.weight(),
          (count, target) -> count - target.weight());

  /** Targets by group, id and port. */
  public static final Kind<Key, Target> KIND =
      Kind.of("target", Target.class, Target::key)
          .indexed(BY_GROUP)
          .indexed(BY_ID)
          .indexed(BY_PORT)
          .folded(COUNT)
          .folded(COUNT_IN_ZONE);

  /** Its key. */
  public Key key() {
    return new Key(group, id, port);
  }

  /** Whether it was deregistered and is still shown. */
  public boolean draining() {
    return deregisteredAt.isPresent();
  }

  /** This target, deregistered. */
  public Target deregistered(Instant at) {
    return new Target(group, id, port, zone, quicServerId, registeredAt, Optional.of(at));
  }

  /** A zone of a group as {@link #COUNT_IN_ZONE} knows it; no zone stands for all of them. */
  static String placed(TargetGroupArn group, Optional<ZoneName> zone) {
    return group + " " + zone.map(ZoneName::value).orElse(ALL_ZONES);
  }

  private int weight() {
    return draining() ? 0 : 1;
  }
}
