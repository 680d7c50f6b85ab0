package io.eksnet.elb;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.elb.RuleCondition.HostHeader;
import io.eksnet.elb.RuleCondition.HttpHeader;
import io.eksnet.elb.RuleCondition.HttpRequestMethod;
import io.eksnet.elb.RuleCondition.Parameter;
import io.eksnet.elb.RuleCondition.PathPattern;
import io.eksnet.elb.RuleCondition.Patterns;
import io.eksnet.elb.RuleCondition.QueryString;
import io.eksnet.elb.RuleCondition.SourceIp;
import io.eksnet.vpc.Vpcs;
import io.eksnet.world.World;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ConditionRulesTest {
  private static final Vpcs STANDARD = new Vpcs(World.EMPTY);

  private record Row(String refusal, List<RuleCondition> conditions) {
    Row(String refusal, RuleCondition... conditions) {
      this(refusal, List.of(conditions));
    }
  }

  @TestFactory
  Stream<DynamicTest> eachWrongConditionIsRefused() {
    return Stream.of(
            new Row("A condition must be specified"),
            new Row("A condition value must be specified", host()),
            new Row("A condition value cannot be empty", path("")),
            new Row(
                "A rule can only have one 'host-header' condition",
                host("a.example.com"),
                host("b.example.com")),
            new Row(
                "A rule can only have '5' condition values",
                host("a.example.com", "b.example.com"),
                path("/1", "/2", "/3", "/4")),
            new Row(
                "A rule can only have '5' condition wildcards",
                host("*.example.com"),
                path("/*/*/*", "/?*")),
            new Row(
                "Condition value for 'path-pattern' cannot contain more than 128 characters",
                path("/" + "x".repeat(128))),
            new Row(
                "Condition value 'localhost' contains a character that is not valid",
                host("localhost")),
            new Row(
                "Condition value 'a.example.c0m' contains a character that is not valid",
                host("a.example.c0m")),
            new Row("Condition value '/a b' contains a character that is not valid", path("/a b")),
            new Row("The path pattern 'a' must begin with '/'", path("a")),
            new Row(
                "You must provide exactly one of the following: ['Values' 'RegexValues'] for"
                    + " config of type 'HostHeaderConfig'",
                new HostHeader(new Patterns(List.of("a.example.com"), List.of("a.*")))),
            new Row(
                "'(' is not a valid regular expression",
                new PathPattern(new Patterns(List.of(), List.of("(")))),
            new Row("You cannot specify 'host' as an HTTP header name", header("Host", "x")),
            new Row("The HTTP header name 'a b' is not valid", header("a b", "x")),
            new Row(
                "Condition value 'get' contains a character that is not valid",
                new HttpRequestMethod(List.of("get"))),
            new Row(
                "The specified value '10.0.0.1' is not a valid CIDR block",
                new SourceIp(List.of("10.0.0.1"))),
            new Row(
                "A query string key can have 1 to 128 characters",
                new QueryString(List.of(new Parameter(Optional.of(""), "v")))))
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.refusal(),
                    () ->
                        assertThat(ConditionRules.problem(STANDARD, row.conditions()))
                            .hasValueSatisfying(
                                it ->
                                    assertThat(it)
                                        .hasToString("ValidationError: " + row.refusal()))));
  }

  @Test
  void whatIsRightIsTaken() {
    assertThat(
            ConditionRules.problem(
                STANDARD,
                List.of(
                    host("*.example.com"),
                    path("/img/*.png"),
                    header("X-Test", "a b"),
                    new HttpRequestMethod(List.of("GET")),
                    new SourceIp(List.of("2001:db8::/32")))))
        .isEmpty();
    assertThat(
            ConditionRules.problem(
                STANDARD,
                List.of(
                    header("A", "1"),
                    header("A", "2"),
                    new QueryString(List.of(new Parameter(Optional.empty(), "a\\*b\\?c*"))),
                    new PathPattern(new Patterns(List.of(), List.of("^/v[0-9]+/.*$"))))))
        .isEmpty();
  }

  @Test
  void transformsAreOneOfEachType() {
    RuleTransform url = transform(RuleTransform.Type.URL_REWRITE, "^/a/(.*)$", "/b/$1");
    RuleTransform host = transform(RuleTransform.Type.HOST_HEADER_REWRITE, "a", "b");

    assertThat(ConditionRules.transformProblem(List.of(url, host))).isEmpty();
    assertThat(ConditionRules.transformProblem(List.of(url, url)).orElseThrow())
        .hasToString("ValidationError: A rule can only have one 'url-rewrite' transform");
    assertThat(
            ConditionRules.transformProblem(
                    List.of(transform(RuleTransform.Type.URL_REWRITE, "(", "")))
                .orElseThrow())
        .hasToString("ValidationError: '(' is not a valid regular expression");
    assertThat(
            ConditionRules.transformProblem(
                    List.of(new RuleTransform(RuleTransform.Type.URL_REWRITE, List.of())))
                .orElseThrow())
        .hasToString("ValidationError: A transform must have exactly one rewrite");
  }

  private static RuleTransform transform(RuleTransform.Type type, String regex, String replace) {
    return new RuleTransform(type, List.of(new RuleTransform.Rewrite(regex, replace)));
  }

  private static RuleCondition host(String... values) {
    return new HostHeader(new Patterns(List.of(values), List.of()));
  }

  private static RuleCondition path(String... values) {
    return new PathPattern(new Patterns(List.of(values), List.of()));
  }

  private static RuleCondition header(String name, String value) {
    return new HttpHeader(name, new Patterns(List.of(value), List.of()));
  }
}
