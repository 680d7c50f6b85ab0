package io.eksnet.eks;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Gives a principal the rights of an access policy; a repetition replaces where it holds. Refused
 * with ResourceNotFoundException and InvalidParameterException.
 *
 * @param scopeType cluster or namespace
 */
public record AssociateAccessPolicy(
    Scope scope,
    String cluster,
    String principal,
    String policyArn,
    String scopeType,
    List<String> namespaces)
    implements Command<AccessEntry.Association> {
  public AssociateAccessPolicy {
    namespaces = List.copyOf(namespaces);
  }

  @Override
  public Decision<AccessEntry.Association> decide(Facts facts, Context context) {
    return AccessEntries.associate(facts, this, context);
  }
}
