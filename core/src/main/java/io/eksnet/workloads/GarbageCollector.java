package io.eksnet.workloads;

import io.eksnet.kube.KubeObject;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectMeta;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.OwnerReference;
import io.eksnet.kube.ResourceName;
import io.eksnet.table.Kind;
import io.eksnet.table.Table;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Deletes objects whose owners are all gone, by the owners' uids. An owner that is deleted in the
 * foreground (finalizer {@code foregroundDeletion}) waits for the dependents that block it; one
 * that orphans (finalizer {@code orphan}) is struck from its dependents first.
 */
public final class GarbageCollector implements Controller<ObjectRef> {
  static final String FOREGROUND = "foregroundDeletion";
  static final String ORPHAN = "orphan";

  @Override
  public String name() {
    return "garbage-collector";
  }

  @Override
  public Collection<ObjectRef> affectedBy(Delta delta, World world) {
    TreeSet<ObjectRef> refs = new TreeSet<>();
    for (Delta.Row<?, ?> row : delta.rows()) {
      if (!(row.fact() instanceof KubeObject object)) {
        continue;
      }
      if (row.after().isEmpty()) {
        dependents(world, object.meta().uid()).forEach(one -> refs.add(one.ref()));
      } else if (isFinalized(object.meta())
          || (!object.meta().ownerReferences().isEmpty() && ownersChanged(row))) {
        refs.add(object.ref());
      }
      if (row.after().isEmpty() || ownersChanged(row)) {
        waitingOwners(world, row).forEach(one -> refs.add(one.ref()));
      }
    }
    return refs;
  }

  private static boolean ownersChanged(Delta.Row<?, ?> row) {
    return !(row.before().orElse(null) instanceof KubeObject before
        && row.after().orElse(null) instanceof KubeObject after
        && before.meta().ownerReferences().equals(after.meta().ownerReferences()));
  }

  /** The owners, before the change, that wait for their dependents. */
  private static List<KubeObject> waitingOwners(World world, Delta.Row<?, ?> row) {
    List<KubeObject> owners = new ArrayList<>();
    if (row.before().orElse(null) instanceof KubeObject before) {
      for (OwnerReference owner : before.meta().ownerReferences()) {
        find(world, before.meta(), owner)
            .filter(one -> isFinalized(one.meta()))
            .ifPresent(owners::add);
      }
    }
    return owners;
  }

  private static boolean isFinalized(ObjectMeta meta) {
    return meta.deleting()
        && (meta.finalizers().contains(FOREGROUND) || meta.finalizers().contains(ORPHAN));
  }

  @Override
  public Outcome reconcile(World world, ObjectRef ref, Moment moment) {
    Optional<KubeObject> object = world.kube().object(ref);
    Effects effects = new Effects();
    object.ifPresent(
        there -> {
          if (there.meta().deleting() && there.meta().finalizers().contains(ORPHAN)) {
            orphan(world, there, effects);
          } else if (there.meta().deleting() && there.meta().finalizers().contains(FOREGROUND)) {
            foreground(world, there, effects);
          } else if (!there.meta().deleting()) {
            background(world, there, effects);
          }
        });
    return effects.outcome();
  }

  private static void orphan(World world, KubeObject owner, Effects effects) {
    for (KubeObject dependent : dependents(world, owner.meta().uid())) {
      List<OwnerReference> others =
          dependent.meta().ownerReferences().stream()
              .filter(one -> !one.uid().equals(owner.meta().uid()))
              .toList();
      effects.write(new KubeWrite.PutOwners(dependent.ref(), others));
    }
    dropFinalizer(owner, ORPHAN, effects);
  }

  private static void foreground(World world, KubeObject owner, Effects effects) {
    boolean blocked = false;
    for (KubeObject dependent : dependents(world, owner.meta().uid())) {
      blocked |=
          dependent.meta().ownerReferences().stream()
              .anyMatch(one -> one.uid().equals(owner.meta().uid()) && one.blockOwnerDeletion());
      if (!dependent.meta().deleting() && hasNoOtherOwner(world, dependent, owner)) {
        effects.write(new KubeWrite.Delete(dependent.ref()));
      }
    }
    if (!blocked) {
      dropFinalizer(owner, FOREGROUND, effects);
    }
  }

  private static boolean hasNoOtherOwner(World world, KubeObject dependent, KubeObject owner) {
    return dependent.meta().ownerReferences().stream()
        .filter(one -> !one.uid().equals(owner.meta().uid()))
        .noneMatch(one -> find(world, dependent.meta(), one).isPresent());
  }

  /** Deletes the object when all of its owners are gone; strikes those that are, otherwise. */
  private static void background(World world, KubeObject object, Effects effects) {
    List<OwnerReference> owners = object.meta().ownerReferences();
    List<OwnerReference> left =
        owners.stream().filter(owner -> mayExist(world, object.meta(), owner)).toList();
    if (left.size() == owners.size()) {
      return;
    }
    effects.write(
        left.isEmpty()
            ? new KubeWrite.Delete(object.ref())
            : new KubeWrite.PutOwners(object.ref(), left));
  }

  private static void dropFinalizer(KubeObject object, String finalizer, Effects effects) {
    effects.write(
        new KubeWrite.PutFinalizers(
            object.ref(),
            object.meta().finalizers().stream().filter(one -> !one.equals(finalizer)).toList()));
  }

  /** An owner of a resource that this world has never held may be anywhere: it is left in peace. */
  private static boolean mayExist(World world, ObjectMeta dependent, OwnerReference owner) {
    Kind<ObjectKey, KubeObject> kind = KubeObject.kind(resourceOf(owner));
    boolean isKnown = world.tables().stream().anyMatch(table -> table.kind().equals(kind));
    return !isKnown || find(world, dependent, owner).isPresent();
  }

  private static Optional<KubeObject> find(
      World world, ObjectMeta dependent, OwnerReference owner) {
    Table<ObjectKey, KubeObject> table = world.table(KubeObject.kind(resourceOf(owner)));
    return table
        .get(new ObjectKey(dependent.namespace(), owner.name()))
        .or(() -> table.get(ObjectKey.cluster(owner.name())))
        .filter(object -> object.meta().uid().equals(owner.uid()));
  }

  private static List<KubeObject> dependents(World world, String uid) {
    List<KubeObject> found = new ArrayList<>();
    for (Table<?, ?> table : world.tables()) {
      if (table.kind().type() == KubeObject.class) {
        @SuppressWarnings("unchecked") // every table of objects is keyed by ObjectKey
        Table<ObjectKey, KubeObject> objects = (Table<ObjectKey, KubeObject>) table;
        found.addAll(objects.by(KubeObject.BY_OWNER, uid));
      }
    }
    return found;
  }

  /** The plural of a kind as Kubernetes guesses it: Ingress, ingresses; Policy, policies. */
  static ResourceName resourceOf(OwnerReference owner) {
    int slash = owner.apiVersion().indexOf('/');
    String group = slash < 0 ? "" : owner.apiVersion().substring(0, slash);
    String kind = owner.kind().toLowerCase(Locale.ROOT);
    String plural =
        kind.equals("endpoints")
            ? kind
            : kind.endsWith("s")
                ? kind + "es"
                : kind.endsWith("y") ? kind.substring(0, kind.length() - 1) + "ies" : kind + "s";
    return new ResourceName(group, plural);
  }
}
