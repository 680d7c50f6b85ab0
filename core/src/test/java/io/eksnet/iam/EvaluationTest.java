package io.eksnet.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.iam.CompiledPolicies.Verdict;
import io.eksnet.iam.Condition.Operator;
import io.eksnet.iam.Condition.Quantifier;
import io.eksnet.iam.Statement.Effect;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final int ROUNDS = Boolean.getBoolean("eksnet.long") ? 300_000 : 20_000;
  private static final List<String> ACTIONS =
      List.of("ec2:CreateVpc", "ec2:DescribeVpcs", "eks:DescribeCluster", "iam:PassRole");
  private static final List<String> ACTION_PATTERNS =
      List.of(
          "*",
          "ec2:*",
          "EC2:Create*",
          "ec2:Describe?pcs",
          "e*:Describe*",
          "eks:DescribeCluster",
          "iam:PassRole",
          "iam:pass*",
          "sts:*");
  private static final List<String> RESOURCES =
      List.of(
          "*",
          "arn:aws:ec2:us-west-2:1:vpc/vpc-1",
          "arn:aws:ec2:us-west-2:1:vpc/a:b",
          "arn:aws:eks:us-west-2:1:cluster/net",
          "arn:aws:iam::1:role/x/y");
  private static final List<String> RESOURCE_PATTERNS =
      List.of(
          "*",
          "arn:aws:ec2:*:*:vpc/*",
          "arn:aws:ec2:*:vpc/*",
          "arn:aws:ec2:us-west-?:1:vpc/vpc-1",
          "arn:aws:eks:*:1:cluster/${aws:PrincipalTag/team}",
          "arn:aws:eks:*:1:cluster/${*}",
          "arn:*:iam::1:role/*/y");
  private static final List<String> KEYS =
      List.of("aws:TagKeys", "aws:PrincipalTag/team", "aws:RequestTag/Team", "aws:PrincipalArn");
  private static final List<String> VALUES =
      List.of("net", "NET", "a", "*", "arn:aws:iam::1:role/x", "");
  private static final List<String> VALUE_PATTERNS =
      List.of("net", "n?t", "*", "a*", "${aws:PrincipalTag/team}", "arn:aws:iam::*:role/*", "");

  /** Numbers, flags and addresses have keys whose values are such. */
  private static final Map<String, List<String>> TYPED =
      Map.of(
          "sts:DurationSeconds", List.of("900", "3600", "1e3"),
          "aws:SecureTransport", List.of("true", "false"),
          "aws:SourceIp", List.of("10.0.0.1", "192.168.1.1"));

  @Test
  void theFastEvaluationIsTheLiteralOne() {
    Map<Verdict, Integer> seen = new EnumMap<>(Verdict.class);
    for (long seed = 1; seed <= ROUNDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<PolicyDocument> policies = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(3); i++) {
        policies.add(policy(random));
      }
      AccessRequest request = request(random);

      Verdict fast = CompiledPolicies.of(policies).judge(request);

      assertThat(fast)
          .as("seed %d: %s%n%s", seed, request, policies)
          .isEqualTo(LiteralEvaluator.judge(policies, request));
      seen.merge(fast, 1, Integer::sum);
    }
    assertThat(seen.values()).as("all verdicts are met often").allMatch(it -> it > ROUNDS / 50);
  }

  private static PolicyDocument policy(SplittableRandom random) {
    List<Statement> statements = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      List<Condition> conditions = new ArrayList<>();
      for (int j = random.nextInt(3); j > 0; j--) {
        conditions.add(condition(random));
      }
      statements.add(
          new Statement(
              Optional.empty(),
              random.nextInt(3) == 0 ? Effect.DENY : Effect.ALLOW,
              Optional.empty(),
              new Statement.Names(random.nextInt(6) == 0, some(ACTION_PATTERNS, random)),
              Optional.of(
                  new Statement.Names(random.nextInt(6) == 0, some(RESOURCE_PATTERNS, random))),
              conditions));
    }
    return new PolicyDocument(
        random.nextInt(5) == 0 ? PolicyDocument.OLD_VERSION : PolicyDocument.VERSION, statements);
  }

  private static Condition condition(SplittableRandom random) {
    Quantifier quantifier =
        random.nextBoolean() ? Quantifier.NONE : one(List.of(Quantifier.values()), random);
    boolean ifExists = random.nextInt(4) == 0;
    return switch (random.nextInt(8)) {
      case 0 ->
          new Condition(
              Operator.NULL, Quantifier.NONE, false, one(KEYS, random), List.of(flag(random)));
      case 1 ->
          new Condition(
              one(
                  List.of(
                      Operator.NUMERIC_EQUALS,
                      Operator.NUMERIC_NOT_EQUALS,
                      Operator.NUMERIC_LESS_THAN,
                      Operator.NUMERIC_GREATER_THAN_EQUALS),
                  random),
              quantifier,
              ifExists,
              "sts:durationseconds",
              List.of("1000"));
      case 2 ->
          new Condition(
              Operator.BOOL, quantifier, ifExists, "AWS:SecureTransport", List.of(flag(random)));
      case 3 ->
          new Condition(
              one(List.of(Operator.IP_ADDRESS, Operator.NOT_IP_ADDRESS), random),
              quantifier,
              ifExists,
              "aws:SourceIp",
              List.of("10.0.0.0/8"));
      default ->
          new Condition(
              one(
                  List.of(
                      Operator.STRING_EQUALS,
                      Operator.STRING_NOT_EQUALS,
                      Operator.STRING_EQUALS_IGNORE_CASE,
                      Operator.STRING_NOT_EQUALS_IGNORE_CASE,
                      Operator.STRING_LIKE,
                      Operator.STRING_NOT_LIKE,
                      Operator.ARN_LIKE,
                      Operator.ARN_NOT_EQUALS),
                  random),
              quantifier,
              ifExists,
              one(KEYS, random),
              some(VALUE_PATTERNS, random));
    };
  }

  private static String flag(SplittableRandom random) {
    return Boolean.toString(random.nextBoolean());
  }

  private static AccessRequest request(SplittableRandom random) {
    Map<String, List<String>> context = new HashMap<>();
    for (String key : KEYS) {
      if (random.nextInt(3) > 0) {
        context.put(
            key, key.equals("aws:TagKeys") ? some(VALUES, random) : List.of(one(VALUES, random)));
      }
    }
    TYPED.forEach(
        (key, values) -> {
          if (random.nextBoolean()) {
            context.put(key, List.of(one(values, random)));
          }
        });
    return new AccessRequest(one(ACTIONS, random), one(RESOURCES, random), context);
  }

  private static <T> T one(List<T> list, SplittableRandom random) {
    return list.get(random.nextInt(list.size()));
  }

  private static <T> List<T> some(List<T> list, SplittableRandom random) {
    List<T> some = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(2); i++) {
      some.add(one(list, random));
    }
    return some;
  }
}
