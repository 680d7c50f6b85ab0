package io.eksnet.kubernetes.server;

import io.eksnet.kubernetes.status.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a request's URL.
 *
 * @param values decoded, in the order given
 */
public record Query(Map<String, List<String>> values) {
  /** No parameters. */
  public static final Query NONE = new Query(Map.of());

  public Query {
    values = Map.copyOf(values);
  }

  /** A parameter's first value, or the empty text. */
  String text(String name) {
    List<String> all = values.getOrDefault(name, List.of());
    return all.isEmpty() ? "" : all.getFirst();
  }

  /** Whether a parameter is true, in the spellings that Go's ParseBool takes. */
  boolean flag(String name) {
    return flagIfGiven(name).orElse(false);
  }

  Optional<Boolean> flagIfGiven(String name) {
    return switch (text(name)) {
      case "1", "t", "T", "true", "TRUE", "True" -> Optional.of(true);
      case "0", "f", "F", "false", "FALSE", "False" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** A whole number; none when not given; a refusal for other text. */
  Attempt<Optional<Long>> number(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      return Attempt.of(Optional.empty());
    }
    try {
      return Attempt.of(Optional.of(Long.valueOf(text)));
    } catch (NumberFormatException _) {
      return Attempt.refuse(
          Status.badRequest(
              "strconv.ParseInt: parsing \"%s\": invalid syntax (parameter %s)"
                  .formatted(text, name)));
    }
  }

  /** Whether the write is only to be judged. */
  Attempt<Boolean> dryRun() {
    List<String> all = values.getOrDefault("dryRun", List.of());
    if (all.isEmpty() || all.equals(List.of(""))) {
      return Attempt.of(false);
    }
    return all.equals(List.of("All"))
        ? Attempt.of(true)
        : Attempt.refuse(
            Status.badRequest(
                "dryRun: Unsupported value: \"%s\": supported values: \"All\""
                    .formatted(all.getFirst())));
  }
}
