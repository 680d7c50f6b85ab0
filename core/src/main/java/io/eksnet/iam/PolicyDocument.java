package io.eksnet.iam;

import java.util.List;

/**
 * What a policy says.
 *
 * @param version {@code 2012-10-17} or {@code 2008-10-17}; only the former has policy variables
 */
public record PolicyDocument(String version, List<Statement> statements) {
  /** The version that has policy variables. */
  public static final String VERSION = "2012-10-17";

  /** The version of documents that name none. */
  public static final String OLD_VERSION = "2008-10-17";

  public PolicyDocument {
    statements = List.copyOf(statements);
  }

  /** Whether {@code ${...}} in it is a variable. */
  public boolean hasVariables() {
    return version.equals(VERSION);
  }
}
