package io.eksnet.iam;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A policy as somebody gave it and as it is understood. The text is what is shown; the document is
 * what judges.
 *
 * @param text the JSON, as it was given
 */
public record Policy(String text, PolicyDocument document) {

  private static final String ASSUME = "sts:AssumeRole";

  /** The trust policy that lets an AWS service, such as {@code ec2.amazonaws.com}, have a role. */
  public static Policy trusting(String service) {
    return trusting(List.of(service), List.of(ASSUME));
  }

  /**
   * The trust policy that lets AWS services have a role and tag its sessions, as EKS and its pod
   * identities want it.
   */
  public static Policy trustingWithTags(List<String> services) {
    return trusting(services, List.of(ASSUME, "sts:TagSession"));
  }

  private static Policy trusting(List<String> services, List<String> actions) {
    Statement statement =
        new Statement(
            Optional.empty(),
            Statement.Effect.ALLOW,
            Optional.of(new Principals(false, List.of(), services, List.of())),
            new Statement.Names(false, actions),
            Optional.empty(),
            List.of());
    return new Policy(
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
        "Principal":{"Service":%s},"Action":%s}]}"""
            .formatted(json(services), json(actions)),
        new PolicyDocument(PolicyDocument.VERSION, List.of(statement)));
  }

  /** One name as a string, several as a list, as people write them. */
  private static String json(List<String> names) {
    return names.size() == 1
        ? '"' + names.getFirst() + '"'
        : names.stream().map(it -> '"' + it + '"').collect(Collectors.joining(",", "[", "]"));
  }

  /** Its size as IAM counts it: white space does not count. */
  public int size() {
    return (int) text.chars().filter(c -> !Character.isWhitespace(c)).count();
  }
}
