package io.eksnet.kube;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON text that core carries and does not read: immutable UTF-8 bytes. */
public final class Json {
  /** The empty object. */
  public static final Json EMPTY_OBJECT = of("{}");

  private final byte[] bytes;

  private Json(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Text as bytes; the array is copied. */
  public static Json copyOf(byte[] bytes) {
    return new Json(bytes.clone());
  }

  /** Text as bytes; the array is not copied and the caller must not change it afterwards. */
  public static Json ofTrusted(byte[] bytes) {
    return new Json(bytes);
  }

  /** Text. */
  public static Json of(String text) {
    return new Json(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The bytes themselves, not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes. */
  public int length() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Json json && Arrays.equals(bytes, json.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
