package io.eksnet.iam;

import java.util.List;
import java.util.Optional;

/**
 * A policy as somebody gave it and as it is understood. The text is what is shown; the document is
 * what judges.
 *
 * @param text the JSON, as it was given
 */
public record Policy(String text, PolicyDocument document) {

  /** The trust policy that lets an AWS service, such as {@code ec2.amazonaws.com}, have a role. */
  public static Policy trusting(String service) {
    Statement statement =
        new Statement(
            Optional.empty(),
            Statement.Effect.ALLOW,
            Optional.of(new Principals(false, List.of(), List.of(service), List.of())),
            new Statement.Names(false, List.of("sts:AssumeRole")),
            Optional.empty(),
            List.of());
    return new Policy(
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
        "Principal":{"Service":"%s"},"Action":"sts:AssumeRole"}]}"""
            .formatted(service),
        new PolicyDocument(PolicyDocument.VERSION, List.of(statement)));
  }

  /** Its size as IAM counts it: white space does not count. */
  public int size() {
    return (int) text.chars().filter(c -> !Character.isWhitespace(c)).count();
  }
}
