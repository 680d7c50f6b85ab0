package io.eksnet.kubernetes.patch;

import io.eksnet.kubernetes.schema.Quoted;
import io.eksnet.kubernetes.status.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON patch (RFC 6902), {@code application/json-patch+json}. A patch that cannot be read is a
 * BadRequest; one that does not fit the object, also by a failing {@code test}, is Invalid. Details
 * follow the library that Kubernetes uses (evanphx/json-patch v4).
 */
public final class JsonPatch {
  /** Kubernetes' own limit (apiserver, handlers/patch.go). */
  static final int MAX_OPERATIONS = 10_000;

  /** Values that copies may add all together, so that copies of copies end. */
  static final long MAX_COPIED = 1_000_000;

  private JsonPatch() {}

  /** The object with the patch applied. */
  public static Patched apply(ObjectNode object, JsonNode patch) {
    if (!patch.isArray()) {
      return bad("a JSON patch is an array of operations, found " + kindOf(patch));
    }
    if (patch.size() > MAX_OPERATIONS) {
      return new Patched.Refused(
          new Status(
              413,
              "RequestEntityTooLarge",
              "The allowed maximum operations in a JSON patch is %d, got %d"
                  .formatted(MAX_OPERATIONS, patch.size()),
              Optional.empty()));
    }
    for (int i = 0; i < patch.size(); i++) {
      Optional<String> problem = unreadable(patch.get(i));
      if (problem.isPresent()) {
        return bad("operation " + i + " of the JSON patch: " + problem.get());
      }
    }
    ArrayNode root = JsonNodeFactory.instance.arrayNode().add(object.deepCopy());
    long copied = 0;
    for (JsonNode operation : patch) {
      if (operation.path("op").asString().equals("copy")) {
        copied += find(root, steps(operation.path("from").asString())).map(Values::size).orElse(0L);
        if (copied > MAX_COPIED) {
          return new Patched.Refused(Status.unprocessable());
        }
      }
      if (!perform(root, operation)) {
        return new Patched.Refused(Status.unprocessable());
      }
    }
    return root.get(0) instanceof ObjectNode whole
        ? new Patched.Done(whole)
        : new Patched.Refused(Status.unprocessable());
  }

  private static Patched bad(String message) {
    return new Patched.Refused(Status.badRequest(message));
  }

  private static String kindOf(JsonNode node) {
    return node.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
  }

  private static Optional<String> unreadable(JsonNode operation) {
    String op = operation.path("op").asString("");
    String path = operation.path("path").asString("?");
    boolean pointer = path.isEmpty() || path.startsWith("/");
    return switch (op) {
      case "add", "replace", "test" ->
          !pointer
              ? Optional.of(op + " needs a path that starts with /, found " + Quoted.go(path))
              : operation.has("value") || op.equals("test")
                  ? Optional.empty()
                  : Optional.of(op + " needs a value");
      case "remove" ->
          pointer
              ? Optional.empty()
              : Optional.of("remove needs a path that starts with /, found " + Quoted.go(path));
      case "move", "copy" ->
          pointer && operation.path("from").isString()
              ? Optional.empty()
              : Optional.of(op + " needs a path and a from that start with /");
      default ->
          Optional.of("op is none of add, remove, replace, move, copy, test: " + Quoted.go(op));
    };
  }

  /** The root is held in an array of one, so that the empty path is nothing special. */
  private static boolean perform(ArrayNode root, JsonNode operation) {
    List<String> path = steps(operation.path("path").asString());
    return switch (operation.path("op").asString()) {
      case "add" -> add(root, path, operation.get("value").deepCopy());
      case "remove" -> remove(root, path).isPresent();
      case "replace" -> replace(root, path, operation.get("value").deepCopy());
      case "copy" ->
          find(root, steps(operation.path("from").asString()))
              .filter(it -> add(root, path, it.deepCopy()))
              .isPresent();
      case "move" -> move(root, steps(operation.path("from").asString()), path);
      default -> {
        // A missing value and a missing place both count as null.
        JsonNode none = JsonNodeFactory.instance.nullNode();
        yield Values.same(find(root, path).orElse(none), operation.optional("value").orElse(none));
      }
    };
  }

  private static boolean move(ArrayNode root, List<String> from, List<String> path) {
    boolean intoItself = path.size() > from.size() && path.subList(0, from.size()).equals(from);
    return !intoItself && remove(root, from).filter(it -> add(root, path, it)).isPresent();
  }

  private static List<String> steps(String pointer) {
    List<String> steps = new ArrayList<>();
    steps.add("0");
    if (!pointer.isEmpty()) {
      for (String step : pointer.substring(1).split("/", -1)) {
        steps.add(step.replace("~1", "/").replace("~0", "~"));
      }
    }
    return steps;
  }

  private static Optional<JsonNode> find(JsonNode root, List<String> path) {
    JsonNode at = root;
    for (String step : path) {
      Optional<JsonNode> next =
          switch (at) {
            case ObjectNode map -> map.optional(step);
            case ArrayNode list -> index(step, list.size() - 1).flatMap(list::optional);
            default -> Optional.empty();
          };
      if (next.isEmpty()) {
        return next;
      }
      at = next.get();
    }
    return Optional.of(at);
  }

  private static Optional<Integer> index(String step, int max) {
    boolean number =
        !step.isEmpty()
            && step.length() < 9
            && step.chars().allMatch(c -> c >= '0' && c <= '9')
            && (step.length() == 1 || step.charAt(0) != '0');
    return number ? Optional.of(Integer.parseInt(step)).filter(it -> it <= max) : Optional.empty();
  }

  private static boolean add(ArrayNode root, List<String> path, JsonNode value) {
    String last = path.getLast();
    if (path.size() == 1) {
      root.set(0, value);
      return true;
    }
    return switch (find(root, path.subList(0, path.size() - 1)).orElse(root.missingNode())) {
      case ObjectNode map -> {
        map.set(last, value);
        yield true;
      }
      case ArrayNode list when last.equals("-") -> {
        list.add(value);
        yield true;
      }
      case ArrayNode list ->
          index(last, list.size()).map(at -> !list.insert(at, value).isEmpty()).orElse(false);
      default -> false;
    };
  }

  private static Optional<JsonNode> remove(ArrayNode root, List<String> path) {
    if (path.size() == 1) {
      return Optional.empty();
    }
    return switch (find(root, path.subList(0, path.size() - 1)).orElse(root.missingNode())) {
      case ObjectNode map -> Optional.ofNullable(map.remove(path.getLast()));
      case ArrayNode list -> index(path.getLast(), list.size() - 1).map(list::remove);
      default -> Optional.empty();
    };
  }

  /** In a list the place must be there; in a map Kubernetes' library sets it even if not. */
  private static boolean replace(ArrayNode root, List<String> path, JsonNode value) {
    String last = path.getLast();
    if (path.size() == 1) {
      root.set(0, value);
      return true;
    }
    return switch (find(root, path.subList(0, path.size() - 1)).orElse(root.missingNode())) {
      case ObjectNode map -> {
        map.set(last, value);
        yield true;
      }
      case ArrayNode list ->
          index(last, list.size() - 1)
              .map(at -> !list.set(at, value).isMissingNode())
              .orElse(false);
      default -> false;
    };
  }
}
