package io.eksnet.kubernetes.admission;

import static io.eksnet.kubernetes.admission.Fields.text;

import io.eksnet.kubernetes.schema.GroupVersionKind;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What Kubernetes warns of although it accepts it (pkg/api/.../warnings.go). */
final class Warnings {

  private static final String SECURITY_GROUP_IDS = "vpc.amazonaws.com/security-group-ids";

  private Warnings() {}

  static List<String> of(GroupVersionKind kind, JsonNode object) {
    List<String> warnings = new ArrayList<>(0);
    switch (kind.kind()) {
      case "Pod" -> {
        spec(object.path("spec"), "spec", warnings);
        securityGroups(object.path("metadata").path("annotations"), warnings);
      }
      case "Deployment", "ReplicaSet", "DaemonSet" ->
          spec(object.at("/spec/template/spec"), "spec.template.spec", warnings);
      case "Endpoints" ->
          warnings.add(
              "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice");
      case "Service" -> service(object.path("spec"), warnings);
      default -> {}
    }
    return List.copyOf(warnings);
  }

  private static void spec(JsonNode spec, String path, List<String> warnings) {
    int index = 0;
    for (JsonNode container : spec.path("containers")) {
      String place = path + ".containers[" + index++ + "]";
      JsonNode ports = container.path("ports");
      for (int i = 0; i < ports.size(); i++) {
        for (int j = 0; j < i; j++) {
          if (ports.path(i).path("containerPort").equals(ports.path(j).path("containerPort"))
              && text(ports.path(i), "protocol").equals(text(ports.path(j), "protocol"))) {
            warnings.add(
                "%s.ports[%d]: duplicate port definition with %s.ports[%d]"
                    .formatted(place, i, place, j));
          }
        }
      }
      duplicateVariables(container.path("env"), place, warnings);
    }
  }

  private static void duplicateVariables(JsonNode env, String place, List<String> warnings) {
    for (int i = 0; i < env.size(); i++) {
      String name = text(env.path(i), "name");
      for (int j = 0; j < i; j++) {
        if (name.equals(text(env.path(j), "name"))) {
          warnings.add(
              "%s.env[%d]: hides previous definition of \"%s\", which may be dropped when using apply"
                  .formatted(place, i, name));
          break;
        }
      }
    }
  }

  /** eksnet's own: the annotation is widely copied and does nothing (see docs/guide.md, C1). */
  private static void securityGroups(JsonNode annotations, List<String> warnings) {
    if (annotations.has(SECURITY_GROUP_IDS)) {
      warnings.add(
          "annotation "
              + SECURITY_GROUP_IDS
              + " has no effect on EKS: security groups reach pods through a SecurityGroupPolicy"
              + " (vpcresources.k8s.aws/v1beta1); eksnet does not enforce groups of pods yet, this"
              + " pod's traffic is judged by its node's groups");
    }
  }

  private static void service(JsonNode spec, List<String> warnings) {
    if (!text(spec, "loadBalancerIP").isEmpty()) {
      warnings.add(
          "spec.loadBalancerIP is deprecated in v1.24+ and should be replaced by a"
              + " service-specific annotation; it may be removed in a future release");
    }
  }
}
