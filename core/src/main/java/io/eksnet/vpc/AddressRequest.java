package io.eksnet.vpc;

import java.util.List;

/**
 * Which addresses, or which prefixes, a client wants of a subnet.
 *
 * @param <T> an address or a prefix
 */
public sealed interface AddressRequest<T> {
  /** As many as said, of EC2's choice. */
  record Count<T>(int count) implements AddressRequest<T> {}

  /** Exactly these. */
  record Exactly<T>(List<T> named) implements AddressRequest<T> {
    public Exactly {
      named = named.stream().distinct().toList();
    }
  }

  /** No address. */
  static <T> AddressRequest<T> none() {
    return new Count<>(0);
  }

  /** How many are wanted. */
  default int size() {
    return switch (this) {
      case Count<T>(int count) -> count;
      case Exactly<T>(List<T> named) -> named.size();
    };
  }

  /** Those that are named. */
  default List<T> named() {
    return switch (this) {
      case Count<T> _ -> List.of();
      case Exactly<T>(List<T> named) -> named;
    };
  }

  /** How many EC2 is to choose. */
  default int open() {
    return size() - named().size();
  }
}
