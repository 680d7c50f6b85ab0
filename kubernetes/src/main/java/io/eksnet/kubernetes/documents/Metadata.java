package io.eksnet.kubernetes.documents;

import io.eksnet.kube.ObjectMeta;
import io.eksnet.kube.OwnerReference;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code metadata} between JSON and its typed form. */
public final class Metadata {
  private Metadata() {}

  /** Reads {@code metadata}; resourceVersion and managedFields are not part of the typed form. */
  public static ObjectMeta read(JsonNode metadata) {
    return new ObjectMeta(
        Fields.text(metadata, "name"),
        Fields.text(metadata, "namespace"),
        Fields.text(metadata, "uid"),
        Fields.text(metadata, "generateName"),
        Fields.map(metadata, "labels"),
        Fields.map(metadata, "annotations"),
        Fields.time(metadata, "creationTimestamp"),
        Fields.longInteger(metadata, "generation", 0),
        Fields.optionalTime(metadata, "deletionTimestamp"),
        Optional.of(metadata.path("deletionGracePeriodSeconds"))
            .filter(JsonNode::isNumber)
            .map(JsonNode::asLong),
        Fields.texts(metadata, "finalizers"),
        Fields.list(metadata, "ownerReferences", Metadata::owner));
  }

  private static OwnerReference owner(JsonNode owner) {
    return new OwnerReference(
        Fields.text(owner, "apiVersion"),
        Fields.text(owner, "kind"),
        Fields.text(owner, "name"),
        Fields.text(owner, "uid"),
        Fields.flag(owner, "controller"),
        Fields.flag(owner, "blockOwnerDeletion"));
  }

  /**
   * The JSON form without managedFields, members in alphabetical order as Kubernetes' own are.
   *
   * @param resourceVersion left out when 0
   */
  public static ObjectNode write(ObjectMeta meta, long resourceVersion) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    putMap(out, "annotations", meta.annotations());
    out.put("creationTimestamp", Times.seconds(meta.creationTimestamp()));
    meta.deletionGracePeriodSeconds().ifPresent(it -> out.put("deletionGracePeriodSeconds", it));
    meta.deletionTimestamp().ifPresent(it -> out.put("deletionTimestamp", Times.seconds(it)));
    if (!meta.finalizers().isEmpty()) {
      meta.finalizers().forEach(out.putArray("finalizers")::add);
    }
    putText(out, "generateName", meta.generateName());
    if (meta.generation() > 0) {
      out.put("generation", meta.generation());
    }
    putMap(out, "labels", meta.labels());
    out.put("name", meta.name());
    putText(out, "namespace", meta.namespace());
    if (!meta.ownerReferences().isEmpty()) {
      var owners = out.putArray("ownerReferences");
      meta.ownerReferences().forEach(it -> owners.add(write(it)));
    }
    if (resourceVersion > 0) {
      out.put("resourceVersion", Long.toString(resourceVersion));
    }
    out.put("uid", meta.uid());
    return out;
  }

  private static ObjectNode write(OwnerReference owner) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("apiVersion", owner.apiVersion());
    if (owner.blockOwnerDeletion()) {
      out.put("blockOwnerDeletion", true);
    }
    if (owner.controller()) {
      out.put("controller", true);
    }
    return out.put("kind", owner.kind()).put("name", owner.name()).put("uid", owner.uid());
  }

  static void putText(ObjectNode out, String name, String value) {
    if (!value.isEmpty()) {
      out.put(name, value);
    }
  }

  static void putMap(ObjectNode out, String name, Map<String, String> entries) {
    if (!entries.isEmpty()) {
      new TreeMap<>(entries).forEach(out.putObject(name)::put);
    }
  }
}
