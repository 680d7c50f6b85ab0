package io.eksnet.kubernetes.table;

import io.eksnet.kubernetes.schema.GroupVersionKind;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Renders objects of one kind as a Table. */
@SuppressWarnings("DoNotCallSuggester")
public final class Tables {
  private Tables() {}

  /** What each row carries beside its cells: the {@code includeObject} parameter. */
  public enum IncludeObject {
    NONE,
    METADATA,
    OBJECT
  }

  /**
   * A Table.
   *
   * @param kind of the objects; a kind without a row gets Name and Age
   * @param objects whole objects
   * @param listMetadata {@code resourceVersion}, {@code continue}, {@code remainingItemCount} of
   *     the list; for a single object or a watch event its resourceVersion
   * @param include what rows carry
   * @param columns false for the later events of a watch, which carry null instead
   * @param now from which ages are counted
   */
  public static ObjectNode table(
      GroupVersionKind kind,
      List<? extends JsonNode> objects,
      ObjectNode listMetadata,
      IncludeObject include,
      boolean columns,
      Instant now) {
    throw new UnsupportedOperationException();
  }
}
