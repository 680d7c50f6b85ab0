package io.eksnet.kubernetes.protobuf;

import tools.jackson.databind.node.ObjectNode;

/** What a protobuf body turned out to be. */
public sealed interface ProtobufDocument {

  /**
   * A readable object, with apiVersion and kind first.
   *
   * @param json the document as the same client would have sent it in JSON
   */
  record Document(ObjectNode json) implements ProtobufDocument {}

  /**
   * A body that is no Kubernetes protobuf, or of a kind whose message type is not known.
   *
   * @param reason what was found and what was expected, to be sent to the client
   */
  record Malformed(String reason) implements ProtobufDocument {}
}
