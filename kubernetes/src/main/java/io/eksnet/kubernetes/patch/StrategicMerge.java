package io.eksnet.kubernetes.patch;

import io.eksnet.kubernetes.schema.Field;
import io.eksnet.kubernetes.schema.FieldType;
import io.eksnet.kubernetes.schema.PatchRule;
import io.eksnet.kubernetes.schema.TypeSchema;
import io.eksnet.kubernetes.status.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A strategic merge patch, {@code application/strategic-merge-patch+json}: a merge patch that knows
 * from the schema which lists merge by which key. Directives: {@code $patch} (merge, replace,
 * delete), {@code $retainKeys}, {@code $deleteFromPrimitiveList/x}, {@code $setElementOrder/x}
 * (apimachinery, pkg/util/strategicpatch).
 */
public final class StrategicMerge {
  static final String PATCH = "$patch";
  static final String RETAIN_KEYS = "$retainKeys";
  static final String DELETE_FROM_LIST = "$deleteFromPrimitiveList/";
  static final String ELEMENT_ORDER = "$setElementOrder/";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** The first thing wrong with the patch; what is merged after it is thrown away. */
  private Optional<Status> refusal = Optional.empty();

  private StrategicMerge() {}

  /** The object with the patch applied. */
  public static Patched apply(TypeSchema type, ObjectNode object, JsonNode patch) {
    if (!(patch instanceof ObjectNode fields)) {
      return new Patched.Refused(
          Status.badRequest("a strategic merge patch is a JSON object, found " + patch));
    }
    StrategicMerge merge = new StrategicMerge();
    ObjectNode merged = merge.object(object, fields, Optional.of(type));
    return merge
        .refusal
        .<Patched>map(Patched.Refused::new)
        .orElseGet(() -> new Patched.Done(merged));
  }

  private void refuse(Status status) {
    if (refusal.isEmpty()) {
      refusal = Optional.of(status);
    }
  }

  /** Errors that Kubernetes gives no status of their own. */
  private void fail(String message) {
    refuse(new Status(500, "", message, Optional.empty()));
  }

  private void unknownDirective(JsonNode patch) {
    fail(
        "unknown patch type: %s in map: %s"
            .formatted(patch.path(PATCH).asString(), GoText.of(patch)));
  }

  private ObjectNode object(ObjectNode original, ObjectNode patch, Optional<TypeSchema> type) {
    JsonNode directive = patch.path(PATCH);
    if (directive.isString()) {
      switch (directive.asString()) {
        case "replace" -> {
          ObjectNode whole = NODES.objectNode();
          whole.setAll(patch);
          whole.remove(PATCH);
          return whole;
        }
        case "delete" -> {
          return NODES.objectNode();
        }
        case "merge" -> {}
        default -> unknownDirective(patch);
      }
    }
    ObjectNode out = retained(original, patch);
    Set<String> done = ordered(out, patch, type);
    for (Map.Entry<String, JsonNode> entry : patch.properties()) {
      String name = entry.getKey();
      if (name.startsWith(DELETE_FROM_LIST)) {
        deleteFromList(out, name.substring(DELETE_FROM_LIST.length()), entry.getValue());
      } else if (!name.startsWith("$") && !done.contains(name)) {
        field(out, name, entry.getValue(), type);
      }
    }
    return out;
  }

  /** A copy of the original, without the fields that {@code $retainKeys} does not name. */
  private ObjectNode retained(ObjectNode original, ObjectNode patch) {
    ObjectNode out = NODES.objectNode();
    out.setAll(original);
    JsonNode retain = patch.path(RETAIN_KEYS);
    if (retain.isMissingNode()) {
      return out;
    }
    Set<String> keys = new HashSet<>();
    retain.forEach(it -> keys.add(it.asString()));
    boolean covered =
        patch.properties().stream()
            .filter(it -> !it.getValue().isNull() && !it.getKey().startsWith("$"))
            .allMatch(it -> keys.contains(it.getKey()));
    if (!retain.isArray() || !covered) {
      refuse(Status.badRequest("invalid patch format of retainKeys"));
    }
    out.retain(keys);
    return out;
  }

  private void field(ObjectNode out, String name, JsonNode value, Optional<TypeSchema> type) {
    if (value.isNull()) {
      out.remove(name);
      return;
    }
    Optional<Field> field = type.flatMap(it -> it.field(name));
    switch (out.path(name)) {
      case ObjectNode old when value instanceof ObjectNode change ->
          out.set(
              name,
              rule(field).strategies().contains("replace")
                  ? change
                  : object(old, change, field.flatMap(it -> typeOf(it.type()))));
      case ArrayNode old when value instanceof ArrayNode change ->
          out.set(name, list(old, change, field));
      // As Kubernetes does: a map that asks to replace or delete what is not there leaves nothing.
      case JsonNode old when old.isMissingNode() && value.has(PATCH) -> {}
      default -> out.set(name, withoutDirectives(value));
    }
  }

  private static PatchRule rule(Optional<Field> field) {
    return field.map(Field::patch).orElse(PatchRule.NONE);
  }

  private static Optional<TypeSchema> typeOf(FieldType type) {
    return switch (type) {
      case FieldType.Reference(var target) -> Optional.of(target);
      case FieldType.ListOf(var element) -> typeOf(element);
      case FieldType.MapOf _, FieldType.Scalar _ -> Optional.empty();
    };
  }

  private ArrayNode list(ArrayNode original, ArrayNode patch, Optional<Field> field) {
    PatchRule rule = rule(field);
    if (!rule.merges()) {
      return patch;
    }
    boolean objects = isObjects(original) || isObjects(patch);
    if (!objects) {
      List<JsonNode> both = new ArrayList<>();
      original.forEach(it -> addUnlessThere(both, it));
      patch.forEach(it -> addUnlessThere(both, it));
      return ElementOrder.merged(both, elements(patch), elements(original), "");
    }
    if (rule.mergeKey().isEmpty()) {
      fail(
          "cannot merge lists without merge key for "
              + field.flatMap(it -> typeOf(it.type())).map(TypeSchema::name).orElse(""));
      return original;
    }
    return objects(
        elements(original),
        elements(patch),
        rule.mergeKey(),
        field.flatMap(it -> typeOf(it.type())));
  }

  private static boolean isObjects(ArrayNode list) {
    return !list.isEmpty() && list.get(0).isObject();
  }

  private static List<JsonNode> elements(ArrayNode list) {
    List<JsonNode> elements = new ArrayList<>(list.size());
    list.forEach(elements::add);
    return elements;
  }

  private static void addUnlessThere(List<JsonNode> list, JsonNode value) {
    if (list.stream().noneMatch(it -> Values.same(it, value))) {
      list.add(value);
    }
  }

  private ArrayNode objects(
      List<JsonNode> original, List<JsonNode> patch, String key, Optional<TypeSchema> element) {
    List<JsonNode> changes = new ArrayList<>();
    List<JsonNode> kept = new ArrayList<>(original);
    boolean replace = false;
    for (JsonNode change : patch) {
      switch (change.path(PATCH).asString("")) {
        case "" -> changes.add(change);
        case "delete" -> {
          requireKey(change, key);
          kept.removeIf(it -> Values.same(it.path(key), change.path(key)));
        }
        case "replace" -> replace = true;
        case "merge" -> fail("merging lists cannot yet be specified in the patch");
        default -> unknownDirective(change);
      }
    }
    if (replace) {
      ArrayNode whole = NODES.arrayNode();
      changes.forEach(it -> whole.add(withoutDirectives(it)));
      return whole;
    }
    List<JsonNode> order = List.copyOf(kept);
    changes.forEach(change -> mergeInto(kept, change, key, element));
    return ElementOrder.merged(kept, changes, order, key);
  }

  private void mergeInto(
      List<JsonNode> elements, JsonNode change, String key, Optional<TypeSchema> type) {
    if (!requireKey(change, key)) {
      return;
    }
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i) instanceof ObjectNode old
          && change instanceof ObjectNode fields
          && Values.same(old.path(key), change.path(key))) {
        elements.set(i, object(old, fields, type));
        return;
      }
    }
    elements.add(withoutDirectives(change));
  }

  private boolean requireKey(JsonNode element, String key) {
    boolean there = element.has(key);
    if (!there) {
      fail("map: %s does not contain declared merge key: %s".formatted(GoText.of(element), key));
    }
    return there;
  }

  private void deleteFromList(ObjectNode out, String name, JsonNode values) {
    if (!values.isArray()) {
      refuse(Status.badRequest("invalid patch format of primitive list"));
    } else if (out.path(name) instanceof ArrayNode list) {
      ArrayNode left = NODES.arrayNode();
      for (JsonNode element : list) {
        if (values.valueStream().noneMatch(it -> Values.same(it, element))) {
          left.add(element);
        }
      }
      out.set(name, left);
    }
  }

  /** Merges the lists that {@code $setElementOrder} names, and brings them into that order. */
  private Set<String> ordered(ObjectNode out, ObjectNode patch, Optional<TypeSchema> type) {
    Set<String> done = new HashSet<>();
    for (Map.Entry<String, JsonNode> entry : patch.properties()) {
      if (!entry.getKey().startsWith(ELEMENT_ORDER)) {
        continue;
      }
      String name = entry.getKey().substring(ELEMENT_ORDER.length());
      Optional<Field> field = type.flatMap(it -> it.field(name));
      if (!(entry.getValue() instanceof ArrayNode order)) {
        refuse(Status.badRequest("invalid patch format of setElementOrder list"));
        continue;
      }
      JsonNode original = out.path(name);
      JsonNode change = patch.path(name);
      String key = rule(field).mergeKey();
      if (change instanceof ArrayNode list && !ElementOrder.keeps(list, order, key)) {
        fail(
            "The order in patch list:\n%s\n doesn't match $setElementOrder list:\n%s\n"
                .formatted(GoText.of(list), GoText.of(order)));
      }
      if (patch.path(DELETE_FROM_LIST + name).isArray()) {
        deleteFromList(out, name, patch.path(DELETE_FROM_LIST + name));
      }
      if (change.isArray()) {
        field(out, name, change, type);
        done.add(name);
      }
      if (out.path(name) instanceof ArrayNode merged && !change.isNull()) {
        List<JsonNode> before = original instanceof ArrayNode list ? elements(list) : List.of();
        List<JsonNode> now = elements(merged);
        List<JsonNode> known = key.isEmpty() ? before : ElementOrder.reused(now, before, key);
        out.set(name, ElementOrder.merged(now, elements(order), known, key));
      }
    }
    return done;
  }

  /** What of a patch is there to stay: no directives, no nulls, no elements to be deleted. */
  private static JsonNode withoutDirectives(JsonNode value) {
    return switch (value) {
      case ObjectNode map -> {
        ObjectNode out = NODES.objectNode();
        map.forEachEntry(
            (name, field) -> {
              if (!name.startsWith("$") && !field.isNull()) {
                out.set(name, withoutDirectives(field));
              }
            });
        yield out;
      }
      case ArrayNode list -> {
        ArrayNode out = NODES.arrayNode();
        for (JsonNode element : list) {
          String directive = element.path(PATCH).asString("");
          if (!directive.equals("delete") && !directive.equals("replace")) {
            out.add(withoutDirectives(element));
          }
        }
        yield out;
      }
      default -> value;
    };
  }
}
