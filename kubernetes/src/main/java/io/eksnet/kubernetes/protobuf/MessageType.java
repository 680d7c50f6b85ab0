package io.eksnet.kubernetes.protobuf;

import java.util.Map;
import java.util.Optional;

/**
 * One row group of the table: a protobuf message type of the Kubernetes API.
 *
 * @param name its name without the common prefix, for example {@code core.v1.PodSpec}
 * @param fields by field number
 */
record MessageType(String name, Map<Integer, Field> fields) {

  MessageType {
    fields = Map.copyOf(fields);
  }

  Optional<Field> field(int number) {
    return Optional.ofNullable(fields.get(number));
  }

  /** How often a field occurs and how that looks in JSON. */
  enum Cardinality {
    SINGLE,
    LIST,
    MAP
  }

  /**
   * One field.
   *
   * @param name its JSON name
   * @param type a scalar ({@code string bytes int bool double}) or the name of a message type
   * @param dropEmpty the zero value is written by Kubernetes' encoder for "not set" and must not
   *     appear in JSON
   * @param inline an embedded Go struct: its fields stand in the parent's JSON object
   */
  record Field(
      String name, String type, Cardinality cardinality, boolean dropEmpty, boolean inline) {

    /** Reads {@code "name type flags"}, the rest of a table line after the number. */
    static Field parse(String text) {
      String[] words = text.split(" ", -1);
      String type = words[1];
      Cardinality cardinality =
          type.startsWith("[]")
              ? Cardinality.LIST
              : type.startsWith("{}") ? Cardinality.MAP : Cardinality.SINGLE;
      String single = cardinality == Cardinality.SINGLE ? type : type.substring(2);
      String flag = words.length > 2 ? words[2] : "";
      return new Field(
          words[0], single.intern(), cardinality, flag.equals("drop"), flag.equals("inline"));
    }
  }
}
