package io.eksnet.elb;

import io.eksnet.id.Refusal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The attributes of target groups: which there are for which group, their defaults and values
 * (ELBv2 API reference, TargetGroupAttribute).
 */
public final class TargetGroupAttributes {
  static final String DEREGISTRATION_DELAY = "deregistration_delay.timeout_seconds";
  static final String UNHEALTHY_DRAINING =
      "target_health_state.unhealthy.draining_interval_seconds";
  static final String CROSS_ZONE = "load_balancing.cross_zone.enabled";
  static final String PRESERVE_CLIENT_IP = "preserve_client_ip.enabled";

  private static final String LAMBDA_HEADERS = "lambda.multi_value_headers.enabled";
  private static final String STICKINESS = "stickiness.enabled";
  private static final String STICKINESS_TYPE = "stickiness.type";
  private static final String COOKIE_NAME = "stickiness.app_cookie.cookie_name";
  private static final String ALGORITHM = "load_balancing.algorithm.type";
  private static final String ANOMALY_MITIGATION = "load_balancing.algorithm.anomaly_mitigation";
  private static final String SLOW_START = "slow_start.duration_seconds";
  private static final String CONNECTION_TERMINATION =
      "deregistration_delay.connection_termination.enabled";
  private static final String UNHEALTHY_TERMINATION =
      "target_health_state.unhealthy.connection_termination.enabled";
  private static final String DNS_FAILOVER =
      "target_group_health.dns_failover.minimum_healthy_targets.";
  private static final String ROUTING =
      "target_group_health.unhealthy_state_routing.minimum_healthy_targets.";

  private static final String TRUE = "true";
  private static final String FALSE = "false";
  private static final String OFF = "off";
  private static final int MOST_TARGETS = 1_000;
  private static final int DAY = 86_400;
  private static final int WEEK = 7 * DAY;

  /** Attributes that some kinds of target groups have, beside those of the two rules below. */
  private static final List<String> ELSEWHERE =
      List.of(
          LAMBDA_HEADERS,
          DEREGISTRATION_DELAY,
          STICKINESS,
          "target_failover.on_deregistration",
          "target_failover.on_unhealthy");

  /**
   * One attribute of a kind of target groups.
   *
   * @param standard its default
   * @param expected its values, for people
   */
  private record Rule(String standard, Predicate<String> values, String expected) {}

  private TargetGroupAttributes() {}

  /** All attributes of a target group, in ELB's order. */
  public static Map<String, String> of(TargetGroup group) {
    Map<String, String> all = new LinkedHashMap<>();
    rules(group)
        .forEach((key, rule) -> all.put(key, group.attributes().getOrDefault(key, rule.standard)));
    return all;
  }

  /** An attribute of a target group; empty if it has none such. */
  public static Optional<String> get(TargetGroup group, String key) {
    return Optional.ofNullable(group.attributes().get(key))
        .or(() -> Optional.ofNullable(rules(group).get(key)).map(Rule::standard));
  }

  static Duration seconds(TargetGroup group, String key) {
    return get(group, key)
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(Duration.ZERO);
  }

  /** Why some attributes of a target group cannot be set, if so. */
  static Optional<Refusal> problem(TargetGroup group, Map<String, String> attributes) {
    Map<String, Rule> rules = rules(group);
    for (Map.Entry<String, String> each : attributes.entrySet()) {
      Optional<Refusal> problem = problem(group, rules, each.getKey(), each.getValue());
      if (problem.isPresent()) {
        return problem;
      }
    }
    Map<String, String> next = new TreeMap<>(of(group));
    next.putAll(attributes);
    return conflict(group, next);
  }

  private static Optional<Refusal> problem(
      TargetGroup group, Map<String, Rule> rules, String key, String value) {
    Rule rule = rules.get(key);
    if (rule == null) {
      return Optional.of(
          isKnown(key)
              ? TargetRefusals.unsupportedAttribute()
              : TargetRefusals.unknownAttribute(key));
    }
    if (key.equals(STICKINESS_TYPE) && !rule.values.test(value)) {
      return Optional.of(TargetRefusals.stickiness(value, protocol(group)));
    }
    if (!rule.values.test(value)) {
      return Optional.of(TargetRefusals.badAttribute(key, value, rule.expected));
    }
    boolean always = key.equals(PRESERVE_CLIENT_IP) && alwaysPreserves(group);
    return always && value.equals(FALSE)
        ? Optional.of(
            TargetRefusals.configuration(
                "Client IP preservation can't be disabled for target groups with the "
                    + protocol(group)
                    + " protocol and target type '"
                    + group.targetType().text()
                    + "'"))
        : Optional.empty();
  }

  /** Values that do not go together. */
  private static Optional<Refusal> conflict(TargetGroup group, Map<String, String> next) {
    boolean sticky = TRUE.equals(next.get(STICKINESS));
    if (sticky && group.protocol().filter(ElbProtocol.TLS::equals).isPresent()) {
      return conflict("Stickiness is not supported for target groups with the TLS protocol");
    }
    if (sticky
        && "app_cookie".equals(next.get(STICKINESS_TYPE))
        && next.getOrDefault(COOKIE_NAME, "").isEmpty()) {
      return conflict("A cookie name must be specified for stickiness of type 'app_cookie'");
    }
    if (!"0".equals(next.getOrDefault(SLOW_START, "0"))
        && !"round_robin".equals(next.get(ALGORITHM))) {
      return conflict(
          "Slow start is not supported with the load balancing algorithm '"
              + next.get(ALGORITHM)
              + "'");
    }
    if ("on".equals(next.get(ANOMALY_MITIGATION))
        && !"weighted_random".equals(next.get(ALGORITHM))) {
      return conflict(
          "Anomaly mitigation is supported with the load balancing algorithm 'weighted_random'"
              + " only");
    }
    if (TRUE.equals(next.get(UNHEALTHY_TERMINATION))
        && !"0".equals(next.getOrDefault(UNHEALTHY_DRAINING, "0"))) {
      return conflict(
          "The attribute '"
              + UNHEALTHY_DRAINING
              + "' can be configured only when '"
              + UNHEALTHY_TERMINATION
              + "' is false");
    }
    for (String unit : List.of("count", "percentage")) {
      int failover = number(next.getOrDefault(DNS_FAILOVER + unit, OFF));
      if (failover > 0 && failover < number(next.getOrDefault(ROUTING + unit, OFF))) {
        return conflict(
            "The value of '"
                + DNS_FAILOVER
                + unit
                + "' must be greater than or equal to that of '"
                + ROUTING
                + unit
                + "'");
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> conflict(String message) {
    return Optional.of(TargetRefusals.configuration(message));
  }

  private static int number(String text) {
    return text.equals(OFF) ? 0 : Integer.parseInt(text);
  }

  private static boolean isKnown(String key) {
    if (ELSEWHERE.contains(key)) {
      return true;
    }
    Map<String, Rule> all = new LinkedHashMap<>();
    addApplication(all);
    addNetwork(all, false, false);
    return all.containsKey(key);
  }

  private static String protocol(TargetGroup group) {
    return group.protocol().map(ElbProtocol::name).orElse("");
  }

  private static boolean udp(TargetGroup group) {
    return group
        .protocol()
        .filter(it -> it == ElbProtocol.UDP || it == ElbProtocol.TCP_UDP)
        .isPresent();
  }

  /** User guide, "Client IP preservation": what can't be switched off. */
  private static boolean alwaysPreserves(TargetGroup group) {
    return group.targetType() == TargetGroup.TargetType.ALB
        || group
            .protocol()
            .filter(it -> it != ElbProtocol.TCP && it != ElbProtocol.TLS)
            .isPresent();
  }

  private static Map<String, Rule> rules(TargetGroup group) {
    Map<String, Rule> rules = new LinkedHashMap<>();
    if (group.targetType() == TargetGroup.TargetType.LAMBDA) {
      addBoolean(rules, LAMBDA_HEADERS, FALSE);
      return rules;
    }
    addNumber(rules, DEREGISTRATION_DELAY, "300", 0, 3_600);
    addBoolean(rules, STICKINESS, FALSE);
    addShared(rules);
    if (group.application()) {
      addApplication(rules);
    } else {
      boolean preserves =
          alwaysPreserves(group) || group.targetType() == TargetGroup.TargetType.INSTANCE;
      addNetwork(rules, udp(group), preserves);
    }
    return rules;
  }

  private static void addShared(Map<String, Rule> rules) {
    addOneOf(rules, CROSS_ZONE, "use_load_balancer_configuration", TRUE, FALSE);
    addCount(rules, DNS_FAILOVER + "count", "1", MOST_TARGETS, true);
    addCount(rules, DNS_FAILOVER + "percentage", OFF, 100, true);
    addCount(rules, ROUTING + "count", "1", MOST_TARGETS, false);
    addCount(rules, ROUTING + "percentage", OFF, 100, true);
  }

  private static void addApplication(Map<String, Rule> rules) {
    addShared(rules);
    addOneOf(rules, STICKINESS_TYPE, "lb_cookie", "app_cookie");
    addNumber(rules, "stickiness.lb_cookie.duration_seconds", "" + DAY, 1, WEEK);
    rules.put(
        COOKIE_NAME,
        new Rule(
            "",
            name -> name.length() <= 512 && !name.startsWith("AWSALB"),
            "a name that does not start with AWSALB"));
    addNumber(rules, "stickiness.app_cookie.duration_seconds", "" + DAY, 1, WEEK);
    addOneOf(rules, ALGORITHM, "round_robin", "least_outstanding_requests", "weighted_random");
    addOneOf(rules, ANOMALY_MITIGATION, OFF, "on");
    rules.put(
        SLOW_START,
        new Rule("0", text -> text.equals("0") || isNumber(text, 30, 900), "0 or 30 to 900"));
  }

  private static void addNetwork(Map<String, Rule> rules, boolean udp, boolean preserves) {
    addOneOf(rules, STICKINESS_TYPE, "source_ip");
    addBoolean(rules, CONNECTION_TERMINATION, udp ? TRUE : FALSE);
    addBoolean(rules, PRESERVE_CLIENT_IP, preserves ? TRUE : FALSE);
    addBoolean(rules, "proxy_protocol_v2.enabled", FALSE);
    if (udp) {
      addOneOf(rules, UNHEALTHY_TERMINATION, FALSE);
    } else {
      addBoolean(rules, UNHEALTHY_TERMINATION, TRUE);
    }
    addNumber(rules, UNHEALTHY_DRAINING, "0", 0, 360_000);
  }

  private static void addBoolean(Map<String, Rule> rules, String key, String standard) {
    rules.put(
        key, new Rule(standard, text -> text.equals(TRUE) || text.equals(FALSE), "true or false"));
  }

  private static void addOneOf(
      Map<String, Rule> rules, String key, String standard, String... others) {
    List<String> values =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(standard), java.util.stream.Stream.of(others))
            .toList();
    rules.put(key, new Rule(standard, values::contains, "one of " + values));
  }

  private static void addNumber(
      Map<String, Rule> rules, String key, String standard, int least, int most) {
    rules.put(key, new Rule(standard, text -> isNumber(text, least, most), least + " to " + most));
  }

  private static void addCount(
      Map<String, Rule> rules, String key, String standard, int most, boolean canBeOff) {
    rules.put(
        key,
        new Rule(
            standard,
            text -> (canBeOff && text.equals(OFF)) || isNumber(text, 1, most),
            (canBeOff ? "off or " : "") + "1 to " + most));
  }

  private static boolean isNumber(String text, int least, int most) {
    if (text.isEmpty() || text.length() > 6 || !text.chars().allMatch(c -> '0' <= c && c <= '9')) {
      return false;
    }
    int number = Integer.parseInt(text);
    return least <= number && number <= most;
  }
}
