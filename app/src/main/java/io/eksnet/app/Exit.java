package io.eksnet.app;

/** What the exit code of a command says; the same for every verb. */
public enum Exit {
  /** Done; the answer is yes. */
  DONE(0),
  /** The command worked and the answer is no: unreachable, findings, differences. */
  NO(1),
  /** Wrong usage or unreadable input; nothing was done. */
  USAGE(2),
  /** Not enough permission or data for a sure answer. */
  UNSURE(3),
  /** Another party failed: throttled, timed out, not reachable. */
  REMOTE(4),
  /** A bug of eksnet; a report file is named. */
  BUG(70);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  /** The number that the process ends with, 0 to 70. */
  public int code() {
    return code;
  }
}
