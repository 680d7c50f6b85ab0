package io.eksnet.app.daemon;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The place of a field as a conflict of server-side apply names it, such as {@code
 * .spec.containers[name="web"].env[name="A"].value}.
 */
record FieldPath(List<Step> steps) {
  private static final Pattern STEP = Pattern.compile("\\.([^.\\[]+)|\\[([^]]*)]");
  private static final Pattern KEY = Pattern.compile("([A-Za-z]+)=(\"([^\"]*)\"|[^,]+)");

  FieldPath {
    steps = List.copyOf(steps);
  }

  /** One step down. */
  sealed interface Step {
    /** Into a member. */
    record Member(String name) implements Step {}

    /** To the item of a list whose members have these values. */
    record Item(Map<String, String> keys) implements Step {}
  }

  static FieldPath parse(String text) {
    List<Step> steps = new ArrayList<>();
    Matcher step = STEP.matcher(text);
    while (step.find()) {
      if (step.group(1) != null) {
        steps.add(new Step.Member(step.group(1)));
      } else {
        Map<String, String> keys = new TreeMap<>();
        Matcher key = KEY.matcher(step.group(2));
        while (key.find()) {
          keys.put(key.group(1), key.group(3) == null ? key.group(2) : key.group(3));
        }
        steps.add(new Step.Item(keys));
      }
    }
    return new FieldPath(steps);
  }

  /** Sets the field of one object to what it is in another; takes it away where it is not there. */
  void copy(JsonNode from, ObjectNode to) {
    copy(from, to, 0);
  }

  private void copy(JsonNode from, JsonNode to, int index) {
    switch (steps.get(index)) {
      case Step.Member(String _) when to instanceof ObjectNode object ->
          member(from, object, index);
      case Step.Item(Map<String, String> keys) when to instanceof ArrayNode array ->
          item(from, array, keys, index);
      default -> {}
    }
  }

  /** A name may have dots in it, as those of labels have: the longest that is there is meant. */
  private void member(JsonNode from, ObjectNode to, int index) {
    StringBuilder joined = new StringBuilder();
    int last = index;
    String name = "";
    for (int i = index; i < steps.size() && steps.get(i) instanceof Step.Member(String part); i++) {
      joined.append(i == index ? "" : ".").append(part);
      if (i == index || to.has(joined.toString())) {
        name = joined.toString();
        last = i;
      }
    }
    if (last + 1 < steps.size()) {
      copy(from.path(name), to.path(name), last + 1);
    } else if (from.has(name)) {
      to.set(name, from.get(name).deepCopy());
    } else {
      to.remove(name);
    }
  }

  private void item(JsonNode from, ArrayNode to, Map<String, String> keys, int index) {
    for (int i = 0; i < to.size(); i++) {
      if (matches(to.get(i), keys)) {
        JsonNode there = matching(from, keys);
        if (index + 1 < steps.size()) {
          copy(there, to.get(i), index + 1);
        } else if (there.isMissingNode()) {
          to.remove(i);
        } else {
          to.set(i, there.deepCopy());
        }
        return;
      }
    }
  }

  private static JsonNode matching(JsonNode list, Map<String, String> keys) {
    for (JsonNode item : list) {
      if (matches(item, keys)) {
        return item;
      }
    }
    return list.path(-1);
  }

  private static boolean matches(JsonNode item, Map<String, String> keys) {
    return keys.entrySet().stream()
        .allMatch(it -> item.path(it.getKey()).asString("").equals(it.getValue()));
  }
}
