package io.eksnet.id;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tags of an AWS resource: keys to values, sorted by key.
 *
 * @param values at most 50 by AWS's quota, which commands check
 */
public record Tags(SortedMap<String, String> values) {
  /** No tags. */
  public static final Tags NONE = new Tags(new TreeMap<>());

  public Tags {
    values = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** Tags from a map. */
  public static Tags of(Map<String, String> values) {
    return new Tags(new TreeMap<>(values));
  }

  /** A single {@code Name} tag. */
  public static Tags named(String name) {
    return of(Map.of("Name", name));
  }

  /** These tags and one more, which replaces any of the same key. */
  public Tags with(String key, String value) {
    TreeMap<String, String> more = new TreeMap<>(values);
    more.put(key, value);
    return new Tags(more);
  }

  /** These tags without a key. */
  public Tags without(String key) {
    TreeMap<String, String> less = new TreeMap<>(values);
    less.remove(key);
    return new Tags(less);
  }

  /** The value of a key. */
  public Optional<String> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** The value of the {@code Name} tag. */
  public Optional<String> name() {
    return get("Name");
  }
}
