package io.eksnet.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.net.Protocol;
import io.eksnet.table.Change;
import io.eksnet.world.World;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubeTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void running_totals_of_nodes_equal_a_recount_after_any_changes(long seed) {
    var random = new SplittableRandom(seed);
    World world = World.EMPTY;
    for (int step = 0; step < 400; step++) {
      world = world.with(List.of(anyChange(random)));
      if (step % 40 == 39) {
        assertTotals(world, seed);
      }
    }
  }

  private static Change<?, ?> anyChange(SplittableRandom random) {
    String name = "p" + random.nextInt(60);
    if (random.nextInt(4) == 0) {
      return Change.remove(KubeObject.PODS, new ObjectKey("default", name));
    }
    var pod =
        KubeSamples.pod(name)
            .requests(random.nextInt(3) * 100L, random.nextInt(3) * 1000L)
            .owner(
                new OwnerReference(
                    "apps/v1", "ReplicaSet", "rs", "rs" + random.nextInt(3), true, true));
    if (random.nextInt(3) == 0) {
      pod.extended("vpc.amazonaws.com/pod-eni", 1);
    }
    if (random.nextInt(3) == 0) {
      pod.port("", 80, 8000 + random.nextInt(3), Protocol.TCP);
    }
    if (random.nextInt(5) > 0) {
      pod.on("n" + random.nextInt(4));
    }
    Pod built = pod.build();
    if (random.nextInt(6) == 0) {
      built = built.withStatus(ended());
    }
    if (random.nextInt(6) == 0) {
      built =
          new Pod(built.meta().withDeletion(KubeSamples.CREATED, 30), built.spec(), built.status());
    }
    return PlainDocuments.put(built);
  }

  private static PodStatus ended() {
    PodStatus fresh = PodStatus.NEW;
    return new PodStatus(
        PodStatus.Phase.SUCCEEDED,
        fresh.conditions(),
        fresh.podIps(),
        fresh.hostIp(),
        fresh.startTime(),
        fresh.containers(),
        "",
        "",
        "");
  }

  private static void assertTotals(World world, long seed) {
    Map<String, NodeUsage> usage = new TreeMap<>();
    Map<String, Map<String, Integer>> spread = new TreeMap<>();
    world
        .kube()
        .pods()
        .filter(pod -> !pod.status().ended())
        .forEach(
            pod ->
                pod.spec()
                    .nodeName()
                    .ifPresent(
                        node -> {
                          usage.merge(node, NodeUsage.NONE.plus(pod), (old, _) -> old.plus(pod));
                          if (!pod.meta().deleting()) {
                            spread
                                .computeIfAbsent(
                                    pod.meta().controller().orElseThrow().uid(),
                                    _ -> new TreeMap<>())
                                .merge(node, 1, Integer::sum);
                          }
                        }));
    for (int i = 0; i < 4; i++) {
      assertThat(world.kube().usageOf("n" + i))
          .as("seed %d, node n%d", seed, i)
          .isEqualTo(usage.getOrDefault("n" + i, NodeUsage.NONE));
    }
    for (int i = 0; i < 3; i++) {
      assertThat(world.kube().spreadOf("rs" + i))
          .as("seed %d, owner rs%d", seed, i)
          .isEqualTo(spread.getOrDefault("rs" + i, Map.of()));
    }
  }

  @Test
  void pods_and_services_find_each_other_by_labels_within_their_namespace() {
    World world =
        World.EMPTY.with(
            List.of(
                PlainDocuments.put(
                    KubeSamples.pod("a").label("app", "web").label("tier", "x").build()),
                PlainDocuments.put(KubeSamples.pod("b").label("app", "web").build()),
                PlainDocuments.put(KubeSamples.pod("a").in("other").label("app", "web").build()),
                PlainDocuments.put(KubeSamples.service("web").build()),
                PlainDocuments.put(
                    KubeSamples.service("x").selects(Map.of("app", "web", "tier", "x")).build())));
    Kube kube = world.kube();

    assertThat(kube.podsMatching("default", LabelSelector.of(Map.of("app", "web", "tier", "x"))))
        .extracting(pod -> pod.meta().name())
        .containsExactly("a");
    assertThat(kube.podsMatching("default", LabelSelector.EVERYTHING)).hasSize(2);
    assertThat(kube.servicesSelecting("default", Map.of("app", "web")))
        .extracting(service -> service.meta().name())
        .containsExactly("web");
    assertThat(kube.servicesSelecting("default", Map.of("app", "web", "tier", "x"))).hasSize(2);
    assertThat(kube.servicesSelecting("other", Map.of("app", "web"))).isEmpty();
  }
}
