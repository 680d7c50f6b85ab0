package io.eksnet.workloads;

import io.eksnet.kube.DaemonSet;
import io.eksnet.kube.Kube;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.LabelSelector;
import io.eksnet.kube.Namespace;
import io.eksnet.kube.Node;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.OwnerReference;
import io.eksnet.kube.Pod;
import io.eksnet.kube.PodSpec;
import io.eksnet.kube.PodTemplate;
import io.eksnet.kube.ResourceName;
import io.eksnet.kube.Taint;
import io.eksnet.kube.Toleration;
import io.eksnet.table.Kind;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Keeps one pod of each DaemonSet on each node that its template's node selector, affinity and
 * tolerations allow. The pod is pinned to the node by a required affinity on its name and bound by
 * the scheduler. Updates replace at most maxUnavailable nodes' pods at a time; maxSurge and the
 * ControllerRevision objects are not modelled.
 */
public final class DaemonSets implements Controller<ObjectKey> {
  static final String HASH_LABEL = "controller-revision-hash";

  private static final String COMPONENT = "daemonset-controller";
  private static final Kind<ObjectKey, KubeObject> KIND = KubeObject.kind(ResourceName.DAEMON_SETS);

  @Override
  public String name() {
    return "daemonsets";
  }

  @Override
  public Collection<ObjectKey> affectedBy(Delta delta, World world) {
    TreeSet<ObjectKey> keys = new TreeSet<>();
    delta.of(KIND).forEach(row -> keys.add(row.key()));
    delta
        .of(KubeObject.PODS)
        .forEach(
            row -> {
              row.before().flatMap(DaemonSets::ownerOf).ifPresent(keys::add);
              row.after().flatMap(DaemonSets::ownerOf).ifPresent(keys::add);
            });
    if (delta.of(KubeObject.NODES).anyMatch(DaemonSets::mayChangeWhoRuns)) {
      keys.addAll(world.table(KIND).rows().keySet());
    }
    return keys;
  }

  private static boolean mayChangeWhoRuns(Delta.Row<?, KubeObject> row) {
    return !(row.before().flatMap(KubeObject::fact).orElse(null) instanceof Node before
        && row.after().flatMap(KubeObject::fact).orElse(null) instanceof Node after
        && before.spec().equals(after.spec())
        && before.meta().labels().equals(after.meta().labels()));
  }

  private static Optional<ObjectKey> ownerOf(KubeObject pod) {
    return pod.meta()
        .controller()
        .filter(owner -> owner.kind().equals("DaemonSet"))
        .map(owner -> new ObjectKey(pod.meta().namespace(), owner.name()));
  }

  @Override
  public Outcome reconcile(World world, ObjectKey key, Moment moment) {
    return world
        .kube()
        .daemonSet(key)
        .map(set -> new Look(world.kube(), set, moment).outcome())
        .orElse(Outcome.done());
  }

  /** What each DaemonSet's pods bear besides what their template says. */
  static List<Toleration> addedTolerations(boolean hostNetwork) {
    List<Toleration> added = new ArrayList<>();
    added.add(bearing("node.kubernetes.io/not-ready", "NoExecute"));
    added.add(bearing("node.kubernetes.io/unreachable", "NoExecute"));
    added.add(bearing("node.kubernetes.io/disk-pressure", "NoSchedule"));
    added.add(bearing("node.kubernetes.io/memory-pressure", "NoSchedule"));
    added.add(bearing("node.kubernetes.io/pid-pressure", "NoSchedule"));
    added.add(bearing("node.kubernetes.io/unschedulable", "NoSchedule"));
    if (hostNetwork) {
      added.add(bearing("node.kubernetes.io/network-unavailable", "NoSchedule"));
    }
    return added;
  }

  private static Toleration bearing(String key, String effect) {
    return new Toleration(key, true, "", effect, Optional.empty());
  }

  /** One look at one DaemonSet. */
  private static final class Look {
    private final Kube kube;
    private final DaemonSet set;
    private final Moment moment;
    private final String hash;
    private final List<Toleration> added;
    private final Map<String, List<Pod>> byNode = new TreeMap<>();
    private final Effects effects = new Effects();

    Look(Kube kube, DaemonSet set, Moment moment) {
      this.kube = kube;
      this.set = set;
      this.moment = moment;
      this.hash = Names.hashOf(set.spec().template());
      this.added = addedTolerations(set.spec().template().spec().hostNetwork());
      for (Pod pod : kube.podsOwnedBy(set.meta().uid())) {
        nodeOf(pod.spec())
            .ifPresent(node -> byNode.computeIfAbsent(node, _ -> new ArrayList<>()).add(pod));
      }
      byNode
          .values()
          .forEach(pods -> pods.sort(Comparator.comparing(pod -> pod.meta().creationTimestamp())));
    }

    Outcome outcome() {
      List<Node> eligible = kube.nodes().filter(this::shouldRun).toList();
      if (!set.meta().deleting() && !isTerminating()) {
        manage(eligible);
        if (effects.isEmpty() && !set.spec().onDelete()) {
          update(eligible.size());
        }
      }
      count(eligible);
      return effects.outcome();
    }

    private boolean isTerminating() {
      return kube.namespace(set.meta().namespace()).filter(Namespace::terminating).isPresent();
    }

    private boolean shouldRun(Node node) {
      PodSpec spec = set.spec().template().spec();
      return spec.selects(node) && keepingAway(node).isEmpty();
    }

    private List<Taint> keepingAway(Node node) {
      PodSpec spec = set.spec().template().spec();
      return node.spec().taints().stream()
          .filter(taint -> !taint.effect().equals("PreferNoSchedule"))
          .filter(taint -> spec.tolerations().stream().noneMatch(one -> one.tolerates(taint)))
          .filter(taint -> added.stream().noneMatch(one -> one.tolerates(taint)))
          .toList();
    }

    /** A pod that runs stays unless the node is no longer selected or drives it out. */
    private boolean mayStay(Node node) {
      return set.spec().template().spec().selects(node)
          && keepingAway(node).stream().noneMatch(taint -> taint.effect().equals("NoExecute"));
    }

    /** One living pod on each node that should have one, none elsewhere. */
    private void manage(List<Node> eligible) {
      for (Node node : eligible) {
        if (!byNode.containsKey(node.name())) {
          create(node.name());
        }
      }
      byNode.forEach(
          (name, pods) -> {
            boolean stays = kube.node(name).filter(this::mayStay).isPresent();
            boolean kept = false;
            for (Pod pod : pods) {
              if (pod.meta().deleting()) {
                continue;
              }
              if (!stays || kept || pod.status().ended()) {
                delete(pod);
              } else {
                kept = true;
              }
            }
          });
    }

    private void create(String node) {
      PodTemplate template = set.spec().template();
      String prefix = set.meta().name() + "-";
      String name = Names.generated(prefix, moment.ids());
      Map<String, String> labels = new HashMap<>(template.labels());
      labels.put(HASH_LABEL, hash);
      labels.put("pod-template-generation", Long.toString(set.meta().generation()));
      effects.write(
          new KubeWrite.CreatePod(
              new ObjectKey(set.meta().namespace(), name),
              prefix,
              labels,
              new OwnerReference(
                  "apps/v1", "DaemonSet", set.meta().name(), set.meta().uid(), true, true),
              template,
              Optional.of(node),
              added));
      effects.event(ref(), "SuccessfulCreate", "Created pod: " + name, COMPONENT);
    }

    private void delete(Pod pod) {
      effects.write(new KubeWrite.Delete(new ObjectRef(ResourceName.PODS, pod.key())));
      effects.event(ref(), "SuccessfulDelete", "Deleted pod: " + pod.meta().name(), COMPONENT);
    }

    /** Replaces old pods, those that are not available first, as far as maxUnavailable allows. */
    private void update(int desired) {
      int left = set.spec().maxUnavailable().roundedUp(desired);
      List<Pod> candidates = new ArrayList<>();
      for (List<Pod> pods : byNode.values()) {
        Optional<Pod> living =
            pods.stream()
                .filter(pod -> !pod.meta().deleting() && !pod.status().ended())
                .findFirst();
        boolean available = living.filter(this::isAvailable).isPresent();
        left -= available ? 0 : 1;
        if (living.filter(pod -> !isUpdated(pod)).isPresent()) {
          if (available) {
            candidates.add(living.get());
          } else {
            delete(living.get());
          }
        }
      }
      candidates.stream().limit(Math.max(0, left)).forEach(this::delete);
    }

    private boolean isAvailable(Pod pod) {
      return Availability.isAvailable(pod, set.spec().minReadySeconds(), moment.now());
    }

    private boolean isUpdated(Pod pod) {
      return hash.equals(pod.meta().labels().get(HASH_LABEL));
    }

    private void count(List<Node> eligible) {
      int current = 0;
      int ready = 0;
      int updated = 0;
      List<Pod> firsts = new ArrayList<>();
      for (Node node : eligible) {
        List<Pod> pods = byNode.getOrDefault(node.name(), List.of());
        if (pods.isEmpty()) {
          continue;
        }
        Pod pod = pods.getFirst();
        firsts.add(pod);
        current++;
        ready += pod.status().ready() ? 1 : 0;
        updated += isUpdated(pod) ? 1 : 0;
      }
      Availability availability =
          Availability.of(firsts, set.spec().minReadySeconds(), moment.now());
      DaemonSet.Status status =
          new DaemonSet.Status(
              set.meta().generation(),
              eligible.size(),
              current,
              byNode.size() - current,
              ready,
              updated,
              availability.available(),
              eligible.size() - availability.available());
      if (!status.equals(set.status())) {
        effects.write(new KubeWrite.PutDaemonSetStatus(set.meta().key(), status));
      }
      availability.next().ifPresent(effects::again);
    }

    private ObjectRef ref() {
      return new ObjectRef(ResourceName.DAEMON_SETS, set.meta().key());
    }

    /** The node that a pod is bound to, or that its required affinity names. */
    private static Optional<String> nodeOf(PodSpec spec) {
      return spec.nodeName()
          .or(
              () ->
                  spec.nodeAffinity().stream()
                      .flatMap(term -> term.matchFields().stream())
                      .filter(field -> field.operator() == LabelSelector.Operator.IN)
                      .filter(field -> field.key().equals("metadata.name"))
                      .flatMap(field -> field.values().stream())
                      .findFirst());
    }
  }
}
