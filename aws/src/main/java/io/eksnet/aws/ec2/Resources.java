package io.eksnet.aws.ec2;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.Scoped;
import io.eksnet.table.Table;
import io.eksnet.vpc.Ec2Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * One kind of EC2 resource as a describe action shows it: what the caller's account has in the
 * Region, chosen by ids, by filters, in pages.
 *
 * @param visible who sees one; its owner alone, if not said otherwise
 */
record Resources<K extends Comparable<? super K>, T extends Scoped>(
    Pages pages, Ec2Resource<K, T> resource, Filters<T> filters, Visible<T> visible) {

  /** Who sees a resource. */
  @FunctionalInterface
  interface Visible<T> {
    boolean to(T fact, View view);
  }

  Resources(Pages pages, Ec2Resource<K, T> resource, Filters<T> filters) {
    this(pages, resource, filters, (fact, view) -> fact.scope().equals(view.scope()));
  }

  /** The page of the resources that a request chooses. */
  Reply<Pages.Page<T>> list(View view, AwsRequest request, List<String> ids) {
    return filters
        .predicate(askedFilters(request), view)
        .then(
            wanted ->
                pages
                    .asked(request)
                    .then(
                        asked ->
                            chosen(view, ids, asked)
                                .map(rest -> pages.cut(rest.filter(wanted), asked, this::key))));
  }

  /** One resource that a request names. */
  Reply<T> find(View view, String id) {
    return resource
        .find(view.vpcs().facts(), id)
        .filter(fact -> visible.to(fact, view))
        .map(Reply::answer)
        .orElseGet(() -> missing(List.of(id)));
  }

  private Reply<Stream<T>> chosen(View view, List<String> ids, Pages.Asked asked) {
    Table<K, T> table = view.vpcs().facts().table(resource.kind());
    Optional<K> after = asked.after().map(resource.id());
    if (ids.isEmpty()) {
      Stream<T> all =
          after
              .map(key -> table.rowsAfter(key).values().stream().map(Table.Row::fact))
              .orElseGet(table::stream);
      return Reply.answer(all.filter(fact -> visible.to(fact, view)));
    }
    List<String> missing = new ArrayList<>();
    List<T> found = new ArrayList<>();
    for (String id : ids.stream().distinct().sorted().toList()) {
      resource
          .find(view.vpcs().facts(), id)
          .filter(fact -> visible.to(fact, view))
          .ifPresentOrElse(found::add, () -> missing.add(id));
    }
    Predicate<T> notYet =
        fact -> after.map(key -> resource.kind().keyOf(fact).compareTo(key) > 0).orElse(true);
    return missing.isEmpty() ? Reply.answer(found.stream().filter(notYet)) : missing(missing);
  }

  private <R> Reply<R> missing(List<String> ids) {
    var refusal = resource.missing(ids);
    return Reply.refuse(refusal.code(), refusal.message());
  }

  private String key(T fact) {
    return resource.kind().keyOf(fact).toString();
  }

  /** The action's filters; DescribeNatGateways spells the member in the singular. */
  @SuppressWarnings("unchecked") // both members are lists of filters
  static List<Filter> askedFilters(AwsRequest request) {
    return (List<Filter>)
        request
            .getValueForField("Filters", List.class)
            .or(() -> request.getValueForField("Filter", List.class))
            .orElse(List.of());
  }
}
