package io.eksnet.vpc;

import io.eksnet.id.PrefixListId;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.IpFamily;
import io.eksnet.table.Kind;
import java.util.List;

/**
 * A managed prefix list: blocks of addresses under one name, for routes and security group rules.
 *
 * @param scope its owner; of AWS's own lists, who sees it
 * @param awsManaged whether AWS keeps it, such as that of S3
 * @param maxEntries what it counts for in route tables and groups that name it; its own size for
 *     AWS's lists
 * @param version counts the changes of its entries, from 1
 */
public record ManagedPrefixList(
    PrefixListId id,
    Scope scope,
    String name,
    boolean awsManaged,
    IpFamily family,
    int maxEntries,
    List<Entry> entries,
    long version,
    Tags tags)
    implements Scoped {

  /** One block. */
  public record Entry(Cidr cidr, String description) {}

  /** Prefix lists by id. */
  public static final Kind<PrefixListId, ManagedPrefixList> KIND =
      Kind.of("prefix-list", ManagedPrefixList.class, ManagedPrefixList::id);

  public ManagedPrefixList {
    entries = List.copyOf(entries);
  }

  /** Whether one of its blocks holds an address. */
  public boolean contains(IpAddress address) {
    return entries.stream().anyMatch(entry -> entry.cidr().contains(address));
  }

  /** This list with other tags. */
  public ManagedPrefixList withTags(Tags others) {
    return new ManagedPrefixList(
        id, scope, name, awsManaged, family, maxEntries, entries, version, others);
  }
}
