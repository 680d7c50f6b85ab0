package io.eksnet.kubernetes.admission;

import static io.eksnet.kubernetes.admission.Fields.at;
import static io.eksnet.kubernetes.admission.Fields.entries;
import static io.eksnet.kubernetes.admission.Fields.flag;
import static io.eksnet.kubernetes.admission.Fields.metadata;
import static io.eksnet.kubernetes.admission.Fields.number;
import static io.eksnet.kubernetes.admission.Fields.object;
import static io.eksnet.kubernetes.admission.Fields.text;

import io.eksnet.kubernetes.status.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Defaults and validation of kinds with few rules. */
final class SmallKinds {
  /** The label that names a namespace, for selectors; users cannot change it. */
  static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  private static final int DATA_LIMIT = 1024 * 1024;
  private static final String SET = "field is immutable when `immutable` is set";

  private SmallKinds() {}

  static void namespace(ObjectNode namespace) {
    ObjectNode metadata = object(namespace, "metadata");
    object(metadata, "labels").put(NAMESPACE_NAME, text(metadata, "name"));
  }

  /** What a new namespace starts with. */
  static void newNamespace(ObjectNode namespace) {
    ObjectNode spec = object(namespace, "spec");
    if (spec.path("finalizers").isEmpty()) {
      spec.putArray("finalizers").add("kubernetes");
    }
    namespace.putObject("status").put("phase", "Active");
  }

  static void secret(ObjectNode secret) {
    Fields.fill(secret, "type", "Opaque");
    if (secret.get("stringData") instanceof ObjectNode texts) {
      ObjectNode data = object(secret, "data");
      texts.forEachEntry(
          (key, value) ->
              data.put(
                  key,
                  Base64.getEncoder()
                      .encodeToString(value.asString("").getBytes(StandardCharsets.UTF_8))));
      secret.remove("stringData");
    }
  }

  static void checkSecret(JsonNode secret, Problems problems) {
    JsonNode data = secret.path("data");
    // Four letters of base64 stand for three bytes.
    long size = keys(data, "data", problems) * 3L / 4;
    if (size > DATA_LIMIT) {
      problems.add(FieldError.tooLong("data", DATA_LIMIT));
    }
    switch (text(secret, "type")) {
      case "kubernetes.io/service-account-token" -> {
        String key = "kubernetes.io/service-account.name";
        if (text(metadata(secret).path("annotations"), key).isEmpty()) {
          problems.required(at("metadata.annotations", key));
        }
      }
      case "kubernetes.io/dockercfg" -> needs(data, ".dockercfg", problems);
      case "kubernetes.io/dockerconfigjson" -> needs(data, ".dockerconfigjson", problems);
      case "kubernetes.io/basic-auth" -> {
        if (!data.has("username") && !data.has("password")) {
          needs(data, "username", problems);
          needs(data, "password", problems);
        }
      }
      case "kubernetes.io/ssh-auth" -> needs(data, "ssh-privatekey", problems);
      case "kubernetes.io/tls" -> {
        needs(data, "tls.crt", problems);
        needs(data, "tls.key", problems);
      }
      default -> {}
    }
  }

  private static void needs(JsonNode data, String key, Problems problems) {
    if (!data.has(key)) {
      problems.required(at("data", key));
    }
  }

  static void updateSecret(JsonNode stored, JsonNode secret, Problems problems) {
    if (!text(stored, "type").equals(text(secret, "type"))) {
      problems.invalid("type", text(secret, "type"), Problems.IMMUTABLE);
    }
    frozen(stored, secret, List.of("data"), problems);
  }

  static void checkConfigMap(JsonNode map, Problems problems) {
    int size = keys(map.path("data"), "data", problems);
    for (Map.Entry<String, JsonNode> entry : entries(map.path("data"))) {
      if (map.path("binaryData").has(entry.getKey())) {
        problems.invalid(
            at("data", entry.getKey()), entry.getKey(), "duplicate of key present in binaryData");
      }
    }
    size += keys(map.path("binaryData"), "binaryData", problems);
    if (size > DATA_LIMIT) {
      problems.add(FieldError.tooLong("", DATA_LIMIT));
    }
  }

  static void updateConfigMap(JsonNode stored, JsonNode map, Problems problems) {
    frozen(stored, map, List.of("data", "binaryData"), problems);
  }

  private static int keys(JsonNode data, String path, Problems problems) {
    int size = 0;
    for (Map.Entry<String, JsonNode> entry : entries(data)) {
      String key = entry.getKey();
      problems.invalid(at(path, key), key, Formats.configKey(key));
      size += entry.getValue().asString("").length();
    }
    return size;
  }

  private static void frozen(
      JsonNode stored, JsonNode object, List<String> fields, Problems problems) {
    if (!flag(stored, "immutable")) {
      return;
    }
    if (!flag(object, "immutable")) {
      problems.forbidden("immutable", SET);
    }
    for (String field : fields) {
      if (!stored.path(field).equals(object.path(field))) {
        problems.forbidden(field, SET);
      }
    }
  }

  static void node(ObjectNode node) {
    if (node.get("status") instanceof ObjectNode status
        && status.has("capacity")
        && !status.has("allocatable")) {
      status.set("allocatable", status.get("capacity").deepCopy());
    }
  }

  static void checkNode(JsonNode node, Problems problems) {
    SchedulingRules.taints(node.at("/spec/taints"), "metadata.taints", problems);
    for (String list : List.of("capacity", "allocatable")) {
      for (Map.Entry<String, JsonNode> amount : entries(node.path("status").path(list))) {
        ResourceRules.amount(
            amount.getKey(), amount.getValue(), "status." + list + "." + amount.getKey(), problems);
      }
    }
    JsonNode ranges = node.at("/spec/podCIDRs");
    for (int i = 0; i < ranges.size(); i++) {
      String range = ranges.path(i).asString("");
      problems.invalid(at("spec.podCIDRs", i), range, Formats.range(range));
    }
  }

  static void updateNode(JsonNode stored, JsonNode node, Problems problems) {
    for (String field : List.of("podCIDRs", "providerID")) {
      JsonNode before = stored.path("spec").path(field);
      if (!before.isMissingNode() && !before.equals(node.path("spec").path(field))) {
        problems.forbidden(
            "spec." + field, "node updates may not change " + field + " except from \"\" to valid");
      }
    }
  }

  static void checkLease(JsonNode lease, Problems problems) {
    JsonNode spec = lease.path("spec");
    if (spec.has("leaseDurationSeconds") && number(spec, "leaseDurationSeconds") <= 0) {
      problems.invalid(
          "spec.leaseDurationSeconds",
          number(spec, "leaseDurationSeconds"),
          "must be greater than 0");
    }
    problems.notNegative("spec.leaseTransitions", spec.path("leaseTransitions"));
  }

  /** Events of both API groups; the older one calls its subject involvedObject. */
  static void checkEvent(JsonNode event, Problems problems) {
    boolean core = event.has("involvedObject");
    String subject = core ? "involvedObject" : "regarding";
    String namespace = text(event.path(subject), "namespace");
    String own = text(metadata(event), "namespace");
    boolean clusterWide = namespace.isEmpty() && (own.equals("default") || own.isEmpty());
    if (!namespace.equals(own) && !clusterWide) {
      problems.invalid(subject + ".namespace", namespace, "does not match event.namespace");
    }
  }

  static void checkBinding(JsonNode binding, Problems problems) {
    String kind = text(binding.path("target"), "kind");
    if (!kind.isEmpty() && !kind.equals("Node")) {
      problems.known("target.kind", kind, List.of("Node", "<empty>"));
    }
    if (text(binding.path("target"), "name").isEmpty()) {
      problems.required("target.name");
    }
  }
}
