package io.eksnet.aws.ec2;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.Tags;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * The filters of one describe action: names, and the values that a fact has under each. All filters
 * of a request must match; of one filter's values, any.
 *
 * @param <T> the fact
 */
final class Filters<T> {

  /** EC2's limits ("FilterLimitExceeded" in its error codes). */
  static final int MAX_FILTERS = 50;

  static final int MAX_VALUES = 200;

  private final Map<String, BiFunction<T, View, Stream<String>>> byName;
  private final Optional<Function<T, Tags>> tags;

  private Filters(
      Map<String, BiFunction<T, View, Stream<String>>> byName, Optional<Function<T, Tags>> tags) {
    this.byName = byName;
    this.tags = tags;
  }

  static <T> Builder<T> of() {
    return new Builder<>();
  }

  /** What the asked filters mean, or why they mean nothing. */
  Reply<Predicate<T>> predicate(Collection<Filter> asked, View view) {
    if (asked.size() > MAX_FILTERS
        || asked.stream().anyMatch(f -> f.values().size() > MAX_VALUES)) {
      return Reply.refuse(
          "FilterLimitExceeded",
          "The maximum number of filters is "
              + MAX_FILTERS
              + ", and of values of one filter "
              + MAX_VALUES
              + ".");
    }
    Predicate<T> all = _ -> true;
    for (Filter filter : asked) {
      Reply<Predicate<T>> one = predicate(filter, view);
      switch (one) {
        case Reply.Answer<Predicate<T>>(var next) -> all = all.and(next);
        case Reply.Refusal<Predicate<T>> refusal -> {
          return refusal;
        }
      }
    }
    return Reply.answer(all);
  }

  private Reply<Predicate<T>> predicate(Filter filter, View view) {
    Optional<String> name = Optional.ofNullable(filter.name());
    Optional<BiFunction<T, View, Stream<String>>> values = name.flatMap(this::named);
    if (values.isEmpty()) {
      return Reply.refuse(
          "InvalidParameterValue",
          "The filter '"
              + name.orElse("null")
              + "' is invalid. eksnet serves: "
              + String.join(", ", byName.keySet())
              + (tags.isPresent() ? ", tag:KEY, tag-key" : "")
              + ".");
    }
    if (filter.values().isEmpty()) {
      return Reply.refuse(
          "InvalidParameterValue", "The filter '" + name.get() + "' must have at least one value.");
    }
    List<Wildcard> wanted = filter.values().stream().map(Wildcard::new).toList();
    return Reply.answer(
        fact ->
            values
                .get()
                .apply(fact, view)
                .anyMatch(value -> wanted.stream().anyMatch(wildcard -> wildcard.matches(value))));
  }

  private Optional<BiFunction<T, View, Stream<String>>> named(String name) {
    if (tags.isPresent() && name.startsWith("tag:")) {
      String key = name.substring("tag:".length());
      return Optional.of((fact, _) -> tags.get().apply(fact).get(key).stream());
    }
    if (tags.isPresent() && name.equals("tag-key")) {
      return Optional.of((fact, _) -> tags.get().apply(fact).values().keySet().stream());
    }
    return Optional.ofNullable(byName.get(name));
  }

  /** Collects the filters of an action. */
  static final class Builder<T> {

    private final Map<String, BiFunction<T, View, Stream<String>>> byName = new TreeMap<>();
    private Optional<Function<T, Tags>> tags = Optional.empty();

    /** A filter on one value; its text is compared. */
    Builder<T> by(String name, Function<T, ?> value) {
      return each(name, fact -> Stream.of(value.apply(fact)));
    }

    /** A filter on a value that some facts lack. */
    Builder<T> maybe(String name, Function<T, ? extends Optional<?>> value) {
      return each(name, fact -> value.apply(fact).stream());
    }

    /** A filter on any of several values. */
    Builder<T> each(String name, Function<T, ? extends Stream<?>> values) {
      return seen(name, (fact, _) -> values.apply(fact));
    }

    /** A filter on what other facts say. */
    Builder<T> seen(String name, BiFunction<T, View, ? extends Stream<?>> values) {
      byName.put(name, (fact, view) -> values.apply(fact, view).map(Object::toString));
      return this;
    }

    /** The filters {@code tag:KEY} and {@code tag-key}. */
    Builder<T> tags(Function<T, Tags> of) {
      tags = Optional.of(of);
      return this;
    }

    Filters<T> build() {
      return new Filters<>(new TreeMap<>(byName), tags);
    }
  }
}
