package io.eksnet.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An immutable table from blocks to values that finds the longest prefix around an address, as a
 * route table does. Both families; one value per block.
 *
 * <p>It is a path-compressed binary trie per family: a look-up or change takes as many steps as
 * prefixes nest or part on the way (17 or so among 100,000), and a changed table shares all but
 * that path with the old one.
 *
 * @param <V> what a block stands for; compared with equals only by {@link #equals}
 */
public final class PrefixTable<V> {

  private final Trie<V> ipv4;
  private final Trie<V> ipv6;
  private final int size;

  private PrefixTable(Trie<V> ipv4, Trie<V> ipv6, int size) {
    this.ipv4 = ipv4;
    this.ipv6 = ipv6;
    this.size = size;
  }

  /**
   * A block of the table and its value.
   *
   * @param prefix the block
   * @param value what it stands for
   */
  public record Match<V>(Cidr prefix, V value) {}

  /** The table without blocks. */
  public static <V> PrefixTable<V> empty() {
    return new PrefixTable<>(new Trie.Nothing<>(), new Trie.Nothing<>(), 0);
  }

  /** The table of these blocks. */
  public static <V> PrefixTable<V> of(Map<Cidr, V> entries) {
    PrefixTable<V> table = empty();
    for (Map.Entry<Cidr, V> entry : entries.entrySet()) {
      table = table.with(entry.getKey(), entry.getValue());
    }
    return table;
  }

  /** The table with that value for that block, in place of the one it may have had. */
  public PrefixTable<V> with(Cidr prefix, V value) {
    int newSize = get(prefix).isPresent() ? size : size + 1;
    return replaced(prefix.family(), root(prefix.family()).with(prefix, value), newSize);
  }

  /** The table without that very block; blocks around or inside it stay. */
  public PrefixTable<V> without(Cidr prefix) {
    return get(prefix).isEmpty()
        ? this
        : replaced(prefix.family(), root(prefix.family()).without(prefix), size - 1);
  }

  /** The value of that very block. */
  public Optional<V> get(Cidr prefix) {
    Trie<V> at = root(prefix.family());
    while (at instanceof Trie.Node<V> node && node.prefix().contains(prefix)) {
      if (node.prefix().length() == prefix.length()) {
        return node.value();
      }
      at = node.towards(prefix.base());
    }
    return Optional.empty();
  }

  /** The longest block around the address. */
  public Optional<Match<V>> longestMatch(IpAddress address) {
    Trie<V> at = root(address.family());
    Optional<Match<V>> best = Optional.empty();
    while (at instanceof Trie.Node<V> node && node.prefix().contains(address)) {
      if (node.value().isPresent()) {
        best = node.match();
      }
      if (node.prefix().length() == address.bits()) {
        break;
      }
      at = node.towards(address);
    }
    return best;
  }

  /** All blocks around the address, the longest first. */
  public List<Match<V>> covering(IpAddress address) {
    return covering(Cidr.single(address)).reversed();
  }

  /** All blocks that share an address with that one: around it, the same, or inside; in order. */
  public List<Match<V>> overlapping(Cidr block) {
    List<Match<V>> found = new ArrayList<>(covering(block));
    Trie<V> at = root(block.family());
    while (at instanceof Trie.Node<V> node
        && node.prefix().length() < block.length()
        && node.prefix().contains(block)) {
      at = node.towards(block.base());
    }
    if (at instanceof Trie.Node<V> inside && block.contains(inside.prefix())) {
      inside.forEach(m -> addIfLonger(found, m, block.length()));
    }
    return List.copyOf(found);
  }

  private static <V> void addIfLonger(List<Match<V>> found, Match<V> match, int length) {
    if (match.prefix().length() > length) {
      found.add(match);
    }
  }

  /** The blocks around that one and itself, the shortest first. */
  private List<Match<V>> covering(Cidr block) {
    List<Match<V>> found = new ArrayList<>();
    Trie<V> at = root(block.family());
    while (at instanceof Trie.Node<V> node && node.prefix().contains(block)) {
      node.match().ifPresent(found::add);
      if (node.prefix().length() == block.length()) {
        break;
      }
      at = node.towards(block.base());
    }
    return found;
  }

  /** All blocks with their values, in the order of blocks. */
  public List<Match<V>> entries() {
    List<Match<V>> all = new ArrayList<>(size);
    ipv4.forEach(all::add);
    ipv6.forEach(all::add);
    return List.copyOf(all);
  }

  /** How many blocks it has. */
  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  private Trie<V> root(IpFamily family) {
    return switch (family) {
      case IPV4 -> ipv4;
      case IPV6 -> ipv6;
    };
  }

  private PrefixTable<V> replaced(IpFamily family, Trie<V> root, int newSize) {
    return switch (family) {
      case IPV4 -> new PrefixTable<>(root, ipv6, newSize);
      case IPV6 -> new PrefixTable<>(ipv4, root, newSize);
    };
  }

  /** True when both tables give the same blocks equal values. */
  @Override
  public boolean equals(Object other) {
    return other instanceof PrefixTable<?> table
        && size == table.size
        && ipv4.equals(table.ipv4)
        && ipv6.equals(table.ipv6);
  }

  @Override
  public int hashCode() {
    return 31 * ipv4.hashCode() + ipv6.hashCode();
  }

  @Override
  public String toString() {
    return entries().toString();
  }

  /** One block's share of the trie. Equal contents always have equal shapes. */
  private sealed interface Trie<V> {

    Trie<V> with(Cidr prefix, V value);

    Trie<V> without(Cidr prefix);

    void forEach(Consumer<Match<V>> visitor);

    record Nothing<V>() implements Trie<V> {

      @Override
      public Trie<V> with(Cidr prefix, V value) {
        return new Node<>(prefix, Optional.of(value), this, this);
      }

      @Override
      public Trie<V> without(Cidr prefix) {
        return this;
      }

      @Override
      public void forEach(Consumer<Match<V>> visitor) {}
    }

    /**
     * Either has a value or parts two nodes; those lie in the lower and upper half of its block.
     */
    record Node<V>(Cidr prefix, Optional<V> value, Trie<V> lower, Trie<V> upper)
        implements Trie<V> {

      Optional<Match<V>> match() {
        return value.map(v -> new Match<>(prefix, v));
      }

      Trie<V> towards(IpAddress address) {
        return address.bit(prefix.length()) ? upper : lower;
      }

      @Override
      public Trie<V> with(Cidr added, V its) {
        if (added.equals(prefix)) {
          return new Node<>(prefix, Optional.of(its), lower, upper);
        }
        if (prefix.contains(added)) {
          return withChild(added.base(), towards(added.base()).with(added, its));
        }
        if (added.contains(prefix)) {
          return new Node<V>(added, Optional.of(its), new Nothing<>(), new Nothing<>())
              .withChild(prefix.base(), this);
        }
        Trie<V> other = new Node<>(added, Optional.of(its), new Nothing<>(), new Nothing<>());
        Cidr around = Cidr.of(prefix.base(), prefix.base().commonPrefix(added.base()));
        return added.base().bit(around.length())
            ? new Node<>(around, Optional.empty(), this, other)
            : new Node<>(around, Optional.empty(), other, this);
      }

      @Override
      public Trie<V> without(Cidr removed) {
        if (removed.equals(prefix)) {
          return new Node<>(prefix, Optional.empty(), lower, upper).shrunk();
        }
        return prefix.contains(removed)
            ? withChild(removed.base(), towards(removed.base()).without(removed)).shrunk()
            : this;
      }

      private Node<V> withChild(IpAddress side, Trie<V> child) {
        return side.bit(prefix.length())
            ? new Node<>(prefix, value, lower, child)
            : new Node<>(prefix, value, child, upper);
      }

      /** Without value and with one side only, that side does as well. */
      private Trie<V> shrunk() {
        if (value.isPresent()) {
          return this;
        }
        return switch (lower) {
          case Nothing<V> _ -> upper;
          case Node<V> _ ->
              switch (upper) {
                case Nothing<V> _ -> lower;
                case Node<V> _ -> this;
              };
        };
      }

      @Override
      public void forEach(Consumer<Match<V>> visitor) {
        match().ifPresent(visitor);
        lower.forEach(visitor);
        upper.forEach(visitor);
      }
    }
  }
}
