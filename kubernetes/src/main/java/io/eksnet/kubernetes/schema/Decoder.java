package io.eksnet.kubernetes.schema;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads request bodies by a type's schema, in the way and with the words of Kubernetes. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class Decoder {
  private final Schema schema;

  /** A decoder for the types of one schema. */
  public Decoder(Schema schema) {
    this.schema = schema;
  }

  /** Reads JSON; missing {@code apiVersion} and {@code kind} become those expected. */
  public Decoded json(byte[] body, GroupVersionKind expected) {
    throw new UnsupportedOperationException();
  }

  /** Reads YAML, which may also be JSON. */
  public Decoded yaml(byte[] body, GroupVersionKind expected) {
    throw new UnsupportedOperationException();
  }

  /** Judges a tree, such as the outcome of a patch. */
  public Decoded tree(JsonNode object, GroupVersionKind expected) {
    throw new UnsupportedOperationException();
  }

  /** The BadRequest text for problems under {@code fieldValidation=Strict}. */
  public static String strict(GroupVersionKind kind, List<String> problems) {
    return "%s in version \"%s\" cannot be handled as a %s: strict decoding error: %s"
        .formatted(kind.kind(), kind.version(), kind.kind(), String.join(", ", problems));
  }
}
