package io.eksnet.control;

import java.util.function.Supplier;

/**
 * What a question came to. Only the form that is asked for is rendered.
 *
 * @param verdict which exit code it means
 * @param text for people
 * @param json for programs, one document
 */
public record Answer(Verdict verdict, Supplier<String> text, Supplier<String> json) {
  /** The exit codes of the command line. */
  public enum Verdict {
    /** Done; the answer is yes. */
    YES(0, 200),
    /** The answer is no. */
    NO(1, 200),
    /** The question makes no sense. */
    USAGE(2, 400);

    private final int exitCode;
    private final int status;

    Verdict(int exitCode, int status) {
      this.exitCode = exitCode;
      this.status = status;
    }

    /** What the terminal exits with. */
    public int exitCode() {
      return exitCode;
    }

    int status() {
      return status;
    }
  }

  /** The same words in both forms: a refusal to answer. */
  public static Answer usage(String message) {
    return new Answer(
        Verdict.USAGE,
        () -> message + "\n",
        () ->
            tools.jackson.databind.json.JsonMapper.shared()
                    .writeValueAsString(
                        java.util.Map.of(
                            "apiVersion", "eksnet.io/v1", "kind", "Error", "message", message))
                + "\n");
  }
}
