package io.eksnet.elb;

import io.eksnet.id.TargetGroupArn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a listener or a rule does with a request. The last one routes it; one before it may ask who
 * the client is.
 */
public sealed interface ListenerAction {

  /** Its place among the actions, 1 to 50,000, lowest first; none where it was not given. */
  Optional<Integer> order();

  /**
   * Sends it to targets.
   *
   * @param targets one or more target groups with their weights
   * @param stickiness how long a client stays with a group; zero where only that was asked for (a
   *     Network Load Balancer); none if it does not
   */
  record Forward(List<Weighted> targets, Optional<Duration> stickiness, Optional<Integer> order)
      implements ListenerAction {
    public Forward {
      targets = List.copyOf(targets);
    }

    /** One without a place. */
    public Forward(List<Weighted> targets, Optional<Duration> stickiness) {
      this(targets, stickiness, Optional.empty());
    }
  }

  /**
   * A target group and its share.
   *
   * @param weight 0 to 999; none where it was not given
   */
  record Weighted(TargetGroupArn targetGroup, Optional<Integer> weight) {}

  /**
   * Sends the client elsewhere. Each part may hold placeholders for the request's own, such as
   * {@code #{host}}.
   *
   * @param statusCode HTTP_301 or HTTP_302
   */
  record Redirect(
      String protocol,
      String host,
      String port,
      String path,
      String query,
      String statusCode,
      Optional<Integer> order)
      implements ListenerAction {}

  /**
   * Answers by itself.
   *
   * @param messageBody up to 1,024 characters
   */
  record FixedResponse(
      String statusCode,
      Optional<String> contentType,
      Optional<String> messageBody,
      Optional<Integer> order)
      implements ListenerAction {}

  /**
   * Lets those in whom an OpenID Connect provider knows.
   *
   * @param hasSecret whether a client secret was given, or one is there that a request leaves. The
   *     secret itself is not kept: nothing here ever talks to the provider
   */
  record AuthenticateOidc(
      String issuer,
      String authorizationEndpoint,
      String tokenEndpoint,
      String userInfoEndpoint,
      String clientId,
      boolean hasSecret,
      Session session,
      Optional<Integer> order)
      implements ListenerAction {
    AuthenticateOidc withSecretOf(AuthenticateOidc other) {
      return new AuthenticateOidc(
          issuer,
          authorizationEndpoint,
          tokenEndpoint,
          userInfoEndpoint,
          clientId,
          other.hasSecret(),
          session,
          order);
    }

    @Override
    public String toString() {
      return "AuthenticateOidc[" + issuer + ", " + clientId + "]";
    }
  }

  /** Lets those in whom a user pool of Cognito knows. */
  record AuthenticateCognito(
      String userPoolArn,
      String userPoolClientId,
      String userPoolDomain,
      Session session,
      Optional<Integer> order)
      implements ListenerAction {}

  /**
   * How a client stays known.
   *
   * @param cookieName {@code AWSELBAuthSessionCookie} if not given
   * @param scope what is asked of the provider, {@code openid} if not given
   * @param timeout 1 second to 7 days, 7 days if not given
   * @param extraParams up to 10 parameters of the redirect to the provider
   * @param onUnauthenticatedRequest deny, allow or authenticate
   */
  record Session(
      String cookieName,
      String scope,
      Duration timeout,
      Map<String, String> extraParams,
      String onUnauthenticatedRequest) {
    public Session {
      extraParams = java.util.Collections.unmodifiableMap(new TreeMap<>(extraParams));
    }
  }

  /**
   * Lets those in who bring a token that an issuer signed.
   *
   * @param additionalClaims up to 10
   */
  record JwtValidation(
      String jwksEndpoint, String issuer, List<Claim> additionalClaims, Optional<Integer> order)
      implements ListenerAction {
    public JwtValidation {
      additionalClaims = List.copyOf(additionalClaims);
    }
  }

  /**
   * What a token must say.
   *
   * @param format single-string, string-array or space-separated-values
   */
  record Claim(String format, String name, List<String> values) {
    public Claim {
      values = List.copyOf(values);
    }
  }

  /** AWS's word for what it does. */
  default String word() {
    return switch (this) {
      case Forward _ -> "forward";
      case Redirect _ -> "redirect";
      case FixedResponse _ -> "fixed-response";
      case AuthenticateOidc _ -> "authenticate-oidc";
      case AuthenticateCognito _ -> "authenticate-cognito";
      case JwtValidation _ -> "jwt-validation";
    };
  }

  /** Whether it ends the way of a request. */
  default boolean routes() {
    return switch (this) {
      case Forward _, Redirect _, FixedResponse _ -> true;
      case AuthenticateOidc _, AuthenticateCognito _, JwtValidation _ -> false;
    };
  }

  /** The target groups that it sends to. */
  default List<TargetGroupArn> targetGroups() {
    return switch (this) {
      case Forward forward ->
          forward.targets().stream().map(Weighted::targetGroup).distinct().toList();
      case Redirect _,
          FixedResponse _,
          AuthenticateOidc _,
          AuthenticateCognito _,
          JwtValidation _ ->
          List.of();
    };
  }
}
