package io.eksnet.kubernetes.admission;

import static io.eksnet.kubernetes.admission.Fields.at;
import static io.eksnet.kubernetes.admission.Fields.metadata;
import static io.eksnet.kubernetes.admission.Fields.text;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What every object has: {@code metadata} (apimachinery, pkg/api/validation/objectmeta.go). */
final class Metadata {
  private static final Set<String> STANDARD_FINALIZERS =
      Set.of("kubernetes", "orphan", "foregroundDeletion");
  private static final List<String> IMMUTABLE =
      List.of("name", "namespace", "uid", "creationTimestamp");

  private Metadata() {}

  /** Which names a kind takes. */
  interface Naming extends Function<String, List<String>> {}

  /** The metadata of one object. */
  static void check(JsonNode object, boolean namespaced, Naming naming, Problems problems) {
    JsonNode metadata = metadata(object);
    String generated = text(metadata, "generateName");
    if (!generated.isEmpty()) {
      // A dash at the end is fine: random characters follow.
      String probe =
          generated.endsWith("-")
              ? generated.substring(0, generated.length() - 1) + "a"
              : generated;
      problems.invalid("metadata.generateName", generated, naming.apply(probe));
    }
    String name = text(metadata, "name");
    if (name.isEmpty()) {
      problems.required("metadata.name", "name or generateName is required");
    } else {
      problems.invalid("metadata.name", name, naming.apply(name));
    }
    String namespace = text(metadata, "namespace");
    if (!namespaced) {
      if (!namespace.isEmpty()) {
        problems.forbidden("metadata.namespace", "not allowed on this type");
      }
    } else if (namespace.isEmpty()) {
      problems.required("metadata.namespace");
    } else {
      problems.invalid("metadata.namespace", namespace, Formats.label(namespace));
    }
    problems.notNegative("metadata.generation", metadata.path("generation"));
    Labels.labels(metadata.path("labels"), "metadata.labels", problems);
    Labels.annotations(metadata.path("annotations"), "metadata.annotations", problems);
    owners(metadata.path("ownerReferences"), problems);
    finalizers(metadata.path("finalizers"), problems);
  }

  private static void owners(JsonNode owners, Problems problems) {
    int index = 0;
    String controller = "";
    for (JsonNode owner : owners) {
      String path = at("metadata.ownerReferences", index++);
      if (text(owner, "apiVersion").isEmpty()) {
        problems.invalid(path + ".apiVersion", "", "version must not be empty");
      }
      for (String field : List.of("kind", "name", "uid")) {
        if (text(owner, field).isEmpty()) {
          problems.invalid(path + "." + field, "", "must not be empty");
        }
      }
      if (Fields.flag(owner, "controller")) {
        if (!controller.isEmpty()) {
          problems.invalid(
              "metadata.ownerReferences",
              owners,
              ("Only one reference can have Controller set to true. Found \"true\" in references"
                      + " for %s and %s")
                  .formatted(controller, name(owner)));
        }
        controller = name(owner);
      }
    }
  }

  private static String name(JsonNode owner) {
    return text(owner, "kind") + "/" + text(owner, "name");
  }

  private static void finalizers(JsonNode finalizers, Problems problems) {
    int index = 0;
    for (JsonNode finalizer : finalizers) {
      String name = finalizer.asString("");
      String path = at("metadata.finalizers", index++);
      List<String> reasons = Formats.qualifiedName(name);
      problems.invalid(path, name, reasons);
      if (reasons.isEmpty() && !name.contains("/") && !STANDARD_FINALIZERS.contains(name)) {
        problems.invalid(
            path, name, "name is neither a standard finalizer name nor is it fully qualified");
      }
    }
  }

  /** What may not change in metadata once an object is stored. */
  static void update(JsonNode stored, JsonNode object, Problems problems) {
    JsonNode before = metadata(stored);
    JsonNode after = metadata(object);
    for (String field : IMMUTABLE) {
      if (!before.path(field).equals(after.path(field))) {
        problems.invalid(
            "metadata." + field,
            after.path(field).isMissingNode() ? before.path(field) : after.path(field),
            Problems.IMMUTABLE);
      }
    }
    if (before.has("deletionTimestamp")) {
      int index = 0;
      for (JsonNode finalizer : after.path("finalizers")) {
        if (before.path("finalizers").valueStream().noneMatch(finalizer::equals)) {
          problems.forbidden(
              at("metadata.finalizers", index),
              "no new finalizers can be added if the object is being deleted, found new finalizers"
                  + " []string{\""
                  + finalizer.asString("")
                  + "\"}");
        }
        index++;
      }
    }
  }
}
