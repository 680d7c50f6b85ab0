package io.eksnet.cni;

import io.eksnet.id.Tags;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What ipamd on one node is told by the variables of its aws-node container.
 *
 * <p>Three layers decide a value: what is compiled in and holds when a variable is absent, what
 * AWS's manifest, chart and add-on write ({@link #MANIFEST}), and what the user writes over that.
 * The first two differ, so a DaemonSet that lacks a variable is not one that has the manifest's
 * value. Source: vpc-cni v1.23.1, pkg/ipamd/ipamd.go and config/master.
 *
 * @param maxEni a limit on interfaces below the instance's own; 1 and more
 * @param cooldown how long a released address may not be given to another pod
 * @param manageNonSchedulable whether interfaces come and go on a cordoned node
 * @param provisioning whether ipamd calls EC2 at all
 * @param manageUntagged whether it takes interfaces that it has not made itself
 * @param subnetDiscovery whether new interfaces may go to other, tagged subnets of the zone
 * @param clusterName empty when not told
 * @param additionalEniTags tags for the interfaces it makes
 * @param annotatePodIp whether pods are annotated with their address
 * @param asked what is asked for beside secondary addresses; see {@link #findings}
 * @param variables all literal variables of the container
 */
public record Settings(
    Targets targets,
    Optional<Integer> maxEni,
    Duration cooldown,
    boolean manageNonSchedulable,
    boolean provisioning,
    boolean manageUntagged,
    boolean subnetDiscovery,
    String clusterName,
    Tags additionalEniTags,
    boolean annotatePodIp,
    Set<Feature> asked,
    Map<String, String> variables) {

  /** What AWS's manifest, chart and add-on v1.23.1 write, where it concerns ipamd. */
  public static final Map<String, String> MANIFEST =
      Map.ofEntries(
          Map.entry("ADDITIONAL_ENI_TAGS", "{}"),
          Map.entry("ANNOTATE_POD_IP", "false"),
          Map.entry("AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG", "false"),
          Map.entry("DISABLE_NETWORK_RESOURCE_PROVISIONING", "false"),
          Map.entry("ENABLE_IMDS_ONLY_MODE", "false"),
          Map.entry("ENABLE_IPv4", "true"),
          Map.entry("ENABLE_IPv6", "false"),
          Map.entry("ENABLE_MULTI_NIC", "false"),
          Map.entry("ENABLE_POD_ENI", "false"),
          Map.entry("ENABLE_PREFIX_DELEGATION", "false"),
          Map.entry("ENABLE_SUBNET_DISCOVERY", "true"),
          Map.entry("NETWORK_POLICY_ENFORCING_MODE", "standard"),
          Map.entry("WARM_ENI_TARGET", "1"),
          Map.entry("WARM_PREFIX_TARGET", "1"));

  /** How long a released address rests by default, in seconds. */
  static final int DEFAULT_COOLDOWN_SECONDS = 30;

  public Settings {
    asked =
        asked.isEmpty() ? Set.of() : java.util.Collections.unmodifiableSet(EnumSet.copyOf(asked));
    variables = Map.copyOf(variables);
  }

  /** The settings that the literal variables of a container mean. */
  public static Settings of(Map<String, String> variables) {
    Env env = new Env(variables);
    boolean imdsOnly = env.bool("ENABLE_IMDS_ONLY_MODE", false);
    return new Settings(
        targets(env),
        env.text("MAX_ENI").flatMap(Env::parseInt).filter(max -> max >= 1),
        Duration.ofSeconds(env.count("IP_COOLDOWN_PERIOD", DEFAULT_COOLDOWN_SECONDS)),
        env.bool("AWS_MANAGE_ENIS_NON_SCHEDULABLE", false),
        !imdsOnly && !env.bool("DISABLE_NETWORK_RESOURCE_PROVISIONING", false),
        env.bool("MANAGE_UNTAGGED_ENI", true),
        env.bool("ENABLE_SUBNET_DISCOVERY", true),
        env.text("CLUSTER_NAME", ""),
        EniTags.additional(env.text("ADDITIONAL_ENI_TAGS", "{}")).orElse(Tags.NONE),
        env.bool("ANNOTATE_POD_IP", false),
        asked(env),
        variables);
  }

  /** The manifest's settings with a user's variables over them. */
  public static Settings ofManifestWith(Map<String, String> users) {
    Map<String, String> variables = new java.util.TreeMap<>(MANIFEST);
    variables.putAll(users);
    return of(variables);
  }

  private static Targets targets(Env env) {
    return new Targets(
        env.count("WARM_ENI_TARGET", 1),
        env.count("WARM_IP_TARGET", 0),
        env.count("MINIMUM_IP_TARGET", 0),
        env.count("WARM_PREFIX_TARGET", 0));
  }

  private static Set<Feature> asked(Env env) {
    Set<Feature> asked = EnumSet.noneOf(Feature.class);
    for (Feature feature : Feature.values()) {
      if (env.bool(feature.variable(), false)) {
        asked.add(feature);
      }
    }
    return asked;
  }

  /** What is to be said about the settings. */
  public List<SettingFinding> findings() {
    return SettingChecks.of(new Env(variables));
  }

  /** Why the container exits instead of starting; none when it starts. */
  public Optional<SettingFinding> refusal() {
    return findings().stream()
        .filter(finding -> finding.effect() == SettingFinding.Effect.REFUSES_TO_START)
        .findFirst();
  }
}
