package io.eksnet.kubernetes.server;

import io.eksnet.kubernetes.status.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * In which form a client wants its answer, by its Accept header.
 *
 * @param yaml whether to write YAML instead of JSON
 */
record Format(Shape shape, boolean yaml) {
  /** Objects as JSON. */
  static final Format JSON = new Format(Shape.WHOLE, false);

  private static final List<String> SERVED = List.of("application/json", "application/yaml");

  /** What stands for an object. */
  enum Shape {
    /** The object itself. */
    WHOLE,
    /** A row of a {@code meta.k8s.io/v1 Table}. */
    TABLE,
    /** Its metadata alone, as {@code meta.k8s.io/v1 PartialObjectMetadata}. */
    METADATA
  }

  private record Range(String type, Map<String, String> parameters, double quality) {}

  String contentType() {
    return yaml ? "application/yaml" : "application/json";
  }

  static Attempt<Format> of(String accept) {
    if (accept.isBlank()) {
      return Attempt.of(JSON);
    }
    List<Range> ranges = new ArrayList<>();
    for (String part : accept.split(",", -1)) {
      ranges.add(range(part));
    }
    ranges.sort(Comparator.comparingDouble(Range::quality).reversed());
    for (Range range : ranges) {
      Optional<Format> format = format(range);
      if (format.isPresent()) {
        return Attempt.of(format.get());
      }
    }
    return Attempt.refuse(Status.notAcceptable(SERVED));
  }

  private static Range range(String text) {
    String[] words = text.split(";", -1);
    Map<String, String> parameters = new HashMap<>();
    for (int i = 1; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      if (equals > 0) {
        parameters.put(
            words[i].substring(0, equals).strip(), words[i].substring(equals + 1).strip());
      }
    }
    double quality = 1;
    try {
      quality = Double.parseDouble(parameters.getOrDefault("q", "1"));
    } catch (NumberFormatException _) {
      // A broken weight counts as none.
    }
    return new Range(words[0].strip().toLowerCase(Locale.ROOT), parameters, quality);
  }

  private static Optional<Format> format(Range range) {
    boolean yaml = range.type().equals("application/yaml");
    boolean json = List.of("application/json", "application/*", "*/*").contains(range.type());
    if (!json && !yaml) {
      return Optional.empty();
    }
    String as = range.parameters().getOrDefault("as", "");
    boolean known =
        range.parameters().getOrDefault("g", "").equals("meta.k8s.io")
            && range.parameters().getOrDefault("v", "").equals("v1");
    return switch (as) {
      case "" -> Optional.of(new Format(Shape.WHOLE, yaml));
      case "Table" -> known ? Optional.of(new Format(Shape.TABLE, yaml)) : Optional.empty();
      case "PartialObjectMetadata", "PartialObjectMetadataList" ->
          known ? Optional.of(new Format(Shape.METADATA, yaml)) : Optional.empty();
      default -> Optional.empty();
    };
  }
}
