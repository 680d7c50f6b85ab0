package io.eksnet.workloads;

import static io.eksnet.workloads.Clusters.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kube.KubeSamples;
import io.eksnet.kube.KubeSamples.PodSample;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectMeta;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.PlainDocuments;
import io.eksnet.kube.Pod;
import io.eksnet.kube.ReplicaSet;
import io.eksnet.kube.ResourceName;
import io.eksnet.world.Pace;
import io.eksnet.world.Simulation;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicaSetsTest {

  private static ReplicaSet set(int replicas) {
    return KubeSamples.replicaSet(
        "web", replicas, KubeSamples.template(KubeSamples.pod("t").label("app", "web")));
  }

  private static ReplicaSet stored(Simulation cluster) {
    return cluster.kube().replicaSet(key("web")).orElseThrow();
  }

  private static List<Pod> owned(Simulation cluster) {
    return cluster.kube().podsOwnedBy(stored(cluster).meta().uid());
  }

  @Test
  void pods_without_an_owner_that_the_selector_means_are_adopted_and_count() {
    Simulation cluster =
        Clusters.fast(
            KubeSamples.node("n1").address("10.9.0.1").build(),
            KubeSamples.pod("mine").label("app", "web").build(),
            KubeSamples.pod("other").label("app", "db").build(),
            set(2));
    cluster.settle();

    assertThat(owned(cluster)).hasSize(2).extracting(pod -> pod.meta().name()).contains("mine");
    assertThat(cluster.kube().pods()).hasSize(3);

    // One that comes later is taken in as well, and is then one too many.
    cluster.put(KubeSamples.pod("late").label("app", "web").build()).settle();
    assertThat(owned(cluster)).hasSize(2);
    assertThat(cluster.kube().pods()).hasSize(3);
  }

  @Test
  void a_pod_whose_labels_are_changed_away_is_released_and_replaced() {
    Simulation cluster = Clusters.fast(KubeSamples.node("n1").address("10.9.0.1").build(), set(2));
    cluster.settle();
    Pod pod = owned(cluster).getFirst();

    cluster
        .write(
            new KubeWrite.Label(
                new ObjectRef(ResourceName.PODS, pod.key()), Map.of("app", "quarantine")))
        .settle();

    Pod released = cluster.kube().pod(pod.key()).orElseThrow();
    assertThat(released.meta().ownerReferences()).isEmpty();
    assertThat(owned(cluster)).hasSize(2).doesNotContain(released);
    assertThat(stored(cluster).status()).isEqualTo(new ReplicaSet.Status(1, 2, 2, 2, 2));
  }

  @Test
  void ended_and_deleted_pods_are_replaced() {
    Simulation cluster = Clusters.fast(KubeSamples.node("n1").address("10.9.0.1").build(), set(3));
    cluster.settle();
    ObjectKey gone = owned(cluster).getFirst().key();

    cluster.write(new KubeWrite.Delete(new ObjectRef(ResourceName.PODS, gone))).settle();

    assertThat(owned(cluster)).hasSize(3).noneMatch(pod -> pod.key().equals(gone));
  }

  @Test
  void pods_go_in_kubernetes_order() {
    PodSample[] order = {
      KubeSamples.pod("unassigned"),
      KubeSamples.pod("pending").on("n1"),
      KubeSamples.pod("not-ready").on("n1").notReady("10.0.0.1"),
      ready("cheap", "n1").annotation(DeletionOrder.COST, "-5"),
      ready("crowded-young", "n2").created(KubeSamples.CREATED.plusSeconds(9)),
      ready("crowded-old", "n2"),
      ready("alone", "n3"),
      ready("dear", "n2").annotation(DeletionOrder.COST, "7")
    };
    List<Pod> shuffled =
        List.of(
            order[5].build(),
            order[7].build(),
            order[2].build(),
            order[0].build(),
            order[6].build(),
            order[4].build(),
            order[1].build(),
            order[3].build());

    assertThat(DeletionOrder.sorted(shuffled, Map.of("n1", 3, "n2", 3, "n3", 1)))
        .extracting(pod -> pod.meta().name())
        .containsExactly(
            "unassigned",
            "pending",
            "not-ready",
            "cheap",
            "crowded-young",
            "crowded-old",
            "alone",
            "dear");
  }

  private static PodSample ready(String name, String node) {
    return KubeSamples.pod(name).on(node).running("10.0.0.1");
  }

  @Test
  void a_terminating_namespace_gets_no_new_pods() {
    Simulation cluster = Clusters.fast(KubeSamples.namespace("default"), set(0));
    cluster.settle();
    cluster.write(
        new KubeWrite.Delete(new ObjectRef(ResourceName.NAMESPACES, ObjectKey.cluster("default"))));
    cluster.put(set(3)).settle();

    assertThat(PlainDocuments.events(cluster.world(), "SuccessfulCreate")).isEmpty();
    assertThat(cluster.kube().pods()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {41, 42, 43, 44, 45})
  void after_any_churn_there_are_as_many_pods_as_asked_for(long seed) {
    var random = new SplittableRandom(seed);
    Simulation cluster = Clusters.with(seed, Pace.FAST, Clusters.nodes(4));
    cluster.put(set(5)).settle();
    for (int step = 0; step < 60; step++) {
      int choice = random.nextInt(4);
      if (choice == 0) {
        ReplicaSet old = stored(cluster);
        ObjectMeta meta = old.meta().withGeneration(old.meta().generation() + 1);
        cluster.put(new ReplicaSet(meta, set(random.nextInt(40)).spec(), old.status()));
      } else if (choice == 1) {
        cluster.put(
            KubeSamples.pod("bare" + step).label("app", "web").created(cluster.now()).build());
      } else {
        List<Pod> pods = cluster.kube().pods().toList();
        if (!pods.isEmpty()) {
          ObjectRef victim =
              new ObjectRef(ResourceName.PODS, pods.get(random.nextInt(pods.size())).key());
          cluster.write(
              choice == 2
                  ? new KubeWrite.Delete(victim)
                  : new KubeWrite.Label(victim, Map.of("app", "web" + random.nextInt(2))));
        }
      }
      if (random.nextBoolean()) {
        cluster.settle();
        ReplicaSet set = stored(cluster);
        int replicas = set.spec().replicas();
        assertThat(owned(cluster)).as("seed %d, step %d", seed, step).hasSize(replicas);
        assertThat(set.status().replicas()).as("seed %d", seed).isEqualTo(replicas);
        assertThat(set.status().observedGeneration())
            .as("seed %d", seed)
            .isEqualTo(set.meta().generation());
      }
    }
  }
}
