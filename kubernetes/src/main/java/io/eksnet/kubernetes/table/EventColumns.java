package io.eksnet.kubernetes.table;

import static io.eksnet.kubernetes.table.Column.text;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * Columns of events, of {@code v1} and of {@code events.k8s.io/v1}, whose fields have other names.
 * Source: kubernetes, pkg/printers/internalversion, printEvent, and pkg/apis/events/v1.
 */
final class EventColumns {
  private EventColumns() {}

  static final KindColumns<?> EVENT =
      new KindColumns<>(
          EventRow::new,
          List.of(
              text("Last Seen", "When it was seen last.", EventRow::lastSeen),
              text("Type", "Normal or Warning.", it -> it.item.text("type")),
              text("Reason", "Why, in one word.", it -> it.item.text("reason")),
              text("Object", "What it is about.", EventRow::object),
              Column.<EventRow>text("Subobject", "Which part of the object.", EventRow::fieldPath)
                  .wide(),
              Column.<EventRow>text("Source", "Who reported it.", EventRow::source).wide(),
              text("Message", "What happened.", EventRow::message),
              Column.<EventRow>text("First Seen", "When it was seen first.", EventRow::firstSeen)
                  .wide(),
              Column.<EventRow>count("Count", "How often it was seen.", EventRow::times).wide(),
              Column.<EventRow>ofName().wide()));

  private record EventRow(Item item) implements Row {
    @Override
    public String name() {
      return item.name();
    }

    @Override
    public String age() {
      return item.age();
    }

    /** A field by its name in {@code v1}, else by that in {@code events.k8s.io/v1}. */
    private JsonNode either(String core, String later) {
      JsonNode value = item.at(core);
      return value.isMissingNode() ? item.at(later) : value;
    }

    private String timestamp(String core, String later) {
      return item.since(either(core, later).asString(""));
    }

    String firstSeen() {
      String first = timestamp("firstTimestamp", "deprecatedFirstTimestamp");
      return first.equals(Text.UNKNOWN) ? item.since(item.text("eventTime")) : first;
    }

    String lastSeen() {
      if (item.at("series").isObject()) {
        return item.since(item.text("series", "lastObservedTime"));
      }
      String last = timestamp("lastTimestamp", "deprecatedLastTimestamp");
      return last.equals(Text.UNKNOWN) ? firstSeen() : last;
    }

    long times() {
      if (item.at("series").isObject()) {
        return item.number("series", "count");
      }
      // Events of the later group that were seen once carry no count.
      return Math.max(1, either("count", "deprecatedCount").asLong(0));
    }

    String object() {
      JsonNode object = either("involvedObject", "regarding");
      String kind = object.path("kind").asString("").toLowerCase(Locale.ROOT);
      String name = object.path("name").asString("");
      return name.isEmpty() ? kind : kind + "/" + name;
    }

    String fieldPath() {
      return either("involvedObject", "regarding").path("fieldPath").asString("");
    }

    String source() {
      JsonNode source = either("source", "deprecatedSource");
      String component =
          firstFilled(
              source.path("component").asString(""),
              either("reportingComponent", "reportingController").asString(""));
      String host = firstFilled(source.path("host").asString(""), item.text("reportingInstance"));
      return host.isEmpty() ? component : component + ", " + host;
    }

    String message() {
      return either("message", "note").asString("").strip();
    }

    private static String firstFilled(String first, String second) {
      return first.isEmpty() ? second : first;
    }
  }
}
