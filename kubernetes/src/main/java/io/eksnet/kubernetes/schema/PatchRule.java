package io.eksnet.kubernetes.schema;

import java.util.List;

/**
 * How a list or map of an object is merged by patches and by server-side apply: one row of {@code
 * patch-strategies.csv}.
 *
 * @param strategies of the strategic merge patch: {@code merge}, {@code retainKeys}, {@code
 *     replace}; empty means replace
 * @param mergeKey what tells elements apart in a strategic merge patch; empty for primitives
 * @param listType of server-side apply
 * @param mapKeys what tells elements of a {@link ListType#MAP} apart
 */
public record PatchRule(
    List<String> strategies, String mergeKey, ListType listType, List<String> mapKeys) {
  /** For fields without a row: replaced by patches, atomic when applied. */
  public static final PatchRule NONE = new PatchRule(List.of(), "", ListType.ATOMIC, List.of());

  /** How server-side apply owns a list. */
  public enum ListType {
    /** As a whole. */
    ATOMIC,
    /** Value by value. */
    SET,
    /** Element by element, told apart by keys. */
    MAP
  }

  /** Whether a strategic merge patch merges the list instead of replacing it. */
  public boolean merges() {
    return strategies.contains("merge");
  }

  /** Whether {@code $retainKeys} applies. */
  public boolean retainsKeys() {
    return strategies.contains("retainKeys");
  }
}
