package io.eksnet.workloads;

import io.eksnet.kube.Kube;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.Namespace;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectMeta;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.OwnerReference;
import io.eksnet.kube.Pod;
import io.eksnet.kube.ReplicaSet;
import io.eksnet.kube.ResourceName;
import io.eksnet.table.Kind;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Keeps as many pods as each ReplicaSet asks for: makes and deletes them, adopts pods without an
 * owner that its selector means, lets go of its own that the selector means no more, and counts.
 */
public final class ReplicaSets implements Controller<ObjectKey> {
  private static final String COMPONENT = "replicaset-controller";
  private static final Kind<ObjectKey, KubeObject> KIND =
      KubeObject.kind(ResourceName.REPLICA_SETS);

  /** At most so many pods are made or deleted before the world is looked at again. */
  static final int BURST = 500;

  /** Events of one look at a ReplicaSet; Kubernetes folds more of the same kind into one, too. */
  private static final int EVENTS = 10;

  @Override
  public String name() {
    return "replicasets";
  }

  @Override
  public Collection<ObjectKey> affectedBy(Delta delta, World world) {
    TreeSet<ObjectKey> keys = new TreeSet<>();
    delta.of(KIND).forEach(row -> keys.add(row.key()));
    delta
        .of(KubeObject.PODS)
        .forEach(
            row -> {
              row.before().flatMap(ReplicaSets::ownerOf).ifPresent(keys::add);
              row.after().flatMap(ReplicaSets::ownerOf).ifPresent(keys::add);
              row.after()
                  .filter(pod -> isNewOrphan(row.before(), pod))
                  .ifPresent(pod -> keys.addAll(wanting(world, pod.meta())));
            });
    return keys;
  }

  @Override
  public Outcome reconcile(World world, ObjectKey key, Moment moment) {
    Kube kube = world.kube();
    return kube.replicaSet(key)
        .map(set -> reconcile(kube, set, moment).outcome())
        .orElse(Outcome.done());
  }

  private static Effects reconcile(Kube kube, ReplicaSet set, Moment moment) {
    Effects effects = new Effects();
    List<Pod> active =
        claimed(kube, set, effects).stream()
            .filter(pod -> !pod.status().ended() && !pod.meta().deleting())
            .toList();
    int missing = set.spec().replicas() - active.size();
    if (!set.meta().deleting() && missing > 0 && !isTerminating(kube, set)) {
      create(kube, set, Math.min(missing, BURST), moment, effects);
    } else if (!set.meta().deleting() && missing < 0) {
      delete(kube, set, active, Math.min(-missing, BURST), effects);
    }
    count(set, active, moment, effects);
    return effects;
  }

  private static boolean isTerminating(Kube kube, ReplicaSet set) {
    return kube.namespace(set.meta().namespace()).filter(Namespace::terminating).isPresent();
  }

  /** Its pods, after adoption and release. */
  private static List<Pod> claimed(Kube kube, ReplicaSet set, Effects effects) {
    List<Pod> claimed = new ArrayList<>();
    for (Pod pod : kube.podsOwnedBy(set.meta().uid())) {
      if (!isController(set, pod)) {
        continue;
      }
      if (set.spec().selector().matches(pod.meta().labels())) {
        claimed.add(pod);
      } else if (!set.meta().deleting()) {
        List<OwnerReference> others =
            pod.meta().ownerReferences().stream()
                .filter(owner -> !owner.uid().equals(set.meta().uid()))
                .toList();
        effects.write(new KubeWrite.PutOwners(ref(pod), others));
      }
    }
    if (set.meta().deleting() || set.spec().selector().isEmpty()) {
      return claimed;
    }
    for (Pod pod : kube.podsMatching(set.meta().namespace(), set.spec().selector())) {
      if (pod.meta().controller().isEmpty() && !pod.meta().deleting() && !pod.status().ended()) {
        List<OwnerReference> owners = new ArrayList<>(pod.meta().ownerReferences());
        owners.add(ownerReference(set));
        effects.write(new KubeWrite.PutOwners(ref(pod), owners));
        claimed.add(pod);
      }
    }
    return claimed;
  }

  private static void create(Kube kube, ReplicaSet set, int pods, Moment moment, Effects effects) {
    String prefix = set.meta().name() + "-";
    TreeSet<String> names = new TreeSet<>();
    while (names.size() < pods) {
      String name = Names.generated(prefix, moment.ids());
      ObjectKey key = new ObjectKey(set.meta().namespace(), name);
      if (kube.pod(key).isPresent() || !names.add(name)) {
        continue;
      }
      effects.write(
          new KubeWrite.CreatePod(
              key,
              prefix,
              set.spec().template().labels(),
              ownerReference(set),
              set.spec().template(),
              Optional.empty(),
              List.of()));
      if (names.size() <= EVENTS) {
        effects.event(ref(set), "SuccessfulCreate", "Created pod: " + name, COMPONENT);
      }
    }
  }

  private static void delete(
      Kube kube, ReplicaSet set, List<Pod> active, int pods, Effects effects) {
    List<Pod> victims =
        pods == active.size() ? active : DeletionOrder.sorted(active, relatedPods(kube, set));
    for (int i = 0; i < pods; i++) {
      Pod pod = victims.get(i);
      effects.write(new KubeWrite.Delete(ref(pod)));
      if (i < EVENTS) {
        effects.event(ref(set), "SuccessfulDelete", "Deleted pod: " + pod.meta().name(), COMPONENT);
      }
    }
  }

  /** How many pods of all ReplicaSets of the same Deployment each node has. */
  private static Map<String, Integer> relatedPods(Kube kube, ReplicaSet set) {
    Map<String, Integer> counts = new HashMap<>(kube.spreadOf(set.meta().uid()));
    set.meta().controller().stream()
        .flatMap(owner -> kube.replicaSetsOwnedBy(owner.uid()).stream())
        .filter(sibling -> !sibling.meta().uid().equals(set.meta().uid()))
        .forEach(
            sibling ->
                kube.spreadOf(sibling.meta().uid())
                    .forEach((node, count) -> counts.merge(node, count, Integer::sum)));
    return counts;
  }

  private static void count(ReplicaSet set, List<Pod> active, Moment moment, Effects effects) {
    Map<String, String> template = set.spec().template().labels();
    int labelled = 0;
    int ready = 0;
    for (Pod pod : active) {
      labelled += pod.meta().labels().entrySet().containsAll(template.entrySet()) ? 1 : 0;
      ready += pod.status().ready() ? 1 : 0;
    }
    Availability availability = Availability.of(active, set.spec().minReadySeconds(), moment.now());
    ReplicaSet.Status status =
        new ReplicaSet.Status(
            set.meta().generation(), active.size(), labelled, ready, availability.available());
    if (!status.equals(set.status())) {
      effects.write(new KubeWrite.PutReplicaSetStatus(set.meta().key(), status));
    }
    availability.next().ifPresent(effects::again);
  }

  private static boolean isController(ReplicaSet set, Pod pod) {
    return pod.meta()
        .controller()
        .filter(owner -> owner.uid().equals(set.meta().uid()))
        .isPresent();
  }

  private static OwnerReference ownerReference(ReplicaSet set) {
    return new OwnerReference(
        "apps/v1", "ReplicaSet", set.meta().name(), set.meta().uid(), true, true);
  }

  private static Optional<ObjectKey> ownerOf(KubeObject pod) {
    return pod.meta()
        .controller()
        .filter(owner -> owner.kind().equals("ReplicaSet"))
        .map(owner -> new ObjectKey(pod.meta().namespace(), owner.name()));
  }

  private static boolean isNewOrphan(Optional<KubeObject> before, KubeObject after) {
    return after.meta().controller().isEmpty()
        && !after.meta().labels().isEmpty()
        && !(before.isPresent()
            && before.get().meta().controller().isEmpty()
            && Objects.equals(before.get().meta().labels(), after.meta().labels()));
  }

  private static List<ObjectKey> wanting(World world, ObjectMeta orphan) {
    return world.table(KIND).by(KubeObject.BY_NAMESPACE, orphan.namespace()).stream()
        .filter(
            object ->
                object.fact().orElse(null) instanceof ReplicaSet set
                    && set.spec().selector().matches(orphan.labels()))
        .map(KubeObject::key)
        .toList();
  }

  private static ObjectRef ref(Pod pod) {
    return new ObjectRef(ResourceName.PODS, pod.key());
  }

  private static ObjectRef ref(ReplicaSet set) {
    return new ObjectRef(ResourceName.REPLICA_SETS, set.meta().key());
  }
}
