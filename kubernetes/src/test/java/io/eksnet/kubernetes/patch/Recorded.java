package io.eksnet.kubernetes.patch;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kubernetes.Fixtures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random Deployments and patches with what {@code kubectl patch --local} of 1.32 made of them; one
 * case a line. Directives that it leaves behind in new elements are taken out, as the server's
 * typed decoding does.
 */
final class Recorded {
  private Recorded() {}

  /** The cases of a file, of one type of patch, or of all where the file has only one. */
  static List<JsonNode> cases(String file, String type) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Recorded.class.getResourceAsStream(file)),
                StandardCharsets.UTF_8))) {
      return in.lines()
          .map(Fixtures::line)
          .filter(it -> it.path("type").asString(type).equals(type))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What differs from the record, one line a case; also when what was given was changed. */
  static List<String> differences(
      List<JsonNode> cases, BiFunction<ObjectNode, JsonNode, Patched> patching) {
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      JsonNode one = cases.get(i);
      ObjectNode object = (ObjectNode) one.get("object");
      JsonNode before = object.deepCopy();
      switch (patching.apply(object, one.get("patch"))) {
        case Patched.Done(var patched) when patched.equals(one.path("result")) -> {}
        case Patched.Done(var patched) -> wrong.add("case " + i + " became " + patched);
        case Patched.Refused _ when one.has("error") -> {}
        case Patched.Refused(var status) -> wrong.add("case " + i + " " + status.message());
      }
      assertThat(object).as("what was given stays").isEqualTo(before);
    }
    return wrong;
  }
}
