package io.eksnet.kubernetes.table;

import tools.jackson.databind.node.ObjectNode;

/**
 * One column of a Table.
 *
 * @param name as it is printed, in capitals
 * @param type {@code string} or {@code integer}
 * @param description what it stands for
 * @param wide whether only {@code -o wide} prints it
 */
record Column(String name, String type, String description, boolean wide) {
  static Column text(String name, String description) {
    return new Column(name, "string", description, false);
  }

  static Column number(String name, String description) {
    return new Column(name, "integer", description, false);
  }

  static Column wideText(String name, String description) {
    return new Column(name, "string", description, true);
  }

  static Column wideNumber(String name, String description) {
    return new Column(name, "integer", description, true);
  }

  void render(ObjectNode out) {
    out.put("name", name).put("type", type).put("format", name.equals("Name") ? "name" : "");
    out.put("description", description).put("priority", wide ? 1 : 0);
  }
}
