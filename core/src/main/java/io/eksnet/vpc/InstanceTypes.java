package io.eksnet.vpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * EC2's instance types by name.
 *
 * @param byName in the order of their names
 */
public record InstanceTypes(SortedMap<String, InstanceType> byName) {
  private static final String RESOURCE = "instance-limits.csv";

  /** How many edits a name may be away from what was written to be suggested. */
  private static final int MAX_EDITS = 3;

  private static final int MAX_SUGGESTIONS = 3;

  /** Loads the table when it is first asked for. */
  private static final class Standard {
    static final InstanceTypes TYPES = read();
  }

  public InstanceTypes {
    byName = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(byName));
  }

  /** EC2's own types, from the resource {@code instance-limits.csv}, which names its sources. */
  public static InstanceTypes standard() {
    return Standard.TYPES;
  }

  /** A type. */
  public Optional<InstanceType> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The names nearest to one that is no type, best first, at most three: "did you mean ...?". */
  public List<String> suggest(String name) {
    record Near(String name, int edits) {}
    return byName.keySet().stream()
        .map(known -> new Near(known, edits(name, known)))
        .filter(near -> near.edits() <= MAX_EDITS)
        .sorted(
            java.util.Comparator.comparingInt(Near::edits)
                .thenComparingInt(near -> near.name().length())
                .thenComparing(Near::name))
        .limit(MAX_SUGGESTIONS)
        .map(Near::name)
        .toList();
  }

  /** How many letters must be inserted, left out or replaced (Levenshtein). */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }

  private static InstanceTypes read() {
    String text;
    try (InputStream in = InstanceTypes.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing beside " + InstanceTypes.class);
      }
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SortedMap<String, InstanceType> types = new TreeMap<>();
    for (String line : text.split("\n", -1)) {
      if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("instance_type,")) {
        InstanceType type = parse(cells(line));
        types.put(type.name(), type);
      }
    }
    return new InstanceTypes(types);
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>(16);
    int start = 0;
    for (int comma = line.indexOf(','); comma >= 0; comma = line.indexOf(',', start)) {
      cells.add(line.substring(start, comma));
      start = comma + 1;
    }
    cells.add(line.substring(start));
    return cells;
  }

  private static InstanceType parse(List<String> cells) {
    String name = cells.get(0);
    int dot = name.indexOf('.');
    String family = name.substring(0, dot);
    String size = name.substring(dot + 1);
    Optional<Integer> known = number(cells.get(8));
    Optional<Integer> vcpus = known.isPresent() ? known : InstanceSizes.vcpus(family, size);
    return new InstanceType(
        name,
        Integer.parseInt(cells.get(1)),
        Integer.parseInt(cells.get(2)),
        vcpus,
        InstanceSizes.memoryMib(family, size, vcpus),
        number(cells.get(9)),
        number(cells.get(3)),
        cells.get(4).equals("unknown")
            ? Optional.empty()
            : Optional.of(cells.get(4).equals("true")),
        Integer.parseInt(cells.get(5)),
        cells.get(6),
        cells.get(7).equals("true"),
        cells.get(10).equals("true"));
  }

  private static Optional<Integer> number(String cell) {
    return cell.isEmpty() ? Optional.empty() : Optional.of(Integer.parseInt(cell));
  }
}
