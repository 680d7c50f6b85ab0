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
    for (int i = 0; i < text.length(); i++) {
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
    reserve(text.length());
    for (int i = 0; i < text.length(); i++) {
      buffer[size++] = (byte) text.charAt(i);
    }
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
