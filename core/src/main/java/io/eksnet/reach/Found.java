package io.eksnet.reach;

/** What became of looking for an end. */
sealed interface Found<T> {
  /** It is there. */
  record Ok<T>(T value) implements Found<T> {}

  /** The question names nothing that there is. */
  record Not<T>(TraceAnswer.Unclear answer) implements Found<T> {}

  /** It is there, but takes no part in the network: a trace of one obstacle. */
  record Stuck<T>(Trace.Party party, Obstacle obstacle) implements Found<T> {}
}
