package io.eksnet.elb;

import io.eksnet.id.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The attributes of load balancers, their defaults and values (ELBv2 API reference). */
public final class LoadBalancerAttributes {
  static final String DELETION_PROTECTION = "deletion_protection.enabled";
  static final String SECONDARY_ADDRESSES = "secondary_ips.auto_assigned.per_subnet";

  private static final String DENY_INTERNET = "ipv6.deny_all_igw_traffic";
  private static final String CROSS_ZONE = "load_balancing.cross_zone.enabled";
  private static final int MOST_TEXT = 1024;

  /**
   * An attribute's default and what it may be.
   *
   * @param expected its values in words
   */
  private record Rule(String standard, String expected, Predicate<String> values) {}

  private static final Map<String, Rule> APPLICATION = application();
  private static final Map<String, Rule> NETWORK = network();

  private LoadBalancerAttributes() {}

  private static Map<String, Rule> rules(LoadBalancerType type) {
    return switch (type) {
      case APPLICATION -> APPLICATION;
      case NETWORK -> NETWORK;
    };
  }

  private static Map<String, Rule> application() {
    Map<String, Rule> rules = new LinkedHashMap<>();
    logs(rules, "access_logs");
    rules.put("idle_timeout.timeout_seconds", number(60, 1, 4_000));
    rules.put(DELETION_PROTECTION, flag(false));
    rules.put("routing.http2.enabled", flag(true));
    rules.put("routing.http.drop_invalid_header_fields.enabled", flag(false));
    rules.put("routing.http.xff_client_port.enabled", flag(false));
    rules.put("routing.http.preserve_host_header.enabled", flag(false));
    rules.put(
        "routing.http.xff_header_processing.mode", word("append", "append", "preserve", "remove"));
    rules.put(CROSS_ZONE, word("true", "true"));
    rules.put(
        "routing.http.desync_mitigation_mode",
        word("defensive", "monitor", "defensive", "strictest"));
    rules.put("client_keep_alive.seconds", number(3_600, 60, 604_800));
    rules.put("waf.fail_open.enabled", flag(false));
    rules.put("routing.http.x_amzn_tls_version_and_cipher_suite.enabled", flag(false));
    rules.put("zonal_shift.config.enabled", flag(false));
    logs(rules, "connection_logs");
    logs(rules, "health_check_logs");
    rules.put(DENY_INTERNET, flag(false));
    return rules;
  }

  private static Map<String, Rule> network() {
    Map<String, Rule> rules = new LinkedHashMap<>();
    logs(rules, "access_logs");
    rules.put(DELETION_PROTECTION, flag(false));
    rules.put(CROSS_ZONE, flag(false));
    rules.put(
        "dns_record.client_routing_policy",
        word(
            "any_availability_zone",
            "any_availability_zone",
            "availability_zone_affinity",
            "partial_availability_zone_affinity"));
    rules.put(DENY_INTERNET, flag(false));
    rules.put(SECONDARY_ADDRESSES, number(0, 0, 7));
    rules.put("zonal_shift.config.enabled", flag(false));
    return rules;
  }

  private static void logs(Map<String, Rule> rules, String prefix) {
    rules.put(prefix + ".s3.enabled", flag(false));
    rules.put(prefix + ".s3.bucket", text());
    rules.put(prefix + ".s3.prefix", text());
  }

  private static Rule flag(boolean standard) {
    return word(Boolean.toString(standard), "true", "false");
  }

  private static Rule word(String standard, String... words) {
    var known = List.of(words);
    return new Rule(standard, String.join(", ", known), known::contains);
  }

  private static Rule text() {
    return new Rule("", "up to " + MOST_TEXT + " characters", value -> value.length() <= MOST_TEXT);
  }

  private static Rule number(int standard, int least, int most) {
    return new Rule(
        Integer.toString(standard),
        least + " to " + most,
        value ->
            value.matches("[0-9]{1,9}")
                && Integer.parseInt(value) >= least
                && Integer.parseInt(value) <= most);
  }

  /** All attributes of a load balancer, in ELB's order. */
  public static Map<String, String> of(LoadBalancer balancer) {
    Map<String, String> all = new LinkedHashMap<>();
    rules(balancer.type())
        .forEach(
            (key, rule) ->
                all.put(
                    key, balancer.attributes().getOrDefault(key, standard(balancer, key, rule))));
    return all;
  }

  /** An internal load balancer keeps the internet gateway's IPv6 traffic out unless told not to. */
  private static String standard(LoadBalancer balancer, String key, Rule rule) {
    return key.equals(DENY_INTERNET)
        ? Boolean.toString(balancer.scheme() == LoadBalancer.Scheme.INTERNAL)
        : rule.standard();
  }

  static boolean isProtected(LoadBalancer balancer) {
    return "true".equals(balancer.attributes().get(DELETION_PROTECTION));
  }

  /** How many secondary addresses each of its interfaces has. */
  static int secondaryAddresses(LoadBalancer balancer) {
    return Integer.parseInt(balancer.attributes().getOrDefault(SECONDARY_ADDRESSES, "0"));
  }

  /** Why an attribute cannot be set, if so. */
  static Optional<Refusal> problem(LoadBalancer balancer, String key, String value) {
    Rule rule = rules(balancer.type()).get(key);
    if (rule == null) {
      boolean known = APPLICATION.containsKey(key) || NETWORK.containsKey(key);
      return Optional.of(
          known
              ? ElbRefusals.attributeOfOtherType(key, balancer.type())
              : ElbRefusals.unknownAttribute(key));
    }
    if (!rule.values().test(value)) {
      return Optional.of(ElbRefusals.badAttribute(key, value, rule.expected()));
    }
    boolean fewer =
        key.equals(SECONDARY_ADDRESSES) && Integer.parseInt(value) < secondaryAddresses(balancer);
    return fewer
        ? Optional.of(
            ElbRefusals.configuration(
                "The value of load balancer attribute key '" + key + "' cannot be decreased"))
        : Optional.empty();
  }

  /** Why these attributes cannot be together, if so: logs need a bucket. */
  static Optional<Refusal> problem(Map<String, String> attributes) {
    for (String prefix : List.of("access_logs", "connection_logs", "health_check_logs")) {
      boolean on = "true".equals(attributes.get(prefix + ".s3.enabled"));
      String bucket = attributes.getOrDefault(prefix + ".s3.bucket", "");
      if (on && bucket.isEmpty()) {
        return Optional.of(
            ElbRefusals.configuration(
                "The value of '" + prefix + ".s3.bucket' cannot be empty when logs are enabled"));
      }
    }
    return Optional.empty();
  }
}
