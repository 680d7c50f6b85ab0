package io.eksnet.iam;

import io.eksnet.iam.Condition.Operator;
import io.eksnet.iam.Condition.Quantifier;
import io.eksnet.iam.Statement.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prints how long one decision over 100 statements takes: ten actions, a condition each. */
final class DecisionTime {
  private static final int STATEMENTS = 100;
  private static final int CALLS = 1_000_000;

  private DecisionTime() {}

  /** Measures named actions, and wildcards that all have to be tried. */
  public static void main(String[] arguments) {
    for (boolean wild : new boolean[] {false, true}) {
      CompiledPolicies policies = CompiledPolicies.of(List.of(policy(wild)));
      AccessRequest request =
          new AccessRequest(
              "ec2:CreateVpc99x5",
              "arn:aws:ec2:us-west-2:111122223333:vpc/vpc-99",
              Map.of("aws:RequestTag/team", List.of("net")));
      int allowed = 0;
      long nanos = 0;
      for (int round = 0; round < 3; round++) {
        long start = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
          allowed += policies.judge(request) == CompiledPolicies.Verdict.ALLOWED ? 1 : 0;
        }
        nanos = System.nanoTime() - start;
      }
      System.out.printf(
          "%s: %.2f us per decision over %d statements (%d allowed)%n",
          wild ? "wildcards" : "names", nanos / 1e3 / CALLS, STATEMENTS, allowed);
    }
  }

  private static PolicyDocument policy(boolean wild) {
    List<Statement> statements = new ArrayList<>();
    for (int i = 0; i < STATEMENTS; i++) {
      List<String> actions = new ArrayList<>();
      for (int j = 0; j < 10; j++) {
        actions.add("ec2:CreateVpc" + (wild ? "*" : "") + i + "x" + j);
      }
      statements.add(
          new Statement(
              Optional.empty(),
              Effect.ALLOW,
              Optional.empty(),
              new Statement.Names(false, actions),
              Optional.of(new Statement.Names(false, List.of("arn:aws:ec2:*:*:vpc/vpc-" + i))),
              List.of(
                  new Condition(
                      Operator.STRING_LIKE,
                      Quantifier.NONE,
                      false,
                      "aws:RequestTag/team",
                      List.of("n*t", "x*")))));
    }
    return new PolicyDocument(PolicyDocument.VERSION, statements);
  }
}
