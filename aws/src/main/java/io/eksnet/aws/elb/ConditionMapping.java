package io.eksnet.aws.elb;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.elb.RuleCondition;
import io.eksnet.elb.RuleCondition.Patterns;
import io.eksnet.elb.RuleTransform;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.QueryStringKeyValuePair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RewriteConfig;

/** Conditions and transforms of rules between ELB's wire and core. */
final class ConditionMapping {
  private ConditionMapping() {}

  static Reply<List<RuleCondition>> read(
      List<software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition> list) {
    return ElbFound.each(list, ConditionMapping::read);
  }

  private static Reply<RuleCondition> read(
      software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition q) {
    String field = q.field();
    if (field == null) {
      return ElbFound.invalid("A condition field must be specified");
    }
    Map<String, String> configs = configs(q);
    Optional<String> foreign =
        configs.entrySet().stream()
            .filter(it -> !it.getValue().equals(field))
            .map(Map.Entry::getKey)
            .findFirst();
    if (foreign.isPresent()) {
      return ElbFound.invalid(
          "'" + foreign.get() + "' cannot be specified for a condition of type '" + field + "'");
    }
    boolean plain = !q.values().isEmpty() || !q.regexValues().isEmpty();
    if (plain && !configs.isEmpty()) {
      return ElbFound.invalid(
          "You cannot provide both Values and '"
              + configs.keySet().iterator().next()
              + "' for a condition of type '"
              + field
              + "'");
    }
    return switch (field) {
      case "host-header" ->
          Reply.answer(
              new RuleCondition.HostHeader(
                  q.hostHeaderConfig() == null
                      ? new Patterns(q.values(), q.regexValues())
                      : new Patterns(
                          q.hostHeaderConfig().values(), q.hostHeaderConfig().regexValues())));
      case "path-pattern" ->
          Reply.answer(
              new RuleCondition.PathPattern(
                  q.pathPatternConfig() == null
                      ? new Patterns(q.values(), q.regexValues())
                      : new Patterns(
                          q.pathPatternConfig().values(), q.pathPatternConfig().regexValues())));
      case "http-header" -> {
        var config = q.httpHeaderConfig();
        yield config == null || config.httpHeaderName() == null
            ? lacks(field, "HttpHeaderConfig")
            : Reply.answer(
                new RuleCondition.HttpHeader(
                    config.httpHeaderName(), new Patterns(config.values(), config.regexValues())));
      }
      case "http-request-method" ->
          q.httpRequestMethodConfig() == null
              ? lacks(field, "HttpRequestMethodConfig")
              : Reply.answer(
                  new RuleCondition.HttpRequestMethod(q.httpRequestMethodConfig().values()));
      case "query-string" ->
          q.queryStringConfig() == null
              ? lacks(field, "QueryStringConfig")
              : parameters(q.queryStringConfig().values());
      case "source-ip" ->
          q.sourceIpConfig() == null
              ? lacks(field, "SourceIpConfig")
              : Reply.answer(new RuleCondition.SourceIp(q.sourceIpConfig().values()));
      default ->
          ElbFound.invalid(
              "Condition field '"
                  + field
                  + "' must be one of 'http-header,http-request-method,host-header,query-string,"
                  + "source-ip,path-pattern'");
    };
  }

  private static <T> Reply<T> lacks(String field, String config) {
    return ElbFound.invalid(
        "'" + config + "' must be specified for a condition of type '" + field + "'");
  }

  private static Reply<RuleCondition> parameters(List<QueryStringKeyValuePair> pairs) {
    List<RuleCondition.Parameter> parameters = new ArrayList<>();
    for (QueryStringKeyValuePair pair : pairs) {
      if (pair.value() == null) {
        return ElbFound.invalid("A condition value must be specified");
      }
      parameters.add(new RuleCondition.Parameter(Optional.ofNullable(pair.key()), pair.value()));
    }
    return Reply.answer(new RuleCondition.QueryString(parameters));
  }

  /** The settings that a condition brings, and the field that each is for. */
  private static Map<String, String> configs(
      software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition q) {
    Map<String, String> configs = new TreeMap<>();
    if (q.hostHeaderConfig() != null) {
      configs.put("HostHeaderConfig", "host-header");
    }
    if (q.pathPatternConfig() != null) {
      configs.put("PathPatternConfig", "path-pattern");
    }
    if (q.httpHeaderConfig() != null) {
      configs.put("HttpHeaderConfig", "http-header");
    }
    if (q.httpRequestMethodConfig() != null) {
      configs.put("HttpRequestMethodConfig", "http-request-method");
    }
    if (q.queryStringConfig() != null) {
      configs.put("QueryStringConfig", "query-string");
    }
    if (q.sourceIpConfig() != null) {
      configs.put("SourceIpConfig", "source-ip");
    }
    return configs;
  }

  /** Conditions as ELB shows them: hosts and paths in both forms. */
  static software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition sdk(
      RuleCondition condition) {
    var sdk =
        software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition.builder()
            .field(condition.field());
    switch (condition) {
      case RuleCondition.HostHeader(Patterns patterns) -> {
        sdk.hostHeaderConfig(
            it -> {
              show(patterns.values(), it::values);
              show(patterns.regexes(), it::regexValues);
            });
        show(patterns.values(), sdk::values);
      }
      case RuleCondition.PathPattern(Patterns patterns) -> {
        sdk.pathPatternConfig(
            it -> {
              show(patterns.values(), it::values);
              show(patterns.regexes(), it::regexValues);
            });
        show(patterns.values(), sdk::values);
      }
      case RuleCondition.HttpHeader(String name, Patterns patterns) ->
          sdk.httpHeaderConfig(
              it -> {
                it.httpHeaderName(name);
                show(patterns.values(), it::values);
                show(patterns.regexes(), it::regexValues);
              });
      case RuleCondition.HttpRequestMethod(List<String> values) ->
          sdk.httpRequestMethodConfig(it -> it.values(values));
      case RuleCondition.QueryString(List<RuleCondition.Parameter> parameters) ->
          sdk.queryStringConfig(
              it -> it.values(parameters.stream().map(ConditionMapping::pair).toList()));
      case RuleCondition.SourceIp(List<String> values) ->
          sdk.sourceIpConfig(it -> it.values(values));
    }
    return sdk.build();
  }

  private static QueryStringKeyValuePair pair(RuleCondition.Parameter parameter) {
    var pair = QueryStringKeyValuePair.builder().value(parameter.value());
    parameter.key().ifPresent(pair::key);
    return pair.build();
  }

  /** An empty list is not shown at all. */
  private static void show(List<String> values, Consumer<Collection<String>> member) {
    if (!values.isEmpty()) {
      member.accept(values);
    }
  }

  static Reply<List<RuleTransform>> readTransforms(
      List<software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleTransform> list) {
    return ElbFound.each(list, ConditionMapping::readTransform);
  }

  private static Reply<RuleTransform> readTransform(
      software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleTransform q) {
    boolean host = "host-header-rewrite".equals(q.typeAsString());
    if (!host && !"url-rewrite".equals(q.typeAsString())) {
      return ElbFound.invalid(
          "The transform type must be one of 'host-header-rewrite,url-rewrite'");
    }
    boolean matches =
        host
            ? q.hostHeaderRewriteConfig() != null && q.urlRewriteConfig() == null
            : q.urlRewriteConfig() != null && q.hostHeaderRewriteConfig() == null;
    if (!matches) {
      return ElbFound.invalid(
          "A transform of type '"
              + q.typeAsString()
              + "' must have '"
              + (host ? "HostHeaderRewriteConfig" : "UrlRewriteConfig")
              + "' and nothing else");
    }
    List<RewriteConfig> rewrites =
        host ? q.hostHeaderRewriteConfig().rewrites() : q.urlRewriteConfig().rewrites();
    if (rewrites.stream().anyMatch(it -> it.regex() == null || it.replace() == null)) {
      return ElbFound.invalid("A rewrite must have a regex and a replacement");
    }
    return Reply.answer(
        new RuleTransform(
            host ? RuleTransform.Type.HOST_HEADER_REWRITE : RuleTransform.Type.URL_REWRITE,
            rewrites.stream()
                .map(it -> new RuleTransform.Rewrite(it.regex(), it.replace()))
                .toList()));
  }

  static software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleTransform sdk(
      RuleTransform transform) {
    List<RewriteConfig> rewrites =
        transform.rewrites().stream()
            .map(it -> RewriteConfig.builder().regex(it.regex()).replace(it.replace()).build())
            .toList();
    var sdk =
        software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleTransform.builder()
            .type(transform.type().text());
    return switch (transform.type()) {
      case HOST_HEADER_REWRITE -> sdk.hostHeaderRewriteConfig(it -> it.rewrites(rewrites)).build();
      case URL_REWRITE -> sdk.urlRewriteConfig(it -> it.rewrites(rewrites)).build();
    };
  }
}
