package io.eksnet.kubernetes.schema;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A type of the Kubernetes API with its fields in alphabetical order. */
public final class TypeSchema {
  private static final String LIST = "[]";
  private static final String MAP = "{}";

  private final Schema schema;
  private final List<String> lines;
  private final int firstLine;
  private final int endLine;
  private final String id;
  private final Optional<GroupVersionKind> kind;
  private final boolean atomic;

  /** Read on first use; when two threads meet, both read the same. */
  private volatile @Nullable Map<String, Field> fields;

  private TypeSchema(
      Schema schema,
      List<String> lines,
      int firstLine,
      int endLine,
      String id,
      Optional<GroupVersionKind> kind,
      boolean atomic) {
    this.schema = schema;
    this.lines = lines;
    this.firstLine = firstLine;
    this.endLine = endLine;
    this.id = id;
    this.kind = kind;
    this.atomic = atomic;
  }

  /** The type whose head is one line of the table, and whose fields are the lines after it. */
  static TypeSchema of(Schema schema, List<String> lines, int firstLine, int endLine) {
    String[] words = lines.get(firstLine).split(" ", -1);
    String id = words[1];
    Optional<GroupVersionKind> kind = Optional.empty();
    boolean atomic = false;
    for (int i = 2; i < words.length; i++) {
      if (words[i].startsWith("kind=")) {
        int name = id.lastIndexOf('.');
        String version = id.substring(id.lastIndexOf('.', name - 1) + 1, name);
        kind =
            Optional.of(
                new GroupVersionKind(
                    words[i].substring("kind=".length()), version, id.substring(name + 1)));
      }
      atomic |= words[i].equals("atomic");
    }
    return new TypeSchema(schema, lines, firstLine, endLine, id, kind, atomic);
  }

  /** Kubernetes' own id: {@code io.k8s.api.core.v1.ContainerPort}. */
  public String id() {
    return id;
  }

  /** The last part of the id: {@code ContainerPort}. */
  public String name() {
    return id.substring(id.lastIndexOf('.') + 1);
  }

  /** The kind, if objects of this type stand for themselves. */
  public Optional<GroupVersionKind> kind() {
    return kind;
  }

  /** Whether server-side apply owns objects of this type as a whole. */
  public boolean atomic() {
    return atomic;
  }

  /** Its fields. */
  public Collection<Field> fields() {
    return byName().values();
  }

  /** The field of that name. */
  public Optional<Field> field(String name) {
    return Optional.ofNullable(byName().get(name));
  }

  /** The same for loops that run for every field of every request. */
  @Nullable Field fieldOrNull(String name) {
    return byName().get(name);
  }

  /** The line of the table at which it begins, which is that of its description. */
  int line() {
    return firstLine;
  }

  /** As in Go: {@code v1.ContainerPort}. */
  String goName() {
    int name = id.lastIndexOf('.');
    int version = id.lastIndexOf('.', name - 1);
    return id.substring(version + 1);
  }

  @Override
  public String toString() {
    return id;
  }

  private Map<String, Field> byName() {
    Map<String, Field> known = fields;
    if (known == null) {
      known = read();
      fields = known;
    }
    return known;
  }

  private Map<String, Field> read() {
    Map<String, Field> read = LinkedHashMap.newLinkedHashMap(endLine - firstLine);
    for (int i = firstLine + 1; i < endLine; i++) {
      Field field = field(lines.get(i).split(" ", -1));
      read.put(field.name(), field);
    }
    return Collections.unmodifiableMap(read);
  }

  private Field field(String[] words) {
    List<String> strategies = List.of();
    String mergeKey = "";
    PatchRule.ListType listType = PatchRule.ListType.ATOMIC;
    List<String> mapKeys = List.of();
    for (int i = 2; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      String value = words[i].substring(equals + 1);
      switch (words[i].substring(0, Math.max(equals, 0))) {
        case "patch" -> strategies = List.of(value.split(",", -1));
        case "key" -> mergeKey = value;
        case "list" ->
            listType = value.equals("set") ? PatchRule.ListType.SET : PatchRule.ListType.MAP;
        case "keys" -> mapKeys = List.of(value.split(",", -1));
        default -> {}
      }
    }
    List<String> marks = Arrays.asList(words).subList(2, words.length);
    boolean plain = strategies.isEmpty() && listType == PatchRule.ListType.ATOMIC;
    return new Field(
        words[0],
        type(words[1]),
        marks.contains("required"),
        plain ? PatchRule.NONE : new PatchRule(strategies, mergeKey, listType, mapKeys),
        marks.contains("atomic"));
  }

  private FieldType type(String text) {
    if (text.startsWith(LIST)) {
      return new FieldType.ListOf(type(text.substring(LIST.length())));
    }
    if (text.startsWith(MAP)) {
      return new FieldType.MapOf(type(text.substring(MAP.length())));
    }
    return switch (text) {
      case "string" -> FieldType.Scalar.STRING;
      case "bool" -> FieldType.Scalar.BOOLEAN;
      case "int32" -> FieldType.Scalar.INT32;
      case "int64" -> FieldType.Scalar.INT64;
      case "double" -> FieldType.Scalar.DOUBLE;
      case "bytes" -> FieldType.Scalar.BYTES;
      case "time" -> FieldType.Scalar.TIME;
      case "microTime" -> FieldType.Scalar.MICRO_TIME;
      case "quantity" -> FieldType.Scalar.QUANTITY;
      case "intOrString" -> FieldType.Scalar.INT_OR_STRING;
      case "any" -> FieldType.Scalar.ANYTHING;
      default ->
          new FieldType.Reference(
              schema
                  .type(text)
                  .orElseThrow(() -> new IllegalStateException(id + " refers to unknown " + text)));
    };
  }
}
