package io.eksnet.vpc;

import io.eksnet.id.AccountId;
import io.eksnet.id.PrefixListId;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.IpFamily;
import io.eksnet.table.Fold;
import io.eksnet.table.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A managed prefix list: blocks of addresses under one name, for routes and security group rules.
 * Customers' lists are facts; AWS's own are known without being stated, see {@link
 * ManagedPrefixLists}.
 *
 * @param scope its owner; AWS's own lists belong to {@link #AWS}
 * @param maxEntries what it counts for in route tables and groups that name it; of AWS's lists the
 *     weight that AWS documents
 * @param version counts the changes of its entries, from 1
 * @param earlier the entries of the versions before, oldest first
 * @param state what was last done to it
 */
public record ManagedPrefixList(
    PrefixListId id,
    Scope scope,
    String name,
    IpFamily family,
    int maxEntries,
    List<Entry> entries,
    long version,
    List<Version> earlier,
    State state,
    Tags tags)
    implements Scoped {

  /** What AWS writes in the place of an account for the owner of its own lists. */
  public static final AccountId AWS = new AccountId("AWS");

  /** One block. */
  public record Entry(Cidr cidr, String description) {}

  /** The entries that a list once had. */
  public record Version(long number, List<Entry> entries) {
    public Version {
      entries = List.copyOf(entries);
    }
  }

  /** What was last done to a list; eksnet does it at once. */
  public enum State {
    CREATE_COMPLETE,
    MODIFY_COMPLETE,
    RESTORE_COMPLETE
  }

  /** How many lists an account has in a Region. */
  public static final Fold<ManagedPrefixList, Scope, Integer> PER_SCOPE =
      Fold.count("prefix lists per scope", ManagedPrefixList::scope);

  /** Customers' prefix lists by id. */
  public static final Kind<PrefixListId, ManagedPrefixList> KIND =
      Kind.of("prefix-list", ManagedPrefixList.class, ManagedPrefixList::id).folded(PER_SCOPE);

  public ManagedPrefixList {
    entries = List.copyOf(entries);
    earlier = List.copyOf(earlier);
  }

  /** Whether AWS keeps it, such as that of S3. */
  public boolean awsManaged() {
    return scope.account().equals(AWS);
  }

  /** Whether one of its blocks holds an address. */
  public boolean contains(IpAddress address) {
    return entries.stream().anyMatch(entry -> entry.cidr().contains(address));
  }

  /** The entries that it had, or has, in a version. */
  public Optional<List<Entry>> entriesOf(long number) {
    return number == version
        ? Optional.of(entries)
        : earlier.stream().filter(it -> it.number() == number).map(Version::entries).findFirst();
  }

  /** Its ARN. */
  public String arn() {
    return awsManaged()
        ? new Scope(new AccountId("aws"), scope.region()).arn("ec2", "prefix-list/" + id)
        : scope.arn("ec2", "prefix-list/" + id);
  }

  /** This list with other tags. */
  public ManagedPrefixList withTags(Tags others) {
    return new ManagedPrefixList(
        id, scope, name, family, maxEntries, entries, version, earlier, state, others);
  }

  /** This list with another name; its version stays. */
  ManagedPrefixList withName(String other) {
    return new ManagedPrefixList(
        id,
        scope,
        other,
        family,
        maxEntries,
        entries,
        version,
        earlier,
        State.MODIFY_COMPLETE,
        tags);
  }

  /** This list with room for another number of entries; its version stays. */
  ManagedPrefixList withMaxEntries(int most) {
    return new ManagedPrefixList(
        id, scope, name, family, most, entries, version, earlier, State.MODIFY_COMPLETE, tags);
  }

  /** The next version of this list. */
  ManagedPrefixList withEntries(List<Entry> others, State how) {
    List<Version> all = new ArrayList<>(earlier);
    all.add(new Version(version, entries));
    return new ManagedPrefixList(
        id, scope, name, family, maxEntries, others, version + 1, all, how, tags);
  }
}
