package io.eksnet.kubernetes.documents;

import io.eksnet.kube.KubeObject;
import io.eksnet.kube.Namespace;
import io.eksnet.kube.ObjectMeta;
import io.eksnet.kube.Pod;
import io.eksnet.kube.ResourceName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What becomes of an object when its deletion is asked. Source: kubernetes/apiserver
 * pkg/registry/rest/delete.go and generic/registry/store.go, kubernetes
 * pkg/registry/core/pod/strategy.go.
 */
public sealed interface Deletion {
  /** Held until all that depends on the object is gone. */
  String FOREGROUND = "foregroundDeletion";

  /** Held until nothing names the object as its owner any more. */
  String ORPHAN = "orphan";

  /** It is gone at once; {@code last} is how it was last seen. */
  record Gone(KubeObject last) implements Deletion {}

  /** It stays, marked, until its grace is over or its finalizers are gone. */
  record Marked(KubeObject object) implements Deletion {}

  /** Deletion was asked before and nothing is to be changed. */
  record Pending(KubeObject object) implements Deletion {}

  /** What happens to the objects that the deleted one owns. */
  enum Propagation {
    BACKGROUND,
    FOREGROUND,
    ORPHAN
  }

  /**
   * How deletion was asked.
   *
   * @param gracePeriodSeconds none for the kind's own default
   */
  record Request(Optional<Long> gracePeriodSeconds, Propagation propagation, Instant at) {
    /** As a client asks that says nothing further. */
    static Request plain(Instant at) {
      return new Request(Optional.empty(), Propagation.BACKGROUND, at);
    }
  }

  /** The outcome for an object. */
  static Deletion of(KubeObject object, Request request) {
    if (object.resource().equals(ResourceName.NAMESPACES)) {
      return ofNamespace(object, request);
    }
    List<String> finalizers = finalizers(object.meta().finalizers(), request.propagation());
    if (object.meta().deleting()) {
      return again(object, request, finalizers);
    }
    long grace = grace(object, request);
    if (grace == 0 && finalizers.isEmpty()) {
      return new Gone(object);
    }
    ObjectMeta meta = object.meta().withFinalizers(finalizers);
    return new Marked(
        ObjectParts.withMeta(object, marked(meta, request.at().plusSeconds(grace), grace)));
  }

  /**
   * Whether an object that was just updated is gone: it is being deleted and nothing holds it any
   * more.
   */
  static boolean completedBy(KubeObject updated) {
    return updated.meta().deleting()
        && updated.meta().finalizers().isEmpty()
        && updated.meta().deletionGracePeriodSeconds().orElse(0L) == 0
        && !(updated.resource().equals(ResourceName.NAMESPACES) && holdsContents(updated));
  }

  private static Deletion again(KubeObject object, Request request, List<String> finalizers) {
    ObjectMeta meta = object.meta();
    long given = meta.deletionGracePeriodSeconds().orElse(0L);
    if (given == 0) {
      boolean same = finalizers.equals(meta.finalizers());
      if (finalizers.isEmpty()) {
        return new Gone(object);
      }
      return same
          ? new Pending(object)
          : new Marked(ObjectParts.withMeta(object, meta.withFinalizers(finalizers)));
    }
    long asked = request.gracePeriodSeconds().orElse(given);
    if (asked >= given) {
      return new Pending(object);
    }
    if (asked == 0 && finalizers.isEmpty()) {
      return new Gone(object);
    }
    Instant due = meta.deletionTimestamp().orElse(request.at()).minusSeconds(given - asked);
    return new Marked(
        ObjectParts.withMeta(object, meta.withFinalizers(finalizers).withDeletion(due, asked)));
  }

  /** Only pods go gracefully, and of them only those that a kubelet runs. */
  private static long grace(KubeObject object, Request request) {
    if (!(object.fact().orElse(null) instanceof Pod pod)) {
      return 0;
    }
    if (pod.spec().nodeName().isEmpty() || pod.status().ended()) {
      return 0;
    }
    long asked = request.gracePeriodSeconds().orElse(pod.spec().terminationGracePeriodSeconds());
    return asked < 0 ? 1 : asked;
  }

  private static List<String> finalizers(List<String> present, Propagation propagation) {
    List<String> finalizers = new ArrayList<>(present);
    finalizers.removeAll(List.of(FOREGROUND, ORPHAN));
    switch (propagation) {
      case BACKGROUND -> {}
      case FOREGROUND -> finalizers.add(FOREGROUND);
      case ORPHAN -> finalizers.add(ORPHAN);
    }
    return finalizers;
  }

  private static Deletion ofNamespace(KubeObject namespace, Request request) {
    boolean held = holdsContents(namespace) || !namespace.meta().finalizers().isEmpty();
    if (!held) {
      return new Gone(namespace);
    }
    if (namespace.meta().deleting()) {
      return new Pending(namespace);
    }
    ObjectNode status = ObjectParts.object(namespace.status());
    status.put("phase", "Terminating");
    ObjectMeta meta = marked(namespace.meta(), request.at(), 0);
    return new Marked(
        new KubeObject(
            namespace.resource(),
            meta,
            namespace.body(),
            ObjectParts.json(status),
            namespace.managedFields(),
            Optional.of(new Namespace(meta, true))));
  }

  /** Whether {@code spec.finalizers} still has an entry: the contents are not deleted yet. */
  private static boolean holdsContents(KubeObject namespace) {
    return !ObjectParts.object(namespace.body()).path("spec").path("finalizers").isEmpty();
  }

  private static ObjectMeta marked(ObjectMeta meta, Instant due, long grace) {
    ObjectMeta marked = meta.withDeletion(due, grace);
    return meta.generation() > 0 ? marked.withGeneration(meta.generation() + 1) : marked;
  }
}
