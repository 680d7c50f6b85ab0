package io.eksnet.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kube.Kube;
import io.eksnet.kube.KubeSamples;
import io.eksnet.kube.KubeSamples.PodSample;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.Node;
import io.eksnet.kube.NodeUsage;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.Pod;
import io.eksnet.kube.ResourceName;
import io.eksnet.kube.Resources;
import io.eksnet.net.Protocol;
import io.eksnet.world.Pace;
import io.eksnet.world.Simulation;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulerChurnTest {
  private static final String POD_ENI = "vpc.amazonaws.com/pod-eni";

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15})
  void no_node_ever_holds_more_than_it_can_and_no_pod_waits_where_it_would_fit(long seed) {
    var random = new SplittableRandom(seed);
    Simulation cluster = new Simulation(seed, Pace.FAST, List.of(new Scheduler()));
    for (int step = 0; step < 300; step++) {
      change(cluster, random, step);
      if (random.nextInt(3) == 0) {
        cluster.settle();
        assertLimits(cluster.kube(), seed, step);
      }
    }
  }

  private static void change(Simulation cluster, SplittableRandom random, int step) {
    switch (random.nextInt(8)) {
      case 0 ->
          cluster.put(
              KubeSamples.node("n" + random.nextInt(6))
                  .allocatable(random.nextInt(1, 5) * 500L, 4000, random.nextInt(1, 8))
                  .extended(POD_ENI, random.nextInt(1, 3))
                  .zone("z" + random.nextInt(3))
                  .build());
      case 1 -> remove(cluster, random, cluster.kube().nodes().map(Node::name).toList());
      case 2, 3 -> removeAnyPod(cluster, random);
      default -> cluster.put(anyPod(random, step));
    }
  }

  private static void removeAnyPod(Simulation cluster, SplittableRandom random) {
    List<ObjectKey> pods = cluster.kube().pods().map(Pod::key).toList();
    if (!pods.isEmpty()) {
      ObjectKey pod = pods.get(random.nextInt(pods.size()));
      cluster.write(new KubeWrite.Remove(new ObjectRef(ResourceName.PODS, pod)));
    }
  }

  private static void remove(Simulation cluster, SplittableRandom random, List<String> nodes) {
    if (nodes.size() < 2) {
      return;
    }
    String node = nodes.get(random.nextInt(nodes.size()));
    cluster.write(new KubeWrite.Remove(new ObjectRef(ResourceName.NODES, ObjectKey.cluster(node))));
    for (Pod pod : cluster.kube().podsOn(node)) {
      cluster.write(new KubeWrite.Remove(new ObjectRef(ResourceName.PODS, pod.key())));
    }
  }

  private static Pod anyPod(SplittableRandom random, int step) {
    PodSample pod =
        KubeSamples.pod("p" + step)
            .priority(random.nextInt(2))
            .requests(random.nextInt(4) * 250L, random.nextInt(4) * 500L);
    if (random.nextInt(5) == 0) {
      pod.extended(POD_ENI, 1);
    }
    if (random.nextInt(5) == 0) {
      pod.port("", 80, 8000, Protocol.TCP);
    }
    return pod.build();
  }

  /** A node shrinks under its pods at times: then only new pods are judged. */
  private static void assertLimits(Kube kube, long seed, int step) {
    for (Node node : kube.nodes().toList()) {
      NodeUsage usage =
          kube.podsOn(node.name()).stream()
              .reduce(NodeUsage.NONE, NodeUsage::plus, (_, last) -> last);
      assertThat(usage.hostPorts().values())
          .as("host ports of %s, seed %d, step %d", node.name(), seed, step)
          .allMatch(taken -> taken == 1);
      for (Pod waiting : kube.unboundPods(Scheduler.NAME)) {
        assertThat(fits(waiting, node, usage))
            .as("%s waits beside %s, seed %d, step %d", waiting.key(), node.name(), seed, step)
            .isFalse();
      }
    }
    for (Pod pod : kube.pods().toList()) {
      pod.spec()
          .nodeName()
          .ifPresent(node -> assertThat(kube.node(node)).as("seed %d", seed).isPresent());
    }
  }

  private static boolean fits(Pod pod, Node node, NodeUsage usage) {
    Resources there = node.status().allocatable();
    Resources asked = pod.spec().requests();
    long enis = asked.extended().getOrDefault(POD_ENI, 0L);
    boolean portsFree =
        NodeUsage.hostPortsOf(pod.spec()).stream().noneMatch(usage.hostPorts()::containsKey);
    return portsFree
        && usage.pods() < there.pods()
        && (asked.milliCpu() == 0 || usage.milliCpu() + asked.milliCpu() <= there.milliCpu())
        && (asked.memoryBytes() == 0
            || usage.memoryBytes() + asked.memoryBytes() <= there.memoryBytes())
        && (enis == 0
            || usage.extended().getOrDefault(POD_ENI, 0L) + enis
                <= there.extended().getOrDefault(POD_ENI, 0L));
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void allocatable_is_never_exceeded_while_nodes_keep_their_size(long seed) {
    var random = new SplittableRandom(seed);
    Simulation cluster = new Simulation(seed, Pace.FAST, List.of(new Scheduler()));
    for (int i = 0; i < 5; i++) {
      cluster.put(
          KubeSamples.node("n" + i).allocatable(2000, 4000, 6).extended(POD_ENI, 2).build());
    }
    for (int step = 0; step < 300; step++) {
      if (random.nextInt(3) > 0) {
        cluster.put(anyPod(random, step));
      } else {
        removeAnyPod(cluster, random);
      }
      cluster.settle();
      for (Node node : cluster.kube().nodes().toList()) {
        NodeUsage usage = cluster.kube().usageOf(node.name());
        assertThat(usage.milliCpu()).as("cpu, seed %d step %d", seed, step).isBetween(0L, 2000L);
        assertThat(usage.memoryBytes()).as("memory, seed %d", seed).isBetween(0L, 4000L);
        assertThat(usage.pods()).as("pods, seed %d step %d", seed, step).isBetween(0L, 6L);
        assertThat(usage.extended().getOrDefault(POD_ENI, 0L))
            .as("extended, seed %d step %d", seed, step)
            .isBetween(0L, 2L);
      }
    }
  }
}
