package io.eksnet.kubernetes;

import io.eksnet.kubernetes.schema.Decoded;
import io.eksnet.kubernetes.schema.Decoder;
import io.eksnet.kubernetes.schema.GroupVersionKind;
import io.eksnet.kubernetes.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Objects for tests: one recorded object of each kind, and short ones written as YAML in place. */
public final class Fixtures {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final JsonMapper JSON = JsonMapper.shared();

  private Fixtures() {}

  /** The names of the recorded objects, such as {@code pod}. */
  public static List<String> names() {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .map(it -> it.getFileName().toString())
          .filter(it -> it.endsWith(".yaml"))
          .map(it -> it.substring(0, it.length() - ".yaml".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A recorded object, as it is in its file. */
  public static ObjectNode recorded(String name) {
    try {
      return yaml(Files.readString(folder().resolve(name + ".yaml"), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An object from YAML (or JSON), not decoded. */
  public static ObjectNode yaml(String text) {
    return (ObjectNode) YAML.readTree(text);
  }

  /** Any JSON, with apostrophes for quotes. */
  public static JsonNode json(String text) {
    return JSON.readTree(text.replace('\'', '"'));
  }

  /** JSON as it stands. */
  public static JsonNode line(String text) {
    return JSON.readTree(text);
  }

  /** An object from YAML, decoded strictly as the kind that it declares. */
  public static ObjectNode decoded(String text) {
    return decoded(yaml(text));
  }

  /** An object decoded strictly as the kind that it declares. */
  public static ObjectNode decoded(ObjectNode object) {
    GroupVersionKind kind = GroupVersionKind.of(object).orElseThrow();
    return switch (new Decoder(Schema.shipped()).tree(object, kind)) {
      case Decoded.Whole(var whole, var problems) when problems.isEmpty() -> whole;
      case Decoded.Whole whole -> throw new AssertionError(whole.problems().toString());
      case Decoded.Unreadable(var message) -> throw new AssertionError(message);
    };
  }

  private static Path folder() {
    try {
      return Path.of(
              Objects.requireNonNull(Fixtures.class.getResource("fixtures/pod.yaml")).toURI())
          .resolveSibling("");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
