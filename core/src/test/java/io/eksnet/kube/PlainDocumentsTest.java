package io.eksnet.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.Context;
import io.eksnet.id.IdSource;
import io.eksnet.table.Change;
import io.eksnet.world.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlainDocumentsTest {
  private final PlainDocuments documents = new PlainDocuments();
  private final Context context = new Context(KubeSamples.CREATED, IdSource.seeded(1));

  private World after(World world, KubeWrite write) {
    return world.with(documents.render(world, write, context));
  }

  private static World holding(Change<?, ?>... changes) {
    return World.EMPTY.with(List.of(changes));
  }

  @Test
  void a_bound_pod_gets_its_grace_and_an_unbound_one_goes_at_once() {
    World world =
        holding(
            PlainDocuments.put(KubeSamples.pod("bound").on("n1").build()),
            PlainDocuments.put(KubeSamples.pod("unbound").build()));
    ObjectKey bound = new ObjectKey("default", "bound");
    ObjectKey unbound = new ObjectKey("default", "unbound");

    world = after(world, new KubeWrite.Delete(new ObjectRef(ResourceName.PODS, bound)));
    world = after(world, new KubeWrite.Delete(new ObjectRef(ResourceName.PODS, unbound)));

    assertThat(world.kube().pod(unbound)).isEmpty();
    assertThat(world.kube().pod(bound).orElseThrow().meta().deletionGracePeriodSeconds())
        .contains(30L);
    assertThat(
            after(world, new KubeWrite.Remove(new ObjectRef(ResourceName.PODS, bound)))
                .kube()
                .pod(bound))
        .isEmpty();
  }

  @Test
  void finalizers_hold_an_object_until_the_last_one_is_gone() {
    ObjectRef ref = new ObjectRef(ResourceName.SERVICES, new ObjectKey("default", "web"));
    World world = holding(PlainDocuments.put(KubeSamples.service("web").build()));
    world = after(world, new KubeWrite.PutFinalizers(ref, List.of("a/b")));
    world = after(world, new KubeWrite.Delete(ref));
    assertThat(world.kube().service(ref.key()).orElseThrow().meta().deleting()).isTrue();

    world = after(world, new KubeWrite.PutFinalizers(ref, List.of()));

    assertThat(world.kube().service(ref.key())).isEmpty();
  }

  @Test
  void a_pod_of_a_daemon_set_is_pinned_to_its_node_and_tolerates_what_its_owner_adds() {
    Toleration toleration =
        new Toleration("node.kubernetes.io/not-ready", true, "", "NoExecute", Optional.empty());
    World world =
        after(
            World.EMPTY,
            new KubeWrite.CreatePod(
                new ObjectKey("kube-system", "agent-x"),
                "agent-",
                Map.of("app", "agent"),
                new OwnerReference("apps/v1", "DaemonSet", "agent", "u", true, true),
                KubeSamples.template(KubeSamples.pod("t")),
                Optional.of("n1"),
                List.of(toleration)));

    PodSpec spec = world.kube().pod(new ObjectKey("kube-system", "agent-x")).orElseThrow().spec();
    assertThat(spec.tolerations()).containsExactly(toleration);
    assertThat(spec.nodeAffinity().getFirst().matchFields())
        .containsExactly(
            new LabelSelector.Requirement(
                "metadata.name", LabelSelector.Operator.IN, List.of("n1")));
  }

  @Test
  void an_event_that_repeats_counts_up() {
    KubeWrite event =
        new KubeWrite.RecordEvent(
            new ObjectRef(ResourceName.PODS, new ObjectKey("default", "web")),
            true,
            "Failed",
            "no",
            "kubelet",
            "n1");
    World world = after(after(World.EMPTY, event), event);

    assertThat(PlainDocuments.events(world))
        .containsExactly(
            new PlainDocuments.Event("pods default/web", "Warning", "Failed", "no", "kubelet", 2));
  }
}
