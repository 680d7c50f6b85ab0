package io.eksnet.elb;

import io.eksnet.id.Refusal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for what a listener or a rule may do (ELBv2 API reference, "Action"). */
final class ActionRules {
  private static final int MOST_ORDER = 50_000;
  private static final int LONGEST_REDIRECT = 128;
  private static final int LONGEST_BODY = 1024;
  private static final int LONGEST_SESSION = 604_800;
  private static final int MOST_PARAMS = 10;
  private static final int MOST_CLAIMS = 10;
  private static final int LONGEST_CLAIM = 256;
  private static final int MOST_PORT = 65_535;

  private static final Pattern STATUS = Pattern.compile("[245][0-9]{2}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");
  private static final Pattern URL = Pattern.compile("https://[^/\\s]+(/\\S*)?");
  private static final Set<String> CONTENT_TYPES =
      Set.of("text/plain", "text/css", "text/html", "application/javascript", "application/json");
  private static final Set<String> CHECKED_CLAIMS = Set.of("exp", "iss", "nbf", "iat");

  private ActionRules() {}

  /** The actions in the order in which they are done. */
  static List<ListenerAction> ordered(List<ListenerAction> actions) {
    return actions.stream()
        .sorted(Comparator.comparingInt(action -> action.order().orElse(0)))
        .toList();
  }

  /**
   * Why a listener cannot do this, if so; target groups apart.
   *
   * @param actions in their order
   */
  static Optional<Refusal> problem(
      LoadBalancerType type, ElbProtocol protocol, int port, List<ListenerAction> actions) {
    return orderProblem(actions)
        .or(() -> kindProblem(type, protocol, actions))
        .or(
            () ->
                actions.stream()
                    .flatMap(action -> each(action, type, protocol, port).stream())
                    .findFirst());
  }

  private static Optional<Refusal> orderProblem(List<ListenerAction> actions) {
    if (actions.isEmpty()) {
      return invalid("An action must be specified");
    }
    Set<Integer> orders = new HashSet<>();
    for (ListenerAction action : actions) {
      if (actions.size() > 1 && action.order().isEmpty()) {
        return invalid("An order must be specified for each action of a rule with several");
      }
      int order = action.order().orElse(1);
      if (order < 1 || order > MOST_ORDER) {
        return invalid("Action order '" + order + "' must be between 1 and " + MOST_ORDER);
      }
      if (!orders.add(order)) {
        return invalid("Action order '" + order + "' was specified more than once");
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> kindProblem(
      LoadBalancerType type, ElbProtocol protocol, List<ListenerAction> actions) {
    Optional<ListenerAction> foreign =
        actions.stream()
            .filter(it -> type == LoadBalancerType.NETWORK)
            .filter(it -> !(it instanceof ListenerAction.Forward))
            .findFirst();
    if (foreign.isPresent()) {
      return action(
          "Actions of type '"
              + foreign.get().word()
              + "' are not supported for load balancers with type 'network'");
    }
    long routing = actions.stream().filter(ListenerAction::routes).count();
    if (routing > 1) {
      return Optional.of(
          ListenerRefusals.tooManyActions(
              "A rule can only have one action of type 'forward', 'redirect' or"
                  + " 'fixed-response'"));
    }
    if (routing == 0 || !actions.getLast().routes()) {
      return action("The last action must be of type 'forward', 'redirect' or 'fixed-response'");
    }
    if (actions.size() > 2) {
      return Optional.of(
          ListenerRefusals.tooManyActions(
              "A rule can only have one action of type 'authenticate-oidc',"
                  + " 'authenticate-cognito' or 'jwt-validation'"));
    }
    return actions.stream()
        .filter(it -> !it.routes() && protocol != ElbProtocol.HTTPS)
        .findFirst()
        .flatMap(
            it ->
                action(
                    "Actions of type '" + it.word() + "' are supported on HTTPS listeners only"));
  }

  private static Optional<Refusal> each(
      ListenerAction action, LoadBalancerType type, ElbProtocol protocol, int port) {
    return switch (action) {
      case ListenerAction.Forward forward -> forwardProblem(forward, type);
      case ListenerAction.Redirect redirect -> redirectProblem(redirect, protocol, port);
      case ListenerAction.FixedResponse response -> responseProblem(response);
      case ListenerAction.AuthenticateOidc oidc ->
          url("Issuer", oidc.issuer())
              .or(() -> url("AuthorizationEndpoint", oidc.authorizationEndpoint()))
              .or(() -> url("TokenEndpoint", oidc.tokenEndpoint()))
              .or(() -> url("UserInfoEndpoint", oidc.userInfoEndpoint()))
              .or(
                  () ->
                      oidc.hasSecret()
                          ? Optional.empty()
                          : invalid("A client secret must be specified"))
              .or(() -> sessionProblem(oidc.session()));
      case ListenerAction.AuthenticateCognito cognito ->
          (cognito.userPoolArn().matches("arn:[a-z-]+:cognito-idp:[a-z0-9-]+:[0-9]{12}:userpool/.+")
                  ? Optional.<Refusal>empty()
                  : invalid("'" + cognito.userPoolArn() + "' is not a valid user pool ARN"))
              .or(() -> sessionProblem(cognito.session()));
      case ListenerAction.JwtValidation jwt -> jwtProblem(jwt);
    };
  }

  private static Optional<Refusal> forwardProblem(
      ListenerAction.Forward forward, LoadBalancerType type) {
    if (forward.targets().isEmpty()) {
      return invalid("A target group ARN must be specified");
    }
    if (forward.targetGroups().size() < forward.targets().size()) {
      return invalid("A target group can be specified only once in an action");
    }
    boolean several = forward.targets().size() > 1;
    for (ListenerAction.Weighted each : forward.targets()) {
      if (several && each.weight().isEmpty()) {
        return invalid("A weight must be specified for each target group of several");
      }
      int weight = each.weight().orElse(1);
      if (weight < 0 || weight > 999) {
        return invalid("The weight for each target group must be between 0 and 999, inclusive");
      }
    }
    long sticky = forward.stickiness().map(it -> it.toSeconds()).orElse(1L);
    boolean timed = type == LoadBalancerType.APPLICATION || sticky != 0;
    return timed && (sticky < 1 || sticky > LONGEST_SESSION)
        ? invalid("The stickiness duration must be between 1 and " + LONGEST_SESSION + " seconds")
        : Optional.empty();
  }

  private static Optional<Refusal> redirectProblem(
      ListenerAction.Redirect redirect, ElbProtocol protocol, int port) {
    if (!redirect.protocol().matches("HTTPS?|#\\{protocol\\}")) {
      return invalid(
          "The redirect protocol '" + redirect.protocol() + "' must be HTTP, HTTPS or #{protocol}");
    }
    if (!redirect.statusCode().matches("HTTP_30[12]")) {
      return invalid(
          "The redirect status code '" + redirect.statusCode() + "' must be HTTP_301 or HTTP_302");
    }
    boolean number =
        NUMBER.matcher(redirect.port()).matches()
            && Integer.parseInt(redirect.port()) >= 1
            && Integer.parseInt(redirect.port()) <= MOST_PORT;
    if (!number && !redirect.port().equals("#{port}")) {
      return invalid("The redirect port '" + redirect.port() + "' must be 1 to 65535 or #{port}");
    }
    if (!redirect.path().startsWith("/")) {
      return invalid("The redirect path '" + redirect.path() + "' must begin with '/'");
    }
    if (redirect.host().isEmpty()
        || redirect.host().length() > LONGEST_REDIRECT
        || redirect.path().length() > LONGEST_REDIRECT
        || redirect.query().length() > LONGEST_REDIRECT) {
      return invalid("Each part of a redirect can have up to " + LONGEST_REDIRECT + " characters");
    }
    if (protocol == ElbProtocol.HTTPS && redirect.protocol().equals("HTTP")) {
      return action("The redirect configuration is not valid: HTTPS cannot redirect to HTTP");
    }
    boolean same =
        Set.of("#{protocol}", protocol.name()).contains(redirect.protocol())
            && Set.of("#{port}", Integer.toString(port)).contains(redirect.port())
            && redirect.host().equals("#{host}")
            && redirect.path().equals("/#{path}");
    return same
        ? action("The redirect configuration is not valid because it creates a loop.")
        : Optional.empty();
  }

  private static Optional<Refusal> responseProblem(ListenerAction.FixedResponse response) {
    if (!STATUS.matcher(response.statusCode()).matches()) {
      return invalid(
          "1 validation error detected: Value '"
              + response.statusCode()
              + "' at 'actions.1.member.fixedResponseConfig.statusCode' failed to satisfy"
              + " constraint: Member must satisfy regular expression pattern: ^(2|4|5)\\d\\d$");
    }
    if (response.messageBody().filter(it -> it.length() > LONGEST_BODY).isPresent()) {
      return invalid("The message body can have up to " + LONGEST_BODY + " characters");
    }
    return response
        .contentType()
        .filter(it -> !it.isEmpty() && !CONTENT_TYPES.contains(it))
        .flatMap(
            _ ->
                action(
                    "The ContentType must be one of:'text/html', 'application/json',"
                        + " 'application/javascript', 'text/css', 'text/plain'"));
  }

  private static Optional<Refusal> sessionProblem(ListenerAction.Session session) {
    long timeout = session.timeout().toSeconds();
    if (timeout < 1 || timeout > LONGEST_SESSION) {
      return invalid("The session timeout must be between 1 and " + LONGEST_SESSION + " seconds");
    }
    if (session.extraParams().size() > MOST_PARAMS) {
      return invalid("Up to " + MOST_PARAMS + " extra parameters can be specified");
    }
    return Set.of("deny", "allow", "authenticate").contains(session.onUnauthenticatedRequest())
        ? Optional.empty()
        : invalid(
            "OnUnauthenticatedRequest '"
                + session.onUnauthenticatedRequest()
                + "' must be deny, allow or authenticate");
  }

  private static Optional<Refusal> jwtProblem(ListenerAction.JwtValidation jwt) {
    if (jwt.issuer().isEmpty() || jwt.issuer().length() > LONGEST_CLAIM) {
      return invalid("The issuer can have 1 to " + LONGEST_CLAIM + " characters");
    }
    if (jwt.jwksEndpoint().length() > LONGEST_CLAIM) {
      return invalid("The JWKS endpoint can have up to " + LONGEST_CLAIM + " characters");
    }
    if (jwt.additionalClaims().size() > MOST_CLAIMS) {
      return invalid("Up to " + MOST_CLAIMS + " additional claims can be specified");
    }
    return url("JwksEndpoint", jwt.jwksEndpoint())
        .or(
            () ->
                jwt.additionalClaims().stream()
                    .flatMap(claim -> claimProblem(claim).stream())
                    .findFirst());
  }

  private static Optional<Refusal> claimProblem(ListenerAction.Claim claim) {
    if (CHECKED_CLAIMS.contains(claim.name())) {
      return invalid("The claim '" + claim.name() + "' is validated by default");
    }
    if (!Set.of("single-string", "string-array", "space-separated-values")
        .contains(claim.format())) {
      return invalid("The claim format '" + claim.format() + "' is not valid");
    }
    boolean unfit =
        claim.values().isEmpty()
            || claim.values().size() > MOST_CLAIMS
            || claim.values().stream().anyMatch(it -> it.length() > LONGEST_CLAIM);
    boolean spaced =
        claim.format().equals("space-separated-values")
            && claim.values().stream().anyMatch(it -> it.contains(" "));
    return unfit || spaced
        ? invalid("The values of claim '" + claim.name() + "' are not valid")
        : Optional.empty();
  }

  private static Optional<Refusal> url(String member, String text) {
    return URL.matcher(text).matches()
        ? Optional.empty()
        : invalid(member + " '" + text + "' must be a full URL with HTTPS");
  }

  private static Optional<Refusal> invalid(String message) {
    return Optional.of(ListenerRefusals.invalid(message));
  }

  private static Optional<Refusal> action(String message) {
    return Optional.of(ListenerRefusals.action(message));
  }
}
