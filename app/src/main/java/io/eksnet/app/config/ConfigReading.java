package io.eksnet.app.config;

import io.eksnet.net.Cidr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads typed values out of a YAML tree and collects every problem on the way, so that a user sees
 * all of them in one run.
 */
final class ConfigReading {
  private final String file;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  ConfigReading(String file) {
    this.file = file;
  }

  List<Problem> problems() {
    return problems.stream()
        .sorted(java.util.Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
        .toList();
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  void problem(Yaml.Place place, String message) {
    problems.add(new Problem(file, place.line(), place.column(), message));
  }

  /** A part of the tree whose members are read by name. */
  final class Section {
    private final String path;
    private final Yaml.Place place;
    private final Map<String, Yaml.Entry> entries;

    private Section(String path, Yaml.Place place, Map<String, Yaml.Entry> entries) {
      this.path = path;
      this.place = place;
      this.entries = entries;
    }

    Yaml.Place place() {
      return place;
    }

    Yaml.Place placeOf(String key) {
      Yaml.Entry entry = entries.get(key);
      return entry == null ? place : entry.value().place();
    }

    boolean has(String key) {
      return entries.containsKey(key);
    }

    Set<String> keys() {
      return entries.keySet();
    }

    /**
     * Refuses members that nobody knows and notes those that change nothing here.
     *
     * @param known those that are read
     * @param withoutEffect those that eksctl has and that do not touch the network
     */
    Section allows(Set<String> known, Set<String> withoutEffect) {
      entries.forEach(
          (key, entry) -> {
            if (withoutEffect.contains(key)) {
              notes.add(
                  file
                      + ":"
                      + entry.keyPlace().line()
                      + "   "
                      + name(key)
                      + " has no effect on the network and is left out");
            } else if (!known.contains(key)) {
              problem(
                  entry.keyPlace(),
                  "unknown field \"" + name(key) + "\"" + Nearest.hint(key, known));
            }
          });
      return this;
    }

    Optional<String> text(String key) {
      Yaml.Entry entry = entries.get(key);
      if (entry == null) {
        return Optional.empty();
      }
      if (entry.value() instanceof Yaml.Scalar scalar && !scalar.isNull()) {
        return Optional.of(scalar.text());
      }
      problem(entry.value().place(), name(key) + " is to be text");
      return Optional.empty();
    }

    String required(String key, String example) {
      Optional<String> value = text(key);
      if (value.isEmpty() && !has(key)) {
        problem(place, name(key) + " is missing; write for example " + key + ": " + example);
      }
      return value.orElse("");
    }

    Optional<Integer> number(String key, int least, int most) {
      Optional<String> text = text(key);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      try {
        int number = Integer.parseInt(text.get());
        if (number >= least && number <= most) {
          return Optional.of(number);
        }
      } catch (NumberFormatException notOne) {
        // told below, with the number's bounds
      }
      problem(
          placeOf(key),
          name(key)
              + " is \""
              + text.get()
              + "\", expected a whole number from "
              + least
              + " to "
              + most);
      return Optional.empty();
    }

    boolean flag(String key, boolean otherwise) {
      Optional<String> text = text(key);
      if (text.isEmpty()) {
        return otherwise;
      }
      return switch (text.get()) {
        case "true" -> true;
        case "false" -> false;
        default -> {
          problem(placeOf(key), name(key) + " is \"" + text.get() + "\", expected true or false");
          yield otherwise;
        }
      };
    }

    Optional<Cidr> cidr(String key) {
      Optional<String> text = text(key);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      Optional<Cidr> cidr = Cidr.tryParse(text.get());
      if (cidr.isEmpty() || !text.get().contains("/")) {
        problem(
            placeOf(key),
            name(key) + " is \"" + text.get() + "\", expected a CIDR such as 10.0.0.0/16");
        return Optional.empty();
      }
      return cidr;
    }

    Map<String, String> texts(String key) {
      Map<String, String> texts = new TreeMap<>();
      section(key)
          .ifPresent(
              inner -> inner.keys().forEach(k -> inner.text(k).ifPresent(v -> texts.put(k, v))));
      return texts;
    }

    Optional<Section> section(String key) {
      Yaml.Entry entry = entries.get(key);
      return entry == null ? Optional.empty() : asSection(name(key), entry.value());
    }

    List<Section> sections(String key) {
      List<Section> sections = new ArrayList<>();
      for (Yaml item : items(key)) {
        asSection(name(key) + "[" + sections.size() + "]", item).ifPresent(sections::add);
      }
      return sections;
    }

    List<String> textList(String key) {
      List<String> texts = new ArrayList<>();
      for (Yaml item : items(key)) {
        if (item instanceof Yaml.Scalar scalar && !scalar.isNull()) {
          texts.add(scalar.text());
        } else {
          problem(item.place(), name(key) + " is to be a list of texts");
        }
      }
      return texts;
    }

    private List<Yaml> items(String key) {
      Yaml.Entry entry = entries.get(key);
      if (entry == null) {
        return List.of();
      }
      return switch (entry.value()) {
        case Yaml.Sequence sequence -> sequence.items();
        case Yaml.Scalar scalar when scalar.isNull() -> List.of();
        case Yaml.Scalar scalar -> {
          problem(scalar.place(), name(key) + " is to be a list");
          yield List.of();
        }
        case Yaml.Mapping mapping -> {
          problem(mapping.place(), name(key) + " is to be a list");
          yield List.of();
        }
      };
    }

    String name(String key) {
      return path.isEmpty() ? key : path + "." + key;
    }
  }

  Optional<Section> asSection(String path, Yaml yaml) {
    return switch (yaml) {
      case Yaml.Mapping(Yaml.Place place, Map<String, Yaml.Entry> entries) ->
          Optional.of(new Section(path, place, new LinkedHashMap<>(entries)));
      case Yaml.Scalar scalar when scalar.isNull() ->
          Optional.of(new Section(path, scalar.place(), Map.of()));
      case Yaml.Scalar scalar -> {
        problem(
            scalar.place(),
            (path.isEmpty() ? "the document" : path)
                + " is \""
                + scalar.text()
                + "\", expected fields");
        yield Optional.empty();
      }
      case Yaml.Sequence sequence -> {
        problem(
            sequence.place(),
            (path.isEmpty() ? "the document" : path) + " is a list, expected fields");
        yield Optional.empty();
      }
    };
  }
}
