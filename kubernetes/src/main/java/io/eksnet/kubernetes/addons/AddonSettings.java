package io.eksnet.kubernetes.addons;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * An add-on's configuration values, as its manifest takes them. What may be set is the business of
 * the add-on's schema, which is checked before.
 *
 * @param env variables of the add-on's first container (vpc-cni: aws-node)
 * @param networkPolicy whether the CNI's policy agent is on; off on EKS unless asked for
 * @param values all values
 * @param role the ARN of the IAM role of its service account
 */
public record AddonSettings(
    Map<String, String> env, boolean networkPolicy, ObjectNode values, Optional<String> role) {
  /** What EKS installs without values. */
  public static final AddonSettings DEFAULTS =
      new AddonSettings(Map.of(), false, JsonNodeFactory.instance.objectNode(), Optional.empty());

  public AddonSettings {
    env = Map.copyOf(env);
    values = values.deepCopy();
  }

  /** What reading came to. */
  public sealed interface Read {
    /** Settings. */
    record Settings(AddonSettings settings) implements Read {}

    /** Every problem, in the words of EKS, each with its path. */
    record Wrong(List<String> problems) implements Read {}
  }

  /** These settings for a service account with a role, or without one. */
  public AddonSettings withRole(Optional<String> arn) {
    return new AddonSettings(env, networkPolicy, values, arn);
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
              "ConfigurationValue of "
                  + addon
                  + " is not in valid JSON or YAML: "
                  + notYaml.getOriginalMessage()));
    }
    if (!(root instanceof ObjectNode values)) {
      return new Read.Wrong(List.of("[$: " + root.getNodeType() + " found, object expected]"));
    }
    List<String> problems = new ArrayList<>();
    Map<String, String> env = env(values.path("env"), problems);
    boolean policy = values.path("enableNetworkPolicy").asString("").equals("true");
    return problems.isEmpty()
        ? new Read.Settings(new AddonSettings(env, policy, values, Optional.empty()))
        : new Read.Wrong(problems);
  }

  private static Map<String, String> env(JsonNode env, List<String> problems) {
    Map<String, String> values = new TreeMap<>();
    for (Map.Entry<String, JsonNode> variable : env.properties()) {
      if (variable.getValue().isString()) {
        values.put(variable.getKey(), variable.getValue().stringValue());
      } else {
        problems.add(
            "[$.env."
                + variable.getKey()
                + ": "
                + variable.getValue().getNodeType()
                + " found, string expected]");
      }
    }
    return values;
  }
}
