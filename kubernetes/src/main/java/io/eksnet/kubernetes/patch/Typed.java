package io.eksnet.kubernetes.patch;

import io.eksnet.kubernetes.schema.Field;
import io.eksnet.kubernetes.schema.FieldType;
import io.eksnet.kubernetes.schema.PatchRule;
import io.eksnet.kubernetes.schema.TypeSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How server-side apply sees a value: which parts it is owned in, as its field's type says
 * (structured-merge-diff). A leaf is owned as a whole; an object or map by its fields; a list by
 * its elements.
 */
sealed interface Typed {
  /** Owned as a whole: scalars, atomic lists, maps and objects, and what the schema leaves open. */
  enum Leaf implements Typed {
    LEAF
  }

  /** Owned field by field. */
  record Struct(TypeSchema type) implements Typed {}

  /** Owned key by key. */
  record Entries(Typed value) implements Typed {}

  /** Owned value by value. */
  record Values() implements Typed {}

  /** Owned element by element, told apart by keys. */
  record Elements(Typed element, List<String> keys) implements Typed {
    /** Keys that count with this value when an element does not give them. */
    private static final Map<String, String> DEFAULTS = Map.of("protocol", "TCP");

    /** What {@code fieldsV1} calls an element. */
    String step(JsonNode element) {
      ObjectNode key = JsonNodeFactory.instance.objectNode();
      for (String name : keys.stream().sorted().toList()) {
        JsonNode value = element.path(name);
        if (!value.isMissingNode()) {
          key.set(name, value);
        } else if (DEFAULTS.containsKey(name)) {
          key.put(name, DEFAULTS.get(name));
        }
      }
      return "k:" + key;
    }

    /** The first key that an element lacks. */
    Optional<String> missingKey(JsonNode element) {
      return keys.stream().filter(it -> !element.has(it) && !DEFAULTS.containsKey(it)).findFirst();
    }
  }

  /** The view of an object as a whole. */
  static Typed of(TypeSchema type) {
    return new Struct(type);
  }

  /** The view of a field. */
  static Typed of(Field field) {
    return field.atomicMap() ? Leaf.LEAF : of(field.type(), field.patch());
  }

  private static Typed of(FieldType type, PatchRule rule) {
    return switch (type) {
      case FieldType.Scalar _ -> Leaf.LEAF;
      case FieldType.Reference(var target) -> target.atomic() ? Leaf.LEAF : new Struct(target);
      case FieldType.MapOf(var value) -> new Entries(of(value, PatchRule.NONE));
      case FieldType.ListOf(var element) ->
          switch (rule.listType()) {
            case ATOMIC -> Leaf.LEAF;
            case SET -> new Values();
            case MAP -> new Elements(of(element, PatchRule.NONE), rule.mapKeys());
          };
    };
  }

  /** The parts of a value, by the steps that {@code fieldsV1} calls them. */
  default Map<String, JsonNode> parts(JsonNode value) {
    return switch (this) {
      case Leaf _ -> Map.of();
      case Struct _, Entries _ -> {
        Map<String, JsonNode> parts = LinkedHashMap.newLinkedHashMap(value.size());
        value.properties().forEach(it -> parts.put("f:" + it.getKey(), it.getValue()));
        yield parts;
      }
      case Values _ -> {
        Map<String, JsonNode> parts = LinkedHashMap.newLinkedHashMap(value.size());
        value.forEach(it -> parts.put("v:" + it, it));
        yield parts;
      }
      case Elements elements -> {
        Map<String, JsonNode> parts = LinkedHashMap.newLinkedHashMap(value.size());
        value.forEach(it -> parts.put(elements.step(it), it));
        yield parts;
      }
    };
  }

  /** The view of a part. */
  default Typed part(String step) {
    return switch (this) {
      case Leaf _, Values _ -> Leaf.LEAF;
      case Struct(var type) -> {
        Optional<Field> field = type.field(step.substring(2));
        yield field.isPresent() ? of(field.get()) : Leaf.LEAF;
      }
      case Entries(var value) -> value;
      case Elements(var element, var _) -> element;
    };
  }

  /** Whether a value is as large as its parts: otherwise it is owned as a whole. */
  default boolean divides(JsonNode value) {
    return !(this instanceof Leaf) && value.isContainer() && !value.isEmpty();
  }

  /** The set of everything in a value, as an apply owns it. */
  default FieldSet setOf(JsonNode value) {
    if (!divides(value)) {
      return FieldSet.LEAF;
    }
    boolean whole = !(this instanceof Struct);
    NavigableMap<String, FieldSet> parts = new TreeMap<>();
    parts(value)
        .forEach(
            (step, part) -> {
              FieldSet below = part(step).setOf(part);
              parts.put(step, whole ? below.withMember() : below);
            });
    return FieldSet.of(false, parts);
  }

  /** The set with every named field on the way to its members, so that whole structs can go. */
  default FieldSet named(FieldSet set) {
    NavigableMap<String, FieldSet> parts = new TreeMap<>();
    set.parts()
        .forEach(
            (step, part) -> {
              FieldSet below = part(step).named(part);
              parts.put(step, this instanceof Struct ? below.withMember() : below);
            });
    return FieldSet.of(set.isMember(), parts);
  }

  /** The value without the parts that are in a set. */
  default JsonNode without(JsonNode value, FieldSet gone) {
    if (!divides(value) || gone.parts().isEmpty()) {
      return value;
    }
    Map<String, JsonNode> left = new LinkedHashMap<>();
    parts(value)
        .forEach(
            (step, part) -> {
              FieldSet below = gone.at(step);
              if (!below.isMember()) {
                left.put(step, part(step).without(part, below));
              }
            });
    return assembled(left);
  }

  /** What an apply makes of a live value: parts of both, the applied ones winning. */
  default JsonNode merged(JsonNode live, JsonNode applied) {
    boolean bothDivide = divides(live) && applied.isContainer() && !(this instanceof Leaf);
    if (!bothDivide) {
      return applied;
    }
    Map<String, JsonNode> before = parts(live);
    Map<String, JsonNode> wanted = parts(applied);
    Map<String, JsonNode> out = new LinkedHashMap<>();
    boolean ordered = this instanceof Elements || this instanceof Values;
    if (!ordered) {
      out.putAll(before);
    }
    for (Map.Entry<String, JsonNode> part : wanted.entrySet()) {
      String step = part.getKey();
      if (ordered && before.containsKey(step)) {
        putOthersUpTo(step, before, wanted, out);
      }
      out.put(
          step,
          before.containsKey(step)
              ? part(step).merged(before.get(step), part.getValue())
              : part.getValue());
    }
    before.forEach(out::putIfAbsent);
    return assembled(out);
  }

  /** Elements that only the server has keep their place before those that both have. */
  private static void putOthersUpTo(
      String step,
      Map<String, JsonNode> before,
      Map<String, JsonNode> wanted,
      Map<String, JsonNode> out) {
    for (Map.Entry<String, JsonNode> old : before.entrySet()) {
      if (old.getKey().equals(step)) {
        return;
      }
      if (!wanted.containsKey(old.getKey())) {
        out.putIfAbsent(old.getKey(), old.getValue());
      }
    }
  }

  private JsonNode assembled(Map<String, JsonNode> parts) {
    if (this instanceof Struct || this instanceof Entries) {
      ObjectNode map = JsonNodeFactory.instance.objectNode();
      parts.forEach((step, part) -> map.set(step.substring(2), part));
      return map;
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    parts.values().forEach(list::add);
    return list;
  }
}
