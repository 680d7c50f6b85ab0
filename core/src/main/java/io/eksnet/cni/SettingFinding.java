package io.eksnet.cni;

/**
 * Something to be said about a setting of aws-node.
 *
 * @param effect what comes of it
 * @param variable the variable's name
 * @param value what was found; empty when the variable is absent
 * @param message what was found, what was expected, and the smallest change that helps
 */
public record SettingFinding(Effect effect, String variable, String value, String message) {

  /** What comes of a setting that is not simply taken. */
  public enum Effect {
    /** The aws-node container exits: the node never becomes Ready. */
    REFUSES_TO_START("cni-refuses-to-start"),
    /** EKS would do it; eksnet does not yet, and goes on without. */
    NOT_SERVED("cni-not-served"),
    /** ipamd does not understand the value and takes its default. */
    TAKES_DEFAULT("cni-takes-default");

    private final String code;

    Effect(String code) {
      this.code = code;
    }

    /** The stable code of such findings. */
    public String code() {
      return code;
    }
  }

  static SettingFinding refuses(Env env, String variable, String message) {
    return new SettingFinding(
        Effect.REFUSES_TO_START, variable, env.text(variable).orElse(""), message);
  }

  static SettingFinding notServed(Env env, String variable, String message) {
    return new SettingFinding(Effect.NOT_SERVED, variable, env.text(variable).orElse(""), message);
  }

  static SettingFinding takesDefault(Env env, String variable, String message) {
    return new SettingFinding(
        Effect.TAKES_DEFAULT, variable, env.text(variable).orElse(""), message);
  }

  @Override
  public String toString() {
    return variable + "=" + (value.isEmpty() ? "\"\"" : value) + ": " + message;
  }
}
