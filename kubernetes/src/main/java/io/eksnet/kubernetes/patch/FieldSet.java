package io.eksnet.kubernetes.patch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A set of places in an object, in the shape of {@code fieldsV1}: steps are {@code f:name} for
 * fields and map keys, {@code k:{...}} for elements of a list by their keys, {@code v:...} for
 * elements by value. A place may be in the set without its parts, with them, or only its parts.
 */
final class FieldSet {
  /** Nothing. */
  static final FieldSet EMPTY = new FieldSet(false, Collections.emptyNavigableMap());

  /** A place without parts. */
  static final FieldSet LEAF = new FieldSet(true, Collections.emptyNavigableMap());

  private static final String ITSELF = ".";

  private final boolean member;
  private final NavigableMap<String, FieldSet> parts;

  private FieldSet(boolean member, NavigableMap<String, FieldSet> parts) {
    this.member = member;
    this.parts = parts;
  }

  /** A set of parts, with or without the place that they are parts of; empty parts fall away. */
  static FieldSet of(boolean member, NavigableMap<String, FieldSet> parts) {
    parts.values().removeIf(FieldSet::isEmpty);
    return parts.isEmpty() ? (member ? LEAF : EMPTY) : new FieldSet(member, parts);
  }

  /** Reads the JSON form; what is no set counts as a place without parts. */
  static FieldSet parse(JsonNode fields) {
    return parse(fields, false);
  }

  private static FieldSet parse(JsonNode fields, boolean below) {
    NavigableMap<String, FieldSet> parts = new TreeMap<>();
    boolean member = below && fields.isEmpty();
    for (Map.Entry<String, JsonNode> entry : fields.properties()) {
      if (entry.getKey().equals(ITSELF)) {
        member = true;
      } else {
        parts.put(canonical(entry.getKey()), parse(entry.getValue(), true));
      }
    }
    return of(member, parts);
  }

  /** Keys of elements may come with other spacing or order; one form makes them comparable. */
  private static String canonical(String step) {
    if (!step.startsWith("k:{")) {
      return step;
    }
    try {
      TreeMap<String, JsonNode> keys = new TreeMap<>();
      JsonMapper.shared()
          .readTree(step.substring(2))
          .properties()
          .forEach(it -> keys.put(it.getKey(), it.getValue()));
      ObjectNode sorted = JsonNodeFactory.instance.objectNode();
      keys.forEach(sorted::set);
      return "k:" + sorted;
    } catch (JacksonException _) {
      // A client may write managedFields itself, and write nonsense: a step that meets nothing.
      return "f:" + step;
    }
  }

  /** The {@code fieldsV1} form. */
  ObjectNode json() {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    if (member && !parts.isEmpty()) {
      out.putObject(ITSELF);
    }
    parts.forEach((step, part) -> out.set(step, part.json()));
    return out;
  }

  boolean isEmpty() {
    return !member && parts.isEmpty();
  }

  /** Whether the place itself is in the set. */
  boolean isMember() {
    return member;
  }

  /** The part of the set below a step. */
  FieldSet at(String step) {
    return parts.getOrDefault(step, EMPTY);
  }

  /** The same with the place itself. */
  FieldSet withMember() {
    return member ? this : new FieldSet(true, parts);
  }

  /** Each step with what is below. */
  NavigableMap<String, FieldSet> parts() {
    return parts;
  }

  /** Everything that is in one or the other. */
  FieldSet union(FieldSet other) {
    if (other.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      return other;
    }
    NavigableMap<String, FieldSet> all = new TreeMap<>(parts);
    other.parts.forEach((step, part) -> all.merge(step, part, FieldSet::union));
    return of(member || other.member, all);
  }

  /** Everything that is in this one and not in the other. */
  FieldSet minus(FieldSet other) {
    if (isEmpty() || other.isEmpty()) {
      return this;
    }
    NavigableMap<String, FieldSet> left = new TreeMap<>();
    parts.forEach((step, part) -> left.put(step, part.minus(other.at(step))));
    return of(member && !other.member, left);
  }

  /** Everything that is in both. */
  FieldSet intersection(FieldSet other) {
    if (isEmpty() || other.isEmpty()) {
      return EMPTY;
    }
    NavigableMap<String, FieldSet> both = new TreeMap<>();
    parts.forEach((step, part) -> both.put(step, part.intersection(other.at(step))));
    return of(member && other.member, both);
  }

  /** The set without everything below some steps of the root. */
  FieldSet without(Iterable<String> steps) {
    NavigableMap<String, FieldSet> left = new TreeMap<>(parts);
    steps.forEach(left::remove);
    return of(member, left);
  }

  /** The set with only what is below one step of the root. */
  FieldSet only(String step) {
    NavigableMap<String, FieldSet> left = new TreeMap<>();
    left.put(step, at(step));
    return of(false, left);
  }

  /** Every place in the set as messages print it: {@code .spec.ports[port=80].name}. */
  List<String> paths() {
    List<String> paths = new ArrayList<>();
    collect("", paths);
    return paths;
  }

  private void collect(String path, List<String> paths) {
    if (member) {
      paths.add(path);
    }
    parts.forEach((step, part) -> part.collect(path + printed(step), paths));
  }

  private static String printed(String step) {
    String rest = step.substring(2);
    return switch (step.charAt(0)) {
      case 'f' -> "." + rest;
      case 'v' -> "[=" + rest + "]";
      case 'k' -> keys(rest);
      default -> "[" + rest + "]";
    };
  }

  private static String keys(String json) {
    List<String> keys = new ArrayList<>();
    JsonMapper.shared()
        .readTree(json)
        .properties()
        .forEach(it -> keys.add(it.getKey() + "=" + it.getValue()));
    return "[" + String.join(",", keys) + "]";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldSet that && member == that.member && parts.equals(that.parts);
  }

  @Override
  public int hashCode() {
    return 31 * parts.hashCode() + Boolean.hashCode(member);
  }

  @Override
  public String toString() {
    return json().toString();
  }

  /** Collects places one by one. */
  static final class Builder {
    private final NavigableMap<String, Builder> parts = new TreeMap<>();
    private boolean member;

    Builder at(String step) {
      return parts.computeIfAbsent(step, _ -> new Builder());
    }

    void add() {
      member = true;
    }

    FieldSet build() {
      NavigableMap<String, FieldSet> built = new TreeMap<>();
      parts.forEach((step, part) -> built.put(step, part.build()));
      return of(member, built);
    }
  }
}
