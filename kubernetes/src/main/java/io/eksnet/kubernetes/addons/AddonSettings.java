package io.eksnet.kubernetes.addons;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * An add-on's configuration values, as far as they touch the network.
 *
 * @param env variables of the add-on's first container (vpc-cni: aws-node)
 * @param networkPolicy whether the CNI's policy agent is on; off on EKS unless asked for
 */
public record AddonSettings(Map<String, String> env, boolean networkPolicy) {
  /** What EKS installs without values. */
  public static final AddonSettings DEFAULTS = new AddonSettings(Map.of(), false);

  private static final Set<String> VPC_CNI_KEYS = Set.of("env", "enableNetworkPolicy");

  public AddonSettings {
    env = Map.copyOf(env);
  }

  /** What reading came to. */
  public sealed interface Read {
    /** Settings. */
    record Settings(AddonSettings settings) implements Read {}

    /** Every problem, in the words of EKS, each with its path. */
    record Wrong(List<String> problems) implements Read {}
  }

  /**
   * Reads configuration values.
   *
   * @param addon the add-on's name
   * @param text JSON or YAML; empty means none
   */
  public static Read read(String addon, String text) {
    if (text.isBlank()) {
      return new Read.Settings(DEFAULTS);
    }
    JsonNode root;
    try {
      root = new YAMLMapper().readTree(text);
    } catch (JacksonException notYaml) {
      return new Read.Wrong(
          List.of(
              "ConfigurationValue is not in valid JSON or YAML: " + notYaml.getOriginalMessage()));
    }
    if (!root.isObject()) {
      return new Read.Wrong(List.of("[$: " + root.getNodeType() + " found, object expected]"));
    }
    Set<String> known = addon.equals("vpc-cni") ? VPC_CNI_KEYS : Set.of();
    List<String> problems = new ArrayList<>();
    for (String key : new TreeSet<>(root.propertyNames())) {
      if (!known.contains(key)) {
        problems.add(
            "[$."
                + key
                + ": is not defined in the schema and the schema does not allow additional"
                + " properties] (eksnet serves for "
                + addon
                + ": "
                + (known.isEmpty() ? "none" : String.join(", ", new TreeSet<>(known)))
                + ")");
      }
    }
    Map<String, String> env = env(root.path("env"), problems);
    boolean policy = flag(root.path("enableNetworkPolicy"), problems);
    return problems.isEmpty()
        ? new Read.Settings(new AddonSettings(env, policy))
        : new Read.Wrong(problems);
  }

  private static Map<String, String> env(JsonNode env, List<String> problems) {
    Map<String, String> values = new TreeMap<>();
    if (env.isMissingNode()) {
      return values;
    }
    if (!env.isObject()) {
      problems.add("[$.env: " + env.getNodeType() + " found, object expected]");
      return values;
    }
    for (String key : env.propertyNames()) {
      JsonNode value = env.get(key);
      if (value.isString()) {
        values.put(key, value.stringValue());
      } else {
        problems.add("[$.env." + key + ": " + value.getNodeType() + " found, string expected]");
      }
    }
    return values;
  }

  private static boolean flag(JsonNode value, List<String> problems) {
    if (value.isMissingNode()) {
      return false;
    }
    String text = value.asString("");
    if (!text.equals("true") && !text.equals("false")) {
      problems.add(
          "[$.enableNetworkPolicy: does not have a value in the enumeration [true, false]]");
    }
    return text.equals("true");
  }
}
