package io.eksnet.elb.classic;

import io.eksnet.id.InstanceId;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.Comparator;

/**
 * What a Classic Load Balancer has seen of one of its instances.
 *
 * @param answers whether checks succeed now
 * @param since when they began to do so
 * @param verdict what they have come to
 */
public record InstanceHealth(Key key, boolean answers, Instant since, Verdict verdict) {

  /** A load balancer and one of its instances. */
  public record Key(ClassicLoadBalancer.Key balancer, InstanceId instance)
      implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::balancer).thenComparing(Key::instance);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** What checks have come to. */
  public enum Verdict {
    /** Too few checks yet. */
    REGISTERING,
    IN_SERVICE,
    OUT_OF_SERVICE
  }

  /** Health by load balancer. */
  public static final Index<InstanceHealth, ClassicLoadBalancer.Key> BY_BALANCER =
      Index.by("instance health by classic load balancer", it -> it.key().balancer());

  /** Health by load balancer and instance. */
  public static final Kind<Key, InstanceHealth> KIND =
      Kind.of("classic-instance-health", InstanceHealth.class, InstanceHealth::key)
          .indexed(BY_BALANCER);
}
