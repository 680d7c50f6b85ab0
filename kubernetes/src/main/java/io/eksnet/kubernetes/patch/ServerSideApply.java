package io.eksnet.kubernetes.patch;

import io.eksnet.kubernetes.patch.ManagedFields.Entry;
import io.eksnet.kubernetes.patch.ManagedFields.Operation;
import io.eksnet.kubernetes.schema.GroupVersionKind;
import io.eksnet.kubernetes.schema.Quoted;
import io.eksnet.kubernetes.schema.TypeSchema;
import io.eksnet.kubernetes.status.Status;
import io.eksnet.kubernetes.status.Status.Cause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Server-side apply, {@code application/apply-patch+yaml} (apimachinery, pkg/util/managedfields,
 * over structured-merge-diff).
 *
 * <p>What a manager applies is merged into the live object; what it applied before and does not now
 * is taken out, unless another manager owns it; where it would change what another owns, it
 * conflicts, unless it forces.
 */
public final class ServerSideApply {
  private ServerSideApply() {}

  /** What became of an apply. */
  public sealed interface Applied {
    /** The merged object, without managedFields, and who owns its fields now. */
    record Done(ObjectNode object, ManagedFields managed) implements Applied {}

    /** Conflicts with other managers (409), or a body that cannot be applied (400, 500). */
    record Refused(Status status) implements Applied {}
  }

  /**
   * Merges what a manager applies into the live object.
   *
   * @param type of the object
   * @param live empty when the object does not exist yet
   * @param managed who owns what of the live object
   * @param applied the decoded body
   * @param writer who applies
   * @param force whether to take fields over from other managers instead of refusing
   */
  public static Applied apply(
      TypeSchema type,
      Optional<ObjectNode> live,
      ManagedFields managed,
      ObjectNode applied,
      Writer writer,
      boolean force) {
    Typed view = Typed.of(type);
    if (!applied.path("metadata").path("managedFields").isEmpty()) {
      return new Applied.Refused(Status.badRequest("metadata.managedFields must be nil"));
    }
    Optional<String> problem = unusable(view, applied, "");
    if (problem.isPresent()) {
      return new Applied.Refused(untyped(applied, problem.get()));
    }
    ObjectNode before = live.orElseGet(JsonNodeFactory.instance::objectNode);
    FieldSet own = ManagedFields.ownable(type, writer.subresource(), view.setOf(applied));
    FieldSet last =
        managed.entryOf(writer, Operation.APPLY).map(Entry::fields).orElse(FieldSet.EMPTY);
    ManagedFields claimed = managed.with(writer, Operation.APPLY, _ -> own);
    ObjectNode merged = pruned(view, (ObjectNode) view.merged(before, applied), last, claimed);
    Comparison difference = Comparison.of(view, before, merged);
    if (!force) {
      List<Conflict> conflicts = conflicts(claimed, writer, difference);
      if (!conflicts.isEmpty()) {
        return new Applied.Refused(status(conflicts));
      }
    }
    return new Applied.Done(merged, claimed.applied(writer, difference));
  }

  /** Without what the manager applied last time and nobody owns now. */
  private static ObjectNode pruned(
      Typed view, ObjectNode merged, FieldSet last, ManagedFields claimed) {
    FieldSet owned = FieldSet.EMPTY;
    for (Entry entry : claimed.entries()) {
      owned = owned.union(entry.fields());
    }
    return (ObjectNode) view.without(merged, view.named(last).minus(view.named(owned)));
  }

  private record Conflict(Entry with, String path) {}

  private static List<Conflict> conflicts(
      ManagedFields claimed, Writer writer, Comparison difference) {
    List<Conflict> conflicts = new ArrayList<>();
    for (Entry entry : claimed.entries()) {
      if (!entry.isOf(writer, Operation.APPLY)) {
        entry
            .fields()
            .intersection(difference.changed())
            .paths()
            .forEach(path -> conflicts.add(new Conflict(entry, path)));
      }
    }
    return conflicts;
  }

  private static Status status(List<Conflict> conflicts) {
    List<Cause> causes =
        conflicts.stream()
            .map(
                it ->
                    new Cause(
                        "FieldManagerConflict",
                        "conflict with " + it.with().described(),
                        it.path()))
            .toList();
    if (conflicts.size() == 1) {
      Conflict one = conflicts.getFirst();
      return Status.applyConflict(
          "Apply failed with 1 conflict: conflict with %s: %s"
              .formatted(one.with().described(), one.path()),
          causes);
    }
    Map<String, List<String>> byManager = new LinkedHashMap<>();
    conflicts.stream()
        .sorted(java.util.Comparator.comparing(it -> it.with().described()))
        .forEach(
            it ->
                byManager
                    .computeIfAbsent(it.with().described(), _ -> new ArrayList<>())
                    .add(it.path()));
    List<String> lines = new ArrayList<>();
    byManager.forEach(
        (manager, paths) -> {
          lines.add("conflicts with " + manager + ":");
          paths.forEach(path -> lines.add("- " + path));
        });
    return Status.applyConflict(
        "Apply failed with " + conflicts.size() + " conflicts: " + String.join("\n", lines),
        causes);
  }

  /** Lists that cannot be told apart element by element. */
  private static Optional<String> unusable(Typed type, JsonNode value, String path) {
    if (!type.divides(value)) {
      return Optional.empty();
    }
    if (type instanceof Typed.Elements elements) {
      Set<String> seen = new LinkedHashSet<>();
      for (int i = 0; i < value.size(); i++) {
        Optional<String> missing = elements.missingKey(value.get(i));
        if (missing.isPresent()) {
          return Optional.of(
              "%s: element %d: associative list with keys has an element that omits key field %s (and doesn't have default value)"
                  .formatted(path, i, Quoted.go(missing.get())));
        }
        if (!seen.add(elements.step(value.get(i)))) {
          String key = elements.step(value.get(i)).substring(2);
          return Optional.of("%s: duplicate entries for key %s".formatted(path, keyText(key)));
        }
      }
    }
    for (Map.Entry<String, JsonNode> part : type.parts(value).entrySet()) {
      String step = part.getKey();
      String place =
          step.startsWith("f:")
              ? path + "." + step.substring(2)
              : path + keyText(step.substring(2));
      Optional<String> problem = unusable(type.part(step), part.getValue(), place);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static String keyText(String json) {
    return "[" + json.replaceAll("^\\{|}$", "").replaceAll("\"([^\"]+)\":", "$1=") + "]";
  }

  /** Kubernetes gives this no status of its own. */
  private static Status untyped(ObjectNode applied, String problem) {
    JsonNode metadata = applied.path("metadata");
    String kind = GroupVersionKind.of(applied).map(GroupVersionKind::toString).orElse("");
    return new Status(
        500,
        "",
        "failed to create typed patch object (%s/%s; %s): %s"
            .formatted(
                metadata.path("namespace").asString(""),
                metadata.path("name").asString(""),
                kind,
                problem),
        Optional.empty());
  }
}
