package io.eksnet.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eksnet.aws.codec.Served;
import io.eksnet.aws.codec.Shapes;
import io.eksnet.aws.endpoint.Action;
import io.eksnet.aws.endpoint.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** docs/coverage.md: every action that is served, what of it is not, and moto's beside it. */
final class CoveragePage {
  private final Map<Service, Map<String, List<String>>> refused = new TreeMap<>();
  private final Map<Service, Map<String, List<String>>> members = new TreeMap<>();
  private final Moto moto = Moto.recorded();

  /**
   * What moto's source says of it.
   *
   * @param read the members that an action reads, by service and action
   */
  record Moto(String version, Map<String, Map<String, Set<String>>> read) {
    /** As recorded in moto-actions.tsv, which moto_actions.py writes. */
    static Moto recorded() {
      try (InputStream in = Moto.class.getResourceAsStream("/moto-actions.tsv")) {
        return parse(new String(in.readAllBytes(), UTF_8));
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    private static Moto parse(String text) {
      List<String> lines = text.lines().toList();
      Map<String, Map<String, Set<String>>> read = new TreeMap<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] fields = line.split("\t", -1);
        read.computeIfAbsent(fields[0], _ -> new TreeMap<>())
            .put(fields[1], new TreeSet<>(Arrays.asList(fields[2].split(",", -1))));
      }
      return new Moto(lines.getFirst().split("\t", -1)[1], read);
    }
  }

  CoveragePage(Iterable<Action<?, ?, ?>> actions) {
    Shapes shapes = new Shapes();
    for (Action<?, ?, ?> action : actions) {
      refused
          .computeIfAbsent(action.service(), _ -> new TreeMap<>())
          .put(action.name(), shapes.refusedNames(action.newRequest(), action.served()));
      members
          .computeIfAbsent(action.service(), _ -> new TreeMap<>())
          .put(action.name(), shapes.refusedNames(action.newRequest(), Served.nothing()));
    }
  }

  String text() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # What of AWS is served

        Every action that eksnet answers, and which parameters of it are not served: a request that
        brings one is refused with its name. An action that is not here is refused with `InvalidAction`
        (404 for REST services). Names of parameters are those of AWS's API model, as the AWS SDK for
        Java 2.40.2 knows it.

        The column on the right is moto %s, the emulator that most people know, by what its source
        reads of a request: "ignores" names parameters that it takes and does nothing with. It tells
        nothing of what moto does with the others.

        This page is generated; a test compares it with what is registered.
        """
            .formatted(moto.version()));
    refused.forEach((service, actions) -> append(page, service, actions));
    return page.toString();
  }

  private void append(StringBuilder page, Service service, Map<String, List<String>> actions) {
    String name = service.name().toLowerCase(Locale.ROOT).replace("_", "");
    Map<String, Set<String>> motos = moto.read().getOrDefault(name, Map.of());
    page.append("\n## ").append(service.name()).append("\n\n");
    page.append(
        "Served: %d; moto has %d of these, and %d others.\n\n"
            .formatted(
                actions.size(),
                actions.keySet().stream().filter(motos::containsKey).count(),
                motos.keySet().stream().filter(it -> !actions.containsKey(it)).count()));
    page.append("| action | not served | moto |\n| --- | --- | --- |\n");
    actions.forEach(
        (action, missing) ->
            page.append("| ")
                .append(action)
                .append(" | ")
                .append(
                    missing.stream()
                        .sorted(Comparator.naturalOrder())
                        .collect(Collectors.joining(", ")))
                .append(" | ")
                .append(
                    motos.containsKey(action) ? ignored(service, action, motos) : "no such action")
                .append(" |\n"));
    List<String> others = new ArrayList<>(motos.keySet());
    others.removeAll(actions.keySet());
    if (!others.isEmpty()) {
      page.append("\nOnly moto answers: ").append(String.join(", ", others)).append(".\n");
    }
  }

  private String ignored(Service service, String action, Map<String, Set<String>> motos) {
    Set<String> read = motos.getOrDefault(action, Set.of());
    List<String> ignored =
        members.getOrDefault(service, Map.of()).getOrDefault(action, List.of()).stream()
            .filter(it -> !read.contains(it))
            .sorted()
            .toList();
    return ignored.isEmpty() ? "reads all" : "ignores " + String.join(", ", ignored);
  }
}
