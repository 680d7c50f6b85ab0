package io.eksnet.cni;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a JSON object whose members are all texts, the only JSON that aws-node's variables carry.
 * Core has no JSON library, and this needs none.
 */
final class FlatJson {
  private final String text;
  private int at;

  private FlatJson(String text) {
    this.text = text;
  }

  /** The members in order; none when the text is anything else. */
  static Optional<Map<String, String>> parse(String text) {
    FlatJson reader = new FlatJson(text);
    Optional<Map<String, String>> members = reader.object();
    reader.skipSpace();
    return reader.at == text.length() ? members : Optional.empty();
  }

  /** A text as a JSON string literal. */
  static String quote(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }

  private Optional<Map<String, String>> object() {
    Map<String, String> members = new LinkedHashMap<>();
    if (!take('{')) {
      return Optional.empty();
    }
    if (take('}')) {
      return Optional.of(members);
    }
    do {
      Optional<String> key = string();
      if (key.isEmpty() || !take(':')) {
        return Optional.empty();
      }
      Optional<String> value = string();
      if (value.isEmpty()) {
        return Optional.empty();
      }
      members.put(key.get(), value.get());
    } while (take(','));
    return take('}') ? Optional.of(members) : Optional.empty();
  }

  private Optional<String> string() {
    if (!take('"')) {
      return Optional.empty();
    }
    StringBuilder out = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      Optional<Character> escaped = escape();
      if (escaped.isEmpty()) {
        return Optional.empty();
      }
      out.append(escaped.get().charValue());
    }
    if (at >= text.length()) {
      return Optional.empty();
    }
    at++;
    return Optional.of(out.toString());
  }

  private Optional<Character> escape() {
    if (at >= text.length()) {
      return Optional.empty();
    }
    char c = text.charAt(at++);
    return switch (c) {
      case '"', '\\', '/' -> Optional.of(c);
      case 'n' -> Optional.of('\n');
      case 't' -> Optional.of('\t');
      case 'r' -> Optional.of('\r');
      case 'b' -> Optional.of('\b');
      case 'f' -> Optional.of('\f');
      case 'u' -> unicode();
      default -> Optional.empty();
    };
  }

  private Optional<Character> unicode() {
    if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
      return Optional.empty();
    }
    char c = (char) Integer.parseInt(text.substring(at, at + 4), 16);
    at += 4;
    return Optional.of(c);
  }

  private boolean take(char wanted) {
    skipSpace();
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}
