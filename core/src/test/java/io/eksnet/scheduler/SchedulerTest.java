package io.eksnet.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kube.Condition;
import io.eksnet.kube.KubeFact;
import io.eksnet.kube.KubeSamples;
import io.eksnet.kube.KubeSamples.NodeSample;
import io.eksnet.kube.KubeSamples.PodSample;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.LabelSelector.Operator;
import io.eksnet.kube.LabelSelector.Requirement;
import io.eksnet.kube.Node;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.OwnerReference;
import io.eksnet.kube.PlainDocuments;
import io.eksnet.kube.Pod;
import io.eksnet.kube.PodSpec;
import io.eksnet.kube.PodStatus;
import io.eksnet.kube.ResourceName;
import io.eksnet.kube.Toleration;
import io.eksnet.net.Protocol;
import io.eksnet.world.Pace;
import io.eksnet.world.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SchedulerTest {
  private static final long GIB = 1L << 30;

  private static Simulation cluster(KubeFact... facts) {
    return new Simulation(1, Pace.FAST, List.of(new Scheduler()), facts).settle();
  }

  private static ObjectKey key(String name) {
    return new ObjectKey("default", name);
  }

  private static Optional<String> nodeOf(Simulation cluster, String pod) {
    return cluster.kube().pod(key(pod)).orElseThrow().spec().nodeName();
  }

  private static NodeSample node(String name) {
    return KubeSamples.node(name);
  }

  private static PodSample pod(String name) {
    return KubeSamples.pod(name);
  }

  /** A pod that is there already. */
  private static PodSample old(String name, String node) {
    return pod(name).on(node).running("10.0.0.9");
  }

  static Stream<Arguments> refusals() {
    String none = "preemption: 0/%d nodes are available: ";
    String victims = "No preemption victims found for incoming pod.";
    String helpless = "Preemption is not helpful for scheduling.";
    return Stream.of(
        Arguments.of("no nodes", List.of(), pod("p"), "no nodes available to schedule pods"),
        Arguments.of(
            "the issue's own case",
            List.of(
                node("a").allocatable(2000, 8 * GIB, 1).build(),
                old("x", "a").build(),
                node("b").build(),
                old("y", "b").requests(1500, 0).build(),
                node("c").build(),
                old("z", "c").requests(1600, 0).build()),
            pod("p").requests(1000, 0),
            "0/3 nodes are available: 1 Too many pods, 2 Insufficient cpu. "
                + none.formatted(3)
                + "3 "
                + victims),
        Arguments.of(
            "one node lacks several things",
            List.of(
                node("a").allocatable(2000, 8 * GIB, 1).build(),
                old("x", "a").requests(1500, 7 * GIB).build()),
            pod("p").requests(1000, 2 * GIB),
            "0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient memory, 1 Too many pods. "
                + none.formatted(1)
                + "1 "
                + victims),
        Arguments.of(
            "more than any node has",
            List.of(node("a").build(), node("b").build()),
            pod("p").requests(4000, 0),
            "0/2 nodes are available: 2 Insufficient cpu. " + none.formatted(2) + "2 " + helpless),
        Arguments.of(
            "branch interfaces",
            List.of(
                node("a").extended("vpc.amazonaws.com/pod-eni", 1).build(),
                old("x", "a").extended("vpc.amazonaws.com/pod-eni", 1).build(),
                node("b").build()),
            pod("p").extended("vpc.amazonaws.com/pod-eni", 1),
            "0/2 nodes are available: 2 Insufficient vpc.amazonaws.com/pod-eni. "
                + none.formatted(2)
                + "1 No preemption victims found for incoming pod, 1 "
                + helpless),
        Arguments.of(
            "taints, cordons and selectors",
            List.of(
                node("a").taint("dedicated", "gpu", "NoSchedule").build(),
                node("b").notReady().build(),
                node("c").unschedulable().build(),
                node("d").build()),
            pod("p").nodeSelector("disk", "ssd"),
            "0/4 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, "
                + "1 node(s) had untolerated taint {dedicated: gpu}, "
                + "1 node(s) had untolerated taint {node.kubernetes.io/not-ready: }, "
                + "1 node(s) were unschedulable. "
                + none.formatted(4)
                + "4 "
                + helpless),
        Arguments.of(
            "host ports",
            List.of(
                node("a").build(),
                old("x", "a").port("", 80, 8080, Protocol.TCP).build(),
                node("b").build(),
                old("y", "b").hostNetwork().port(8080).build()),
            pod("p").port("", 80, 8080, Protocol.TCP),
            "0/2 nodes are available: 2 node(s) didn't have free ports for the requested pod"
                + " ports. "
                + none.formatted(2)
                + "2 "
                + victims),
        Arguments.of(
            "pinned to a full node, as DaemonSet pods are",
            List.of(
                node("a").allocatable(2000, 8 * GIB, 1).build(),
                old("x", "a").build(),
                node("b").build(),
                node("c").build()),
            pod("p").affinity(named("a")),
            "0/3 nodes are available: 1 Too many pods, 2 node(s) didn't satisfy plugin(s)"
                + " [NodeAffinity]. "
                + none.formatted(3)
                + "1 No preemption victims found for incoming pod, 2 "
                + helpless),
        Arguments.of(
            "counts sort as texts",
            Stream.<KubeFact>concat(
                    java.util.stream.IntStream.range(0, 10)
                        .mapToObj(i -> node("full" + i).allocatable(0, 0, 0).build()),
                    Stream.of(
                        node("z1").unschedulable().build(), node("z2").unschedulable().build()))
                .toList(),
            pod("p"),
            "0/12 nodes are available: 10 Too many pods, 2 node(s) were unschedulable. "
                + none.formatted(12)
                + "10 No preemption victims found for incoming pod, 2 "
                + helpless));
  }

  private static PodSpec.NodeSelectorTerm named(String... nodes) {
    return new PodSpec.NodeSelectorTerm(
        List.of(), List.of(new Requirement("metadata.name", Operator.IN, List.of(nodes))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void a_pod_that_fits_nowhere_is_told_why_in_the_schedulers_words(
      String title, List<KubeFact> facts, PodSample pod, String message) {
    List<KubeFact> all = new ArrayList<>(facts);
    all.add(pod.build());

    Simulation cluster = cluster(all.toArray(KubeFact[]::new));

    Pod told = cluster.kube().pod(key("p")).orElseThrow();
    assertThat(told.spec().nodeName()).as(title).isEmpty();
    assertThat(told.status().condition("PodScheduled"))
        .contains(
            new Condition("PodScheduled", "False", "Unschedulable", message, KubeSamples.CREATED));
    assertThat(PlainDocuments.events(cluster.world()))
        .containsExactly(
            new PlainDocuments.Event(
                "pods default/p", "Warning", "FailedScheduling", message, "default-scheduler", 1));
  }

  static Stream<Arguments> affinities() {
    Requirement zone = new Requirement("zone", Operator.IN, List.of("a", "b"));
    Requirement notB = new Requirement("zone", Operator.NOT_IN, List.of("b"));
    Requirement big = new Requirement("cores", Operator.GREATER_THAN, List.of("4"));
    Requirement small = new Requirement("cores", Operator.LESS_THAN, List.of("4"));
    Requirement gpu = new Requirement("gpu", Operator.EXISTS, List.of());
    Requirement noGpu = new Requirement("gpu", Operator.DOES_NOT_EXIST, List.of());
    return Stream.of(
        Arguments.of(List.of(term(zone)), List.of("a4", "b8")),
        Arguments.of(List.of(term(zone, notB)), List.of("a4")),
        Arguments.of(List.of(term(big)), List.of("b8")),
        Arguments.of(List.of(term(small)), List.of("c2g")),
        Arguments.of(List.of(term(gpu)), List.of("c2g")),
        Arguments.of(List.of(term(noGpu), named("c2g")), List.of("a4", "b8", "c2g", "many")),
        Arguments.of(List.of(named("b8", "c2g")), List.of("b8", "c2g")),
        Arguments.of(
            List.of(new PodSpec.NodeSelectorTerm(List.of(gpu), named("a4").matchFields())),
            List.of()),
        Arguments.of(List.of(new PodSpec.NodeSelectorTerm(List.of(), List.of())), List.of()));
  }

  private static PodSpec.NodeSelectorTerm term(Requirement... all) {
    return new PodSpec.NodeSelectorTerm(List.of(all), List.of());
  }

  @ParameterizedTest
  @MethodSource("affinities")
  void required_node_affinity_means_any_of_its_terms_and_all_of_a_terms_requirements(
      List<PodSpec.NodeSelectorTerm> terms, List<String> expected) {
    List<Node> nodes =
        List.of(
            node("a4").label("zone", "a").label("cores", "4").build(),
            node("b8").label("zone", "b").label("cores", "8").build(),
            node("c2g").label("zone", "c").label("cores", "2").label("gpu", "yes").build(),
            node("many").label("zone", "d").label("cores", "many").build());
    PodSample pod = pod("p");
    terms.forEach(pod::affinity);
    PodSpec spec = pod.build().spec();

    assertThat(nodes.stream().filter(spec::selects).map(Node::name)).isEqualTo(expected);
    Simulation cluster = cluster(nodes.toArray(KubeFact[]::new));
    cluster.put(pod.build()).settle();
    if (expected.isEmpty()) {
      assertThat(nodeOf(cluster, "p")).isEmpty();
    } else {
      assertThat(nodeOf(cluster, "p").orElseThrow()).isIn(expected);
    }
  }

  @Test
  void tolerations_and_preferred_taints_are_heeded() {
    Simulation cluster =
        cluster(
            node("a").taint("dedicated", "gpu", "NoSchedule").build(),
            pod("bears")
                .tolerates(
                    new Toleration("dedicated", false, "gpu", "NoSchedule", Optional.empty()))
                .build());
    assertThat(nodeOf(cluster, "bears")).contains("a");

    Simulation preferred =
        cluster(
            node("a").taint("spot", "", "PreferNoSchedule").build(),
            node("b").build(),
            old("x", "b").requests(1000, 4 * GIB).build(),
            pod("p").build());
    assertThat(nodeOf(preferred, "p")).contains("b");
  }

  @Test
  void replicas_land_on_different_nodes_and_zones() {
    List<KubeFact> facts = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      facts.add(node("n" + i).zone("z" + i % 3).build());
    }
    OwnerReference owner = new OwnerReference("apps/v1", "ReplicaSet", "web", "rs-web", true, true);
    for (int i = 0; i < 12; i++) {
      facts.add(pod("p" + i).owner(owner).requests(100, GIB / 8).build());
    }

    Simulation cluster = cluster(facts.toArray(KubeFact[]::new));

    Map<String, Integer> perNode = new TreeMap<>();
    cluster
        .kube()
        .pods()
        .forEach(pod -> perNode.merge(pod.spec().nodeName().orElseThrow(), 1, Integer::sum));
    assertThat(perNode).hasSize(6).allSatisfy((_, pods) -> assertThat(pods).isEqualTo(2));
  }

  @Test
  void pods_of_a_service_without_an_owner_spread_too() {
    Simulation cluster =
        cluster(
            node("a").zone("a").build(),
            node("b").zone("b").build(),
            KubeSamples.service("web").build(),
            old("x", "a").label("app", "web").build(),
            old("other", "b").requests(600, 2 * GIB).build(),
            pod("p").label("app", "web").build());

    assertThat(nodeOf(cluster, "p")).contains("b");
  }

  @Test
  void the_emptier_node_is_taken() {
    Simulation cluster =
        cluster(
            node("a").build(),
            node("b").build(),
            node("c").build(),
            old("x", "a").requests(1000, 4 * GIB).build(),
            old("y", "c").requests(1000, 4 * GIB).build(),
            pod("p").requests(100, GIB).build());

    assertThat(nodeOf(cluster, "p")).contains("b");
  }

  @Test
  void higher_priority_then_age_decides_who_gets_the_last_place() {
    Simulation cluster =
        cluster(
            node("a").allocatable(2000, 8 * GIB, 2).build(),
            pod("a-young").created(KubeSamples.CREATED.plusSeconds(2)).build(),
            pod("b-old").created(KubeSamples.CREATED.plusSeconds(1)).build(),
            pod("c-dear").created(KubeSamples.CREATED.plusSeconds(3)).priority(10).build());

    assertThat(nodeOf(cluster, "c-dear")).contains("a");
    assertThat(nodeOf(cluster, "b-old")).contains("a");
    assertThat(nodeOf(cluster, "a-young")).isEmpty();
  }

  @Test
  void a_waiting_pod_is_placed_when_another_leaves_or_a_node_comes_or_changes() {
    NodeSample small = node("a").allocatable(2000, 8 * GIB, 1);
    ObjectRef x = new ObjectRef(ResourceName.PODS, key("x"));

    Simulation leaves = cluster(small.build(), old("x", "a").build(), pod("p").build());
    leaves.write(new KubeWrite.Remove(x)).settle();
    assertThat(nodeOf(leaves, "p")).contains("a");

    Simulation ends = cluster(small.build(), old("x", "a").build(), pod("p").build());
    PodStatus running = ends.kube().pod(key("x")).orElseThrow().status();
    ends.write(
            new KubeWrite.PutPodStatus(
                key("x"),
                new PodStatus(
                    PodStatus.Phase.SUCCEEDED,
                    running.conditions(),
                    running.podIps(),
                    running.hostIp(),
                    running.startTime(),
                    running.containers(),
                    "",
                    "",
                    "")))
        .settle();
    assertThat(nodeOf(ends, "p")).contains("a");

    Simulation comes = cluster(small.build(), old("x", "a").build(), pod("p").build());
    comes.put(node("b").build()).settle();
    assertThat(nodeOf(comes, "p")).contains("b");

    Simulation changes = cluster(node("a").unschedulable().build(), pod("p").build());
    changes.put(node("a").build()).settle();
    assertThat(nodeOf(changes, "p")).contains("a");
  }

  @Test
  void another_schedulers_pods_are_left_alone() {
    Simulation cluster = cluster(node("a").build(), pod("p").scheduler("mine").build());

    assertThat(nodeOf(cluster, "p")).isEmpty();
    assertThat(cluster.kube().pod(key("p")).orElseThrow().status()).isEqualTo(PodStatus.NEW);
  }

  @Test
  void a_bound_pod_says_so_and_its_binding_is_an_event() {
    Simulation cluster = cluster(node("a").build(), pod("p").build());

    assertThat(
            cluster
                .kube()
                .pod(key("p"))
                .orElseThrow()
                .status()
                .condition("PodScheduled")
                .orElseThrow()
                .isTrue())
        .isTrue();
    assertThat(PlainDocuments.events(cluster.world()))
        .containsExactly(
            new PlainDocuments.Event(
                "pods default/p",
                "Normal",
                "Scheduled",
                "Successfully assigned default/p to a",
                "default-scheduler",
                1));
  }

  @Test
  void large_clusters_are_sampled_as_kubernetes_does() {
    assertThat(Scheduler.enoughOf(50)).isEqualTo(50);
    assertThat(Scheduler.enoughOf(150)).isEqualTo(100);
    assertThat(Scheduler.enoughOf(1000)).isEqualTo(420);
    assertThat(Scheduler.enoughOf(5000)).isEqualTo(500);
    assertThat(Scheduler.enoughOf(10_000)).isEqualTo(500);
  }
}
