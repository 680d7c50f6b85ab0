package io.eksnet.elb;

import java.util.List;
import java.util.Optional;

/** What a rule asks of a request; one of its values must fit. */
public sealed interface RuleCondition {

  /**
   * Texts with the wildcards {@code *} and {@code ?}, or regular expressions; one of the two kinds.
   *
   * @param values up to 128 characters each
   * @param regexes up to 128 characters each
   */
  record Patterns(List<String> values, List<String> regexes) {
    public Patterns {
      values = List.copyOf(values);
      regexes = List.copyOf(regexes);
    }
  }

  /** The Host header; case does not matter. */
  record HostHeader(Patterns patterns) implements RuleCondition {}

  /** The path without the query; case matters. */
  record PathPattern(Patterns patterns) implements RuleCondition {}

  /** Any other header; case does not matter. */
  record HttpHeader(String name, Patterns patterns) implements RuleCondition {}

  /** The method, as it is. */
  record HttpRequestMethod(List<String> values) implements RuleCondition {
    public HttpRequestMethod {
      values = List.copyOf(values);
    }
  }

  /** A parameter of the query; case does not matter. */
  record QueryString(List<Parameter> values) implements RuleCondition {
    public QueryString {
      values = List.copyOf(values);
    }
  }

  /**
   * A parameter with the wildcards {@code *} and {@code ?}.
   *
   * @param key none means any
   */
  record Parameter(Optional<String> key, String value) {}

  /** The address that the connection comes from, as CIDR blocks. */
  record SourceIp(List<String> values) implements RuleCondition {
    public SourceIp {
      values = List.copyOf(values);
    }
  }

  /** AWS's word for what it looks at. */
  default String field() {
    return switch (this) {
      case HostHeader _ -> "host-header";
      case PathPattern _ -> "path-pattern";
      case HttpHeader _ -> "http-header";
      case HttpRequestMethod _ -> "http-request-method";
      case QueryString _ -> "query-string";
      case SourceIp _ -> "source-ip";
    };
  }
}
