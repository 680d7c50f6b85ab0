package io.eksnet.tests;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which room may depend on which; design.md, section 2. Where a room may depend on another, it may
 * also depend on what that one may.
 *
 * @param direct room to the rooms that its row of the table names
 * @param core the rooms of the module {@code core}
 */
record Arrows(Map<String, Set<String>> direct, Set<String> core) {

  /** The table of the house, and {@code table}, which every room of core may use. */
  static Arrows ofTheHouse() {
    return of(
        """
        table                                       |
        net id                                      | table
        vpc iam acm kube                            | net id
        elb                                         | vpc iam acm
        eks                                         | vpc iam
        world                                       | vpc iam acm elb eks kube
        workloads scheduler cni proxy policy        | world
        cloud                                       | world proxy
        lbc                                         | world proxy
        fabric                                      | world proxy policy
        reach                                       | fabric
        plan                                        | cni proxy lbc workloads scheduler cloud
        doctor                                      | reach plan
        """,
        """
        report                                      | doctor
        journal aws kubernetes                      | world
        linux                                       | fabric
        control                                     | report
        app                                         | control journal aws kubernetes linux
        """);
  }

  private static Arrows of(String core, String others) {
    var direct = new HashMap<String, Set<String>>();
    Stream.concat(core.lines(), others.lines())
        .map(line -> line.split("\\|", -1))
        .forEach(row -> words(row[0]).forEach(room -> direct.put(room, Set.copyOf(words(row[1])))));
    var coreRooms = core.lines().flatMap(line -> words(line.split("\\|", -1)[0]).stream()).toList();
    return new Arrows(Map.copyOf(direct), Set.copyOf(coreRooms));
  }

  private static List<String> words(String text) {
    return Stream.of(text.strip().split(" +")).filter(it -> !it.isEmpty()).toList();
  }

  /** Whether the table names the room. */
  boolean know(String room) {
    return direct.containsKey(room);
  }

  /** Whether a class of one room may depend on a class of another. */
  boolean allow(String from, String to) {
    return from.equals(to) || reachable(from).contains(to);
  }

  /** Every room that a room may depend on, in alphabetical order. */
  Set<String> reachable(String room) {
    var reached = new LinkedHashSet<String>();
    var next = new ArrayDeque<>(direct.getOrDefault(room, Set.of()));
    while (!next.isEmpty()) {
      var it = next.remove();
      if (reached.add(it)) {
        next.addAll(direct.getOrDefault(it, Set.of()));
      }
    }
    return reached.stream().collect(toCollection(TreeSet::new));
  }
}
