package io.eksnet.id;

/**
 * A name that AWS gives to one thing, such as {@code vpc-0a1b2c3d4e5f60718}. Ordered as text.
 *
 * @param <T> the id type itself
 */
public interface Id<T extends Id<T>> extends Comparable<T> {
  /** AWS's text. */
  String value();

  @Override
  default int compareTo(T other) {
    return value().compareTo(other.value());
  }
}
