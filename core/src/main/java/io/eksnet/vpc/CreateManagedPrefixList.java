package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.PrefixListId;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.net.IpFamily;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Optional;

/**
 * Makes a prefix list.
 *
 * <p>Refused with MissingParameter (a name), InvalidParameterValue (a name of AWS, a size, a block
 * of the other family, a block twice, more than 100 entries), PrefixListMaxEntriesExceeded,
 * PrefixListLimitExceeded.
 *
 * @param maxEntries 1 to the quota of entries
 * @param id pinned in networks that are built from files; otherwise none
 */
public record CreateManagedPrefixList(
    Scope scope,
    String name,
    IpFamily family,
    int maxEntries,
    List<ManagedPrefixList.Entry> entries,
    Tags tags,
    Optional<PrefixListId> id)
    implements Command<ManagedPrefixList> {
  public CreateManagedPrefixList {
    entries = List.copyOf(entries);
  }

  @Override
  public Decision<ManagedPrefixList> decide(Facts facts, Context context) {
    return PrefixLists.create(new Vpcs(facts), this, context);
  }
}
