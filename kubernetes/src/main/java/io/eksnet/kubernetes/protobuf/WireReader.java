package io.eksnet.kubernetes.protobuf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads protobuf's wire format from a part of a byte array; every read is checked against its end.
 */
final class WireReader {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int LENGTH_DELIMITED = 2;
  static final int FIXED32 = 5;

  private final byte[] bytes;
  private final int end;
  private int position;

  WireReader(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  boolean hasMore() {
    return position < end;
  }

  boolean isEmpty() {
    return position >= end;
  }

  long varint() throws MalformedProtobufException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = next();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new MalformedProtobufException("a number is longer than ten bytes");
  }

  int tag() throws MalformedProtobufException {
    long tag = varint();
    if (tag <= 0 || tag > 0xFFFF_FFFFL || tag >>> 3 == 0) {
      throw new MalformedProtobufException("field number 0 or out of range");
    }
    return (int) tag;
  }

  long fixed64() throws MalformedProtobufException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 8) {
      value |= (long) next() << shift;
    }
    return value;
  }

  String string() throws MalformedProtobufException {
    int length = length();
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }

  byte[] byteString() throws MalformedProtobufException {
    int length = length();
    byte[] copy = Arrays.copyOfRange(bytes, position, position + length);
    position += length;
    return copy;
  }

  /** A reader of the length-delimited field that starts here; this one continues behind it. */
  WireReader message() throws MalformedProtobufException {
    int length = length();
    var part = new WireReader(bytes, position, position + length);
    position += length;
    return part;
  }

  void skip(int wireType) throws MalformedProtobufException {
    switch (wireType) {
      case VARINT -> varint();
      case FIXED64 -> advance(8);
      case LENGTH_DELIMITED -> advance(length());
      case FIXED32 -> advance(4);
      default -> throw new MalformedProtobufException("wire type " + wireType + " is not used");
    }
  }

  private int length() throws MalformedProtobufException {
    long length = varint();
    if (length < 0 || length > end - position) {
      throw new MalformedProtobufException(
          "a field of " + length + " bytes where only " + (end - position) + " are left");
    }
    return (int) length;
  }

  private void advance(int count) throws MalformedProtobufException {
    if (count > end - position) {
      throw new MalformedProtobufException("the body ends inside a field");
    }
    position += count;
  }

  private int next() throws MalformedProtobufException {
    if (position >= end) {
      throw new MalformedProtobufException("the body ends inside a field");
    }
    return bytes[position++] & 0xFF;
  }
}
