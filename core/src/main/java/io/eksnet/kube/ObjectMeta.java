package io.eksnet.kube;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every object has. The resourceVersion is not here: it is the revision of the object's row.
 *
 * @param namespace empty for objects of the whole cluster
 * @param generateName the prefix that the name was made from, or empty
 * @param generation counts changes of the spec
 * @param deletionTimestamp when the object is due to be gone, once deletion was asked
 * @param deletionGracePeriodSeconds the grace that was given
 */
public record ObjectMeta(
    String name,
    String namespace,
    String uid,
    String generateName,
    Map<String, String> labels,
    Map<String, String> annotations,
    Instant creationTimestamp,
    long generation,
    Optional<Instant> deletionTimestamp,
    Optional<Long> deletionGracePeriodSeconds,
    List<String> finalizers,
    List<OwnerReference> ownerReferences) {

  public ObjectMeta {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    finalizers = List.copyOf(finalizers);
    ownerReferences = List.copyOf(ownerReferences);
  }

  /** Namespace and name. */
  public ObjectKey key() {
    return new ObjectKey(namespace, name);
  }

  /** Whether deletion was asked. */
  public boolean deleting() {
    return deletionTimestamp.isPresent();
  }

  /** The owner that manages it. */
  public Optional<OwnerReference> controller() {
    for (OwnerReference owner : ownerReferences) {
      if (owner.controller()) {
        return Optional.of(owner);
      }
    }
    return Optional.empty();
  }

  /** This metadata with other labels. */
  public ObjectMeta withLabels(Map<String, String> others) {
    return new ObjectMeta(
        name,
        namespace,
        uid,
        generateName,
        others,
        annotations,
        creationTimestamp,
        generation,
        deletionTimestamp,
        deletionGracePeriodSeconds,
        finalizers,
        ownerReferences);
  }

  /** This metadata with other annotations. */
  public ObjectMeta withAnnotations(Map<String, String> others) {
    return new ObjectMeta(
        name,
        namespace,
        uid,
        generateName,
        labels,
        others,
        creationTimestamp,
        generation,
        deletionTimestamp,
        deletionGracePeriodSeconds,
        finalizers,
        ownerReferences);
  }

  /** This metadata with another generation. */
  public ObjectMeta withGeneration(long next) {
    return new ObjectMeta(
        name,
        namespace,
        uid,
        generateName,
        labels,
        annotations,
        creationTimestamp,
        next,
        deletionTimestamp,
        deletionGracePeriodSeconds,
        finalizers,
        ownerReferences);
  }

  /** This metadata with deletion asked. */
  public ObjectMeta withDeletion(Instant due, long graceSeconds) {
    return new ObjectMeta(
        name,
        namespace,
        uid,
        generateName,
        labels,
        annotations,
        creationTimestamp,
        generation,
        Optional.of(due),
        Optional.of(graceSeconds),
        finalizers,
        ownerReferences);
  }

  /** This metadata with other finalizers. */
  public ObjectMeta withFinalizers(List<String> others) {
    return new ObjectMeta(
        name,
        namespace,
        uid,
        generateName,
        labels,
        annotations,
        creationTimestamp,
        generation,
        deletionTimestamp,
        deletionGracePeriodSeconds,
        others,
        ownerReferences);
  }

  /** This metadata with other owners. */
  public ObjectMeta withOwnerReferences(List<OwnerReference> others) {
    return new ObjectMeta(
        name,
        namespace,
        uid,
        generateName,
        labels,
        annotations,
        creationTimestamp,
        generation,
        deletionTimestamp,
        deletionGracePeriodSeconds,
        finalizers,
        others);
  }
}
