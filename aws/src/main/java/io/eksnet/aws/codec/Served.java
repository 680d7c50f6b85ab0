package io.eksnet.aws.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The members of a request that an action really acts on.
 *
 * <p>A name stands for the member and everything below it; {@code IpPermissions.IpRanges} serves
 * just that part of {@code IpPermissions}. Names are those of AWS's API model. A member that is not
 * named here is refused when a client sends it, because a setting that is silently dropped is worse
 * than one that is refused.
 */
public final class Served {

  private static final Served EVERYTHING = new Served(true, Map.of(), List.of());
  private static final Served NOTHING = new Served(false, Map.of(), List.of());

  private final boolean everything;
  private final Map<String, Served> below;
  private final List<String> required;

  private Served(boolean everything, Map<String, Served> below, List<String> required) {
    this.everything = everything;
    this.below = below;
    this.required = required;
  }

  /**
   * Serves the named members, each a dotted path from the request. One that ends in {@code !} must
   * be there.
   */
  public static Served served(String... paths) {
    Map<String, Object> tree = new TreeMap<>();
    List<String> required = new ArrayList<>();
    for (String path : paths) {
      String plain = path.endsWith("!") ? path.substring(0, path.length() - 1) : path;
      if (!plain.equals(path)) {
        required.add(plain);
      }
      Map<String, Object> at = tree;
      for (String name : plain.split("\\.", -1)) {
        at = descend(at, name);
      }
    }
    return paths.length == 0 ? NOTHING : new Served(false, of(tree).below, List.copyOf(required));
  }

  /** The first member that must be there and is not, by its name on the wire. */
  public Optional<String> missing(SdkPojo request) {
    return required.stream()
        .flatMap(name -> request.sdkFields().stream().filter(it -> it.memberName().equals(name)))
        .filter(
            field ->
                Optional.ofNullable(field.getValueOrDefault(request))
                    .map(Served::isEmpty)
                    .orElse(true))
        .findFirst()
        .map(SdkField::locationName);
  }

  private static boolean isEmpty(Object value) {
    return value.equals("") || value.equals(List.of());
  }

  /** The members that must be there. */
  public List<String> required() {
    return required;
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
    return below.isEmpty() ? EVERYTHING : new Served(false, below, List.of());
  }
}
