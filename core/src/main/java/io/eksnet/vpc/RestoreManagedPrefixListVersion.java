package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.PrefixListId;
import io.eksnet.table.Facts;

/**
 * Makes a new version of a prefix list with the entries that it had in an earlier one.
 *
 * <p>Refused with InvalidPrefixListID.NotFound, UnsupportedOperation (a list of AWS),
 * PrefixListVersionMismatch, InvalidParameterValue (no such version), PrefixListMaxEntriesExceeded.
 *
 * @param previous the version to restore
 * @param current what the client takes for the current version
 */
public record RestoreManagedPrefixListVersion(PrefixListId id, long previous, long current)
    implements Command<ManagedPrefixList> {
  @Override
  public Decision<ManagedPrefixList> decide(Facts facts, Context context) {
    return PrefixLists.restore(new Vpcs(facts), this);
  }
}
