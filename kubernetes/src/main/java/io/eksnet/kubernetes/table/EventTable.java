package io.eksnet.kubernetes.table;

import static io.eksnet.kubernetes.table.Cells.textOf;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** What {@code kubectl get events} says of an Event, of either API group. */
final class EventTable {
  static final List<Column> COLUMNS =
      List.of(
          Column.text("Last Seen", "When it was last seen."),
          Column.text("Type", "Normal or Warning."),
          Column.text("Reason", "What happened, in one word."),
          Column.text("Object", "What it happened to."),
          Column.wideText("Subobject", "The part of the object that it happened to."),
          Column.wideText("Source", "Who reported it."),
          Column.text("Message", "What happened."),
          Column.wideText("First Seen", "When it was first seen."),
          Column.wideNumber("Count", "How often it was seen."),
          Column.wideText("Name", "Name must be unique within a namespace."));

  private EventTable() {}

  static void fill(Cells cells) {
    JsonNode event = cells.object();
    boolean core = event.has("involvedObject");
    JsonNode subject = event.path(core ? "involvedObject" : "regarding");
    String first =
        seen(
            cells,
            textOf(event, core ? "firstTimestamp" : "deprecatedFirstTimestamp"),
            textOf(event, "eventTime"));
    String last = textOf(event, core ? "lastTimestamp" : "deprecatedLastTimestamp");
    String lastSeen = last.isEmpty() ? first : cells.ago(last);
    long count = event.path(core ? "count" : "deprecatedCount").asLong(0);
    JsonNode series = event.path("series");
    if (!series.isMissingNode()) {
      lastSeen = cells.ago(textOf(series, "lastObservedTime"));
      count = series.path("count").asLong(0);
    } else if (count == 0) {
      count = 1;
    }
    cells
        .text(lastSeen)
        .text(event, "type")
        .text(event, "reason")
        .text(object(subject))
        .text(subject, "fieldPath")
        .text(source(event, core))
        .text(textOf(event, core ? "message" : "note").strip())
        .text(first)
        .number(count)
        .name();
  }

  private static String seen(Cells cells, String timestamp, String otherwise) {
    return cells.ago(timestamp.isEmpty() ? otherwise : timestamp);
  }

  private static String object(JsonNode subject) {
    String kind = textOf(subject, "kind").toLowerCase(Locale.ROOT);
    String name = textOf(subject, "name");
    return name.isEmpty() ? kind : kind + "/" + name;
  }

  private static String source(JsonNode event, boolean core) {
    JsonNode source = event.path(core ? "source" : "deprecatedSource");
    String component = textOf(source, "component");
    if (component.isEmpty()) {
      component = textOf(event, core ? "reportingComponent" : "reportingController");
    }
    String host = textOf(source, "host");
    if (host.isEmpty()) {
      host = textOf(event, "reportingInstance");
    }
    return host.isEmpty() ? component : component + ", " + host;
  }
}
