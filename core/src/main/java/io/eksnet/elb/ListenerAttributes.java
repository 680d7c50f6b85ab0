package io.eksnet.elb;

import io.eksnet.id.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The attributes of listeners, their defaults and values (ELBv2 API reference). */
public final class ListenerAttributes {
  private static final String IDLE_TIMEOUT = "tcp.idle_timeout.seconds";
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{0,40}");
  private static final int LONGEST_TEXT = 1024;

  private static final List<String> MUTUAL_TLS =
      List.of(
          "x_amzn_mtls_clientcert_serial_number",
          "x_amzn_mtls_clientcert_issuer",
          "x_amzn_mtls_clientcert_subject",
          "x_amzn_mtls_clientcert_validity",
          "x_amzn_mtls_clientcert_leaf",
          "x_amzn_mtls_clientcert",
          "x_amzn_tls_version",
          "x_amzn_tls_cipher_suite");

  private static final List<String> RESPONSE =
      List.of(
          "access_control_allow_origin",
          "access_control_allow_methods",
          "access_control_allow_headers",
          "access_control_allow_credentials",
          "access_control_expose_headers",
          "access_control_max_age",
          "content_security_policy",
          "x_content_type_options",
          "x_frame_options");

  /** An attribute's default and what it may be. */
  private record Rule(String standard, String expected, Predicate<String> values) {}

  private static final Rule FLAG =
      new Rule("true", "true, false", value -> value.equals("true") || value.equals("false"));
  private static final Rule HEADER_VALUE =
      new Rule(
          "",
          "up to " + LONGEST_TEXT + " characters",
          value -> value.length() <= LONGEST_TEXT && value.chars().noneMatch(c -> c < ' '));
  private static final Rule TIMEOUT =
      new Rule(
          "350",
          "60 to 6000",
          value ->
              NUMBER.matcher(value).matches()
                  && Integer.parseInt(value) >= 60
                  && Integer.parseInt(value) <= 6_000);

  private ListenerAttributes() {}

  /** All attributes of a listener, in ELB's order. */
  public static Map<String, String> of(Listener listener) {
    Map<String, String> all = new LinkedHashMap<>();
    rules(listener.protocol())
        .forEach(
            (key, rule) -> all.put(key, listener.attributes().getOrDefault(key, rule.standard())));
    return all;
  }

  /** Why an attribute cannot be set, if so. */
  static Optional<Refusal> problem(Listener listener, String key, String value) {
    Rule rule = rules(listener.protocol()).get(key);
    if (rule == null) {
      return Optional.of(ListenerRefusals.attributeOfOther(key, listener.protocol()));
    }
    return rule.values().test(value)
        ? Optional.empty()
        : Optional.of(ListenerRefusals.badAttribute(key, value, rule.expected()));
  }

  /** The attributes that stay when a listener changes its protocol. */
  static Map<String, String> kept(Map<String, String> attributes, ElbProtocol protocol) {
    Map<String, String> kept = new LinkedHashMap<>(attributes);
    kept.keySet().retainAll(rules(protocol).keySet());
    return kept;
  }

  private static Map<String, Rule> rules(ElbProtocol protocol) {
    return switch (protocol) {
      case HTTP, HTTPS -> application(protocol == ElbProtocol.HTTPS);
      case TCP, TCP_QUIC, TCP_UDP -> Map.of(IDLE_TIMEOUT, TIMEOUT);
      case TLS, UDP, QUIC, GENEVE -> Map.of();
    };
  }

  private static Map<String, Rule> application(boolean encrypted) {
    Map<String, Rule> rules = new LinkedHashMap<>();
    rules.put("routing.http.response.server.enabled", FLAG);
    if (encrypted) {
      rules.put("routing.http.response.strict_transport_security.header_value", HEADER_VALUE);
    }
    RESPONSE.forEach(
        name -> rules.put("routing.http.response." + name + ".header_value", HEADER_VALUE));
    if (encrypted) {
      MUTUAL_TLS.forEach(
          name -> rules.put("routing.http.request." + name + ".header_name", headerName(name)));
    }
    return rules;
  }

  /** A header's name, by default the attribute's own in the usual spelling. */
  private static Rule headerName(String attribute) {
    StringBuilder name = new StringBuilder();
    for (String word : attribute.split("_", -1)) {
      name.append(name.isEmpty() ? "" : "-")
          .append(Character.toUpperCase(word.charAt(0)))
          .append(word.substring(1));
    }
    return new Rule(name.toString(), "a header name", value -> TOKEN.matcher(value).matches());
  }
}
