package io.eksnet.aws.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** XML as bytes, without building text in between: the largest answers have many megabytes. */
final class XmlWriter {

  private static final byte[] AMPERSAND = "&amp;".getBytes(UTF_8);
  private static final byte[] LESS = "&lt;".getBytes(UTF_8);
  private static final byte[] GREATER = "&gt;".getBytes(UTF_8);
  private static final byte[] QUOTE = "&quot;".getBytes(UTF_8);
  private static final byte[] RETURN = "&#13;".getBytes(UTF_8);

  /** The ASCII characters that are written as they are. */
  private static final boolean[] PLAIN = new boolean[0x80];

  static {
    Arrays.fill(PLAIN, 0x20, 0x80, true);
    for (char c : new char[] {'&', '<', '>', '"'}) {
      PLAIN[c] = false;
    }
  }

  private byte[] buffer = new byte[1024];
  private int size;

  void declaration() {
    ascii("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  }

  void open(String name) {
    put((byte) '<');
    ascii(name);
    put((byte) '>');
  }

  void open(String name, String namespace) {
    put((byte) '<');
    ascii(name);
    ascii(" xmlns=\"");
    text(namespace);
    ascii("\">");
  }

  void close(String name) {
    ascii("</");
    ascii(name);
    put((byte) '>');
  }

  void element(String name, String text) {
    open(name);
    text(text);
    close(name);
  }

  /** Character data; characters that XML 1.0 cannot carry become U+FFFD. */
  void text(String text) {
    for (int i = plain(text); i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        i += beyondAscii(text, i);
      } else if (c < 0x20 && c != '\n' && c != '\t' && c != '\r') {
        raw("\uFFFD".getBytes(UTF_8));
      } else {
        switch (c) {
          case '&' -> raw(AMPERSAND);
          case '<' -> raw(LESS);
          case '>' -> raw(GREATER);
          case '"' -> raw(QUOTE);
          case '\r' -> raw(RETURN);
          default -> put((byte) c);
        }
      }
    }
  }

  /** Writes the characters up to the first that is not written as it is; answers how many. */
  private int plain(String text) {
    int length = text.length();
    reserve(length);
    byte[] to = buffer;
    int at = size;
    int i = 0;
    while (i < length && text.charAt(i) < 0x80 && PLAIN[text.charAt(i)]) {
      to[at++] = (byte) text.charAt(i++);
    }
    size = at;
    return i;
  }

  void raw(byte[] bytes) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
  }

  byte[] bytes() {
    return Arrays.copyOf(buffer, size);
  }

  /** Writes the code point at {@code i}; answers how many more chars it took. */
  private int beyondAscii(String text, int i) {
    int point = text.codePointAt(i);
    boolean impossible = (point >= 0xD800 && point <= 0xDFFF) || point == 0xFFFE || point == 0xFFFF;
    raw((impossible ? "\uFFFD" : Character.toString(point)).getBytes(UTF_8));
    return Character.charCount(point) - 1;
  }

  private void ascii(String text) {
    int length = text.length();
    reserve(length);
    byte[] to = buffer;
    int at = size;
    for (int i = 0; i < length; i++) {
      to[at + i] = (byte) text.charAt(i);
    }
    size = at + length;
  }

  private void put(byte b) {
    reserve(1);
    buffer[size++] = b;
  }

  private void reserve(int more) {
    if (size + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
    }
  }
}
