package io.eksnet.kubernetes.documents;

import io.eksnet.kube.Json;
import io.eksnet.kube.KubeFact;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.ObjectMeta;
import io.eksnet.kube.ResourceName;
import io.eksnet.kubernetes.schema.GroupVersionKind;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Takes documents apart into what is stored, and makes trees of stored objects. */
public final class ObjectParts {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  static final Json NO_MANAGED_FIELDS = Json.of("[]");

  private ObjectParts() {}

  /**
   * The object to be stored.
   *
   * @param meta its metadata; the document's own is not looked at
   * @param document has passed admission
   * @param managedFields the array to be stored beside it
   */
  public static KubeObject of(
      ResourceName resource, ObjectMeta meta, ObjectNode document, Json managedFields) {
    return new KubeObject(
        resource,
        meta,
        body(document),
        status(document),
        managedFields,
        FactReader.read(resource, meta, document));
  }

  /** The managed fields of the object that is there already, if there is one. */
  static Json managedFieldsOf(Stream<KubeObject> present) {
    return present.map(KubeObject::managedFields).findFirst().orElse(NO_MANAGED_FIELDS);
  }

  /** The same without managed fields, for what eksnet's own controllers make. */
  static KubeObject of(ResourceName resource, ObjectMeta meta, ObjectNode document) {
    return of(resource, meta, document, NO_MANAGED_FIELDS);
  }

  /** The same object with other metadata. */
  public static KubeObject withMeta(KubeObject object, ObjectMeta meta) {
    return new KubeObject(
        object.resource(),
        meta,
        object.body(),
        object.status(),
        object.managedFields(),
        object.fact().map(it -> FactReader.withMeta(it, meta)));
  }

  /** The same object with another status, of which core reads {@code fact}. */
  static KubeObject withStatus(KubeObject object, JsonNode status, KubeFact fact) {
    return new KubeObject(
        object.resource(),
        object.meta(),
        object.body(),
        json(status),
        object.managedFields(),
        Optional.of(fact));
  }

  /** The same object with another body, read anew, and its generation counted up. */
  static KubeObject withBody(KubeObject object, ObjectNode body) {
    ObjectMeta meta = object.meta().withGeneration(object.meta().generation() + 1);
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.setAll(body);
    document.set("status", tree(object.status()));
    return new KubeObject(
        object.resource(),
        meta,
        json(body),
        object.status(),
        object.managedFields(),
        FactReader.read(object.resource(), meta, document));
  }

  /** Everything but apiVersion, kind, metadata and status. */
  static Json body(ObjectNode document) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : document.properties()) {
      switch (member.getKey()) {
        case "apiVersion", "kind", "metadata", "status" -> {}
        default -> body.set(member.getKey(), member.getValue());
      }
    }
    return json(body);
  }

  static Json status(ObjectNode document) {
    return document.path("status").isEmpty() ? Json.EMPTY_OBJECT : json(document.path("status"));
  }

  /** A tree as stored bytes. */
  public static Json json(JsonNode node) {
    return Json.ofTrusted(MAPPER.writeValueAsBytes(node));
  }

  /** Stored bytes as a tree. */
  public static JsonNode tree(Json json) {
    return MAPPER.readTree(json.bytes());
  }

  /** Stored bytes, known to be an object, as a tree. */
  static ObjectNode object(Json json) {
    return (ObjectNode) tree(json);
  }

  /**
   * The whole object as a tree, without managedFields.
   *
   * @param resourceVersion left out when 0
   */
  public static ObjectNode tree(GroupVersionKind kind, KubeObject object, long resourceVersion) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
    out.set("metadata", Metadata.write(object.meta(), resourceVersion));
    out.setAll(object(object.body()));
    if (object.status().length() > 2) {
      out.set("status", tree(object.status()));
    }
    return out;
  }

  /** The array of managedFields as a tree. */
  public static ArrayNode managedFields(KubeObject object) {
    return (ArrayNode) tree(object.managedFields());
  }
}
