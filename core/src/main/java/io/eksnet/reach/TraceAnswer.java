package io.eksnet.reach;

import java.util.List;

/** What became of a question. */
public sealed interface TraceAnswer {
  /** It was answered. */
  record Traced(Trace trace) implements TraceAnswer {}

  /**
   * The question names nothing that there is.
   *
   * @param message what was found and what was expected
   * @param choices what may have been meant, the nearest first; may be empty
   */
  record Unclear(String message, List<String> choices) implements TraceAnswer {
    public Unclear {
      choices = List.copyOf(choices);
    }
  }
}
