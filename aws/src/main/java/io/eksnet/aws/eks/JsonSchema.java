package io.eksnet.aws.eks;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The part of JSON Schema (draft 6) that the schemas of EKS's add-ons use. Formats are not checked:
 * {@code boolean} and {@code integer}, which those schemas name, are no formats of JSON Schema.
 *
 * <p>Problems are told as EKS tells them: the path, and what is wrong.
 */
final class JsonSchema {
  private final JsonNode root;

  private JsonSchema(JsonNode root) {
    this.root = root;
  }

  static JsonSchema parse(String text) {
    return new JsonSchema(JsonMapper.shared().readTree(text));
  }

  /** Everything that is wrong with a value, each as {@code $.path: what}. */
  List<String> problems(JsonNode value) {
    List<String> problems = new ArrayList<>();
    check("$", value, root, problems);
    return List.copyOf(problems);
  }

  private void check(String path, JsonNode value, JsonNode schema, List<String> problems) {
    JsonNode rules = resolved(schema);
    JsonNode type = rules.path("type");
    if (!type.isMissingNode() && !fits(value, type)) {
      problems.add(path + ": " + typeOf(value) + " found, " + names(type) + " expected");
      return;
    }
    enumeration(path, value, rules.path("enum"), problems);
    alternatives(path, value, rules.path("anyOf"), problems);
    if (value.isString()) {
      pattern(path, value.stringValue(), rules.path("pattern"), problems);
    }
    if (value.isNumber()) {
      range(path, value, rules, problems);
    }
    if (value.isObject()) {
      object(path, value, rules, problems);
    }
    if (value.isArray() && rules.has("items")) {
      for (int i = 0; i < value.size(); i++) {
        check(path + "[" + i + "]", value.get(i), rules.get("items"), problems);
      }
    }
  }

  private JsonNode resolved(JsonNode schema) {
    JsonNode ref = schema.path("$ref");
    return ref.isString() ? resolved(root.at(ref.stringValue().substring(1))) : schema;
  }

  private static boolean fits(JsonNode value, JsonNode type) {
    if (type.isArray()) {
      Iterator<JsonNode> each = type.iterator();
      while (each.hasNext()) {
        if (fits(value, each.next())) {
          return true;
        }
      }
      return false;
    }
    String name = type.stringValue();
    return name.equals(typeOf(value)) || (name.equals("number") && value.isNumber());
  }

  private static String names(JsonNode type) {
    if (!type.isArray()) {
      return type.stringValue();
    }
    List<String> names = new ArrayList<>();
    type.iterator().forEachRemaining(it -> names.add(it.stringValue()));
    return names.toString();
  }

  private static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT, POJO -> "object";
      case ARRAY -> "array";
      case STRING, BINARY -> "string";
      case BOOLEAN -> "boolean";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case NULL, MISSING -> "null";
    };
  }

  private static void enumeration(
      String path, JsonNode value, JsonNode allowed, List<String> problems) {
    if (allowed.isMissingNode()) {
      return;
    }
    List<String> words = new ArrayList<>();
    allowed.iterator().forEachRemaining(it -> words.add(it.asString()));
    if (!words.contains(value.asString(""))) {
      problems.add(path + ": does not have a value in the enumeration " + words);
    }
  }

  private void alternatives(String path, JsonNode value, JsonNode schemas, List<String> problems) {
    if (schemas.isMissingNode()) {
      return;
    }
    List<String> all = new ArrayList<>();
    for (JsonNode schema : schemas) {
      List<String> here = new ArrayList<>();
      check(path, value, schema, here);
      if (here.isEmpty()) {
        return;
      }
      all.addAll(here);
    }
    problems.addAll(all);
  }

  private static void pattern(String path, String text, JsonNode regex, List<String> problems) {
    if (regex.isString()
        && !java.util.regex.Pattern.compile(regex.stringValue()).matcher(text).find()) {
      problems.add(path + ": does not match the regex pattern " + regex.stringValue());
    }
  }

  private static void range(String path, JsonNode value, JsonNode rules, List<String> problems) {
    if (rules.has("minimum") && value.asDouble() < rules.get("minimum").asDouble()) {
      problems.add(path + ": must have a minimum value of " + rules.get("minimum"));
    }
    if (rules.has("maximum") && value.asDouble() > rules.get("maximum").asDouble()) {
      problems.add(path + ": must have a maximum value of " + rules.get("maximum"));
    }
  }

  private void object(String path, JsonNode value, JsonNode rules, List<String> problems) {
    JsonNode properties = rules.path("properties");
    JsonNode others = rules.path("additionalProperties");
    for (JsonNode name : rules.path("required")) {
      if (!value.has(name.stringValue())) {
        problems.add(path + "." + name.stringValue() + ": is missing but it is required");
      }
    }
    int least = rules.path("minProperties").asInt(0);
    if (value.size() < least) {
      problems.add(path + ": should have a minimum of " + least + " properties");
    }
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      String below = path + "." + member.getKey();
      if (properties.has(member.getKey())) {
        check(below, member.getValue(), properties.get(member.getKey()), problems);
      } else if (others.isBoolean() && !others.booleanValue()) {
        problems.add(
            below
                + ": is not defined in the schema and the schema does not allow additional"
                + " properties");
      } else if (others.isObject()) {
        check(below, member.getValue(), others, problems);
      }
    }
  }
}
