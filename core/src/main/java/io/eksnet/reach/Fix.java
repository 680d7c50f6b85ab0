package io.eksnet.reach;

import java.util.List;

/**
 * The smallest change that lifts one obstacle.
 *
 * @param summary what it does, one line
 * @param commands aws or kubectl commands to run in order; none where no command can help
 */
public record Fix(String summary, List<String> commands) {
  public Fix {
    commands = List.copyOf(commands);
  }

  /** A change made by one command. */
  public static Fix command(String summary, String command) {
    return new Fix(summary, List.of(command));
  }

  /** Advice without a command. */
  public static Fix advice(String summary) {
    return new Fix(summary, List.of());
  }
}
