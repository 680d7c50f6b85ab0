package io.eksnet.workloads;

import io.eksnet.kube.KubeFact;
import io.eksnet.kube.KubeSamples;
import io.eksnet.kube.Node;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.ResourceName;
import io.eksnet.scheduler.Scheduler;
import io.eksnet.world.Controller;
import io.eksnet.world.Pace;
import io.eksnet.world.Simulation;
import java.util.ArrayList;
import java.util.List;

/** Simulated clusters with all controllers of workloads, the scheduler and a trivial CNI. */
final class Clusters {
  private Clusters() {}

  static Simulation fast(KubeFact... facts) {
    return with(1, Pace.FAST, facts);
  }

  static Simulation real(KubeFact... facts) {
    return with(1, Pace.REAL, facts);
  }

  static Simulation with(long seed, Pace pace, KubeFact... facts) {
    List<Controller<?>> controllers = new ArrayList<>(Workloads.controllers("ROOT"));
    controllers.add(new Scheduler());
    controllers.add(new FakeCni());
    return new Simulation(seed, pace, controllers, facts);
  }

  /** Ready nodes n0, n1 ... in zones a, b, c in turn. */
  static Node[] nodes(int count) {
    Node[] nodes = new Node[count];
    for (int i = 0; i < count; i++) {
      nodes[i] =
          KubeSamples.node("n" + i)
              .zone("us-west-2" + "abc".charAt(i % 3))
              .address("10.9." + i / 250 + "." + (i % 250 + 1))
              .build();
    }
    return nodes;
  }

  static ObjectKey key(String name) {
    return new ObjectKey("default", name);
  }

  static ObjectRef pod(String name) {
    return new ObjectRef(ResourceName.PODS, key(name));
  }
}
