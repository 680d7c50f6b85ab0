package io.eksnet.kubernetes.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The types of the Kubernetes API, read from the tables that the build writes.
 *
 * <p>Loading only finds where each type begins; a type reads its fields when it is first asked.
 * Descriptions, the larger part, are read when an OpenAPI document is first rendered.
 */
public final class Schema {
  private static final String TYPES = "types.txt";
  private static final String DESCRIPTIONS = "descriptions.txt";

  private final Map<String, TypeSchema> byId = new LinkedHashMap<>();
  private final Map<GroupVersionKind, TypeSchema> byKind = new HashMap<>();

  private Schema(List<String> lines) {
    int start = 0;
    for (int i = 1; i <= lines.size(); i++) {
      if (i == lines.size() || lines.get(i).startsWith("= ")) {
        TypeSchema type = TypeSchema.of(this, lines, start, i);
        byId.put(type.id(), type);
        type.kind().ifPresent(kind -> byKind.put(kind, type));
        start = i;
      }
    }
  }

  /** The schema that is shipped; loaded on first use and kept. */
  public static Schema shipped() {
    return Shipped.SCHEMA;
  }

  /** The type of a kind. */
  public Optional<TypeSchema> of(GroupVersionKind kind) {
    return Optional.ofNullable(byKind.get(kind));
  }

  /** The type with an id such as {@code io.k8s.api.core.v1.ContainerPort}. */
  public Optional<TypeSchema> type(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** All types, by id. */
  public Collection<TypeSchema> types() {
    return Collections.unmodifiableCollection(byId.values());
  }

  /** What Kubernetes says of the types and fields, by line of the type table. */
  static List<String> descriptions() {
    return Shipped.read(DESCRIPTIONS);
  }

  /** Holds what is loaded once, on first use. */
  private static final class Shipped {
    private static final Schema SCHEMA = new Schema(read(TYPES));

    private Shipped() {}

    private static List<String> read(String name) {
      try (@Nullable InputStream in = Schema.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new IllegalStateException(
              name + " is missing from the class path; the build writes it (SchemaTables.java)");
        }
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
            .lines()
            .toList();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + name, e);
      }
    }
  }
}
