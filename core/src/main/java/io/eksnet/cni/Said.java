package io.eksnet.cni;

import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import io.eksnet.world.Effect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What ipamd says while it decides once. A controller states the log before it calls AWS, as the
 * answer to the call adds to it.
 */
final class Said {
  /** How far back a line that states a lasting condition is looked for before it is repeated. */
  private static final int RECENT = 40;

  private final Instant now;
  private final List<IpamdLog.Line> lines = new ArrayList<>();

  Said(Instant now) {
    this.now = now;
  }

  void debug(String message) {
    lines.add(new IpamdLog.Line(now, IpamdLog.Level.DEBUG, message));
  }

  void info(String message) {
    lines.add(new IpamdLog.Line(now, IpamdLog.Level.INFO, message));
  }

  void warn(String message) {
    lines.add(new IpamdLog.Line(now, IpamdLog.Level.WARN, message));
  }

  void error(String message) {
    lines.add(new IpamdLog.Line(now, IpamdLog.Level.ERROR, message));
  }

  /** Says it unless it was among the last things said: the vendor would, at every round. */
  void once(Facts facts, String node, IpamdLog.Level level, String message) {
    List<IpamdLog.Line> before = IpamdLog.lines(facts, node);
    boolean said =
        before.subList(Math.max(0, before.size() - RECENT), before.size()).stream()
            .anyMatch(line -> line.message().equals(message));
    if (!said) {
      lines.add(new IpamdLog.Line(now, level, message));
    }
  }

  /** The log with what was said; nothing if nothing was. */
  Optional<Effect> effect(Facts facts, String node) {
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Effect.State(Change.put(IpamdLog.KIND, IpamdLog.of(facts, node).with(lines))));
  }
}
