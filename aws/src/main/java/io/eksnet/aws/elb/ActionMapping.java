package io.eksnet.aws.elb;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.elb.ListenerAction;
import io.eksnet.elb.LoadBalancerType;
import io.eksnet.id.TargetGroupArn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AuthenticateCognitoActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AuthenticateOidcActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.FixedResponseActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.JwtValidationActionAdditionalClaim;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.JwtValidationActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupStickinessConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** Actions between ELB's wire and core. */
final class ActionMapping {
  private static final String COOKIE = "AWSELBAuthSessionCookie";
  private static final String SCOPE = "openid";
  private static final long WEEK = 604_800;
  private static final String ON_UNAUTHENTICATED = "authenticate";

  private ActionMapping() {}

  static Reply<List<ListenerAction>> read(List<Action> actions) {
    return ElbFound.each(actions, ActionMapping::read);
  }

  private static Reply<ListenerAction> read(Action action) {
    String type = action.typeAsString();
    if (type == null) {
      return ElbFound.invalid("An action type must be specified");
    }
    Optional<String> foreign =
        configs(action).entrySet().stream()
            .filter(it -> !it.getValue().equals(type))
            .map(Map.Entry::getKey)
            .findFirst();
    if (foreign.isPresent()) {
      return Reply.refuse(
          "InvalidLoadBalancerAction",
          "For actions of type '"
              + type
              + "', you cannot specify the following fields: '"
              + foreign.get()
              + "'");
    }
    Optional<Integer> order = Optional.ofNullable(action.order());
    return switch (type) {
      case "forward" -> forward(action, order);
      case "redirect" ->
          action.redirectConfig() == null
              ? lacks(type, "RedirectConfig")
              : redirect(action.redirectConfig(), order);
      case "fixed-response" ->
          action.fixedResponseConfig() == null
              ? lacks(type, "FixedResponseConfig")
              : response(action.fixedResponseConfig(), order);
      case "authenticate-oidc" ->
          action.authenticateOidcConfig() == null
              ? lacks(type, "AuthenticateOidcConfig")
              : oidc(action.authenticateOidcConfig(), order);
      case "authenticate-cognito" ->
          action.authenticateCognitoConfig() == null
              ? lacks(type, "AuthenticateCognitoConfig")
              : cognito(action.authenticateCognitoConfig(), order);
      case "jwt-validation" ->
          action.jwtValidationConfig() == null
              ? lacks(type, "JwtValidationConfig")
              : jwt(action.jwtValidationConfig(), order);
      default ->
          ElbFound.invalid(
              "1 validation error detected: Value '"
                  + type
                  + "' at 'actions.1.member.type' failed to satisfy constraint: Member must satisfy"
                  + " enum value set: [redirect, authenticate-cognito, authenticate-oidc,"
                  + " fixed-response, forward, jwt-validation]");
    };
  }

  /** The settings that an action brings, and the type that each is for. */
  private static Map<String, String> configs(Action action) {
    Map<String, String> configs = new TreeMap<>();
    if (action.targetGroupArn() != null) {
      configs.put("TargetGroupArn", "forward");
    }
    if (action.forwardConfig() != null) {
      configs.put("ForwardConfig", "forward");
    }
    if (action.redirectConfig() != null) {
      configs.put("RedirectConfig", "redirect");
    }
    if (action.fixedResponseConfig() != null) {
      configs.put("FixedResponseConfig", "fixed-response");
    }
    if (action.authenticateOidcConfig() != null) {
      configs.put("AuthenticateOidcConfig", "authenticate-oidc");
    }
    if (action.authenticateCognitoConfig() != null) {
      configs.put("AuthenticateCognitoConfig", "authenticate-cognito");
    }
    if (action.jwtValidationConfig() != null) {
      configs.put("JwtValidationConfig", "jwt-validation");
    }
    return configs;
  }

  private static <T> Reply<T> lacks(String type, String field) {
    return Reply.refuse(
        "InvalidLoadBalancerAction",
        "For actions of type '"
            + type
            + "', you must specify the following fields: '"
            + field
            + "'");
  }

  private static Reply<ListenerAction> forward(Action action, Optional<Integer> order) {
    ForwardActionConfig config = action.forwardConfig();
    String alone = action.targetGroupArn();
    if (config == null) {
      return alone == null
          ? ElbFound.invalid("A target group ARN must be specified")
          : Reply.answer(
              new ListenerAction.Forward(
                  List.of(weighted(alone, Optional.empty())), Optional.empty(), order));
    }
    List<ListenerAction.Weighted> targets = new ArrayList<>();
    for (TargetGroupTuple tuple : config.targetGroups()) {
      if (tuple.targetGroupArn() == null) {
        return ElbFound.invalid("A target group ARN must be specified");
      }
      targets.add(weighted(tuple.targetGroupArn(), Optional.ofNullable(tuple.weight())));
    }
    if (targets.isEmpty() && alone != null) {
      targets.add(weighted(alone, Optional.empty()));
    }
    if (alone != null
        && (targets.size() != 1 || !targets.getFirst().targetGroup().value().equals(alone))) {
      return Reply.refuse(
          "InvalidLoadBalancerAction",
          "If you specify both ForwardConfig and TargetGroupArn, you can specify only one target"
              + " group using ForwardConfig and it must be the same target group specified in"
              + " TargetGroupArn");
    }
    TargetGroupStickinessConfig sticky = config.targetGroupStickinessConfig();
    boolean enabled = sticky != null && Boolean.TRUE.equals(sticky.enabled());
    Optional<Duration> stickiness =
        enabled
            ? Optional.of(
                Duration.ofSeconds(Optional.ofNullable(sticky.durationSeconds()).orElse(0)))
            : Optional.empty();
    return Reply.answer(new ListenerAction.Forward(targets, stickiness, order));
  }

  private static ListenerAction.Weighted weighted(String arn, Optional<Integer> weight) {
    return new ListenerAction.Weighted(new TargetGroupArn(arn), weight);
  }

  private static Reply<ListenerAction> redirect(
      RedirectActionConfig config, Optional<Integer> order) {
    return Reply.answer(
        new ListenerAction.Redirect(
            or(config.protocol(), "#{protocol}"),
            or(config.host(), "#{host}"),
            or(config.port(), "#{port}"),
            or(config.path(), "/#{path}"),
            or(config.query(), "#{query}"),
            or(config.statusCodeAsString(), ""),
            order));
  }

  private static Reply<ListenerAction> response(
      FixedResponseActionConfig config, Optional<Integer> order) {
    return Reply.answer(
        new ListenerAction.FixedResponse(
            or(config.statusCode(), ""),
            Optional.ofNullable(config.contentType()),
            Optional.ofNullable(config.messageBody()),
            order));
  }

  private static Reply<ListenerAction> oidc(
      AuthenticateOidcActionConfig config, Optional<Integer> order) {
    boolean keeps = Boolean.TRUE.equals(config.useExistingClientSecret());
    if (keeps && config.clientSecret() != null) {
      return ElbFound.invalid(
          "A client secret cannot be specified together with UseExistingClientSecret");
    }
    if (!keeps && config.clientSecret() == null) {
      return ElbFound.invalid("A client secret must be specified");
    }
    return Reply.answer(
        new ListenerAction.AuthenticateOidc(
            or(config.issuer(), ""),
            or(config.authorizationEndpoint(), ""),
            or(config.tokenEndpoint(), ""),
            or(config.userInfoEndpoint(), ""),
            or(config.clientId(), ""),
            config.clientSecret() != null,
            session(
                config.sessionCookieName(),
                config.scope(),
                config.sessionTimeout(),
                config.authenticationRequestExtraParams(),
                config.onUnauthenticatedRequestAsString()),
            order));
  }

  private static Reply<ListenerAction> cognito(
      AuthenticateCognitoActionConfig config, Optional<Integer> order) {
    return Reply.answer(
        new ListenerAction.AuthenticateCognito(
            or(config.userPoolArn(), ""),
            or(config.userPoolClientId(), ""),
            or(config.userPoolDomain(), ""),
            session(
                config.sessionCookieName(),
                config.scope(),
                config.sessionTimeout(),
                config.authenticationRequestExtraParams(),
                config.onUnauthenticatedRequestAsString()),
            order));
  }

  private static ListenerAction.Session session(
      String cookie,
      String scope,
      Long timeout,
      Map<String, String> params,
      String onUnauthenticated) {
    return new ListenerAction.Session(
        or(cookie, COOKIE),
        or(scope, SCOPE),
        Duration.ofSeconds(Math.clamp(timeout == null ? WEEK : timeout, -1, WEEK + 1)),
        params,
        or(onUnauthenticated, ON_UNAUTHENTICATED));
  }

  private static Reply<ListenerAction> jwt(
      JwtValidationActionConfig config, Optional<Integer> order) {
    return Reply.answer(
        new ListenerAction.JwtValidation(
            or(config.jwksEndpoint(), ""),
            or(config.issuer(), ""),
            config.additionalClaims().stream()
                .map(
                    it ->
                        new ListenerAction.Claim(
                            or(it.formatAsString(), ""), or(it.name(), ""), it.values()))
                .toList(),
            order));
  }

  private static String or(String text, String standard) {
    return text == null ? standard : text;
  }

  /** Actions as ELB shows them: with its defaults, without secrets. */
  static List<Action> sdk(List<ListenerAction> actions, LoadBalancerType balancer) {
    return actions.stream().map(action -> sdk(action, balancer)).toList();
  }

  private static Action sdk(ListenerAction action, LoadBalancerType balancer) {
    Action.Builder sdk = Action.builder().type(action.word());
    action.order().ifPresent(sdk::order);
    switch (action) {
      case ListenerAction.Forward forward -> show(forward, balancer, sdk);
      case ListenerAction.Redirect it ->
          sdk.redirectConfig(
              RedirectActionConfig.builder()
                  .protocol(it.protocol())
                  .host(it.host())
                  .port(it.port())
                  .path(it.path())
                  .query(it.query())
                  .statusCode(it.statusCode())
                  .build());
      case ListenerAction.FixedResponse it -> {
        var config = FixedResponseActionConfig.builder().statusCode(it.statusCode());
        it.contentType().ifPresent(config::contentType);
        it.messageBody().ifPresent(config::messageBody);
        sdk.fixedResponseConfig(config.build());
      }
      case ListenerAction.AuthenticateOidc it ->
          sdk.authenticateOidcConfig(
              AuthenticateOidcActionConfig.builder()
                  .issuer(it.issuer())
                  .authorizationEndpoint(it.authorizationEndpoint())
                  .tokenEndpoint(it.tokenEndpoint())
                  .userInfoEndpoint(it.userInfoEndpoint())
                  .clientId(it.clientId())
                  .sessionCookieName(it.session().cookieName())
                  .scope(it.session().scope())
                  .sessionTimeout(it.session().timeout().toSeconds())
                  .authenticationRequestExtraParams(it.session().extraParams())
                  .onUnauthenticatedRequest(it.session().onUnauthenticatedRequest())
                  .build());
      case ListenerAction.AuthenticateCognito it ->
          sdk.authenticateCognitoConfig(
              AuthenticateCognitoActionConfig.builder()
                  .userPoolArn(it.userPoolArn())
                  .userPoolClientId(it.userPoolClientId())
                  .userPoolDomain(it.userPoolDomain())
                  .sessionCookieName(it.session().cookieName())
                  .scope(it.session().scope())
                  .sessionTimeout(it.session().timeout().toSeconds())
                  .authenticationRequestExtraParams(it.session().extraParams())
                  .onUnauthenticatedRequest(it.session().onUnauthenticatedRequest())
                  .build());
      case ListenerAction.JwtValidation it ->
          sdk.jwtValidationConfig(
              JwtValidationActionConfig.builder()
                  .jwksEndpoint(it.jwksEndpoint())
                  .issuer(it.issuer())
                  .additionalClaims(
                      it.additionalClaims().stream().map(ActionMapping::claim).toList())
                  .build());
    }
    return sdk.build();
  }

  private static JwtValidationActionAdditionalClaim claim(ListenerAction.Claim claim) {
    return JwtValidationActionAdditionalClaim.builder()
        .format(claim.format())
        .name(claim.name())
        .values(claim.values())
        .build();
  }

  /** A single target group is shown by its ARN too; without a weight one of 1 counts. */
  private static void show(
      ListenerAction.Forward forward, LoadBalancerType balancer, Action.Builder sdk) {
    boolean application = balancer == LoadBalancerType.APPLICATION;
    List<TargetGroupTuple> tuples = new ArrayList<>();
    for (ListenerAction.Weighted each : forward.targets()) {
      var tuple = TargetGroupTuple.builder().targetGroupArn(each.targetGroup().value());
      each.weight()
          .or(() -> application ? Optional.of(1) : Optional.empty())
          .ifPresent(tuple::weight);
      tuples.add(tuple.build());
    }
    if (tuples.size() == 1) {
      sdk.targetGroupArn(tuples.getFirst().targetGroupArn());
    }
    var sticky = TargetGroupStickinessConfig.builder().enabled(forward.stickiness().isPresent());
    forward
        .stickiness()
        .filter(it -> !it.isZero())
        .ifPresent(it -> sticky.durationSeconds((int) it.toSeconds()));
    var config = ForwardActionConfig.builder().targetGroups(tuples);
    if (application || forward.stickiness().isPresent()) {
      config.targetGroupStickinessConfig(sticky.build());
    }
    sdk.forwardConfig(config.build());
  }
}
