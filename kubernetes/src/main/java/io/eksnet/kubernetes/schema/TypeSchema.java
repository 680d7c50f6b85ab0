package io.eksnet.kubernetes.schema;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A type of the Kubernetes API with its fields in alphabetical order. Types refer to each other,
 * also to themselves, so {@link Schema} fills the fields in after all types exist; to everyone else
 * a type never changes.
 */
public final class TypeSchema {
  private final String id;
  private final boolean atomic;
  private final Map<String, Field> fields = new LinkedHashMap<>();

  TypeSchema(String id, boolean atomic) {
    this.id = id;
    this.atomic = atomic;
  }

  void add(Field field) {
    fields.put(field.name(), field);
  }

  /** Kubernetes' own id: {@code io.k8s.api.core.v1.ContainerPort}. */
  public String id() {
    return id;
  }

  /** The last part of the id: {@code ContainerPort}. */
  public String name() {
    return id.substring(id.lastIndexOf('.') + 1);
  }

  /** Whether server-side apply owns objects of this type as a whole. */
  public boolean atomic() {
    return atomic;
  }

  /** Its fields. */
  public Collection<Field> fields() {
    return fields.values();
  }

  /** The field of that name. */
  public Optional<Field> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** The same for loops that run for every byte of every request. */
  @Nullable Field fieldOrNull(String name) {
    return fields.get(name);
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
}
