package io.eksnet.workloads;

import static io.eksnet.workloads.Clusters.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kube.Condition;
import io.eksnet.kube.Deployment;
import io.eksnet.kube.Deployment.Amount;
import io.eksnet.kube.KubeSamples;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.ObjectMeta;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.PlainDocuments;
import io.eksnet.kube.Pod;
import io.eksnet.kube.ReplicaSet;
import io.eksnet.kube.ResourceName;
import io.eksnet.kube.WorkloadSamples.DeploymentSample;
import io.eksnet.world.Pace;
import io.eksnet.world.Simulation;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentsTest {

  private static DeploymentSample web() {
    return KubeSamples.deployment("web");
  }

  /** What a client's change of the spec leaves: the status, the annotations, a new generation. */
  private static Simulation change(Simulation cluster, DeploymentSample to) {
    Deployment old = deployment(cluster);
    Deployment next = to.build();
    ObjectMeta meta = old.meta().withGeneration(old.meta().generation() + 1);
    return cluster.put(new Deployment(meta, next.spec(), old.status()));
  }

  private static Deployment deployment(Simulation cluster) {
    return cluster.kube().deployment(key("web")).orElseThrow();
  }

  private static List<ReplicaSet> sets(Simulation cluster) {
    return cluster.kube().replicaSetsOwnedBy("deployment-default-web").stream()
        .sorted(
            Comparator.comparing(
                set -> Integer.valueOf(set.meta().annotations().get(Deployments.REVISION))))
        .toList();
  }

  private static long running(Simulation cluster, String image) {
    return cluster
        .kube()
        .pods()
        .filter(pod -> pod.spec().containers().getFirst().image().equals(image))
        .filter(pod -> pod.status().ready() && !pod.meta().deleting())
        .count();
  }

  private static String progress(Simulation cluster) {
    return DeploymentStatus.condition(deployment(cluster).status(), "Progressing")
        .map(condition -> condition.status() + " " + condition.reason())
        .orElse("none");
  }

  @Test
  void a_deployment_makes_a_replica_set_of_its_templates_hash_and_its_pods_run() {
    Simulation cluster = Clusters.fast(Clusters.nodes(2));

    cluster.put(web().replicas(3).build()).settle();

    ReplicaSet set = sets(cluster).getFirst();
    String hash = Names.hashOf(deployment(cluster).spec().template());
    assertThat(hash).matches("[456789bcdf]{5,10}");
    assertThat(set.meta().name()).isEqualTo("web-" + hash);
    assertThat(set.meta().labels()).containsEntry("pod-template-hash", hash);
    assertThat(set.spec().selector().matchLabels()).containsEntry("pod-template-hash", hash);
    assertThat(set.status()).isEqualTo(new ReplicaSet.Status(1, 3, 3, 3, 3));
    assertThat(cluster.kube().pods())
        .hasSize(3)
        .allSatisfy(
            pod -> {
              assertThat(pod.meta().name())
                  .matches("web-" + hash + "-[bcdfghjklmnpqrstvwxz2456789]{5}");
              assertThat(pod.meta().generateName()).isEqualTo("web-" + hash + "-");
              assertThat(pod.meta().labels()).containsEntry("pod-template-hash", hash);
            });
    Deployment.Status status = deployment(cluster).status();
    assertThat(status.replicas()).isEqualTo(3);
    assertThat(status.updatedReplicas()).isEqualTo(3);
    assertThat(status.readyReplicas()).isEqualTo(3);
    assertThat(status.availableReplicas()).isEqualTo(3);
    assertThat(status.unavailableReplicas()).isZero();
    assertThat(status.observedGeneration()).isEqualTo(1);
    assertThat(status.conditions())
        .extracting(Condition::type, Condition::status, Condition::reason, Condition::message)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(
                "Available",
                "True",
                "MinimumReplicasAvailable",
                "Deployment has minimum availability."),
            org.assertj.core.groups.Tuple.tuple(
                "Progressing",
                "True",
                "NewReplicaSetAvailable",
                "ReplicaSet \"" + set.meta().name() + "\" has successfully progressed."));
    assertThat(deployment(cluster).meta().annotations()).containsEntry(Deployments.REVISION, "1");
    assertThat(PlainDocuments.events(cluster.world(), "ScalingReplicaSet"))
        .extracting(PlainDocuments.Event::message)
        .containsExactly("Scaled up replica set " + set.meta().name() + " from 0 to 3");
  }

  @Test
  void a_new_template_rolls_to_a_new_replica_set_and_back_to_the_old_one() {
    Simulation cluster = Clusters.fast(Clusters.nodes(2));
    cluster.put(web().replicas(4).image("a").build()).settle();
    change(cluster, web().replicas(4).image("b")).settle();

    assertThat(running(cluster, "b")).isEqualTo(4);
    assertThat(cluster.kube().pods()).hasSize(4);
    assertThat(sets(cluster)).extracting(set -> set.spec().replicas()).containsExactly(0, 4);
    assertThat(deployment(cluster).meta().annotations()).containsEntry(Deployments.REVISION, "2");

    change(cluster, web().replicas(4).image("a")).settle();

    assertThat(running(cluster, "a")).isEqualTo(4);
    assertThat(sets(cluster))
        .extracting(set -> set.meta().annotations().get(Deployments.REVISION))
        .containsExactly("2", "3");
    assertThat(sets(cluster)).extracting(set -> set.spec().replicas()).containsExactly(0, 4);
    assertThat(deployment(cluster).meta().annotations()).containsEntry(Deployments.REVISION, "3");
    assertThat(progress(cluster)).isEqualTo("True NewReplicaSetAvailable");
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33, 34, 35, 36})
  void a_rollout_never_has_more_pods_than_surge_allows_nor_fewer_available_than_promised(
      long seed) {
    var random = new SplittableRandom(seed);
    int replicas = random.nextInt(1, 12);
    int surge = random.nextInt(0, 4);
    int unavailable = random.nextInt(surge == 0 ? 1 : 0, 4);
    var strategy =
        new Deployment.Strategy.RollingUpdate(
            new Amount.Count(surge), new Amount.Count(unavailable));
    Simulation cluster = Clusters.with(seed, Pace.REAL, Clusters.nodes(3));
    cluster.put(web().replicas(replicas).strategy(strategy).image("v0").build());
    cluster.pass(Duration.ofSeconds(20));
    for (int version = 1; version <= 3; version++) {
      change(cluster, web().replicas(replicas).strategy(strategy).image("v" + version));
      for (int tick = 0; tick < 60; tick++) {
        cluster.pass(Duration.ofMillis(500));
        assertThat(cluster.kube().pods().filter(pod -> !pod.meta().deleting()).count())
            .as("pods, seed %d, version %d, tick %d", seed, version, tick)
            .isLessThanOrEqualTo(replicas + surge);
        assertThat(cluster.kube().pods().filter(DeploymentsTest::isAvailable).count())
            .as("available, seed %d, version %d, tick %d", seed, version, tick)
            .isGreaterThanOrEqualTo(replicas - unavailable);
      }
      assertThat(running(cluster, "v" + version)).as("seed %d", seed).isEqualTo(replicas);
      assertThat(cluster.kube().pods()).as("seed %d", seed).hasSize(replicas);
    }
  }

  private static boolean isAvailable(Pod pod) {
    return pod.status().ready() && !pod.meta().deleting();
  }

  @Test
  void recreate_lets_all_old_pods_go_before_the_first_new_one_comes() {
    Simulation cluster = Clusters.real(Clusters.nodes(2));
    var recreate = new Deployment.Strategy.Recreate();
    cluster.put(web().replicas(3).strategy(recreate).image("a").build());
    cluster.pass(Duration.ofSeconds(5));

    change(cluster, web().replicas(3).strategy(recreate).image("b")).settle();
    assertThat(cluster.kube().pods()).hasSize(3).allMatch(pod -> pod.meta().deleting());
    assertThat(sets(cluster)).hasSize(1);

    cluster.pass(Duration.ofSeconds(5));
    assertThat(running(cluster, "b")).isEqualTo(3);
    assertThat(cluster.kube().pods()).hasSize(3);
  }

  @Test
  void a_paused_deployment_scales_but_does_not_roll() {
    Simulation cluster = Clusters.fast(Clusters.nodes(2));
    cluster.put(web().replicas(2).image("a").build()).settle();

    change(cluster, web().replicas(5).image("b").paused()).settle();

    assertThat(running(cluster, "a")).isEqualTo(5);
    assertThat(sets(cluster)).hasSize(1);
    assertThat(progress(cluster)).isEqualTo("Unknown DeploymentPaused");

    change(cluster, web().replicas(5).image("b")).settle();
    assertThat(running(cluster, "b")).isEqualTo(5);
    assertThat(progress(cluster)).isEqualTo("True NewReplicaSetAvailable");
  }

  @Test
  void a_rollout_that_stalls_says_so_after_its_deadline_and_recovers() {
    Simulation cluster = Clusters.fast(Clusters.nodes(1));
    cluster.change(FakeCni.limit(2));
    cluster.put(web().replicas(3).build()).settle();
    assertThat(progress(cluster)).isEqualTo("True ReplicaSetUpdated");
    assertThat(
            DeploymentStatus.condition(deployment(cluster).status(), "Available")
                .orElseThrow()
                .reason())
        .isEqualTo("MinimumReplicasUnavailable");

    cluster.pass(Duration.ofSeconds(601));
    assertThat(progress(cluster)).isEqualTo("False ProgressDeadlineExceeded");

    cluster.change(FakeCni.limit(3)).pass(Duration.ofSeconds(10));
    assertThat(progress(cluster)).isEqualTo("True NewReplicaSetAvailable");
  }

  @Test
  void pods_count_as_available_when_they_have_been_ready_long_enough() {
    Simulation cluster = Clusters.fast(Clusters.nodes(1));
    cluster.put(web().replicas(2).minReadySeconds(30).build()).settle();
    assertThat(deployment(cluster).status().readyReplicas()).isEqualTo(2);
    assertThat(deployment(cluster).status().availableReplicas()).isZero();

    cluster.pass(Duration.ofSeconds(30));

    assertThat(deployment(cluster).status().availableReplicas()).isEqualTo(2);
    assertThat(progress(cluster)).isEqualTo("True NewReplicaSetAvailable");
  }

  @Test
  void old_replica_sets_beyond_the_history_limit_are_deleted() {
    Simulation cluster = Clusters.fast(Clusters.nodes(1));
    cluster.put(web().revisionHistoryLimit(2).image("v0").build()).settle();
    for (int version = 1; version <= 5; version++) {
      change(cluster, web().revisionHistoryLimit(2).image("v" + version)).settle();
    }

    assertThat(sets(cluster))
        .extracting(set -> set.meta().annotations().get(Deployments.REVISION))
        .containsExactly("4", "5", "6");
  }

  @Test
  void scaling_to_zero_and_back_and_deleting_leaves_nothing_behind() {
    Simulation cluster = Clusters.fast(Clusters.nodes(1));
    cluster.put(web().replicas(3).build()).settle();
    change(cluster, web().replicas(0)).settle();
    assertThat(cluster.kube().pods()).isEmpty();
    change(cluster, web().replicas(2)).settle();
    assertThat(cluster.kube().pods()).hasSize(2);

    cluster
        .write(new KubeWrite.Delete(new ObjectRef(ResourceName.DEPLOYMENTS, key("web"))))
        .settle();

    assertThat(sets(cluster)).isEmpty();
    assertThat(cluster.kube().pods()).isEmpty();
  }

  @Test
  void a_replica_set_left_as_an_orphan_is_taken_in_by_a_deployment_of_the_same_template() {
    Simulation cluster = Clusters.fast(Clusters.nodes(1));
    cluster.put(web().replicas(2).build()).settle();
    ObjectRef ref = new ObjectRef(ResourceName.DEPLOYMENTS, key("web"));
    cluster.write(new KubeWrite.PutFinalizers(ref, List.of("orphan")));
    cluster.write(new KubeWrite.Delete(ref)).settle();
    assertThat(cluster.kube().deployment(key("web"))).isEmpty();
    assertThat(cluster.kube().pods()).hasSize(2);
    List<Pod> before = cluster.kube().pods().toList();

    cluster.put(web().replicas(2).build()).settle();

    assertThat(sets(cluster)).hasSize(1);
    assertThat(cluster.kube().pods().map(Pod::key))
        .containsExactlyElementsOf(before.stream().map(Pod::key).toList());
    assertThat(Map.copyOf(deployment(cluster).meta().annotations()))
        .containsEntry(Deployments.REVISION, "1");
  }
}
