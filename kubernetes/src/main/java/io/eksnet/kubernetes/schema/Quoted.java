package io.eksnet.kubernetes.schema;

/** Text in quotes as Go's {@code %q} prints it, which is how Kubernetes quotes what it found. */
public final class Quoted {
  private Quoted() {}

  /** The text in double quotes, with control characters escaped. */
  public static String go(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(c -> append(out, c));
    return out.append('"').toString();
  }

  private static void append(StringBuilder out, int c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < 0x20 || c == 0x7f) {
          out.append("\\x").append(Character.forDigit(c >> 4, 16)).append(hexLow(c));
        } else {
          out.appendCodePoint(c);
        }
      }
    }
  }

  private static char hexLow(int c) {
    return Character.forDigit(c & 15, 16);
  }
}
