package io.eksnet.elb;

import io.eksnet.id.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The attributes of Network Load Balancers, their defaults and values (ELBv2 API reference). */
public final class LoadBalancerAttributes {
  static final String DELETION_PROTECTION = "deletion_protection.enabled";

  private static final String BOOLEAN = "true|false";
  private static final String TEXT = ".{0,255}";

  /** An attribute's default and what it may be. */
  private record Rule(String standard, Pattern values) {}

  private static final Map<String, Rule> RULES = rules();

  private LoadBalancerAttributes() {}

  private static Map<String, Rule> rules() {
    Map<String, Rule> rules = new LinkedHashMap<>();
    put(rules, "access_logs.s3.enabled", "false", BOOLEAN);
    put(rules, "access_logs.s3.bucket", "", TEXT);
    put(rules, "access_logs.s3.prefix", "", TEXT);
    put(rules, DELETION_PROTECTION, "false", BOOLEAN);
    put(rules, "load_balancing.cross_zone.enabled", "false", BOOLEAN);
    put(
        rules,
        "dns_record.client_routing_policy",
        "any_availability_zone",
        "any_availability_zone|availability_zone_affinity|partial_availability_zone_affinity");
    put(rules, "ipv6.deny_all_igw_traffic", "false", BOOLEAN);
    put(rules, "secondary_ips.auto_assigned.per_subnet", "0", "[0-7]");
    put(rules, "zonal_shift.config.enabled", "false", BOOLEAN);
    return rules;
  }

  private static void put(Map<String, Rule> rules, String key, String standard, String values) {
    rules.put(key, new Rule(standard, Pattern.compile(values)));
  }

  /** All attributes of a load balancer, in ELB's order. */
  public static Map<String, String> of(LoadBalancer balancer) {
    Map<String, String> all = new LinkedHashMap<>();
    RULES.forEach(
        (key, rule) -> all.put(key, balancer.attributes().getOrDefault(key, rule.standard())));
    return all;
  }

  static boolean isProtected(LoadBalancer balancer) {
    return "true".equals(balancer.attributes().get(DELETION_PROTECTION));
  }

  /** Why an attribute cannot be set, if so. */
  static Optional<Refusal> problem(String key, String value) {
    Rule rule = RULES.get(key);
    if (rule == null) {
      return Optional.of(ElbRefusals.unknownAttribute(key));
    }
    return rule.values().matcher(value).matches()
        ? Optional.empty()
        : Optional.of(ElbRefusals.badAttribute(key, value, rule.values().pattern()));
  }
}
