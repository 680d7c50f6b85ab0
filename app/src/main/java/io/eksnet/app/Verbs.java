package io.eksnet.app;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * Every verb of {@code eksnet}, in the order of the help. A new verb is one class, annotated with
 * picocli's {@code @Command}, and one line here; help, completion and suggestions follow.
 */
final class Verbs {

  /** The heading under which the help lists a verb. */
  enum Group {
    RUN("Run it"),
    ASK("Ask it"),
    LOOK("Look at it"),
    OTHER("Other");

    private final String heading;

    Group(String heading) {
      this.heading = heading;
    }

    String heading() {
      return heading;
    }
  }

  /**
   * One verb.
   *
   * @param group where the help lists it
   * @param command makes the annotated command; its {@code call} gives the exit code
   */
  record Verb(Group group, Supplier<? extends Callable<Integer>> command) {}

  private Verbs() {}

  static List<Verb> all() {
    return List.of(
        new Verb(Group.RUN, UpCommand::new),
        new Verb(Group.RUN, DownCommand::new),
        new Verb(Group.RUN, StatusCommand::new),
        new Verb(Group.RUN, EnvCommand::new),
        new Verb(Group.ASK, TraceCommand::new),
        new Verb(Group.LOOK, GetCommand::new),
        new Verb(Group.OTHER, VersionCommand::new),
        new Verb(Group.OTHER, CompletionCommand::new),
        new Verb(Group.OTHER, DaemonCommand::new));
  }
}
