package io.eksnet.cni;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is to be said about the variables of aws-node: what its container refuses, what it does not
 * understand, and what eksnet does not serve yet. Source: vpc-cni v1.23.1, cmd/aws-vpc-cni and
 * isConfigValid.
 */
final class SettingChecks {
  private static final Set<String> BOOLEANS =
      Set.of(
          "ANNOTATE_POD_IP",
          "AWS_MANAGE_ENIS_NON_SCHEDULABLE",
          "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG",
          "DISABLE_NETWORK_RESOURCE_PROVISIONING",
          "ENABLE_BANDWIDTH_PLUGIN",
          "ENABLE_IMDS_ONLY_MODE",
          "ENABLE_IPv4",
          "ENABLE_IPv6",
          "ENABLE_MULTI_NIC",
          "ENABLE_POD_ENI",
          "ENABLE_PREFIX_DELEGATION",
          "ENABLE_SUBNET_DISCOVERY",
          "MANAGE_UNTAGGED_ENI");
  private static final List<String> COUNTS =
      List.of("MINIMUM_IP_TARGET", "WARM_ENI_TARGET", "WARM_IP_TARGET", "WARM_PREFIX_TARGET");
  private static final Set<String> POLICY_MODES = Set.of("none", "standard", "strict");
  private static final int MAX_VETH_PREFIX = 4;
  private static final int MIN_MTU = 576;
  private static final int MAX_MTU = 9001;

  private final Env env;
  private final List<SettingFinding> findings = new ArrayList<>();

  private SettingChecks(Env env) {
    this.env = env;
  }

  /** Everything to be said, what keeps the container from starting first. */
  static List<SettingFinding> of(Env env) {
    SettingChecks checks = new SettingChecks(env);
    checks.families();
    checks.prefixTargets();
    checks.cooldown();
    checks.modes();
    checks.dataPath();
    checks.notServed();
    checks.notUnderstood();
    return List.copyOf(checks.findings);
  }

  private void families() {
    boolean ipv4 = env.bool("ENABLE_IPv4", false);
    boolean ipv6 = env.bool("ENABLE_IPv6", false);
    if (ipv4 && ipv6) {
      refuse(
          "ENABLE_IPv6",
          "IPv4 and IPv6 are both enabled. VPC CNI currently does not support dual stack mode;"
              + " set one of ENABLE_IPv4 and ENABLE_IPv6 to false");
    } else if (!ipv4 && !ipv6) {
      refuse(
          "ENABLE_IPv4",
          "IPv4 and IPv6 are both disabled. One of them have to be enabled; the default is false,"
              + " so set ENABLE_IPv4 to true");
    } else if (ipv6) {
      refuse("ENABLE_IPv6", "eksnet does not serve IPv6 pods yet; set ENABLE_IPv4 instead");
    }
  }

  /** The vendor compares texts with "0", so an absent variable counts as not set. */
  private void prefixTargets() {
    boolean prefixes = env.bool("ENABLE_PREFIX_DELEGATION", false);
    boolean anyTarget =
        List.of("WARM_PREFIX_TARGET", "WARM_IP_TARGET", "MINIMUM_IP_TARGET").stream()
            .anyMatch(name -> env.text(name, "0").compareTo("0") > 0);
    if (prefixes && !anyTarget) {
      refuse(
          "WARM_PREFIX_TARGET",
          "with ENABLE_PREFIX_DELEGATION, one of WARM_PREFIX_TARGET, WARM_IP_TARGET and"
              + " MINIMUM_IP_TARGET must be at least 1");
    }
  }

  private void cooldown() {
    boolean wrong =
        env.text("IP_COOLDOWN_PERIOD")
            .filter(text -> Env.parseInt(text).filter(seconds -> seconds >= 0).isEmpty())
            .isPresent();
    if (wrong) {
      refuse("IP_COOLDOWN_PERIOD", "must be a number of seconds, 0 or more; the default is 30");
    }
  }

  private void modes() {
    env.text("NETWORK_POLICY_ENFORCING_MODE")
        .filter(mode -> !POLICY_MODES.contains(mode.toLowerCase(Locale.ROOT)))
        .ifPresent(
            _ ->
                refuse(
                    "NETWORK_POLICY_ENFORCING_MODE",
                    "invalid Network policy mode, supported modes: none, strict, standard"));
    String podGroups = env.text("POD_SECURITY_GROUP_ENFORCING_MODE", "strict");
    boolean known = podGroups.equals("strict") || podGroups.equals("standard");
    if (env.bool("ENABLE_POD_ENI", false) && !known) {
      refuse("POD_SECURITY_GROUP_ENFORCING_MODE", "must be strict or standard");
    }
  }

  private void dataPath() {
    String prefix = env.text("AWS_VPC_K8S_CNI_VETHPREFIX", "eni");
    if (prefix.length() > MAX_VETH_PREFIX || Set.of("eth", "vlan", "lo").contains(prefix)) {
      refuse(
          "AWS_VPC_K8S_CNI_VETHPREFIX",
          "must have at most 4 characters and not be eth, vlan or lo; the default is eni");
    }
    for (String variable : List.of("AWS_VPC_ENI_MTU", "POD_MTU")) {
      boolean wrong =
          env.text(variable)
              .filter(text -> !text.isEmpty())
              .filter(
                  text ->
                      Env.parseInt(text).filter(mtu -> mtu >= MIN_MTU && mtu <= MAX_MTU).isEmpty())
              .isPresent();
      if (wrong) {
        refuse(variable, "must be from 576 to 9001; the default is 9001");
      }
    }
  }

  private void notServed() {
    notServed(
        Feature.PREFIX_DELEGATION, "the nodes take single secondary addresses, no /28 prefixes");
    notServed(Feature.CUSTOM_NETWORKING, "pods stay in the nodes' own subnets, ENIConfigs unread");
    notServed(Feature.POD_ENI, "pods share their node's security groups");
    notServed(Feature.MULTI_NIC, "only the default network card serves pods");
    notServed(Feature.BANDWIDTH, "the bandwidth annotations have no effect");
  }

  private void notServed(Feature feature, String instead) {
    if (env.bool(feature.variable(), false)) {
      findings.add(
          SettingFinding.notServed(
              env, feature.variable(), "eksnet does not serve this yet: " + instead));
    }
  }

  private void notUnderstood() {
    for (String variable : BOOLEANS.stream().sorted().toList()) {
      env.text(variable)
          .filter(text -> !text.isEmpty() && Env.parseBool(text).isEmpty())
          .ifPresent(_ -> takesDefault(variable, "is no truth value for Go; write true or false"));
    }
    for (String variable : COUNTS) {
      env.text(variable)
          .filter(text -> Env.parseInt(text).filter(count -> count >= 0).isEmpty())
          .ifPresent(_ -> takesDefault(variable, "is not a number of 0 or more"));
    }
    env.text("MAX_ENI")
        .filter(text -> Env.parseInt(text).isEmpty())
        .ifPresent(_ -> takesDefault("MAX_ENI", "is no number; the instance's own limit holds"));
    if (EniTags.additional(env.text("ADDITIONAL_ENI_TAGS", "{}")).isEmpty()) {
      takesDefault(
          "ADDITIONAL_ENI_TAGS", "is no JSON object of texts such as {\"team\": \"network\"}");
    }
  }

  private void refuse(String variable, String message) {
    findings.add(SettingFinding.refuses(env, variable, message));
  }

  private void takesDefault(String variable, String message) {
    findings.add(SettingFinding.takesDefault(env, variable, message + "; ipamd takes its default"));
  }
}
