package io.eksnet.aws.elb;

import io.eksnet.aws.endpoint.Reply;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param next where the next page starts; none on the last one
 */
record ElbPage<T>(List<T> items, Optional<String> next) {
  private static final int MOST = 400;

  /**
   * The page after a marker, which is the name of the last item of the page before.
   *
   * @param size 1 to 400, or null for 400
   */
  static <T> Reply<ElbPage<T>> of(
      List<T> all, Function<T, String> name, String marker, Integer size) {
    int most = Optional.ofNullable(size).orElse(MOST);
    if (most < 1 || most > MOST) {
      return ElbFound.invalid("Page size must be between 1 and " + MOST + ", not " + most);
    }
    int start = 0;
    if (marker != null) {
      start = all.stream().map(name).toList().indexOf(marker) + 1;
      if (start == 0) {
        return ElbFound.invalid("The marker '" + marker + "' is not valid");
      }
    }
    List<T> rest = all.subList(start, all.size());
    List<T> items = List.copyOf(rest.subList(0, Math.min(most, rest.size())));
    return Reply.answer(
        new ElbPage<>(
            items,
            items.size() < rest.size()
                ? Optional.of(name.apply(items.getLast()))
                : Optional.empty()));
  }
}
