package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.PrefixListId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Optional;

/**
 * Renames a prefix list, changes its entries, or changes how many it may have.
 *
 * <p>Refused with InvalidPrefixListID.NotFound, UnsupportedOperation (a list of AWS),
 * PrefixListVersionMismatch, InvalidParameterValue (as for creation; entries added and removed at
 * once), InvalidParameterCombination (entries and size at once), InvalidPrefixListModification (an
 * entry that is there is added, or one that is not is removed), PrefixListMaxEntriesExceeded,
 * InvalidRequest (nothing is to change).
 *
 * @param version what the client takes for the current version
 * @param removed the blocks of entries
 */
public record ModifyManagedPrefixList(
    PrefixListId id,
    Optional<Long> version,
    Optional<String> name,
    List<ManagedPrefixList.Entry> added,
    List<Cidr> removed,
    Optional<Integer> maxEntries)
    implements Command<ManagedPrefixList> {
  public ModifyManagedPrefixList {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
  }

  @Override
  public Decision<ManagedPrefixList> decide(Facts facts, Context context) {
    return PrefixLists.modify(new Vpcs(facts), this);
  }
}
