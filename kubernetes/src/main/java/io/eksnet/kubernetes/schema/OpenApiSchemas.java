package io.eksnet.kubernetes.schema;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/**
 * The {@code components.schemas} of one document: the types that its paths mention, and all that
 * those refer to, in the shape that Kubernetes gives them (references inside {@code allOf}, so that
 * a description may stand beside).
 */
final class OpenApiSchemas {
  static final String DELETE_OPTIONS = "io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions";
  static final String STATUS = "io.k8s.apimachinery.pkg.apis.meta.v1.Status";
  static final String PATCH = "io.k8s.apimachinery.pkg.apis.meta.v1.Patch";
  private static final String TIME = "io.k8s.apimachinery.pkg.apis.meta.v1.Time";
  private static final String MICRO_TIME = "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime";
  private static final String FIELDS = "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1";
  private static final String QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity";
  private static final String INT_OR_STRING = "io.k8s.apimachinery.pkg.util.intstr.IntOrString";

  private final Schema schema;
  private final Collection<GroupVersion> served;
  private final JsonGenerator out;
  private final List<String> descriptions = Schema.descriptions();
  private final Set<String> mentioned = new LinkedHashSet<>();
  private final Deque<String> open = new ArrayDeque<>();

  OpenApiSchemas(Schema schema, Collection<GroupVersion> served, JsonGenerator out) {
    this.schema = schema;
    this.served = served;
    this.out = out;
  }

  /** The id of a kind's type, for a reference. */
  Optional<String> idOf(GroupVersionKind kind) {
    return schema.of(kind).map(TypeSchema::id);
  }

  /** Writes {@code "$ref"} and remembers to write the schema too. */
  void reference(String id) {
    if (mentioned.add(id)) {
      open.add(id);
    }
    out.writeStringProperty("$ref", "#/components/schemas/" + id);
  }

  /** Writes every schema mentioned so far, and those that they mention. */
  void write() {
    out.writeObjectPropertyStart("schemas");
    while (!open.isEmpty()) {
      String id = open.remove();
      out.writeObjectPropertyStart(id);
      schema.type(id).ifPresentOrElse(this::type, () -> value(id));
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  /** Types that are a single value in JSON and therefore not in the table of types. */
  private void value(String id) {
    switch (id) {
      case TIME, MICRO_TIME -> {
        out.writeStringProperty("type", "string");
        out.writeStringProperty("format", "date-time");
        out.writeStringProperty(
            "description",
            "Time is a wrapper around time.Time which supports correct marshaling to YAML and"
                + " JSON.");
      }
      case QUANTITY -> {
        out.writeStringProperty(
            "description",
            "Quantity is a fixed-point representation of a number, such as 500m, 128Mi or 1e3.");
        oneOf("string", "number");
      }
      case INT_OR_STRING -> {
        out.writeStringProperty(
            "description", "IntOrString is a type that can hold an int32 or a string.");
        out.writeStringProperty("format", "int-or-string");
        oneOf("integer", "string");
      }
      case FIELDS, PATCH -> out.writeStringProperty("type", "object");
      default -> throw new IllegalStateException("no schema of " + id);
    }
  }

  private void oneOf(String first, String second) {
    out.writeArrayPropertyStart("oneOf");
    for (String type : List.of(first, second)) {
      out.writeStartObject();
      out.writeStringProperty("type", type);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void type(TypeSchema type) {
    out.writeStringProperty("type", "object");
    describe(type.line());
    List<String> required =
        type.fields().stream().filter(Field::required).map(Field::name).toList();
    if (!required.isEmpty()) {
      out.writeArrayPropertyStart("required");
      required.forEach(out::writeString);
      out.writeEndArray();
    }
    out.writeObjectPropertyStart("properties");
    int line = type.line();
    for (Field field : type.fields()) {
      out.writeObjectPropertyStart(field.name());
      describe(++line);
      shape(field.type(), field.name());
      extensions(field);
      out.writeEndObject();
    }
    out.writeEndObject();
    if (type.atomic()) {
      out.writeStringProperty("x-kubernetes-map-type", "atomic");
    }
    type.kind().ifPresent(kind -> kinds(type, kind));
  }

  private void kinds(TypeSchema type, GroupVersionKind kind) {
    out.writeArrayPropertyStart("x-kubernetes-group-version-kind");
    if (type.id().equals(DELETE_OPTIONS)) {
      served.stream().sorted().forEach(it -> kind(it.kind(kind.kind())));
    } else {
      kind(kind);
    }
    out.writeEndArray();
  }

  /** Writes one {@code {group, kind, version}}. */
  void kind(GroupVersionKind kind) {
    out.writeStartObject();
    out.writeStringProperty("group", kind.group());
    out.writeStringProperty("kind", kind.kind());
    out.writeStringProperty("version", kind.version());
    out.writeEndObject();
  }

  private void describe(int line) {
    if (line < descriptions.size() && !descriptions.get(line).isEmpty()) {
      out.writeStringProperty("description", descriptions.get(line));
    }
  }

  private void shape(FieldType type, String name) {
    switch (type) {
      case FieldType.Reference(var target) -> allOf(target.id());
      case FieldType.ListOf(var element) -> {
        out.writeStringProperty("type", "array");
        out.writeObjectPropertyStart("items");
        shape(element, name);
        out.writeEndObject();
      }
      case FieldType.MapOf(var element) -> {
        out.writeStringProperty("type", "object");
        out.writeObjectPropertyStart("additionalProperties");
        shape(element, name);
        out.writeEndObject();
      }
      case FieldType.Scalar scalar -> scalar(scalar, name);
    }
  }

  private void scalar(FieldType.Scalar scalar, String name) {
    switch (scalar) {
      case STRING -> typed("string", "");
      case BOOLEAN -> typed("boolean", "");
      case INT32 -> typed("integer", "int32");
      case INT64 -> typed("integer", "int64");
      case DOUBLE -> typed("number", "double");
      case BYTES -> typed("string", "byte");
      case TIME -> allOf(TIME);
      case MICRO_TIME -> allOf(MICRO_TIME);
      case QUANTITY -> allOf(QUANTITY);
      case INT_OR_STRING -> allOf(INT_OR_STRING);
      case ANYTHING -> {
        if (name.equals("fieldsV1")) {
          allOf(FIELDS);
        } else {
          out.writeBooleanProperty("x-kubernetes-preserve-unknown-fields", true);
        }
      }
    }
  }

  private void typed(String type, String format) {
    out.writeStringProperty("type", type);
    if (!format.isEmpty()) {
      out.writeStringProperty("format", format);
    }
  }

  private void allOf(String id) {
    out.writeArrayPropertyStart("allOf");
    out.writeStartObject();
    reference(id);
    out.writeEndObject();
    out.writeEndArray();
  }

  private void extensions(Field field) {
    PatchRule rule = field.patch();
    if (!rule.strategies().isEmpty()) {
      out.writeStringProperty("x-kubernetes-patch-strategy", String.join(",", rule.strategies()));
    }
    if (!rule.mergeKey().isEmpty()) {
      out.writeStringProperty("x-kubernetes-patch-merge-key", rule.mergeKey());
    }
    if (field.type() instanceof FieldType.ListOf) {
      out.writeStringProperty(
          "x-kubernetes-list-type", rule.listType().name().toLowerCase(java.util.Locale.ROOT));
    }
    if (!rule.mapKeys().isEmpty()) {
      out.writeArrayPropertyStart("x-kubernetes-list-map-keys");
      rule.mapKeys().forEach(out::writeString);
      out.writeEndArray();
    }
    if (field.atomicMap()) {
      out.writeStringProperty("x-kubernetes-map-type", "atomic");
    }
  }
}
