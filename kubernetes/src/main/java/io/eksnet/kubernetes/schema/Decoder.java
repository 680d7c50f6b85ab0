package io.eksnet.kubernetes.schema;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.TreeTraversingParser;

/**
 * Reads request bodies by a type's schema, in the way and with the words of Kubernetes
 * (apimachinery's strict decoding over sigs.k8s.io/json, and the messages of
 * apiserver/endpoints/handlers). One pass over the bytes finds unknown and duplicate fields and
 * wrong types, and builds the tree.
 */
public final class Decoder {
  private static final JsonFactory JSON = new JsonFactory();
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final int SUMMARY_BYTES = 30;

  private final Schema schema;

  /** A decoder for the types of one schema. */
  public Decoder(Schema schema) {
    this.schema = schema;
  }

  /** Reads JSON; missing {@code apiVersion} and {@code kind} become those expected. */
  public Decoded json(byte[] body, GroupVersionKind expected) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
      return read(parser, expected, true);
    } catch (JacksonException e) {
      return unrecognized(body, expected, "json parse error: " + located(e));
    }
  }

  /** Reads one YAML document, which may also be JSON. */
  public Decoded yaml(byte[] body, GroupVersionKind expected) {
    try {
      LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
      Object loaded = new Load(settings).loadFromString(new String(body, StandardCharsets.UTF_8));
      return tree(MAPPER.valueToTree(loaded), expected);
    } catch (YamlEngineException | JacksonException e) {
      String message = String.valueOf(e.getMessage()).replaceAll("\\s*\\n\\s*", " ").strip();
      return unrecognized(body, expected, "yaml: " + message);
    }
  }

  /** Judges a tree, such as the outcome of a patch. */
  public Decoded tree(JsonNode object, GroupVersionKind expected) {
    try (JsonParser parser = new TreeTraversingParser(object, ObjectReadContext.empty())) {
      return read(parser, expected, false);
    }
  }

  /** The BadRequest text for problems under {@code fieldValidation=Strict}. */
  public static String strict(GroupVersionKind kind, List<String> problems) {
    return cannotBeHandled(kind, kind, "strict decoding error: " + String.join(", ", problems));
  }

  private Decoded read(JsonParser parser, GroupVersionKind expected, boolean checkRest) {
    TypeSchema type =
        schema
            .of(expected)
            .orElseThrow(() -> new IllegalArgumentException("no schema of " + expected));
    Reading reading = new Reading(parser);
    JsonToken first = parser.nextToken();
    if (first != JsonToken.START_OBJECT) {
      return new Decoded.Unreadable(
          "the object provided is unrecognized (must be of type %s): couldn't get version/kind;"
                  .formatted(expected.kind())
              + " json parse error: json: cannot unmarshal "
              + Reading.valueKind(first)
              + " into Go value of type struct { APIVersion string; Kind string }");
    }
    ObjectNode object = reading.object(type);
    if (checkRest && parser.nextToken() != null) {
      return new Decoded.Unreadable("json parse error: data after the end of the object");
    }
    return declared(object, expected)
        .or(() -> reading.firstError().map(error -> cannotBeHandled(expected, expected, error)))
        .<Decoded>map(Decoded.Unreadable::new)
        .orElseGet(() -> new Decoded.Whole(withKind(object, expected), reading.problems()));
  }

  /** What is wrong with the apiVersion and kind that a body declares. */
  private Optional<String> declared(ObjectNode object, GroupVersionKind expected) {
    String apiVersion = object.path("apiVersion").asString("");
    String kind = object.path("kind").asString("");
    if (!kind.isEmpty() && !kind.equals(expected.kind())) {
      GroupVersionKind found =
          apiVersion.isEmpty()
              ? expected.groupVersion().kind(kind)
              : GroupVersion.parse(apiVersion).kind(kind);
      String why =
          schema.of(found).isPresent()
              ? "converting (%s.%s) to (%s.%s): unknown conversion"
                  .formatted(found.version(), kind, goGroup(expected.group()), expected.kind())
              : "no kind \"%s\" is registered for version \"%s\" in scheme \"pkg/api/legacyscheme/scheme.go:30\""
                  .formatted(kind, found.groupVersion());
      return Optional.of(cannotBeHandled(found, expected, why));
    }
    return apiVersion.isEmpty() || apiVersion.equals(expected.apiVersion())
        ? Optional.empty()
        : Optional.of(
            "the API version in the data (%s) does not match the expected API version (%s)"
                .formatted(apiVersion, expected.apiVersion()));
  }

  private static String goGroup(String group) {
    int dot = group.indexOf('.');
    return group.isEmpty() ? "core" : dot < 0 ? group : group.substring(0, dot);
  }

  private static ObjectNode withKind(ObjectNode object, GroupVersionKind kind) {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    whole.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
    whole.setAll(object);
    return whole.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
  }

  private static String cannotBeHandled(
      GroupVersionKind found, GroupVersionKind expected, String why) {
    return "%s in version \"%s\" cannot be handled as a %s: %s"
        .formatted(found.kind(), found.version(), expected.kind(), why);
  }

  private static Decoded unrecognized(byte[] body, GroupVersionKind expected, String why) {
    return new Decoded.Unreadable(
        "the object provided is unrecognized (must be of type %s): couldn't get version/kind; %s (%s)"
            .formatted(expected.kind(), why, summary(body)));
  }

  /** The first bytes as apiserver's summarizeData shows them: as they are, or in hexadecimal. */
  private static String summary(byte[] body) {
    if (body.length == 0) {
      return "<empty>";
    }
    int length = Math.min(body.length, SUMMARY_BYTES);
    String shown =
        body[0] == '{'
            ? new String(body, 0, length, StandardCharsets.UTF_8)
            : HexFormat.of().formatHex(body, 0, length);
    return body.length > length ? shown + " ..." : shown;
  }

  private static String located(JacksonException e) {
    var at = e.getLocation();
    return at == null
        ? e.getOriginalMessage()
        : "%s at line %d, column %d"
            .formatted(e.getOriginalMessage(), at.getLineNr(), at.getColumnNr());
  }
}
