package io.eksnet.kubernetes.table;

import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The columns of a kind.
 *
 * @param view what the cells of one row are made from, computed once a row
 * @param columns in their order
 */
record KindColumns<T extends Row>(Function<Item, T> view, List<Column<T>> columns) {
  /** Columns whose cells are read from the object as it is. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only copied
  static KindColumns<Item> of(Column<Item>... columns) {
    return new KindColumns<>(it -> it, List.of(columns));
  }

  ArrayNode definitions() {
    ArrayNode out = JsonNodeFactory.instance.arrayNode(columns.size());
    columns.forEach(it -> out.add(it.definition()));
    return out;
  }

  ArrayNode cells(Item item) {
    T row = view.apply(item);
    ArrayNode out = JsonNodeFactory.instance.arrayNode(columns.size());
    columns.forEach(it -> it.cell().accept(row, out));
    return out;
  }
}
