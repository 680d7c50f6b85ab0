package io.eksnet.workloads;

import io.eksnet.kube.Deployment;
import io.eksnet.kube.ReplicaSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The arithmetic of a rolling update: how many pods the ReplicaSets of a Deployment may have next,
 * so that never more than replicas + maxSurge exist and never fewer than replicas - maxUnavailable
 * are available.
 *
 * @param replicas how many pods the Deployment asks for
 * @param maxSurge pods beyond that, 0 or more
 * @param maxUnavailable pods missing from that, 0 or more; not 0 when maxSurge is
 */
record Rollout(int replicas, int maxSurge, int maxUnavailable) {

  /** The limits of a Deployment: surge rounds up, unavailable rounds down, one at least moves. */
  static Rollout of(Deployment.Spec spec) {
    return switch (spec.strategy()) {
      case Deployment.Strategy.Recreate() -> new Rollout(spec.replicas(), 0, 0);
      case Deployment.Strategy.RollingUpdate(var surge, var unavailable) -> {
        int maxSurge = surge.roundedUp(spec.replicas());
        int maxUnavailable = Math.min(unavailable.roundedDown(spec.replicas()), spec.replicas());
        yield new Rollout(
            spec.replicas(), maxSurge, maxSurge == 0 && maxUnavailable == 0 ? 1 : maxUnavailable);
      }
    };
  }

  /** A ReplicaSet's next number of replicas. */
  record Scale(ReplicaSet set, int replicas) {}

  /** How many pods the new ReplicaSet may have, given how many all ReplicaSets ask for. */
  int newReplicas(int current, int total) {
    if (current > replicas) {
      return replicas;
    }
    int room = replicas + maxSurge - total;
    return room <= 0 ? current : current + Math.min(room, replicas - current);
  }

  /**
   * What the old ReplicaSets give up: first pods that are not available anyway, then available ones
   * as far as enough stay available; the oldest ReplicaSet first.
   */
  List<Scale> oldReplicas(ReplicaSet current, List<ReplicaSet> old) {
    int oldPods = old.stream().mapToInt(set -> set.spec().replicas()).sum();
    int minAvailable = replicas - maxUnavailable;
    int newUnavailable = current.spec().replicas() - current.status().availableReplicas();
    int spare = oldPods + current.spec().replicas() - minAvailable - newUnavailable;
    if (oldPods == 0 || spare <= 0) {
      return List.of();
    }
    List<ReplicaSet> oldestFirst =
        old.stream()
            .filter(set -> set.spec().replicas() > 0)
            .sorted(
                Comparator.comparing((ReplicaSet set) -> set.meta().creationTimestamp())
                    .thenComparing(set -> set.meta().key()))
            .toList();
    List<Scale> scales = new ArrayList<>();
    int available = current.status().availableReplicas();
    for (ReplicaSet set : oldestFirst) {
      available += Math.min(set.status().availableReplicas(), set.spec().replicas());
    }
    int surplus = Math.max(0, available - minAvailable);
    for (ReplicaSet set : oldestFirst) {
      int has = set.spec().replicas();
      int unhealthy = Math.min(spare, has - Math.min(has, set.status().availableReplicas()));
      spare -= unhealthy;
      int healthy = Math.min(surplus, has - unhealthy);
      surplus -= healthy;
      if (unhealthy + healthy > 0) {
        scales.add(new Scale(set, has - unhealthy - healthy));
      }
    }
    return scales;
  }
}
