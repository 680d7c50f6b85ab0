package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.PrefixListId;
import io.eksnet.table.Facts;

/**
 * Deletes a prefix list.
 *
 * <p>Refused with InvalidPrefixListID.NotFound, UnsupportedOperation (a list of AWS),
 * DependencyViolation (a route or a security group rule names it).
 */
public record DeleteManagedPrefixList(PrefixListId id) implements Command<ManagedPrefixList> {
  @Override
  public Decision<ManagedPrefixList> decide(Facts facts, Context context) {
    return PrefixLists.delete(new Vpcs(facts), this);
  }
}
