package io.eksnet.iam;

import java.util.List;
import java.util.stream.Stream;

/**
 * Whom a statement of a trust policy is about.
 *
 * @param except whether it is all but these: NotPrincipal
 * @param aws account ids, ARNs of roots, roles and sessions, or {@code *}
 * @param services such as {@code eks.amazonaws.com}
 * @param federated ARNs of identity providers
 */
public record Principals(
    boolean except, List<String> aws, List<String> services, List<String> federated) {
  /** Anybody. */
  public static final String EVERYONE = "*";

  public Principals {
    aws = List.copyOf(aws);
    services = List.copyOf(services);
    federated = List.copyOf(federated);
  }

  /** How many there are. */
  public long size() {
    return Stream.of(aws, services, federated).mapToLong(List::size).sum();
  }
}
