package io.eksnet.report;

import io.eksnet.net.Protocol;
import io.eksnet.reach.Fix;
import io.eksnet.reach.Hop;
import io.eksnet.reach.Obstacle;
import io.eksnet.reach.Place;
import io.eksnet.reach.Step;
import io.eksnet.reach.Trace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToIntFunction;

/** A trace for people: verdict, steps both ways, every obstacle, what would lift it. */
public final class TraceText {
  private static final int NARROWEST_DETAIL = 36;

  private final Trace trace;
  private final Style style;
  private final List<String> lines = new ArrayList<>();
  private int number;

  private TraceText(Trace trace, Style style) {
    this.trace = trace;
    this.style = style;
  }

  /** The text, with a newline at its end. */
  public static String of(Trace trace, Style style) {
    TraceText text = new TraceText(trace, style);
    text.header();
    text.paths();
    text.fixes();
    text.notes();
    return String.join("\n", text.lines) + "\n";
  }

  private void header() {
    int obstacles = trace.obstacles().size();
    String word = trace.partial() ? "PARTLY REACHABLE" : StepRow.word(trace.disposition());
    String coloured = trace.reachable() ? style.green(word) : style.red(word);
    String count =
        obstacles == 0 ? "" : "   (" + obstacles + (obstacles == 1 ? " blocker)" : " blockers)");
    lines.add(
        style.bold(coloured)
            + "   "
            + party(trace.source())
            + style.sign("  →  ", "  ->  ")
            + party(trace.destination())
            + port(trace)
            + count);
    lines.add("");
  }

  private static String port(Trace trace) {
    return trace.port() == 0 && trace.protocol().equals(Protocol.TCP)
        ? ""
        : ":" + trace.port() + "/" + trace.protocol().toString().toUpperCase(Locale.ROOT);
  }

  private static String party(Trace.Party party) {
    Place place = party.place();
    String name =
        switch (place.kind()) {
          case NODE -> "node " + StepRow.host(place.name());
          case SERVICE -> "service " + place.name();
          case POD,
              INTERFACE,
              SUBNET,
              NAT_GATEWAY,
              INTERNET_GATEWAY,
              PEERING_CONNECTION,
              TRANSIT_GATEWAY,
              VPN_GATEWAY,
              PREMISES,
              INTERNET,
              ADDRESS,
              VPC_ENDPOINT,
              AWS_SERVICE ->
              place.name();
        };
    String address = party.address().map(Object::toString).orElse("");
    return address.isEmpty() || address.equals(name) ? name : name + " " + address;
  }

  /** One path in full: the first that is blocked, else the first. The others by their outcome. */
  private void paths() {
    List<Trace.Path> paths = trace.paths();
    Trace.Path shown =
        paths.stream().filter(path -> !path.delivered()).findFirst().orElse(paths.getFirst());
    if (paths.size() > 1 || shown.alike() > 1) {
      long delivered = sum(paths.stream().filter(Trace.Path::delivered).toList());
      lines.add(
          "  "
              + delivered
              + " of "
              + sum(paths)
              + " endpoints reachable; the way to "
              + party(shown.endpoint())
              + alike(shown)
              + ":");
    }
    path(shown);
    if (paths.size() > 1) {
      lines.add("");
      lines.add("  the others:");
      paths.stream().filter(path -> !path.equals(shown)).forEach(this::other);
    }
  }

  private static long sum(List<Trace.Path> paths) {
    return paths.stream().mapToLong(Trace.Path::alike).sum();
  }

  private static String alike(Trace.Path path) {
    return path.alike() == 1 ? "" : " and " + (path.alike() - 1) + " alike";
  }

  private void other(Trace.Path path) {
    String verdict =
        path.delivered()
            ? style.green("reachable")
            : style.red(style.sign("✗ ", "x ") + StepRow.word(path.disposition()));
    lines.add("    " + party(path.endpoint()) + alike(path) + "   " + verdict);
    path.obstacles().map(Obstacle::why).forEach(why -> lines.add("      " + why));
  }

  private void path(Trace.Path path) {
    boolean broken = path.reply().hops().stream().anyMatch(TraceText::blocked);
    List<StepRow> there = rows(path.forward());
    List<StepRow> back = broken ? rows(path.reply().hops()) : List.of();
    List<StepRow> all = new ArrayList<>(there);
    all.addAll(back);
    Columns columns =
        new Columns(
            width(all, row -> row.kind().length()),
            width(all, row -> row.subject().length()),
            width(all, row -> row.verdict().length()));
    number = 0;
    there.forEach(row -> add(row, columns));
    switch (path.reply()) {
      case Trace.Reply.NotWalked(String why) -> lines.add("  return path: not evaluated, " + why);
      case Trace.Reply.Walked _ when broken -> {
        lines.add("  return path" + (blockedThere(path) ? ", once it arrives:" : ":"));
        back.forEach(row -> add(row, columns));
      }
      case Trace.Reply.Walked(List<Hop> hops) ->
          wrapped(
              blockedThere(path) ? "  return path, once it arrives: " : "  return path: ",
              brief(hops));
    }
  }

  private static boolean blocked(Hop hop) {
    return hop.steps().stream().anyMatch(step -> step.obstacle().isPresent());
  }

  private static boolean blockedThere(Trace.Path path) {
    return path.forward().stream().anyMatch(TraceText::blocked);
  }

  private String brief(List<Hop> hops) {
    Set<String> parts = new LinkedHashSet<>();
    hops.stream()
        .flatMap(hop -> hop.steps().stream())
        .flatMap(step -> StepRow.brief(step).stream())
        .forEach(parts::add);
    return parts.isEmpty() ? "passes" : "passes: " + String.join(", ", parts);
  }

  private List<StepRow> rows(List<Hop> hops) {
    List<StepRow> rows = new ArrayList<>();
    boolean blocked = false;
    for (Hop hop : hops) {
      for (Step step : hop.steps()) {
        StepRow row = StepRow.of(step, style);
        rows.add(blocked ? row.hypothetical() : row);
        blocked |= row.blocked();
      }
    }
    return rows;
  }

  private record Columns(int kind, int subject, int verdict) {}

  private static int width(List<StepRow> rows, ToIntFunction<StepRow> length) {
    return rows.stream().mapToInt(length).max().orElse(0);
  }

  private void add(StepRow row, Columns columns) {
    number++;
    String mark = row.blocked() ? style.sign("✗ ", "x ") : "  ";
    String verdict = pad(row.verdict(), columns.verdict());
    String left =
        pad(Integer.toString(number), 3, true)
            + "  "
            + pad(row.kind(), columns.kind())
            + "  "
            + pad(row.subject(), columns.subject())
            + " ";
    int indent = left.length() + mark.length() + verdict.length() + 2;
    int room = Math.max(NARROWEST_DETAIL, style.columns() - indent);
    List<String> detail = wrap(row.detail(), room);
    String shown = mark + verdict;
    lines.add(
        (left + (row.blocked() ? style.red(shown) : shown) + "  " + detail.getFirst())
            .stripTrailing());
    detail.stream().skip(1).forEach(rest -> lines.add(" ".repeat(indent) + rest));
  }

  private void fixes() {
    List<Fix> fixes = trace.fixes();
    if (fixes.isEmpty()) {
      return;
    }
    lines.add("");
    boolean denied =
        trace.obstacles().stream().allMatch(it -> StepRow.word(it.disposition()).equals("DENIED"));
    String aim = denied ? "To allow it" : "To make it work";
    lines.add(
        switch (Math.min(fixes.size(), 3)) {
          case 1 -> aim + ":";
          case 2 -> aim + ", both are needed:";
          default -> aim + ", all " + fixes.size() + " are needed:";
        });
    for (Fix fix : fixes) {
      if (fix.commands().isEmpty()) {
        wrapped("  ", fix.summary());
      }
      fix.commands().forEach(command -> lines.add("  " + command));
    }
  }

  private void notes() {
    if (trace.notes().isEmpty()) {
      return;
    }
    lines.add("");
    trace.notes().forEach(note -> wrapped("Note: ", note));
  }

  private void wrapped(String head, String text) {
    int indent = Math.min(head.length(), 8);
    List<String> parts = wrap(text, Math.max(NARROWEST_DETAIL, style.columns() - head.length()));
    lines.add(head + parts.getFirst());
    parts.stream().skip(1).forEach(rest -> lines.add(" ".repeat(indent) + rest));
  }

  /** Breaks at spaces; a longer word stays whole. */
  private static List<String> wrap(String text, int width) {
    List<String> parts = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        parts.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    parts.add(line.toString());
    return parts;
  }

  private static String pad(String text, int width) {
    return pad(text, width, false);
  }

  private static String pad(String text, int width, boolean left) {
    String blank = " ".repeat(Math.max(0, width - text.length()));
    return left ? blank + text : text + blank;
  }
}
