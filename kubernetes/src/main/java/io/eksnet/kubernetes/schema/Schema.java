package io.eksnet.kubernetes.schema;

import java.util.Optional;

/** The types of the Kubernetes API, loaded from the resource that the build writes. */
@SuppressWarnings("DoNotCallSuggester")
public final class Schema {
  private Schema() {}

  /** The schema that is shipped; loaded on first use and kept. */
  public static Schema shipped() {
    throw new UnsupportedOperationException();
  }

  /** The type of a kind. */
  public Optional<TypeSchema> of(GroupVersionKind kind) {
    throw new UnsupportedOperationException();
  }

  /** The type with an id such as {@code io.k8s.api.core.v1.ContainerPort}. */
  public Optional<TypeSchema> type(String id) {
    throw new UnsupportedOperationException();
  }
}
