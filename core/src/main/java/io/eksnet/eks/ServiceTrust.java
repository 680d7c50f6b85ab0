package io.eksnet.eks;

import io.eksnet.iam.Policy;
import io.eksnet.iam.PolicyDocument;
import io.eksnet.iam.Principals;
import io.eksnet.iam.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The trust policies of roles that AWS services may assume. */
public final class ServiceTrust {
  private static final List<String> ACTIONS = List.of("sts:AssumeRole", "sts:TagSession");

  private ServiceTrust() {}

  /** A policy that trusts services, such as {@code eks.amazonaws.com}. */
  public static Policy in(List<String> services) {
    return new Policy(
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
            + json(services)
            + "},\"Action\":"
            + json(ACTIONS)
            + "}]}",
        new PolicyDocument(
            PolicyDocument.VERSION,
            List.of(
                new Statement(
                    Optional.empty(),
                    Statement.Effect.ALLOW,
                    Optional.of(new Principals(false, List.of(), services, List.of())),
                    new Statement.Names(false, ACTIONS),
                    Optional.empty(),
                    List.of()))));
  }

  private static String json(List<String> texts) {
    return texts.stream().map(it -> "\"" + it + "\"").collect(Collectors.joining(",", "[", "]"));
  }
}
