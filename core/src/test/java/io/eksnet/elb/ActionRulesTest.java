package io.eksnet.elb;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.TargetGroupArn;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a listener on HTTPS port 443 may not do, a row for each reason. */
class ActionRulesTest {
  private static final TargetGroupArn ONE = new TargetGroupArn("arn:1");
  private static final TargetGroupArn TWO = new TargetGroupArn("arn:2");
  private static final String AUTHENTICATED =
      "A rule can only have one action of type 'authenticate-oidc', 'authenticate-cognito' or"
          + " 'jwt-validation'";

  private record Row(String what, List<ListenerAction> actions, String refusal) {}

  @TestFactory
  Stream<DynamicTest> eachWrongActionIsRefused() {
    return Stream.of(orders(), forwards(), redirects(), answers(), logins())
        .flatMap(List::stream)
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.what(),
                    () ->
                        assertThat(problem(ElbProtocol.HTTPS, row.actions()))
                            .isEqualTo(row.refusal())));
  }

  private static List<Row> orders() {
    return List.of(
        new Row("nothing", List.of(), "ValidationError: An action must be specified"),
        new Row(
            "two without places",
            List.of(oidc(Optional.empty()), BalancerLab.HELLO),
            "ValidationError: An order must be specified for each action of a rule with several"),
        new Row(
            "two in one place",
            List.of(oidc(Optional.of(1)), hello(1)),
            "ValidationError: Action order '1' was specified more than once"),
        new Row(
            "a place too far",
            List.of(hello(50_001)),
            "ValidationError: Action order '50001' must be between 1 and 50000"),
        new Row(
            "two that route",
            List.of(hello(1), hello(2)),
            "TooManyActions: A rule can only have one action of type 'forward', 'redirect' or"
                + " 'fixed-response'"),
        new Row(
            "a login last",
            List.of(hello(1), oidc(Optional.of(2))),
            "InvalidLoadBalancerAction: The last action must be of type 'forward', 'redirect' or"
                + " 'fixed-response'"),
        new Row(
            "two logins",
            List.of(oidc(Optional.of(1)), cognito(2), hello(3)),
            "TooManyActions: " + AUTHENTICATED));
  }

  private static List<Row> forwards() {
    String weight =
        "ValidationError: The weight for each target group must be between 0 and 999, inclusive";
    return List.of(
        new Row(
            "nowhere",
            List.of(new ListenerAction.Forward(List.of(), Optional.empty())),
            "ValidationError: A target group ARN must be specified"),
        new Row(
            "twice to one",
            List.of(forward(Optional.empty(), weighted(ONE, 1), weighted(ONE, 2))),
            "ValidationError: A target group can be specified only once in an action"),
        new Row(
            "no weight",
            List.of(
                forward(
                    Optional.empty(),
                    new ListenerAction.Weighted(ONE, Optional.empty()),
                    weighted(TWO, 1))),
            "ValidationError: A weight must be specified for each target group of several"),
        new Row(
            "a weight of 1000",
            List.of(forward(Optional.empty(), weighted(ONE, 1), weighted(TWO, 1_000))),
            weight),
        new Row(
            "a weight below zero", List.of(forward(Optional.empty(), weighted(ONE, -1))), weight),
        new Row(
            "sticky without a duration",
            List.of(forward(Optional.of(Duration.ZERO), weighted(ONE, 1))),
            "ValidationError: The stickiness duration must be between 1 and 604800 seconds"));
  }

  private static List<Row> redirects() {
    String loop =
        "InvalidLoadBalancerAction: The redirect configuration is not valid because it creates a"
            + " loop.";
    return List.of(
        new Row("to itself", List.of(redirect("#{protocol}", "#{port}", "/#{path}")), loop),
        new Row("to itself in numbers", List.of(redirect("HTTPS", "443", "/#{path}")), loop),
        new Row(
            "to HTTP",
            List.of(redirect("HTTP", "80", "/#{path}")),
            "InvalidLoadBalancerAction: The redirect configuration is not valid: HTTPS cannot"
                + " redirect to HTTP"),
        new Row(
            "to FTP",
            List.of(redirect("FTP", "21", "/")),
            "ValidationError: The redirect protocol 'FTP' must be HTTP, HTTPS or #{protocol}"),
        new Row(
            "to port 70000",
            List.of(redirect("HTTPS", "70000", "/")),
            "ValidationError: The redirect port '70000' must be 1 to 65535 or #{port}"),
        new Row(
            "to a path without a slash",
            List.of(redirect("HTTPS", "443", "x")),
            "ValidationError: The redirect path 'x' must begin with '/'"),
        new Row(
            "to a long path",
            List.of(redirect("HTTPS", "443", "/" + "x".repeat(128))),
            "ValidationError: Each part of a redirect can have up to 128 characters"));
  }

  private static List<Row> answers() {
    return List.of(
        new Row(
            "status 302",
            List.of(answer("302", "text/plain", "")),
            "ValidationError: 1 validation error detected: Value '302' at"
                + " 'actions.1.member.fixedResponseConfig.statusCode' failed to satisfy"
                + " constraint: Member must satisfy regular expression pattern: ^(2|4|5)\\d\\d$"),
        new Row(
            "an image",
            List.of(answer("200", "image/png", "")),
            "InvalidLoadBalancerAction: The ContentType must be one of:'text/html',"
                + " 'application/json', 'application/javascript', 'text/css', 'text/plain'"),
        new Row(
            "a long text",
            List.of(answer("200", "text/plain", "x".repeat(1_025))),
            "ValidationError: The message body can have up to 1024 characters"));
  }

  private static List<Row> logins() {
    return List.of(
        new Row(
            "no secret",
            List.of(oidc("https://idp.example.com", false, session(1, 0)), hello(2)),
            "ValidationError: A client secret must be specified"),
        new Row(
            "an issuer without TLS",
            List.of(oidc("http://idp.example.com", true, session(1, 0)), hello(2)),
            "ValidationError: Issuer 'http://idp.example.com' must be a full URL with HTTPS"),
        new Row(
            "a session of no time",
            List.of(oidc("https://idp.example.com", true, session(0, 0)), hello(2)),
            "ValidationError: The session timeout must be between 1 and 604800 seconds"),
        new Row(
            "eleven parameters",
            List.of(oidc("https://idp.example.com", true, session(1, 11)), hello(2)),
            "ValidationError: Up to 10 extra parameters can be specified"),
        new Row(
            "a claim that is checked anyway",
            List.of(jwt(new ListenerAction.Claim("single-string", "iss", List.of("x"))), hello(2)),
            "ValidationError: The claim 'iss' is validated by default"),
        new Row(
            "values with spaces in between",
            List.of(
                jwt(new ListenerAction.Claim("space-separated-values", "s", List.of("a b"))),
                hello(2)),
            "ValidationError: The values of claim 's' are not valid"));
  }

  @Test
  void loginsNeedHttps() {
    assertThat(problem(ElbProtocol.HTTP, List.of(cognito(1), hello(2))))
        .isEqualTo(
            "InvalidLoadBalancerAction: Actions of type 'authenticate-cognito' are supported on"
                + " HTTPS listeners only");
  }

  @Test
  void whatIsRightIsTaken() {
    List<List<ListenerAction>> right =
        List.of(
            List.of(oidc(Optional.of(1)), hello(2)),
            List.of(cognito(1), hello(2)),
            List.of(jwt(new ListenerAction.Claim("string-array", "aud", List.of("a"))), hello(2)),
            List.of(redirect("HTTPS", "8443", "/#{path}")),
            List.of(redirect("#{protocol}", "#{port}", "/new/#{path}")),
            List.of(forward(Optional.of(Duration.ofHours(1)), weighted(ONE, 0), weighted(TWO, 9))));
    for (List<ListenerAction> actions : right) {
      assertThat(ActionRules.problem(LoadBalancerType.APPLICATION, ElbProtocol.HTTPS, 443, actions))
          .as("%s", actions)
          .isEmpty();
    }
  }

  @Test
  void actionsAreDoneInTheirOrder() {
    assertThat(ActionRules.ordered(List.of(hello(7), oidc(Optional.of(3)))))
        .extracting(ListenerAction::word)
        .containsExactly("authenticate-oidc", "fixed-response");
  }

  private static String problem(ElbProtocol protocol, List<ListenerAction> actions) {
    return ActionRules.problem(LoadBalancerType.APPLICATION, protocol, 443, actions)
        .orElseThrow()
        .toString();
  }

  private static ListenerAction hello(int order) {
    return new ListenerAction.FixedResponse(
        "200", Optional.empty(), Optional.empty(), Optional.of(order));
  }

  private static ListenerAction answer(String status, String type, String body) {
    return new ListenerAction.FixedResponse(
        status, Optional.of(type), Optional.of(body), Optional.empty());
  }

  private static ListenerAction redirect(String protocol, String port, String path) {
    return new ListenerAction.Redirect(
        protocol, "#{host}", port, path, "#{query}", "HTTP_301", Optional.empty());
  }

  private static ListenerAction.Weighted weighted(TargetGroupArn group, int weight) {
    return new ListenerAction.Weighted(group, Optional.of(weight));
  }

  private static ListenerAction forward(
      Optional<Duration> stickiness, ListenerAction.Weighted... targets) {
    return new ListenerAction.Forward(List.of(targets), stickiness);
  }

  private static ListenerAction.Session session(int seconds, int params) {
    Map<String, String> extra = new HashMap<>();
    Collections.nCopies(params, "v").forEach(it -> extra.put("k" + extra.size(), it));
    return new ListenerAction.Session(
        "c", "openid", Duration.ofSeconds(seconds), extra, "authenticate");
  }

  private static ListenerAction oidc(Optional<Integer> order) {
    return new ListenerAction.AuthenticateOidc(
        "https://idp.example.com",
        "https://idp.example.com/a",
        "https://idp.example.com/t",
        "https://idp.example.com/u",
        "client",
        true,
        session(60, 0),
        order);
  }

  private static ListenerAction oidc(
      String issuer, boolean secret, ListenerAction.Session session) {
    return new ListenerAction.AuthenticateOidc(
        issuer,
        "https://idp.example.com/a",
        "https://idp.example.com/t",
        "https://idp.example.com/u",
        "client",
        secret,
        session,
        Optional.of(1));
  }

  private static ListenerAction cognito(int order) {
    return new ListenerAction.AuthenticateCognito(
        "arn:aws:cognito-idp:us-west-2:123456789012:userpool/us-west-2_a",
        "client",
        "domain",
        session(60, 0),
        Optional.of(order));
  }

  private static ListenerAction jwt(ListenerAction.Claim claim) {
    return new ListenerAction.JwtValidation(
        "https://idp.example.com/jwks", "issuer", List.of(claim), Optional.of(1));
  }
}
