package io.eksnet.report;

import io.eksnet.reach.TraceAnswer;

/** A question that means nothing, for people. */
public final class UnclearText {
  private UnclearText() {}

  /** What was found and expected, then what may have been meant; a newline at its end. */
  public static String of(TraceAnswer.Unclear unclear) {
    StringBuilder text = new StringBuilder(unclear.message()).append("\n");
    if (unclear.choices().size() == 1) {
      return text.append("did you mean ")
          .append(unclear.choices().getFirst())
          .append("?\n")
          .toString();
    }
    unclear.choices().forEach(choice -> text.append("  ").append(choice).append("\n"));
    return text.toString();
  }
}
