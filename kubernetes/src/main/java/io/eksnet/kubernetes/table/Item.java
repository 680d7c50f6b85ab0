package io.eksnet.kubernetes.table;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * An object seen at the time of the answer.
 *
 * @param object the whole object; what is missing reads as empty
 * @param now from which ages are counted
 */
record Item(JsonNode object, Instant now) implements Row {
  /** How Go writes a time that was never set. */
  private static final String ZERO_TIME = "0001-01-01T00:00:00Z";

  @Override
  public String name() {
    return text("metadata", "name");
  }

  @Override
  public String age() {
    return since(text("metadata", "creationTimestamp"));
  }

  /** Whether deletion has begun. */
  boolean isDeleting() {
    return !text("metadata", "deletionTimestamp").isEmpty();
  }

  JsonNode at(String... path) {
    JsonNode node = object;
    for (String name : path) {
      node = node.path(name);
    }
    return node;
  }

  String text(String... path) {
    return at(path).asString("");
  }

  long number(String... path) {
    return at(path).asLong(0);
  }

  /** Time since a timestamp of the object; {@code <unknown>} when there is none. */
  String since(String timestamp) {
    if (timestamp.isEmpty() || timestamp.equals(ZERO_TIME)) {
      return Text.UNKNOWN;
    }
    try {
      return HumanDuration.of(Duration.between(Instant.parse(timestamp), now));
    } catch (DateTimeException _) {
      return Text.UNKNOWN;
    }
  }
}
