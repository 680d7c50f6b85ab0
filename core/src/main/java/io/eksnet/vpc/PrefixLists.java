package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.PrefixListId;
import io.eksnet.id.Refusal;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpFamily;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules for customers' managed prefix lists. */
final class PrefixLists {
  private static final int MOST_AT_ONCE = 100;
  private static final int LONGEST_NAME = 255;

  private PrefixLists() {}

  static Decision<ManagedPrefixList> create(
      Vpcs vpcs, CreateManagedPrefixList command, Context context) {
    Optional<Refusal> problem =
        nameProblem(command.name())
            .or(() -> sizeProblem(vpcs, command.maxEntries()))
            .or(() -> entriesProblem(command.entries(), command.family()));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    if (command.entries().size() > command.maxEntries()) {
      return Decision.refuse(PrefixListRefusals.full(command.maxEntries()));
    }
    var table = vpcs.facts().table(ManagedPrefixList.KIND);
    if (table.fold(ManagedPrefixList.PER_SCOPE, command.scope())
        >= vpcs.quota(Quota.PREFIX_LISTS_PER_REGION)) {
      return Decision.refuse(PrefixListRefusals.limit());
    }
    PrefixListId id = command.id().orElseGet(() -> new PrefixListId(context.ids().next("pl")));
    if (vpcs.prefixList(id).isPresent()) {
      return Decision.refuse(Ec2Refusals.idInUse(id));
    }
    return put(
        new ManagedPrefixList(
            id,
            command.scope(),
            command.name(),
            command.family(),
            command.maxEntries(),
            command.entries(),
            1,
            List.of(),
            ManagedPrefixList.State.CREATE_COMPLETE,
            command.tags()));
  }

  static Decision<ManagedPrefixList> modify(Vpcs vpcs, ModifyManagedPrefixList command) {
    Optional<ManagedPrefixList> found = vpcs.prefixList(command.id());
    Optional<Refusal> problem =
        ownProblem(found, command.id()).or(() -> modifyProblem(vpcs, found.orElseThrow(), command));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    ManagedPrefixList list = found.orElseThrow();
    if (command.name().isPresent()) {
      list = list.withName(command.name().get());
    }
    if (command.maxEntries().isPresent()) {
      list = list.withMaxEntries(command.maxEntries().get());
    }
    if (!command.added().isEmpty() || !command.removed().isEmpty()) {
      List<ManagedPrefixList.Entry> entries = new ArrayList<>(list.entries());
      entries.removeIf(entry -> command.removed().contains(entry.cidr()));
      entries.addAll(command.added());
      if (entries.size() > list.maxEntries()) {
        return Decision.refuse(PrefixListRefusals.full(list.maxEntries()));
      }
      list = list.withEntries(entries, ManagedPrefixList.State.MODIFY_COMPLETE);
    }
    return put(list);
  }

  static Decision<ManagedPrefixList> restore(Vpcs vpcs, RestoreManagedPrefixListVersion command) {
    Optional<ManagedPrefixList> found = vpcs.prefixList(command.id());
    Optional<Refusal> problem = ownProblem(found, command.id());
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    ManagedPrefixList list = found.orElseThrow();
    if (command.current() != list.version()) {
      return Decision.refuse(PrefixListRefusals.versionMismatch());
    }
    Optional<List<ManagedPrefixList.Entry>> entries = list.entriesOf(command.previous());
    if (entries.isEmpty()) {
      return Decision.refuse(PrefixListRefusals.noSuchVersion(command.id(), command.previous()));
    }
    return entries.get().size() > list.maxEntries()
        ? Decision.refuse(PrefixListRefusals.full(list.maxEntries()))
        : put(list.withEntries(entries.get(), ManagedPrefixList.State.RESTORE_COMPLETE));
  }

  static Decision<ManagedPrefixList> delete(Vpcs vpcs, DeleteManagedPrefixList command) {
    Optional<ManagedPrefixList> found = vpcs.prefixList(command.id());
    Optional<Refusal> problem = ownProblem(found, command.id());
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    boolean used =
        !vpcs.rulesNaming(command.id()).isEmpty() || !vpcs.tablesNaming(command.id()).isEmpty();
    return used
        ? Decision.refuse(PrefixListRefusals.inUse(command.id()))
        : Decision.accept(found.orElseThrow(), Change.remove(ManagedPrefixList.KIND, command.id()));
  }

  private static Optional<Refusal> ownProblem(Optional<ManagedPrefixList> found, PrefixListId id) {
    if (found.isEmpty()) {
      return Optional.of(PrefixListRefusals.notFound(id));
    }
    return found.get().awsManaged() ? Optional.of(PrefixListRefusals.ofAws(id)) : Optional.empty();
  }

  private static Optional<Refusal> nameProblem(String name) {
    if (name.isEmpty()) {
      return Optional.of(Ec2Refusals.missing("prefixListName"));
    }
    return name.startsWith("com.amazonaws") || name.length() > LONGEST_NAME
        ? Optional.of(PrefixListRefusals.reservedName(name))
        : Optional.empty();
  }

  private static Optional<Refusal> sizeProblem(Vpcs vpcs, int size) {
    int most = vpcs.quota(Quota.PREFIX_LIST_ENTRIES);
    return size < 1 || size > most
        ? Optional.of(PrefixListRefusals.badSize(size, most))
        : Optional.empty();
  }

  private static Optional<Refusal> entriesProblem(
      List<ManagedPrefixList.Entry> entries, IpFamily family) {
    if (entries.size() > MOST_AT_ONCE) {
      return Optional.of(PrefixListRefusals.tooManyAtOnce());
    }
    Set<Cidr> seen = new HashSet<>();
    for (ManagedPrefixList.Entry entry : entries) {
      if (entry.cidr().family() != family) {
        return Optional.of(PrefixListRefusals.otherFamily(entry.cidr(), family));
      }
      if (!seen.add(entry.cidr())) {
        return Optional.of(PrefixListRefusals.sameTwice(entry.cidr()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> modifyProblem(
      Vpcs vpcs, ManagedPrefixList list, ModifyManagedPrefixList command) {
    boolean entries = !command.added().isEmpty() || !command.removed().isEmpty();
    if (!entries && command.name().isEmpty() && command.maxEntries().isEmpty()) {
      return Optional.of(PrefixListRefusals.nothingToDo());
    }
    if (entries && command.maxEntries().isPresent()) {
      return Optional.of(PrefixListRefusals.entriesAndSize());
    }
    if (command.version().isPresent() && command.version().get() != list.version()) {
      return Optional.of(PrefixListRefusals.versionMismatch());
    }
    return command
        .name()
        .flatMap(PrefixLists::nameProblem)
        .or(() -> command.maxEntries().flatMap(size -> resizeProblem(vpcs, list, size)))
        .or(() -> entriesProblem(command.added(), list.family()))
        .or(() -> removalProblem(list, command))
        .or(() -> additionProblem(list, command));
  }

  private static Optional<Refusal> resizeProblem(Vpcs vpcs, ManagedPrefixList list, int size) {
    if (size >= 1 && size < list.entries().size()) {
      return Optional.of(PrefixListRefusals.belowEntries(size, list.entries().size()));
    }
    return sizeProblem(vpcs, size).or(() -> referencesProblem(vpcs, list, size));
  }

  /** Every group and route table that names the list must have room for its new size. */
  private static Optional<Refusal> referencesProblem(Vpcs vpcs, ManagedPrefixList list, int size) {
    Vpcs after =
        new Vpcs(
            vpcs.facts()
                .with(List.of(Change.put(ManagedPrefixList.KIND, list.withMaxEntries(size)))));
    for (SecurityGroupRule named : vpcs.rulesNaming(list.id())) {
      SecurityGroupId group = named.group();
      List<SecurityGroupRule> same =
          vpcs.rulesOf(group).stream()
              .filter(rule -> rule.direction() == named.direction())
              .toList();
      if (SecurityGroupRules.tooMany(after, same)) {
        return Optional.of(PrefixListRefusals.referencesFull(list.id(), group.value()));
      }
    }
    return vpcs.tablesNaming(list.id()).stream()
        .filter(table -> Routes.tooMany(after, table, list.family()))
        .findFirst()
        .map(table -> PrefixListRefusals.referencesFull(list.id(), table.id().value()));
  }

  private static Optional<Refusal> removalProblem(
      ManagedPrefixList list, ModifyManagedPrefixList command) {
    if (command.removed().size() > MOST_AT_ONCE) {
      return Optional.of(PrefixListRefusals.tooManyAtOnce());
    }
    for (Cidr cidr : command.removed()) {
      if (command.added().stream().anyMatch(entry -> entry.cidr().equals(cidr))) {
        return Optional.of(PrefixListRefusals.addedAndRemoved(cidr));
      }
      if (list.entries().stream().noneMatch(entry -> entry.cidr().equals(cidr))) {
        return Optional.of(PrefixListRefusals.entryNotFound(cidr));
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> additionProblem(
      ManagedPrefixList list, ModifyManagedPrefixList command) {
    return command.added().stream()
        .map(ManagedPrefixList.Entry::cidr)
        .filter(cidr -> list.entries().stream().anyMatch(entry -> entry.cidr().equals(cidr)))
        .findFirst()
        .map(PrefixListRefusals::entryExists);
  }

  private static Decision<ManagedPrefixList> put(ManagedPrefixList list) {
    return Decision.accept(list, Change.put(ManagedPrefixList.KIND, list));
  }
}
