package io.eksnet.aws.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** On which types of resources each action is judged: AWS's Service Authorization Reference. */
final class ActionTable {
  private static final Map<String, List<Type>> ROWS = read();

  /**
   * A type of resources.
   *
   * @param required whether the action is judged on it also where the request names none
   */
  record Type(String name, boolean required) {}

  private ActionTable() {}

  /** The types of an action, such as {@code ec2:CreateVpc}; none for those judged on everything. */
  static List<Type> types(String action) {
    return ROWS.getOrDefault(action, List.of());
  }

  private static Map<String, List<Type>> read() {
    Map<String, List<Type>> rows = new HashMap<>();
    try (InputStream in = ActionTable.class.getResourceAsStream("actions.tsv")) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: actions.tsv");
      }
      new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .forEach(
              row ->
                  rows.put(
                      row[0], Stream.of(row[1].split(" ", -1)).map(ActionTable::type).toList()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return Map.copyOf(rows);
  }

  private static Type type(String text) {
    return text.endsWith("*")
        ? new Type(text.substring(0, text.length() - 1), true)
        : new Type(text, false);
  }
}
