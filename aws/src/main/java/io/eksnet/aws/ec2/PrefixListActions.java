package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.PrefixListId;
import io.eksnet.net.IpFamily;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.ManagedPrefixList;
import io.eksnet.vpc.ManagedPrefixLists;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Request;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListAssociationsRequest;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListAssociationsResponse;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesRequest;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;
import software.amazon.awssdk.services.ec2.model.PrefixList;
import software.amazon.awssdk.services.ec2.model.PrefixListAssociation;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;

/** Prefix lists as EC2 shows them: the caller's and AWS's own. */
final class PrefixListActions {
  private PrefixListActions() {}

  private static final Pages MANAGED = new Pages("DescribeManagedPrefixLists", 1, 100);
  private static final Pages OF_AWS = Pages.of("DescribePrefixLists");
  private static final Pages ENTRIES = new Pages("GetManagedPrefixListEntries", 1, 100);
  private static final Pages ASSOCIATIONS = new Pages("GetManagedPrefixListAssociations", 5, 255);

  private static final Filters<ManagedPrefixList> FILTERS =
      Filters.<ManagedPrefixList>of()
          .by("owner-id", list -> list.scope().account())
          .by("prefix-list-id", ManagedPrefixList::id)
          .by("prefix-list-name", ManagedPrefixList::name)
          .tags(ManagedPrefixList::tags)
          .build();

  private static final Filters<ManagedPrefixList> FILTERS_OF_AWS =
      Filters.<ManagedPrefixList>of()
          .by("prefix-list-id", ManagedPrefixList::id)
          .by("prefix-list-name", ManagedPrefixList::name)
          .build();

  static void register(Ec2Registration on) {
    on.on(
            "DescribeManagedPrefixLists",
            DescribeManagedPrefixListsRequest::builder,
            served("PrefixListIds", "Filters", "MaxResults", "NextToken", "DryRun"),
            (q, call) ->
                page(MANAGED, FILTERS, all(call.view()), q, q.prefixListIds(), call.view())
                    .map(
                        page ->
                            DescribeManagedPrefixListsResponse.builder()
                                .prefixLists(page.map(PrefixListActions::sdk))
                                .nextToken(page.nextOrNull())
                                .build()))
        .on(
            "DescribePrefixLists",
            DescribePrefixListsRequest::builder,
            served("PrefixListIds", "Filters", "MaxResults", "NextToken", "DryRun"),
            (q, call) ->
                page(
                        OF_AWS,
                        FILTERS_OF_AWS,
                        sorted(ManagedPrefixLists.aws(call.scope().region()).stream()),
                        q,
                        q.prefixListIds(),
                        call.view())
                    .map(
                        page ->
                            DescribePrefixListsResponse.builder()
                                .prefixLists(page.map(PrefixListActions::ofAws))
                                .nextToken(page.nextOrNull())
                                .build()))
        .on(
            "GetManagedPrefixListEntries",
            GetManagedPrefixListEntriesRequest::builder,
            served("PrefixListId!", "TargetVersion", "MaxResults", "NextToken", "DryRun"),
            (q, call) -> entries(q, call.view()))
        .on(
            "GetManagedPrefixListAssociations",
            GetManagedPrefixListAssociationsRequest::builder,
            served("PrefixListId!", "MaxResults", "NextToken", "DryRun"),
            (q, call) -> associations(q, call.view()));
  }

  /** A list that the caller sees: its own, or AWS's of the Region. */
  static Reply<ManagedPrefixList> find(String id, View view) {
    return Optional.of(id)
        .filter(Ec2Resources.PREFIX_LISTS::wellFormed)
        .flatMap(it -> view.vpcs().prefixList(new PrefixListId(it)))
        .filter(list -> isSeen(list, view))
        .map(Reply::answer)
        .orElseGet(() -> missing(List.of(id)));
  }

  private static boolean isSeen(ManagedPrefixList list, View view) {
    return list.scope().equals(view.scope())
        || (list.awsManaged() && list.scope().region().equals(view.scope().region()));
  }

  private static List<ManagedPrefixList> all(View view) {
    return sorted(
        Stream.concat(
            view.vpcs().facts().table(ManagedPrefixList.KIND).stream()
                .filter(list -> isSeen(list, view)),
            ManagedPrefixLists.aws(view.scope().region()).stream()));
  }

  private static List<ManagedPrefixList> sorted(Stream<ManagedPrefixList> lists) {
    return lists.sorted(Comparator.comparing(ManagedPrefixList::id)).toList();
  }

  private static Reply<Pages.Page<ManagedPrefixList>> page(
      Pages pages,
      Filters<ManagedPrefixList> filters,
      List<ManagedPrefixList> all,
      Ec2Request request,
      List<String> ids,
      View view) {
    List<String> known = all.stream().map(list -> list.id().value()).toList();
    List<String> unknown = ids.stream().filter(id -> !known.contains(id)).toList();
    if (!unknown.isEmpty()) {
      return missing(unknown);
    }
    List<Filter> asked = Resources.askedFilters(request);
    return filters
        .predicate(asked, view)
        .then(
            wanted ->
                pages
                    .asked(request)
                    .map(
                        it ->
                            pages.cut(
                                all.stream()
                                    .filter(named(ids).and(wanted))
                                    .filter(list -> isAfter(it.after(), list.id().value())),
                                it,
                                list -> list.id().value())));
  }

  private static Predicate<ManagedPrefixList> named(List<String> ids) {
    return list -> ids.isEmpty() || ids.contains(list.id().value());
  }

  private static boolean isAfter(Optional<String> shown, String key) {
    return shown.map(it -> key.compareTo(it) > 0).orElse(true);
  }

  private static <T> Reply<T> missing(List<String> ids) {
    var refusal = Ec2Resources.PREFIX_LISTS.missing(ids);
    return Reply.refuse(refusal.code(), refusal.message());
  }

  private static Reply<GetManagedPrefixListEntriesResponse> entries(
      GetManagedPrefixListEntriesRequest q, View view) {
    return find(q.prefixListId(), view)
        .then(list -> entries(list, Optional.ofNullable(q.targetVersion())))
        .then(
            entries ->
                ENTRIES
                    .asked(q)
                    .map(
                        asked ->
                            ENTRIES.cut(
                                IntStream.range(0, entries.size())
                                    .mapToObj(i -> new Numbered(i, entries.get(i)))
                                    .filter(it -> isAfter(asked.after(), it.key())),
                                asked,
                                Numbered::key)))
        .map(
            page ->
                GetManagedPrefixListEntriesResponse.builder()
                    .entries(page.map(it -> sdk(it.entry())))
                    .nextToken(page.nextOrNull())
                    .build());
  }

  private record Numbered(int number, ManagedPrefixList.Entry entry) {
    /** Sorts as the number does; a list has at most 1,000 entries unless the quota is raised. */
    String key() {
      return String.format("%09d", number);
    }
  }

  private static Reply<List<ManagedPrefixList.Entry>> entries(
      ManagedPrefixList list, Optional<Long> version) {
    long wanted = version.orElse(list.version());
    return list.entriesOf(wanted)
        .map(Reply::answer)
        .orElseGet(
            () ->
                Reply.refuse(
                    "InvalidParameterValue",
                    "The prefix list '" + list.id() + "' has no version " + wanted + "."));
  }

  /** A resource that names a list. */
  private record User(String id, String owner) {}

  private static Reply<GetManagedPrefixListAssociationsResponse> associations(
      GetManagedPrefixListAssociationsRequest q, View view) {
    return find(q.prefixListId(), view)
        .then(
            list ->
                ASSOCIATIONS
                    .asked(q)
                    .map(
                        asked ->
                            ASSOCIATIONS.cut(
                                users(list.id(), view)
                                    .filter(user -> isAfter(asked.after(), user.id())),
                                asked,
                                User::id)))
        .map(
            page ->
                GetManagedPrefixListAssociationsResponse.builder()
                    .prefixListAssociations(
                        page.map(
                            user ->
                                PrefixListAssociation.builder()
                                    .resourceId(user.id())
                                    .resourceOwner(user.owner())
                                    .build()))
                    .nextToken(page.nextOrNull())
                    .build());
  }

  private static Stream<User> users(PrefixListId list, View view) {
    Stream<User> groups =
        view.vpcs().rulesNaming(list).stream()
            .filter(rule -> rule.scope().equals(view.scope()))
            .map(rule -> new User(rule.group().value(), rule.scope().account().value()));
    Stream<User> tables =
        view.vpcs().tablesNaming(list).stream()
            .filter(table -> table.scope().equals(view.scope()))
            .map(table -> new User(table.id().value(), table.scope().account().value()));
    return Stream.concat(groups, tables).distinct().sorted(Comparator.comparing(User::id));
  }

  private static PrefixListEntry sdk(ManagedPrefixList.Entry entry) {
    var sdk = PrefixListEntry.builder().cidr(entry.cidr().toString());
    if (!entry.description().isEmpty()) {
      sdk.description(entry.description());
    }
    return sdk.build();
  }

  private static PrefixList ofAws(ManagedPrefixList list) {
    return PrefixList.builder()
        .prefixListId(list.id().value())
        .prefixListName(list.name())
        .cidrs(list.entries().stream().map(entry -> entry.cidr().toString()).toList())
        .build();
  }

  static software.amazon.awssdk.services.ec2.model.ManagedPrefixList sdk(ManagedPrefixList list) {
    return sdk(list, state(list));
  }

  static software.amazon.awssdk.services.ec2.model.ManagedPrefixList sdk(
      ManagedPrefixList list, String state) {
    var sdk =
        software.amazon.awssdk.services.ec2.model.ManagedPrefixList.builder()
            .prefixListId(list.id().value())
            .prefixListName(list.name())
            .prefixListArn(list.arn())
            .addressFamily(list.family() == IpFamily.IPV4 ? "IPv4" : "IPv6")
            .state(state)
            .ownerId(list.scope().account().value())
            .tags(Sdk.tags(list.tags()));
    if (!list.awsManaged()) {
      sdk.maxEntries(list.maxEntries()).version(list.version());
    }
    return sdk.build();
  }

  private static String state(ManagedPrefixList list) {
    return switch (list.state()) {
      case CREATE_COMPLETE -> "create-complete";
      case MODIFY_COMPLETE -> "modify-complete";
      case RESTORE_COMPLETE -> "restore-complete";
    };
  }
}
