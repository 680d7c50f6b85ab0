package io.eksnet.kubernetes.admission;

import static io.eksnet.kubernetes.admission.Fields.at;
import static io.eksnet.kubernetes.admission.Fields.entries;

import io.eksnet.kubernetes.schema.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Amounts that containers request and are limited to. */
final class ResourceRules {
  private static final Set<String> FOR_CONTAINERS = Set.of("cpu", "memory", "ephemeral-storage");
  private static final Set<String> STANDARD =
      Set.of(
          "cpu",
          "memory",
          "ephemeral-storage",
          "requests.cpu",
          "requests.memory",
          "limits.cpu",
          "limits.memory",
          "pods",
          "services",
          "storage");

  private ResourceRules() {}

  static void check(JsonNode resources, String path, Problems problems) {
    JsonNode limits = resources.path("limits");
    for (Map.Entry<String, JsonNode> limit : entries(limits)) {
      one(limit.getKey(), limit.getValue(), at(path + ".limits", limit.getKey()), problems);
    }
    for (Map.Entry<String, JsonNode> request : entries(resources.path("requests"))) {
      String name = request.getKey();
      one(name, request.getValue(), at(path + ".requests", name), problems);
      request(name, request.getValue(), limits, path, problems);
    }
  }

  private static void one(String name, JsonNode amount, String path, Problems problems) {
    List<String> reasons = Formats.qualifiedName(name);
    problems.invalid(path, name, reasons);
    boolean plain = name.indexOf('/') < 0;
    if (reasons.isEmpty() && plain && !hugePages(name)) {
      if (!STANDARD.contains(name)) {
        problems.invalid(path, name, "must be a standard resource type or fully qualified");
      }
      if (!FOR_CONTAINERS.contains(name)) {
        problems.invalid(path, name, "must be a standard resource for containers");
      }
    }
    amount(name, amount, path, problems);
  }

  /** A single amount of a node's or container's resource. */
  static void amount(String name, JsonNode amount, String path, Problems problems) {
    Optional<Quantity> quantity = Quantity.parse(amount.asString("0"));
    if (quantity.isEmpty()) {
      return;
    }
    if (quantity.get().compareTo(Quantity.ZERO) < 0) {
      problems.invalid(path, amount.asString(), Problems.NEGATIVE);
    }
    if (extended(name) && quantity.get().value().stripTrailingZeros().scale() > 0) {
      problems.invalid(path, amount.asString(), "must be an integer");
    }
  }

  private static void request(
      String name, JsonNode amount, JsonNode limits, String path, Problems problems) {
    boolean overcommit = !extended(name) && !hugePages(name);
    if (!limits.has(name)) {
      if (!overcommit) {
        problems.required(path + ".limits", "Limit must be set for non overcommitable resources");
      }
      return;
    }
    String limit = limits.path(name).asString("0");
    int compared =
        Quantity.parse(amount.asString("0"))
            .flatMap(it -> Quantity.parse(limit).map(it::compareTo))
            .orElse(0);
    if (compared != 0 && !overcommit) {
      problems.invalid(
          path + ".requests", amount.asString(), "must be equal to " + name + " limit of " + limit);
    } else if (compared > 0) {
      problems.invalid(
          path + ".requests",
          amount.asString(),
          "must be less than or equal to " + name + " limit of " + limit);
    }
  }

  private static boolean hugePages(String name) {
    return name.startsWith("hugepages-");
  }

  /** Resources that others than Kubernetes define, such as vpc.amazonaws.com/pod-eni. */
  private static boolean extended(String name) {
    return name.indexOf('/') > 0 && !name.contains("kubernetes.io/");
  }
}
