package io.eksnet.eks;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;

/** Takes the rights of an access policy away. Refused with ResourceNotFoundException. */
public record DisassociateAccessPolicy(
    Scope scope, String cluster, String principal, String policyArn)
    implements Command<AccessEntry> {
  @Override
  public Decision<AccessEntry> decide(Facts facts, Context context) {
    return AccessEntries.disassociate(facts, this);
  }
}
