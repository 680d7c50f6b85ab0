package io.eksnet.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kube.DaemonSet;
import io.eksnet.kube.Deployment.Amount;
import io.eksnet.kube.KubeSamples;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectMeta;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.Pod;
import io.eksnet.kube.ResourceName;
import io.eksnet.kube.Toleration;
import io.eksnet.kube.WorkloadSamples.DaemonSetSample;
import io.eksnet.world.Simulation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DaemonSetsTest {
  private static final ObjectKey KEY = new ObjectKey("kube-system", "agent");

  private static DaemonSetSample agent(String image) {
    return KubeSamples.daemonSet("agent")
        .pods(KubeSamples.pod("t").label("app", "agent").image(image).hostNetwork().toleratesAll());
  }

  private static DaemonSet stored(Simulation cluster) {
    return cluster.kube().daemonSet(KEY).orElseThrow();
  }

  private static Simulation change(Simulation cluster, DaemonSetSample to) {
    DaemonSet old = stored(cluster);
    ObjectMeta meta = old.meta().withGeneration(old.meta().generation() + 1);
    return cluster.put(new DaemonSet(meta, to.build().spec(), old.status()));
  }

  private static List<String> nodesWithPods(Simulation cluster) {
    return cluster.kube().pods().flatMap(pod -> pod.spec().nodeName().stream()).sorted().toList();
  }

  private static long ready(Simulation cluster, String image) {
    return cluster
        .kube()
        .pods()
        .filter(pod -> pod.status().ready() && !pod.meta().deleting())
        .filter(pod -> pod.spec().containers().getFirst().image().equals(image))
        .count();
  }

  @Test
  void each_node_runs_one_pod_also_nodes_that_are_not_ready_or_cordoned_or_come_later() {
    Simulation cluster =
        Clusters.fast(
            KubeSamples.node("n1").address("10.9.0.1").build(),
            KubeSamples.node("n2").notReady().address("10.9.0.2").build(),
            KubeSamples.node("n3").unschedulable().address("10.9.0.3").build());
    cluster.put(agent("a").build()).settle();
    assertThat(nodesWithPods(cluster)).containsExactly("n1", "n2", "n3");
    assertThat(stored(cluster).status()).isEqualTo(new DaemonSet.Status(1, 3, 3, 0, 3, 3, 3, 0));

    cluster.put(KubeSamples.node("n4").address("10.9.0.4").build()).settle();
    assertThat(nodesWithPods(cluster)).containsExactly("n1", "n2", "n3", "n4");

    cluster
        .write(new KubeWrite.Remove(new ObjectRef(ResourceName.NODES, ObjectKey.cluster("n2"))))
        .settle();
    assertThat(nodesWithPods(cluster)).containsExactly("n1", "n3", "n4");
    assertThat(stored(cluster).status().desiredNumberScheduled()).isEqualTo(3);
  }

  @Test
  void its_pods_carry_the_hash_of_the_template_and_the_tolerations_that_kubernetes_adds() {
    Simulation cluster = Clusters.fast(KubeSamples.node("n1").address("10.9.0.1").build());
    cluster.put(agent("a").build()).settle();

    Pod pod = cluster.kube().pods().findFirst().orElseThrow();
    assertThat(pod.meta().labels())
        .containsEntry("controller-revision-hash", Names.hashOf(stored(cluster).spec().template()));
    assertThat(pod.spec().tolerations())
        .extracting(Toleration::key)
        .containsExactly(
            "",
            "node.kubernetes.io/not-ready",
            "node.kubernetes.io/unreachable",
            "node.kubernetes.io/disk-pressure",
            "node.kubernetes.io/memory-pressure",
            "node.kubernetes.io/pid-pressure",
            "node.kubernetes.io/unschedulable",
            "node.kubernetes.io/network-unavailable");
  }

  @Test
  void node_selector_and_taints_decide_which_nodes_run_one_and_who_loses_it() {
    DaemonSetSample gpu =
        KubeSamples.daemonSet("agent")
            .pods(KubeSamples.pod("t").label("app", "agent").nodeSelector("gpu", "yes"));
    Simulation cluster =
        Clusters.fast(
            KubeSamples.node("n1").label("gpu", "yes").address("10.9.0.1").build(),
            KubeSamples.node("n2").address("10.9.0.2").build(),
            KubeSamples.node("n3")
                .label("gpu", "yes")
                .taint("team", "a", "NoSchedule")
                .address("10.9.0.3")
                .build());
    cluster.put(gpu.build()).settle();
    assertThat(nodesWithPods(cluster)).containsExactly("n1");

    // NoSchedule lets a pod that runs stay, a lost label does not.
    cluster
        .put(
            KubeSamples.node("n1")
                .label("gpu", "yes")
                .taint("team", "a", "NoSchedule")
                .address("10.9.0.1")
                .build())
        .settle();
    assertThat(nodesWithPods(cluster)).containsExactly("n1");
    assertThat(stored(cluster).status().numberMisscheduled()).isEqualTo(1);
    cluster.put(KubeSamples.node("n1").address("10.9.0.1").build()).settle();
    assertThat(nodesWithPods(cluster)).isEmpty();
  }

  @Test
  void a_pod_pinned_to_a_full_node_waits_there_and_nowhere_else() {
    Simulation cluster =
        Clusters.fast(
            KubeSamples.node("n1").allocatable(2000, 1L << 30, 1).address("10.9.0.1").build(),
            KubeSamples.pod("first").on("n1").build(),
            KubeSamples.node("n2").address("10.9.0.2").build());
    cluster.put(agent("a").build()).settle();

    assertThat(cluster.kube().pods().filter(pod -> pod.spec().nodeName().isEmpty()))
        .singleElement()
        .satisfies(
            pod ->
                assertThat(pod.status().condition("PodScheduled").orElseThrow().message())
                    .isEqualTo(
                        "0/2 nodes are available: 1 Too many pods, 1 node(s) didn't satisfy"
                            + " plugin(s) [NodeAffinity]. preemption: 0/2 nodes are available: 1"
                            + " No preemption victims found for incoming pod, 1 Preemption is not"
                            + " helpful for scheduling."));
    assertThat(stored(cluster).status()).isEqualTo(new DaemonSet.Status(1, 2, 2, 0, 1, 2, 1, 1));
  }

  @Test
  void an_update_replaces_at_most_so_many_pods_at_a_time() {
    Simulation cluster = Clusters.real(Clusters.nodes(6));
    cluster.put(agent("a").maxUnavailable(new Amount.Percent(30)).build());
    cluster.pass(Duration.ofSeconds(5));
    assertThat(ready(cluster, "a")).isEqualTo(6);

    change(cluster, agent("b").maxUnavailable(new Amount.Percent(30)));
    for (int tick = 0; tick < 40; tick++) {
      cluster.pass(Duration.ofMillis(250));
      assertThat(ready(cluster, "a") + ready(cluster, "b"))
          .as("tick %d", tick)
          .isGreaterThanOrEqualTo(4);
    }

    assertThat(ready(cluster, "b")).isEqualTo(6);
    assertThat(stored(cluster).status()).isEqualTo(new DaemonSet.Status(2, 6, 6, 0, 6, 6, 6, 0));
  }

  @Test
  void with_on_delete_a_pod_is_updated_only_when_it_is_deleted() {
    Simulation cluster = Clusters.fast(Clusters.nodes(2));
    cluster.put(agent("a").onDelete().build()).settle();
    change(cluster, agent("b").onDelete()).settle();
    assertThat(ready(cluster, "a")).isEqualTo(2);
    assertThat(stored(cluster).status().updatedNumberScheduled()).isZero();

    Pod pod = cluster.kube().pods().findFirst().orElseThrow();
    cluster.write(new KubeWrite.Delete(new ObjectRef(ResourceName.PODS, pod.key()))).settle();

    assertThat(ready(cluster, "a")).isEqualTo(1);
    assertThat(ready(cluster, "b")).isEqualTo(1);
  }

  @Test
  void pods_follow_their_daemon_set_when_it_is_deleted() {
    Simulation cluster = Clusters.fast(Clusters.nodes(3));
    cluster.put(agent("a").build()).settle();

    cluster.write(new KubeWrite.Delete(new ObjectRef(ResourceName.DAEMON_SETS, KEY))).settle();

    assertThat(cluster.kube().pods()).isEmpty();
  }
}
