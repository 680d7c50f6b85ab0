package io.eksnet.kubernetes.protobuf;

import io.eksnet.kubernetes.protobuf.ProtobufDocument.Document;
import io.eksnet.kubernetes.protobuf.ProtobufDocument.Malformed;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads bodies of content type {@code application/vnd.kubernetes.protobuf}: the four bytes {@code
 * k8s\0}, then the message {@code runtime.Unknown} with the type's name (field 1) and the object's
 * own bytes (field 2). Source: kubernetes/apimachinery, pkg/runtime/serializer/protobuf.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class ProtobufDocuments {
  /** The content type that clients send. */
  public static final String MEDIA_TYPE = "application/vnd.kubernetes.protobuf";

  private static final byte[] MAGIC = {'k', '8', 's', 0};
  private final MessageTypes types;
  private final MessageReader reader;

  private ProtobufDocuments(MessageTypes types) {
    this.types = types;
    this.reader = new MessageReader(types, JsonMapper.shared());
  }

  /** Reads the tables from the class path; keep the result. */
  public static ProtobufDocuments load() {
    return new ProtobufDocuments(MessageTypes.load());
  }

  /** The document in a body; never throws for what a client can send. */
  public ProtobufDocument read(byte[] body) {
    if (!startsWithMagic(body)) {
      return new Malformed(
          "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
    }
    try {
      return readEnvelope(body);
    } catch (MalformedProtobufException e) {
      return new Malformed("unable to decode protobuf: " + e.getMessage());
    }
  }

  private ProtobufDocument readEnvelope(byte[] body) throws MalformedProtobufException {
    var envelope = new WireReader(body, MAGIC.length, body.length);
    String apiVersion = "";
    String kind = "";
    Optional<WireReader> raw = Optional.empty();
    while (envelope.hasMore()) {
      int tag = envelope.tag();
      switch (tag) {
        case 1 << 3 | WireReader.LENGTH_DELIMITED -> {
          WireReader typeMeta = envelope.message();
          while (typeMeta.hasMore()) {
            int inner = typeMeta.tag();
            switch (inner) {
              case 1 << 3 | WireReader.LENGTH_DELIMITED -> apiVersion = typeMeta.string();
              case 2 << 3 | WireReader.LENGTH_DELIMITED -> kind = typeMeta.string();
              default -> typeMeta.skip(inner & 7);
            }
          }
        }
        case 2 << 3 | WireReader.LENGTH_DELIMITED -> raw = Optional.of(envelope.message());
        default -> envelope.skip(tag & 7);
      }
    }
    Optional<MessageType> type = types.ofKind(apiVersion, kind);
    if (type.isEmpty()) {
      return new Malformed(
          "no protobuf form is known for kind \"%s\" in version \"%s\"; send it as application/json"
              .formatted(kind, apiVersion));
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("apiVersion", apiVersion).put("kind", kind);
    if (raw.isPresent()) {
      reader.readInto(json, type.get(), raw.get(), 0);
    }
    return new Document(json);
  }

  private static boolean startsWithMagic(byte[] body) {
    if (body.length < MAGIC.length) {
      return false;
    }
    for (int i = 0; i < MAGIC.length; i++) {
      if (body[i] != MAGIC[i]) {
        return false;
      }
    }
    return true;
  }
}
