package io.eksnet.kubernetes.schema;

/** What a field holds. Quantities, times and the like are types of their own, as in Kubernetes. */
public sealed interface FieldType {
  /** A JSON string, or a value with a fixed JSON form. */
  enum Scalar implements FieldType {
    STRING("string"),
    BOOLEAN("bool"),
    INT32("int32"),
    INT64("int64"),
    DOUBLE("float64"),
    /** Base64 in JSON. */
    BYTES("[]uint8"),
    /** RFC 3339 with seconds. */
    TIME("v1.Time"),
    /** RFC 3339 with microseconds. */
    MICRO_TIME("v1.MicroTime"),
    /** A number with a suffix, written as a string or a number. */
    QUANTITY("resource.Quantity"),
    /** A port number or name, a count or percentage. */
    INT_OR_STRING("intstr.IntOrString"),
    /** Any JSON at all. */
    ANYTHING("interface {}");

    private final String go;

    Scalar(String go) {
      this.go = go;
    }

    /** Its name in Go, which messages of the API server print. */
    public String go() {
      return go;
    }
  }

  /** An object of a named type. */
  record Reference(TypeSchema type) implements FieldType {
    /** The type's id; types refer to themselves, so their fields are not printed. */
    @Override
    public String toString() {
      return type.id();
    }
  }

  /** A list. */
  record ListOf(FieldType element) implements FieldType {}

  /** A map with string keys. */
  record MapOf(FieldType value) implements FieldType {}

  /** How messages of the API server print the type: {@code []v1.Container}. */
  default String goName() {
    return switch (this) {
      case Scalar scalar -> scalar.go();
      case Reference(var type) -> type.goName();
      case ListOf(var element) -> "[]" + element.goName();
      case MapOf(var value) -> "map[string]" + value.goName();
    };
  }
}
