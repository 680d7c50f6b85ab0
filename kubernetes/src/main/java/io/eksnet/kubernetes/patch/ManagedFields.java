package io.eksnet.kubernetes.patch;

import io.eksnet.kubernetes.schema.Quoted;
import io.eksnet.kubernetes.schema.Resource;
import io.eksnet.kubernetes.schema.Resources;
import io.eksnet.kubernetes.schema.TypeSchema;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who wrote which fields of one object: {@code metadata.managedFields}, kept apart from it. An
 * immutable value; a writer that changes nothing leaves it as it is, times included.
 */
public final class ManagedFields {
  private static final ManagedFields NONE = new ManagedFields(List.of());

  /** Metadata that nobody owns, because the server gives it. */
  private static final List<String> UNOWNED =
      List.of(
          "f:name",
          "f:namespace",
          "f:creationTimestamp",
          "f:selfLink",
          "f:uid",
          "f:generation",
          "f:managedFields",
          "f:resourceVersion",
          "f:deletionTimestamp",
          "f:deletionGracePeriodSeconds");

  /** As many updaters as Kubernetes keeps apart (managedfields/internal/capmanagers.go). */
  static final int MAX_UPDATERS = 10;

  private static final String ANCIENT = "ancient-changes";

  private final List<Entry> entries;

  private ManagedFields(List<Entry> entries) {
    this.entries = entries;
  }

  /** How a manager came to own fields. */
  enum Operation {
    APPLY("Apply"),
    UPDATE("Update");

    private final String text;

    Operation(String text) {
      this.text = text;
    }

    static Operation of(String text) {
      return text.equals("Apply") ? APPLY : UPDATE;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * What one manager owns.
   *
   * @param time empty when a client sent none
   */
  record Entry(
      String manager,
      Operation operation,
      String apiVersion,
      Optional<Instant> time,
      FieldSet fields,
      String subresource) {

    /** An applier stays the same across versions; an updater is another one in each. */
    boolean isOf(Writer writer, Operation by) {
      return manager.equals(writer.manager())
          && operation == by
          && subresource.equals(writer.subresource())
          && (by == Operation.APPLY || apiVersion.equals(writer.apiVersion()));
    }

    Entry owning(FieldSet now) {
      return new Entry(manager, operation, apiVersion, time, now, subresource);
    }

    Entry at(Instant now) {
      Optional<Instant> second = Optional.of(now.truncatedTo(ChronoUnit.SECONDS));
      return new Entry(manager, operation, apiVersion, second, fields, subresource);
    }

    /** As conflicts name it: {@code "kubectl" using apps/v1}. */
    String described() {
      String out = Quoted.go(manager);
      if (!subresource.isEmpty()) {
        out += " with subresource " + Quoted.go(subresource);
      }
      return operation == Operation.UPDATE ? out + " using " + apiVersion : out;
    }
  }

  /** Nobody has written anything yet. */
  public static ManagedFields none() {
    return NONE;
  }

  /** Reads the array of {@code metadata.managedFields}; entries that make no sense are left out. */
  public static ManagedFields parse(JsonNode array) {
    List<Entry> entries = new ArrayList<>();
    for (JsonNode it : array) {
      JsonNode fields = it.path("fieldsV1");
      if (fields.isObject() && !it.path("manager").asString("").isEmpty()) {
        entries.add(
            new Entry(
                it.path("manager").asString(""),
                Operation.of(it.path("operation").asString("")),
                it.path("apiVersion").asString(""),
                time(it.path("time").asString("")),
                FieldSet.parse(fields),
                it.path("subresource").asString("")));
      }
    }
    return new ManagedFields(List.copyOf(entries));
  }

  private static Optional<Instant> time(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  /** The array for {@code metadata.managedFields}. */
  public ArrayNode json() {
    ArrayNode out = JsonNodeFactory.instance.arrayNode();
    entries.stream()
        .sorted(
            Comparator.comparing(Entry::operation)
                .thenComparing(it -> it.time().orElse(Instant.EPOCH))
                .thenComparing(Entry::manager)
                .thenComparing(Entry::apiVersion))
        .forEach(it -> json(it, out.addObject()));
    return out;
  }

  private static void json(Entry entry, ObjectNode out) {
    out.put("apiVersion", entry.apiVersion());
    out.put("fieldsType", "FieldsV1");
    out.set("fieldsV1", entry.fields().json());
    out.put("manager", entry.manager());
    out.put("operation", entry.operation().toString());
    if (!entry.subresource().isEmpty()) {
      out.put("subresource", entry.subresource());
    }
    entry.time().ifPresent(it -> out.put("time", it.toString()));
  }

  /**
   * After a create, update or patch (anything but an apply): the writer owns, as an {@code Update},
   * what it added or changed, and nobody else owns that, nor what is gone.
   *
   * @param before empty when the object is created
   */
  public ManagedFields updated(
      TypeSchema type, Optional<ObjectNode> before, ObjectNode after, Writer writer) {
    JsonNode old = before.map(JsonNode.class::cast).orElse(JsonNodeFactory.instance.objectNode());
    Comparison difference = Comparison.of(Typed.of(type), old, after);
    FieldSet changed = ownable(type, writer.subresource(), difference.changed());
    return without(changed, difference.removed())
        .with(writer, Operation.UPDATE, set -> set.minus(difference.removed()).union(changed))
        .bounded();
  }

  /** Where there are too many updaters, the oldest of each version become one. */
  private ManagedFields bounded() {
    List<Entry> updaters =
        entries.stream()
            .filter(it -> it.operation() == Operation.UPDATE)
            .sorted(Comparator.comparing(it -> it.time().orElse(Instant.EPOCH)))
            .toList();
    if (updaters.size() <= MAX_UPDATERS) {
      return this;
    }
    List<Entry> oldest = updaters.subList(0, updaters.size() - MAX_UPDATERS + 1);
    List<Entry> out = new ArrayList<>(entries);
    out.removeAll(oldest);
    Map<String, Entry> ancient = new TreeMap<>();
    for (Entry entry : oldest) {
      ancient.merge(
          entry.apiVersion() + " " + entry.subresource(),
          new Entry(
              ANCIENT,
              Operation.UPDATE,
              entry.apiVersion(),
              entry.time(),
              entry.fields(),
              entry.subresource()),
          (a, b) -> b.owning(a.fields().union(b.fields())));
    }
    out.addAll(ancient.values());
    return new ManagedFields(List.copyOf(out));
  }

  /** The parts of a set that a writer to a subresource (or to the object itself) can own. */
  static FieldSet ownable(TypeSchema type, String subresource, FieldSet set) {
    if (subresource.equals("status")) {
      return set.only("f:status");
    }
    boolean statusApart =
        type.kind()
            .flatMap(Resources::of)
            .flatMap((Resource it) -> it.subresource("status"))
            .isPresent();
    FieldSet own =
        set.without(
            statusApart
                ? List.of("f:apiVersion", "f:kind", "f:status")
                : List.of("f:apiVersion", "f:kind"));
    NavigableMap<String, FieldSet> parts = new TreeMap<>(own.parts());
    parts.computeIfPresent(
        "f:metadata",
        (_, metadata) -> FieldSet.of(false, new TreeMap<>(metadata.without(UNOWNED).parts())));
    return FieldSet.of(false, parts);
  }

  /** Nobody owns some fields any more: others changed them, or they are gone. */
  ManagedFields without(FieldSet changed, FieldSet removed) {
    return new ManagedFields(
        entries.stream()
            .map(it -> it.owning(it.fields().minus(changed).minus(removed)))
            .filter(it -> !it.fields().isEmpty())
            .toList());
  }

  /** How what a manager owns changes. */
  interface Change {
    FieldSet of(FieldSet owned);
  }

  /** One manager's fields changed; its time moves only if they did. */
  ManagedFields with(Writer writer, Operation by, Change change) {
    List<Entry> out = new ArrayList<>();
    Optional<Entry> own = entryOf(writer, by);
    entries.stream().filter(it -> own.isEmpty() || !it.equals(own.get())).forEach(out::add);
    FieldSet before = own.map(Entry::fields).orElse(FieldSet.EMPTY);
    FieldSet after = change.of(before);
    boolean unchanged =
        own.filter(it -> after.equals(before) && it.apiVersion().equals(writer.apiVersion()))
            .isPresent();
    if (unchanged) {
      out.add(own.orElseThrow());
    } else if (!after.isEmpty()) {
      out.add(
          new Entry(
              writer.manager(),
              by,
              writer.apiVersion(),
              Optional.of(writer.at().truncatedTo(ChronoUnit.SECONDS)),
              after,
              writer.subresource()));
    }
    return new ManagedFields(List.copyOf(out));
  }

  /** The entry of a writer. */
  Optional<Entry> entryOf(Writer writer, Operation by) {
    return entries.stream().filter(it -> it.isOf(writer, by)).findFirst();
  }

  List<Entry> entries() {
    return entries;
  }

  /**
   * After an apply: others lose what changed, everybody loses what is gone, the applier keeps what
   * it applies. Its time moves with every change of the object.
   */
  ManagedFields applied(Writer writer, Comparison difference) {
    List<Entry> out = new ArrayList<>();
    for (Entry entry : entries) {
      boolean own = entry.isOf(writer, Operation.APPLY);
      FieldSet left = entry.fields().minus(difference.removed());
      if (!own) {
        left = left.minus(difference.changed());
      }
      if (!left.isEmpty()) {
        boolean moves = own && !difference.same();
        out.add(moves ? entry.owning(left).at(writer.at()) : entry.owning(left));
      }
    }
    return new ManagedFields(List.copyOf(out));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ManagedFields that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return json().toString();
  }
}
