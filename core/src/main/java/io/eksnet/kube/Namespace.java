package io.eksnet.kube;

/**
 * A namespace.
 *
 * @param terminating whether its phase is Terminating
 */
public record Namespace(ObjectMeta meta, boolean terminating) implements KubeFact {}
