package io.eksnet.kubernetes.protobuf;

/** Bytes that are not what the wire format allows; never leaves this package. */
final class MalformedProtobufException extends Exception {
  MalformedProtobufException(String message) {
    super(message);
  }
}
