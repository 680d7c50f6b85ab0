package io.eksnet.kube;

/**
 * The object that another one belongs to.
 *
 * @param controller whether the owner manages the object
 */
public record OwnerReference(
    String apiVersion,
    String kind,
    String name,
    String uid,
    boolean controller,
    boolean blockOwnerDeletion) {}
