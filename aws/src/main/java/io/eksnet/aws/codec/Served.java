package io.eksnet.aws.codec;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The members of a request that an action really acts on.
 *
 * <p>A name stands for the member and everything below it; {@code IpPermissions.IpRanges} serves
 * just that part of {@code IpPermissions}. Names are those of AWS's API model. A member that is not
 * named here is refused when a client sends it, because a setting that is silently dropped is worse
 * than one that is refused.
 */
public final class Served {

  private static final Served EVERYTHING = new Served(true, Map.of());
  private static final Served NOTHING = new Served(false, Map.of());

  private final boolean everything;
  private final Map<String, Served> below;

  private Served(boolean everything, Map<String, Served> below) {
    this.everything = everything;
    this.below = below;
  }

  /** Serves the named members, each a dotted path from the request. */
  public static Served served(String... paths) {
    Map<String, Object> tree = new TreeMap<>();
    for (String path : paths) {
      Map<String, Object> at = tree;
      for (String name : path.split("\\.", -1)) {
        at = descend(at, name);
      }
    }
    return paths.length == 0 ? NOTHING : of(tree);
  }

  /** Serves no member at all: for actions without parameters. */
  public static Served nothing() {
    return NOTHING;
  }

  /** Serves whatever the model knows. */
  public static Served everything() {
    return EVERYTHING;
  }

  boolean serves(String member) {
    return everything || below.containsKey(member);
  }

  Served below(String member) {
    return below.getOrDefault(member, EVERYTHING);
  }

  Set<String> names() {
    return below.keySet();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> descend(Map<String, Object> tree, String name) {
    return (Map<String, Object>) tree.computeIfAbsent(name, _ -> new TreeMap<String, Object>());
  }

  @SuppressWarnings("unchecked")
  private static Served of(Map<String, Object> tree) {
    Map<String, Served> below = new TreeMap<>();
    tree.forEach((name, under) -> below.put(name, of((Map<String, Object>) under)));
    return below.isEmpty() ? EVERYTHING : new Served(false, below);
  }
}
