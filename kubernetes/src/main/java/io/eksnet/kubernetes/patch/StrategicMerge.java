package io.eksnet.kubernetes.patch;

import io.eksnet.kubernetes.schema.TypeSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A strategic merge patch, {@code application/strategic-merge-patch+json}. */
@SuppressWarnings("DoNotCallSuggester")
public final class StrategicMerge {
  private StrategicMerge() {}

  /** The object with the patch applied. */
  public static Patched apply(TypeSchema type, ObjectNode object, JsonNode patch) {
    throw new UnsupportedOperationException();
  }
}
