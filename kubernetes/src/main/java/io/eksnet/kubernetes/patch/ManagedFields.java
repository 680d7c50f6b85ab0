package io.eksnet.kubernetes.patch;

import io.eksnet.kubernetes.schema.TypeSchema;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Who wrote which fields of one object: {@code metadata.managedFields}, kept apart from it. */
@SuppressWarnings("DoNotCallSuggester")
public final class ManagedFields {
  private ManagedFields() {}

  /** Nobody has written anything yet. */
  public static ManagedFields none() {
    return new ManagedFields();
  }

  /** Reads the array of {@code metadata.managedFields}; entries that make no sense are left out. */
  public static ManagedFields parse(JsonNode array) {
    return new ManagedFields();
  }

  /** The array for {@code metadata.managedFields}. */
  public ArrayNode json() {
    return tools.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
  }

  /**
   * After a create, update or patch (anything but an apply): the writer owns, as an {@code Update},
   * what it added or changed, and nobody else owns that, nor what is gone.
   *
   * @param before empty when the object is created
   */
  public ManagedFields updated(
      TypeSchema type, Optional<ObjectNode> before, ObjectNode after, Writer writer) {
    return this;
  }
}
