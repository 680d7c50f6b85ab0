package io.eksnet.app.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML document as a tree in which everything knows its place. */
sealed interface Yaml {
  /** Where it stands. */
  Place place();

  /** A line and a column, both from 1. */
  record Place(int line, int column) {}

  /** Keys and values in the order of the file. */
  record Mapping(Place place, Map<String, Entry> entries) implements Yaml {
    Optional<Entry> entry(String key) {
      return Optional.ofNullable(entries.get(key));
    }
  }

  /** A key's place and its value. */
  record Entry(Place keyPlace, Yaml value) {}

  /** A list. */
  record Sequence(Place place, List<Yaml> items) implements Yaml {}

  /**
   * A word.
   *
   * @param isNull whether nothing was written
   * @param quoted whether it was written in quotes, which makes it text whatever it looks like
   */
  record Scalar(Place place, String text, boolean isNull, boolean quoted) implements Yaml {}

  /** The result of reading. */
  sealed interface Read {
    /** A document. */
    record Document(Yaml root) implements Read {}

    /** Not YAML, or not one document. */
    record Broken(Problem problem) implements Read {}
  }

  /** Reads exactly one document. */
  static Read read(String file, String text) {
    List<Node> documents = new ArrayList<>();
    try {
      LoadSettings settings =
          LoadSettings.builder().setUseMarks(true).setCodePointLimit(3 * 1024 * 1024).build();
      new Compose(settings).composeAllFromString(text).forEach(documents::add);
      if (documents.size() != 1) {
        return new Read.Broken(
            new Problem(
                file, 1, 1, "found " + documents.size() + " YAML documents, expected exactly one"));
      }
      return new Read.Document(convert(documents.getFirst()));
    } catch (MarkedYamlEngineException wrong) {
      Place place = wrong.getProblemMark().map(Yaml::placeOf).orElse(new Place(1, 1));
      return new Read.Broken(
          new Problem(file, place.line(), place.column(), "not valid YAML: " + wrong.getProblem()));
    } catch (YamlEngineException wrong) {
      return new Read.Broken(new Problem(file, 1, 1, "not valid YAML: " + wrong.getMessage()));
    }
  }

  private static Yaml convert(Node node) {
    Place place = node.getStartMark().map(Yaml::placeOf).orElse(new Place(1, 1));
    return switch (node) {
      case MappingNode mapping -> {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
          Place keyPlace =
              tuple.getKeyNode().getStartMark().map(Yaml::placeOf).orElse(new Place(1, 1));
          String key =
              tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "(not a word)";
          entries.put(key, new Entry(keyPlace, convert(tuple.getValueNode())));
        }
        yield new Mapping(place, entries);
      }
      case SequenceNode sequence ->
          new Sequence(place, sequence.getValue().stream().map(Yaml::convert).toList());
      case ScalarNode scalar ->
          new Scalar(place, scalar.getValue(), scalar.getTag().equals(Tag.NULL), !scalar.isPlain());
      case AnchorNode anchor -> convert(anchor.getRealNode());
      default -> throw new IllegalStateException("unknown YAML node " + node.getNodeType());
    };
  }

  private static Place placeOf(Mark mark) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
