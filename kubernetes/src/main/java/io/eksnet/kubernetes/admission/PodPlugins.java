package io.eksnet.kubernetes.admission;

import static io.eksnet.kubernetes.admission.Fields.given;
import static io.eksnet.kubernetes.admission.Fields.list;
import static io.eksnet.kubernetes.admission.Fields.objects;
import static io.eksnet.kubernetes.admission.Fields.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Kubernetes' built-in admission plugins do to a new pod: ServiceAccount,
 * DefaultTolerationSeconds and Priority.
 */
final class PodPlugins {
  static final String TOKEN_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";
  private static final String TOKEN_VOLUME = "kube-api-access-";
  private static final String MIRROR = "kubernetes.io/config.mirror";

  /** An hour and a margin, as the plugin has it. */
  private static final int TOKEN_SECONDS = 3607;

  private static final int TOLERATION_SECONDS = 300;
  private static final List<String> TOLERATED =
      List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");
  private static final Map<String, Integer> SYSTEM_PRIORITIES =
      Map.of("system-cluster-critical", 2_000_000_000, "system-node-critical", 2_000_001_000);

  /** Kubernetes' letters for generated names: no vowels, nothing that looks like another. */
  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

  private PodPlugins() {}

  /** Adds to the pod; answers why it is forbidden, if it is. */
  static Optional<String> admit(ObjectNode pod, Surroundings surroundings) {
    ObjectNode spec = Fields.object(pod, "spec");
    if (!pod.at("/metadata/annotations").has(MIRROR)) {
      serviceAccount(pod, spec, surroundings.serviceAccount());
    }
    tolerations(spec);
    return priority(spec);
  }

  private static void serviceAccount(ObjectNode pod, ObjectNode spec, Optional<JsonNode> account) {
    if (!given(spec, "serviceAccountName")) {
      spec.put("serviceAccountName", "default");
    }
    spec.set("serviceAccount", spec.get("serviceAccountName"));
    account.ifPresent(it -> pullSecrets(spec, it));
    boolean mount =
        spec.path("automountServiceAccountToken")
            .asBoolean(
                account
                    .map(it -> it.path("automountServiceAccountToken").asBoolean(true))
                    .orElse(true));
    if (mount) {
      mountToken(pod, spec);
    }
  }

  private static void pullSecrets(ObjectNode spec, JsonNode account) {
    JsonNode secrets = account.path("imagePullSecrets");
    if (spec.path("imagePullSecrets").isEmpty() && !secrets.isEmpty()) {
      spec.set("imagePullSecrets", secrets.deepCopy());
    }
  }

  private static void mountToken(ObjectNode pod, ObjectNode spec) {
    String volume = "";
    for (JsonNode there : spec.path("volumes")) {
      if (text(there, "name").startsWith(TOKEN_VOLUME)) {
        volume = text(there, "name");
      }
    }
    boolean there = !volume.isEmpty();
    if (!there) {
      volume = TOKEN_VOLUME + letters(pod);
    }
    boolean needed = false;
    for (String kind : List.of("initContainers", "containers")) {
      for (ObjectNode container : objects(spec, kind)) {
        if (container
            .path("volumeMounts")
            .valueStream()
            .noneMatch(it -> text(it, "mountPath").equals(TOKEN_PATH))) {
          ObjectNode mount = list(container, "volumeMounts").addObject();
          mount.put("mountPath", TOKEN_PATH).put("name", volume).put("readOnly", true);
          needed = true;
        }
      }
    }
    if (needed && !there) {
      tokenVolume(list(spec, "volumes").addObject(), volume);
    }
  }

  private static void tokenVolume(ObjectNode volume, String name) {
    ObjectNode projected = volume.put("name", name).putObject("projected");
    projected.put("defaultMode", 0644);
    ArrayNode sources = projected.putArray("sources");
    sources
        .addObject()
        .putObject("serviceAccountToken")
        .put("expirationSeconds", TOKEN_SECONDS)
        .put("path", "token");
    ObjectNode root = sources.addObject().putObject("configMap");
    root.putArray("items").addObject().put("key", "ca.crt").put("path", "ca.crt");
    root.put("name", "kube-root-ca.crt");
    ObjectNode namespace =
        sources.addObject().putObject("downwardAPI").putArray("items").addObject();
    namespace.putObject("fieldRef").put("apiVersion", "v1").put("fieldPath", "metadata.namespace");
    namespace.put("path", "namespace");
  }

  /**
   * Five letters; random in Kubernetes, here told by the pod so that admission stays a function.
   */
  private static String letters(ObjectNode pod) {
    JsonNode metadata = Fields.metadata(pod);
    long hash = 0xcbf29ce484222325L;
    for (char c : (text(metadata, "namespace") + "/" + text(metadata, "name")).toCharArray()) {
      hash = (hash ^ c) * 0x100000001b3L;
    }
    StringBuilder out = new StringBuilder(5);
    for (int i = 0; i < 5; i++) {
      out.append(LETTERS.charAt((int) Long.remainderUnsigned(hash, LETTERS.length())));
      hash = Long.divideUnsigned(hash, LETTERS.length());
    }
    return out.toString();
  }

  private static void tolerations(ObjectNode spec) {
    for (String key : TOLERATED) {
      if (spec.path("tolerations").valueStream().noneMatch(it -> tolerates(it, key))) {
        ObjectNode toleration = list(spec, "tolerations").addObject();
        toleration.put("effect", "NoExecute").put("key", key).put("operator", "Exists");
        toleration.put("tolerationSeconds", TOLERATION_SECONDS);
      }
    }
  }

  private static boolean tolerates(JsonNode toleration, String key) {
    String tolerated = text(toleration, "key");
    String effect = text(toleration, "effect");
    return (tolerated.isEmpty() || tolerated.equals(key))
        && (effect.isEmpty() || effect.equals("NoExecute"));
  }

  private static Optional<String> priority(ObjectNode spec) {
    String name = text(spec, "priorityClassName");
    Integer value = name.isEmpty() ? Integer.valueOf(0) : SYSTEM_PRIORITIES.get(name);
    if (value == null) {
      return Optional.of("no PriorityClass with name " + name + " was found");
    }
    if (spec.has("priority") && spec.path("priority").asInt() != value) {
      return Optional.of(
          "the integer value of priority (%d) must not be provided in pod spec; priority admission controller computed %d from the given PriorityClass name"
              .formatted(spec.path("priority").asInt(), value));
    }
    spec.put("priority", value.intValue());
    Fields.fill(spec, "preemptionPolicy", "PreemptLowerPriority");
    return Optional.empty();
  }
}
