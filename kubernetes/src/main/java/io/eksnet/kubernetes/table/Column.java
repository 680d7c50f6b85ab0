package io.eksnet.kubernetes.table;

import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A column: how it is announced and how its cell is made.
 *
 * @param name the heading; kubectl prints it in capitals
 * @param type as OpenAPI: string, integer, date
 * @param format {@code name} for the column that kubectl takes for the object's name, else empty
 * @param priority 0, or 1 for a column that only {@code -o wide} shows
 * @param cell adds the cell
 */
record Column<T>(
    String name,
    String type,
    String format,
    int priority,
    String description,
    BiConsumer<T, ArrayNode> cell) {

  static <T extends Row> Column<T> ofName() {
    Column<T> column = text("Name", "Name of the object, unique in its namespace.", Row::name);
    return new Column<>(column.name, column.type, "name", 0, column.description, column.cell);
  }

  static <T extends Row> Column<T> ofAge() {
    return text("Age", "Time since the object was created.", Row::age);
  }

  static <T> Column<T> text(String name, String description, Function<T, String> value) {
    return new Column<>(
        name, "string", "", 0, description, (row, cells) -> cells.add(value.apply(row)));
  }

  static <T> Column<T> integer(String name, String description, ToLongFunction<T> value) {
    return new Column<>(
        name, "integer", "", 0, description, (row, cells) -> cells.add(value.applyAsLong(row)));
  }

  /** A number that Kubernetes announces as string; clients see the same contradiction there. */
  static <T> Column<T> count(String name, String description, ToLongFunction<T> value) {
    return new Column<>(
        name, "string", "", 0, description, (row, cells) -> cells.add(value.applyAsLong(row)));
  }

  Column<T> withType(String other) {
    return new Column<>(name, other, format, priority, description, cell);
  }

  Column<T> wide() {
    return new Column<>(name, type, format, 1, description, cell);
  }

  /** The TableColumnDefinition. */
  ObjectNode definition() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", name)
        .put("type", type)
        .put("format", format)
        .put("description", description)
        .put("priority", priority);
  }
}
