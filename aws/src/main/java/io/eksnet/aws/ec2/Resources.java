package io.eksnet.aws.ec2;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.table.Kind;
import io.eksnet.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * One kind of EC2 resource as a describe action shows it: chosen by ids, by filters, in pages.
 *
 * @param prefix what the ids start with: {@code vpc}
 * @param toId makes an id of a text
 */
record Resources<K extends Comparable<? super K>, T>(
    Pages pages,
    Kind<K, T> kind,
    String prefix,
    Function<String, K> toId,
    Codes codes,
    Filters<T> filters) {

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{8}|[0-9a-f]{17}");

  /**
   * What EC2 says of an id that names nothing; its spelling differs from kind to kind (EC2 API
   * reference, "Error codes").
   *
   * @param noun as in "The vpc ID 'vpc-1' does not exist"
   */
  record Codes(String notFound, String malformed, String noun) {

    private String message(List<String> ids) {
      return ids.size() == 1
          ? "The " + noun + " '" + ids.getFirst() + "' does not exist"
          : "The " + noun + "s '" + String.join(", ", ids) + "' do not exist";
    }
  }

  /** The page of the resources that a request chooses. */
  Reply<Pages.Page<T>> list(View view, AwsRequest request, List<String> ids) {
    Table<K, T> table = view.vpcs().facts().table(kind);
    return filters
        .predicate(askedFilters(request), view)
        .then(
            wanted ->
                pages
                    .asked(request)
                    .then(
                        asked ->
                            chosen(table, ids, asked)
                                .map(rest -> pages.cut(rest.filter(wanted), asked, this::key))));
  }

  /** One resource that a request names. */
  Reply<T> find(View view, String id) {
    return view.vpcs()
        .facts()
        .find(kind, toId.apply(id))
        .map(Reply::answer)
        .orElseGet(() -> missing(List.of(id)));
  }

  private Reply<Stream<T>> chosen(Table<K, T> table, List<String> ids, Pages.Asked asked) {
    Optional<K> after = asked.after().map(toId);
    if (ids.isEmpty()) {
      return Reply.answer(
          after
              .map(key -> table.rowsAfter(key).values().stream().map(Table.Row::fact))
              .orElseGet(table::stream));
    }
    List<String> missing = new ArrayList<>();
    List<T> found = new ArrayList<>();
    for (String id : ids.stream().distinct().sorted().toList()) {
      table.get(toId.apply(id)).ifPresentOrElse(found::add, () -> missing.add(id));
    }
    Predicate<T> notYet =
        fact -> after.map(key -> kind.keyOf(fact).compareTo(key) > 0).orElse(true);
    return missing.isEmpty() ? Reply.answer(found.stream().filter(notYet)) : missing(missing);
  }

  private <R> Reply<R> missing(List<String> ids) {
    for (String id : ids) {
      boolean wellFormed =
          id.startsWith(prefix + "-") && HEX.matcher(id.substring(prefix.length() + 1)).matches();
      if (!wellFormed) {
        return Reply.refuse(
            codes.malformed(), "Invalid id: \"" + id + "\" (expecting \"" + prefix + "-...\")");
      }
    }
    return Reply.refuse(codes.notFound(), codes.message(ids));
  }

  private String key(T fact) {
    return kind.keyOf(fact).toString();
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
