package io.eksnet.aws.eks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * An add-on's configuration values, held against its schema as EKS does. The schemas have the
 * members and types that EKS's own of vpc-cni v1.18 (and what newer releases of it added), coredns
 * v1.10, and kube-proxy v1.28 have; one serves all versions of an add-on.
 */
public final class AddonValues {
  /** What EKS would take and eksnet does nothing with, so it refuses it by name. */
  private static final Map<String, List<String>> NOT_SERVED =
      Map.of(
          "vpc-cni",
          List.of(
              "/eniConfig",
              "/enableWindowsIpam",
              "/enableWindowsPrefixDelegation",
              "/livenessProbeTimeoutSeconds",
              "/minimumWindowsIPTarget",
              "/readinessProbeTimeoutSeconds",
              "/warmWindowsIPTarget",
              "/warmWindowsPrefixTarget"),
          "coredns",
          List.of(
              "/autoScaling", "/computeType", "/podDisruptionBudget", "/topologySpreadConstraints"),
          "kube-proxy",
          List.of("/ipvs"),
          "eks-pod-identity-agent",
          List.of("/priorityClassName"));

  private AddonValues() {}

  /** The schema of an add-on's values, as text. */
  static String schema(String addon) {
    String resource = addon + ".schema.json";
    try (InputStream in = AddonValues.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no schema of " + addon);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException wrong) {
      throw new UncheckedIOException(wrong);
    }
  }

  /**
   * Why values are not taken; none when they are.
   *
   * @param addon one that eksnet knows
   * @param text JSON or YAML; empty means none
   */
  public static Optional<String> problem(String addon, String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    JsonNode values;
    try {
      values = new YAMLMapper().readTree(text);
    } catch (JacksonException neither) {
      return Optional.of(
          "ConfigurationValue is not in valid JSON or YAML format: "
              + neither.getOriginalMessage());
    }
    List<String> wrong = JsonSchema.parse(schema(addon)).problems(values);
    if (!wrong.isEmpty()) {
      return Optional.of(
          "ConfigurationValue provided in request is not supported: Json schema validation failed"
              + " with error: "
              + wrong);
    }
    return NOT_SERVED.getOrDefault(addon, List.of()).stream()
        .filter(path -> !values.at(path).isMissingNode())
        .findFirst()
        .map(
            path ->
                "ConfigurationValue provided in request is not supported: eksnet does not serve $"
                    + path.replace('/', '.')
                    + " of "
                    + addon
                    + " yet");
  }
}
