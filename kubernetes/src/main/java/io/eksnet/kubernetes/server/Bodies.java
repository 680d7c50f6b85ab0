package io.eksnet.kubernetes.server;

import io.eksnet.kubernetes.protobuf.ProtobufDocument;
import io.eksnet.kubernetes.protobuf.ProtobufDocuments;
import io.eksnet.kubernetes.schema.Decoded;
import io.eksnet.kubernetes.schema.Decoder;
import io.eksnet.kubernetes.schema.GroupVersionKind;
import io.eksnet.kubernetes.status.Status;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads request bodies: JSON, YAML or protobuf, with unknown fields judged by {@code
 * fieldValidation}.
 */
final class Bodies {
  private static final List<String> ACCEPTED =
      List.of("application/json", "application/yaml", ProtobufDocuments.MEDIA_TYPE);

  private final Decoder decoder;
  private final ProtobufDocuments protobuf = ProtobufDocuments.load();

  Bodies(Decoder decoder) {
    this.decoder = decoder;
  }

  /**
   * A readable body.
   *
   * @param warnings for {@code Warning} headers
   */
  record Body(ObjectNode object, List<String> warnings) {}

  /** The object of that kind in a request's body. */
  Attempt<Body> read(ApiRequest request, GroupVersionKind kind) {
    return switch (request.headers().mediaType()) {
      case "", "application/json", "*/*" ->
          judged(decoder.json(request.body(), kind), kind, request.query());
      case "application/yaml" -> judged(decoder.yaml(request.body(), kind), kind, request.query());
      case ProtobufDocuments.MEDIA_TYPE ->
          switch (protobuf.read(request.body())) {
            case ProtobufDocument.Document(ObjectNode json) ->
                judged(decoder.tree(json, kind), kind, request.query());
            case ProtobufDocument.Malformed(String reason) ->
                Attempt.refuse(Status.badRequest(reason));
          };
      default -> Attempt.refuse(Status.unsupportedMediaType(ACCEPTED));
    };
  }

  /** Judges a tree, such as the outcome of a patch, as if it had come as a body. */
  Attempt<Body> tree(JsonNode tree, GroupVersionKind kind, Query query) {
    return judged(decoder.tree(tree, kind), kind, query);
  }

  /** Judges an apply's body, which is YAML or JSON. */
  Attempt<Body> yaml(byte[] body, GroupVersionKind kind, Query query) {
    return judged(decoder.yaml(body, kind), kind, query);
  }

  private static Attempt<Body> judged(Decoded decoded, GroupVersionKind kind, Query query) {
    return switch (decoded) {
      case Decoded.Unreadable(String message) -> Attempt.refuse(Status.badRequest(message));
      case Decoded.Whole(ObjectNode object, List<String> problems) ->
          switch (query.text("fieldValidation")) {
            case "Strict" ->
                problems.isEmpty()
                    ? Attempt.of(new Body(object, List.of()))
                    : Attempt.refuse(Status.badRequest(Decoder.strict(kind, problems)));
            case "Ignore" -> Attempt.of(new Body(object, List.of()));
            case "", "Warn" -> Attempt.of(new Body(object, problems));
            case String other ->
                Attempt.refuse(
                    Status.badRequest(
                        ("fieldValidation: Unsupported value: \"%s\": supported values: \"\","
                                + " \"Ignore\", \"Strict\", \"Warn\"")
                            .formatted(other)));
          };
    };
  }
}
