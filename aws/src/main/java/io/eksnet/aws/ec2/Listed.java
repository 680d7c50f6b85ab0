package io.eksnet.aws.ec2;

import io.eksnet.aws.endpoint.Reply;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.AwsRequest;

/**
 * Things that an action lists though they have no ids of their own: chosen by filters, in pages.
 *
 * @param key tells one from another and orders them
 */
record Listed<T>(Pages pages, Filters<T> filters, Function<T, String> key) {

  /** The page of the things that a request chooses. */
  Reply<Pages.Page<T>> list(View view, AwsRequest request, Stream<T> all) {
    return filters
        .predicate(Resources.askedFilters(request), view)
        .then(
            wanted ->
                pages
                    .asked(request)
                    .map(
                        asked ->
                            pages.cut(
                                all.filter(wanted)
                                    .filter(
                                        it ->
                                            asked.after().isEmpty()
                                                || key.apply(it).compareTo(asked.after().get()) > 0)
                                    .sorted(Comparator.comparing(key)),
                                asked,
                                key)));
  }
}
