package io.eksnet.cni;

import io.eksnet.table.Facts;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The last lines of one node's ipamd log: what it decided, in ipamd's own words. Noise that no
 * journal keeps.
 *
 * @param lines the oldest first, at most {@link #CAPACITY}
 */
public record IpamdLog(String node, List<Line> lines) {
  /** How many lines a node keeps. */
  public static final int CAPACITY = 400;

  /** Logs by node. */
  public static final Kind<String, IpamdLog> KIND =
      Kind.of("cni-ipamd-log", IpamdLog.class, IpamdLog::node).notJournaled();

  /** How much a line matters, as ipamd's logger names it. */
  public enum Level {
    DEBUG("debug"),
    INFO("info"),
    WARN("warn"),
    ERROR("error");

    private final String text;

    Level(String text) {
      this.text = text;
    }

    /** The logger's word. */
    public String text() {
      return text;
    }
  }

  /** One line. */
  public record Line(Instant at, Level level, String message) {
    /** As ipamd writes it: a JSON object, without the vendor's source position. */
    @Override
    public String toString() {
      return "{\"level\":\""
          + level.text()
          + "\",\"ts\":\""
          + at
          + "\",\"caller\":\"ipamd\",\"msg\":"
          + FlatJson.quote(message)
          + "}";
    }
  }

  public IpamdLog {
    lines = List.copyOf(lines);
  }

  /** A node's log; empty when its ipamd never ran. */
  public static IpamdLog of(Facts facts, String node) {
    return facts.find(KIND, node).orElseGet(() -> new IpamdLog(node, List.of()));
  }

  /** The lines of a node's log, the oldest first. */
  public static List<Line> lines(Facts facts, String node) {
    return of(facts, node).lines();
  }

  /** This log with more lines; the oldest make way. */
  public IpamdLog with(List<Line> more) {
    List<Line> all = new ArrayList<>(lines.size() + more.size());
    all.addAll(lines);
    all.addAll(more);
    int surplus = Math.max(0, all.size() - CAPACITY);
    return new IpamdLog(node, all.subList(surplus, all.size()));
  }
}
