package io.eksnet.workloads;

import io.eksnet.kube.Condition;
import io.eksnet.kube.Deployment;
import io.eksnet.kube.Kube;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.Namespace;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectMeta;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.OwnerReference;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Turns each Deployment into ReplicaSets, one for each template it has had, and moves the replicas
 * from the old ones to the new one as the strategy says. Scaling in the midst of a rollout goes to
 * the new ReplicaSet; Kubernetes' sharing among all of them in proportion is not modelled.
 */
public final class Deployments implements Controller<ObjectKey> {
  static final String HASH_LABEL = "pod-template-hash";
  static final String REVISION = "deployment.kubernetes.io/revision";

  private static final String DESIRED = "deployment.kubernetes.io/desired-replicas";
  private static final String MAXIMUM = "deployment.kubernetes.io/max-replicas";
  private static final String COMPONENT = "deployment-controller";
  private static final Kind<ObjectKey, KubeObject> KIND = KubeObject.kind(ResourceName.DEPLOYMENTS);
  private static final Kind<ObjectKey, KubeObject> SETS =
      KubeObject.kind(ResourceName.REPLICA_SETS);

  @Override
  public String name() {
    return "deployments";
  }

  @Override
  public Collection<ObjectKey> affectedBy(Delta delta, World world) {
    TreeSet<ObjectKey> keys = new TreeSet<>();
    delta.of(KIND).forEach(row -> keys.add(row.key()));
    delta
        .of(SETS)
        .forEach(
            row -> {
              row.before().flatMap(set -> ownerOf(set.meta())).ifPresent(keys::add);
              row.after().flatMap(set -> ownerOf(set.meta())).ifPresent(keys::add);
            });
    // Recreate waits for the last old pod to be gone.
    delta
        .of(KubeObject.PODS)
        .filter(row -> row.after().isEmpty())
        .flatMap(row -> row.before().stream())
        .flatMap(pod -> pod.meta().controller().stream().map(owner -> keyOf(pod, owner)))
        .flatMap(set -> world.kube().replicaSet(set).stream())
        .flatMap(set -> ownerOf(set.meta()).stream())
        .forEach(keys::add);
    return keys;
  }

  @Override
  public Outcome reconcile(World world, ObjectKey key, Moment moment) {
    return world
        .kube()
        .deployment(key)
        .map(deployment -> new Look(world.kube(), deployment, moment).outcome())
        .orElse(Outcome.done());
  }

  private static ObjectKey keyOf(KubeObject dependent, OwnerReference owner) {
    return new ObjectKey(dependent.meta().namespace(), owner.name());
  }

  private static Optional<ObjectKey> ownerOf(ObjectMeta set) {
    return set.controller()
        .filter(owner -> owner.kind().equals("Deployment"))
        .map(owner -> new ObjectKey(set.namespace(), owner.name()));
  }

  /** One look at one Deployment. */
  private static final class Look {
    private final Kube kube;
    private final Deployment deployment;
    private final Moment moment;
    private final String hash;
    private final Optional<ReplicaSet> current;
    private final List<ReplicaSet> old;
    private final Effects effects = new Effects();
    private Optional<Condition> announced = Optional.empty();

    Look(Kube kube, Deployment deployment, Moment moment) {
      this.kube = kube;
      this.deployment = deployment;
      this.moment = moment;
      this.hash = Names.hashOf(deployment.spec().template());
      List<ReplicaSet> owned =
          kube.replicaSetsOwnedBy(deployment.meta().uid()).stream()
              .sorted(
                  Comparator.comparing((ReplicaSet set) -> set.meta().creationTimestamp())
                      .thenComparing(set -> set.meta().key()))
              .toList();
      this.current =
          owned.stream()
              .filter(set -> hash.equals(set.meta().labels().get(HASH_LABEL)))
              .findFirst();
      this.old = owned.stream().filter(set -> current.filter(set::equals).isEmpty()).toList();
    }

    Outcome outcome() {
      if (!deployment.meta().deleting()) {
        roll();
      }
      Deployment.Status status = DeploymentStatus.of(deployment, current, old, moment.now());
      if (announced.isPresent()) {
        status = saying(status, announced.get());
      }
      if (effects.isEmpty() && DeploymentStatus.isComplete(deployment, status)) {
        forgetHistory();
      }
      if (!status.equals(deployment.status())) {
        effects.write(new KubeWrite.PutDeploymentStatus(deployment.meta().key(), status));
      }
      DeploymentStatus.deadline(deployment, status)
          .filter(at -> at.isAfter(moment.now()))
          .ifPresent(effects::again);
      return effects.outcome();
    }

    private void roll() {
      if (deployment.spec().paused()) {
        scaleOnly();
        return;
      }
      number();
      switch (deployment.spec().strategy()) {
        case Deployment.Strategy.Recreate() -> recreate();
        case Deployment.Strategy.RollingUpdate _ -> rollingUpdate();
      }
    }

    /** The new ReplicaSet has the highest revision, and the Deployment bears its number. */
    private void number() {
      if (current.isEmpty()) {
        return;
      }
      ReplicaSet set = current.get();
      long revision = Math.max(revisionOf(set.meta()), nextRevision());
      if (revision != revisionOf(set.meta())) {
        effects.write(new KubeWrite.Annotate(ref(set), Map.of(REVISION, text(revision))));
      }
      annotateRevision(revision);
    }

    private void annotateRevision(long revision) {
      if (revision != revisionOf(deployment.meta())) {
        effects.write(new KubeWrite.Annotate(ref(), Map.of(REVISION, text(revision))));
      }
    }

    private void rollingUpdate() {
      Rollout rollout = Rollout.of(deployment.spec());
      int oldPods = old.stream().mapToInt(set -> set.spec().replicas()).sum();
      if (current.isEmpty()) {
        create(rollout.newReplicas(0, oldPods));
        return;
      }
      ReplicaSet set = current.get();
      int replicas = set.spec().replicas();
      int next = rollout.newReplicas(replicas, oldPods + replicas);
      if (next != replicas) {
        scale(set, next);
        return;
      }
      rollout.oldReplicas(set, old).forEach(one -> scale(one.set(), one.replicas()));
    }

    private void recreate() {
      List<ReplicaSet> active = old.stream().filter(set -> set.spec().replicas() > 0).toList();
      active.forEach(set -> scale(set, 0));
      boolean oldPodsRun =
          old.stream()
              .flatMap(set -> kube.podsOwnedBy(set.meta().uid()).stream())
              .anyMatch(pod -> !pod.status().ended());
      if (!active.isEmpty() || oldPodsRun) {
        return;
      }
      if (current.isEmpty()) {
        create(deployment.spec().replicas());
      } else if (current.get().spec().replicas() != deployment.spec().replicas()) {
        scale(current.get(), deployment.spec().replicas());
      }
    }

    /** While paused nothing rolls, but the only active ReplicaSet follows the replicas. */
    private void scaleOnly() {
      List<ReplicaSet> all = new ArrayList<>(old);
      current.ifPresent(all::add);
      List<ReplicaSet> active = all.stream().filter(set -> set.spec().replicas() > 0).toList();
      Optional<ReplicaSet> one =
          switch (active.size()) {
            case 0 -> current.or(() -> old.reversed().stream().findFirst());
            case 1 -> Optional.of(active.getFirst());
            default -> Optional.empty();
          };
      one.filter(set -> set.spec().replicas() != deployment.spec().replicas())
          .ifPresent(set -> scale(set, deployment.spec().replicas()));
    }

    private void create(int replicas) {
      ObjectMeta meta = deployment.meta();
      if (kube.namespace(meta.namespace()).filter(Namespace::terminating).isPresent()) {
        return;
      }
      String name = meta.name() + "-" + hash;
      Optional<ReplicaSet> namesake = kube.replicaSet(new ObjectKey(meta.namespace(), name));
      if (namesake.isPresent()) {
        adopt(namesake.get());
        return;
      }
      long revision = nextRevision();
      effects.write(new KubeWrite.CreateReplicaSet(deployment, name, hash, replicas, revision));
      annotateRevision(revision);
      if (replicas > 0) {
        effects.event(
            ref(),
            "ScalingReplicaSet",
            "Scaled up replica set " + name + " from 0 to " + replicas,
            COMPONENT);
      }
      announced =
          Optional.of(
              new Condition(
                  DeploymentStatus.PROGRESSING,
                  "True",
                  "NewReplicaSetCreated",
                  "Created new replica set \"" + name + "\"",
                  moment.now()));
    }

    /** Takes in a ReplicaSet of the same template that was left without an owner. */
    private void adopt(ReplicaSet orphan) {
      if (orphan.meta().controller().isEmpty()
          && deployment.spec().selector().matches(orphan.meta().labels())) {
        List<OwnerReference> owners = new ArrayList<>(orphan.meta().ownerReferences());
        ObjectMeta meta = deployment.meta();
        owners.add(
            new OwnerReference("apps/v1", "Deployment", meta.name(), meta.uid(), true, true));
        effects.write(new KubeWrite.PutOwners(ref(orphan), owners));
      }
    }

    private void scale(ReplicaSet set, int replicas) {
      int from = set.spec().replicas();
      effects.write(new KubeWrite.ScaleReplicaSet(set.meta().key(), replicas));
      Rollout rollout = Rollout.of(deployment.spec());
      effects.write(
          new KubeWrite.Annotate(
              ref(set),
              Map.of(
                  DESIRED,
                  Integer.toString(rollout.replicas()),
                  MAXIMUM,
                  Integer.toString(rollout.replicas() + rollout.maxSurge()))));
      effects.event(
          ref(),
          "ScalingReplicaSet",
          "Scaled "
              + (replicas > from ? "up" : "down")
              + " replica set "
              + set.meta().name()
              + " from "
              + from
              + " to "
              + replicas,
          COMPONENT);
    }

    /** Old ReplicaSets beyond the history limit go, the oldest revision first. */
    private void forgetHistory() {
      List<ReplicaSet> empty =
          old.stream()
              .filter(set -> set.spec().replicas() == 0 && set.status().replicas() == 0)
              .filter(set -> !set.meta().deleting())
              .sorted(Comparator.comparingLong(set -> revisionOf(set.meta())))
              .toList();
      int surplus = empty.size() - deployment.spec().revisionHistoryLimit();
      for (int i = 0; i < surplus; i++) {
        effects.write(new KubeWrite.Delete(ref(empty.get(i))));
      }
    }

    private long nextRevision() {
      return 1 + old.stream().mapToLong(set -> revisionOf(set.meta())).max().orElse(0);
    }

    private ObjectRef ref() {
      return new ObjectRef(ResourceName.DEPLOYMENTS, deployment.meta().key());
    }

    private static ObjectRef ref(ReplicaSet set) {
      return new ObjectRef(ResourceName.REPLICA_SETS, set.meta().key());
    }

    private static String text(long revision) {
      return Long.toString(revision);
    }

    private static long revisionOf(ObjectMeta meta) {
      try {
        return Long.parseLong(meta.annotations().getOrDefault(REVISION, "0"));
      } catch (NumberFormatException e) {
        return 0;
      }
    }

    private static Deployment.Status saying(Deployment.Status status, Condition progressing) {
      List<Condition> conditions = new ArrayList<>(status.conditions());
      conditions.removeIf(condition -> condition.type().equals(progressing.type()));
      conditions.add(progressing);
      return new Deployment.Status(
          status.observedGeneration(),
          status.replicas(),
          status.updatedReplicas(),
          status.readyReplicas(),
          status.availableReplicas(),
          status.unavailableReplicas(),
          conditions);
    }
  }
}
