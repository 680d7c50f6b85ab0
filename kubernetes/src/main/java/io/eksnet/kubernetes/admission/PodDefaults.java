package io.eksnet.kubernetes.admission;

import static io.eksnet.kubernetes.admission.Fields.fill;
import static io.eksnet.kubernetes.admission.Fields.flag;
import static io.eksnet.kubernetes.admission.Fields.given;
import static io.eksnet.kubernetes.admission.Fields.object;
import static io.eksnet.kubernetes.admission.Fields.objects;
import static io.eksnet.kubernetes.admission.Fields.text;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Defaults of pod specs, in pods and in templates (pkg/apis/core/v1/defaults.go). */
final class PodDefaults {
  /** Mode 0644, as Kubernetes gives files of ConfigMaps, Secrets and the like. */
  private static final int FILE_MODE = 0644;

  private static final int TOKEN_SECONDS = 3600;
  private static final List<String> CONTAINER_LISTS =
      List.of("initContainers", "containers", "ephemeralContainers");

  private PodDefaults() {}

  /** A pod: what its spec has in templates too, and what only pods get. */
  static void pod(ObjectNode pod) {
    ObjectNode spec = object(pod, "spec");
    fillSpec(spec);
    if (!spec.has("enableServiceLinks")) {
      spec.put("enableServiceLinks", true);
    }
    boolean hostNetwork = flag(spec, "hostNetwork");
    for (String list : List.of("initContainers", "containers")) {
      for (ObjectNode container : objects(spec, list)) {
        requestLimits(object(container, "resources"));
        if (hostNetwork) {
          objects(container, "ports")
              .forEach(it -> fill(it, "hostPort", (int) Fields.number(it, "containerPort")));
        }
      }
    }
  }

  /** A template of a Deployment, ReplicaSet or DaemonSet. */
  static void template(ObjectNode template) {
    object(template, "metadata");
    fillSpec(object(template, "spec"));
  }

  /** What is limited and not requested is requested as much as it is limited. */
  private static void requestLimits(ObjectNode resources) {
    if (resources.get("limits") instanceof ObjectNode limits) {
      ObjectNode requests = object(resources, "requests");
      for (Map.Entry<String, JsonNode> limit : limits.properties()) {
        if (!requests.has(limit.getKey())) {
          requests.set(limit.getKey(), limit.getValue());
        }
      }
    }
  }

  private static void fillSpec(ObjectNode spec) {
    fill(spec, "restartPolicy", "Always");
    fill(spec, "terminationGracePeriodSeconds", 30);
    fill(spec, "dnsPolicy", "ClusterFirst");
    fill(spec, "schedulerName", "default-scheduler");
    object(spec, "securityContext");
    // The older name of the same field; both are always there.
    if (given(spec, "serviceAccount") && !given(spec, "serviceAccountName")) {
      spec.set("serviceAccountName", spec.get("serviceAccount"));
    }
    if (given(spec, "serviceAccountName")) {
      spec.set("serviceAccount", spec.get("serviceAccountName"));
    }
    CONTAINER_LISTS.forEach(list -> objects(spec, list).forEach(PodDefaults::container));
    objects(spec, "volumes").forEach(PodDefaults::volume);
  }

  private static void container(ObjectNode container) {
    fill(container, "terminationMessagePath", "/dev/termination-log");
    fill(container, "terminationMessagePolicy", "File");
    fill(
        container,
        "imagePullPolicy",
        isLatest(text(container, "image")) ? "Always" : "IfNotPresent");
    object(container, "resources");
    objects(container, "ports").forEach(port -> fill(port, "protocol", "TCP"));
    for (ObjectNode variable : objects(container, "env")) {
      if (variable.get("valueFrom") instanceof ObjectNode source) {
        reference(source);
      }
    }
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      if (container.get(probe) instanceof ObjectNode there) {
        probe(there);
      }
    }
    if (container.get("lifecycle") instanceof ObjectNode lifecycle) {
      lifecycle.forEach(PodDefaults::httpGet);
    }
  }

  private static void reference(ObjectNode source) {
    if (source.get("fieldRef") instanceof ObjectNode field) {
      fill(field, "apiVersion", "v1");
    }
    if (source.get("resourceFieldRef") instanceof ObjectNode resource) {
      fill(resource, "divisor", "0");
    }
  }

  private static void probe(ObjectNode probe) {
    fillNonZero(probe, "timeoutSeconds", 1);
    fillNonZero(probe, "periodSeconds", 10);
    fillNonZero(probe, "successThreshold", 1);
    fillNonZero(probe, "failureThreshold", 3);
    httpGet(probe);
    if (probe.get("grpc") instanceof ObjectNode grpc && !grpc.has("service")) {
      grpc.put("service", "");
    }
  }

  private static void httpGet(JsonNode handler) {
    if (handler.path("httpGet") instanceof ObjectNode get) {
      fill(get, "path", "/");
      fill(get, "scheme", "HTTP");
    }
  }

  /** Zero counts as none, because the Go fields are not pointers. */
  private static void fillNonZero(ObjectNode object, String name, int value) {
    if (Fields.number(object, name) == 0) {
      object.put(name, value);
    }
  }

  private static void volume(ObjectNode volume) {
    if (volume.size() <= 1) {
      object(volume, "emptyDir");
    }
    for (String source : List.of("configMap", "secret", "downwardAPI", "projected")) {
      if (volume.get(source) instanceof ObjectNode files) {
        fill(files, "defaultMode", FILE_MODE);
        objects(files, "items").forEach(PodDefaults::reference);
      }
    }
    if (volume.get("hostPath") instanceof ObjectNode host && !host.has("type")) {
      host.put("type", "");
    }
    for (ObjectNode source : objects(volume.path("projected"), "sources")) {
      if (source.get("serviceAccountToken") instanceof ObjectNode token) {
        fill(token, "expirationSeconds", TOKEN_SECONDS);
      }
      objects(source.path("downwardAPI"), "items").forEach(PodDefaults::reference);
    }
  }

  /** Whether an image is named without a version: by {@code latest}, or by no tag and no digest. */
  static boolean isLatest(String image) {
    int digest = image.indexOf('@');
    String named = digest < 0 ? image : image.substring(0, digest);
    int colon = named.indexOf(':', named.lastIndexOf('/') + 1);
    return colon < 0 ? digest < 0 : named.substring(colon + 1).equals("latest");
  }

  /** How the kubelet would treat the pod when memory runs short. */
  static String qualityOfService(JsonNode spec) {
    boolean any = false;
    boolean guaranteed = true;
    for (String list : List.of("containers", "initContainers")) {
      for (JsonNode container : spec.path(list)) {
        JsonNode limits = container.at("/resources/limits");
        JsonNode requests = container.at("/resources/requests");
        for (String resource : List.of("cpu", "memory")) {
          any |= positive(limits, resource) || positive(requests, resource);
          guaranteed &=
              positive(limits, resource)
                  && (!requests.has(resource)
                      || requests.path(resource).equals(limits.path(resource)));
        }
      }
    }
    if (!any) {
      return "BestEffort";
    }
    return guaranteed ? "Guaranteed" : "Burstable";
  }

  private static boolean positive(JsonNode amounts, String resource) {
    String amount = text(amounts, resource);
    return !amount.isEmpty() && !amount.equals("0");
  }
}
