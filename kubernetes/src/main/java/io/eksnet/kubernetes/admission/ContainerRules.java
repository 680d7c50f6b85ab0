package io.eksnet.kubernetes.admission;

import static io.eksnet.kubernetes.admission.Fields.at;
import static io.eksnet.kubernetes.admission.Fields.given;
import static io.eksnet.kubernetes.admission.Fields.number;
import static io.eksnet.kubernetes.admission.Fields.text;

import io.eksnet.kubernetes.status.FieldError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Validation of the containers of a pod spec (pkg/apis/core/validation). */
final class ContainerRules {
  private static final String MORE_THAN_ONE =
      "may not have more than one field specified at a time";
  private static final List<String> ENV_SOURCES =
      List.of("fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef");
  private static final List<String> ENV_FIELDS =
      List.of(
          "metadata.name",
          "metadata.namespace",
          "metadata.uid",
          "spec.nodeName",
          "spec.serviceAccountName",
          "status.hostIP",
          "status.hostIPs",
          "status.podIP",
          "status.podIPs");
  private static final List<String> ENV_RESOURCES =
      List.of(
          "limits.cpu",
          "limits.ephemeral-storage",
          "limits.memory",
          "requests.cpu",
          "requests.ephemeral-storage",
          "requests.memory");
  private static final Set<String> NOT_FOR_EPHEMERAL =
      Set.of(
          "ports", "livenessProbe", "readinessProbe", "startupProbe", "lifecycle", "restartPolicy");
  private static final List<String> PROBES =
      List.of("livenessProbe", "readinessProbe", "startupProbe");

  private final JsonNode spec;
  private final Set<String> volumes;
  private final Problems problems;

  ContainerRules(JsonNode spec, Set<String> volumes, Problems problems) {
    this.spec = spec;
    this.volumes = volumes;
    this.problems = problems;
  }

  /** Containers that run for the life of the pod. */
  void containers(String path) {
    JsonNode containers = spec.path("containers");
    if (containers.isEmpty()) {
      problems.required(path);
      return;
    }
    Set<String> names = new HashSet<>();
    Set<String> hostPorts = new HashSet<>();
    for (int i = 0; i < containers.size(); i++) {
      JsonNode container = containers.path(i);
      String place = at(path, i);
      common(container, place);
      unique(names, container, place);
      handlers(container, place);
      if (given(container, "restartPolicy")) {
        problems.forbidden(place + ".restartPolicy", "may not be set for non-init containers");
      }
    }
    for (int i = 0; i < containers.size(); i++) {
      hostPorts(containers.path(i), at(path, i), hostPorts);
    }
  }

  /** Containers that run before the others, or beside them as sidecars. */
  void initContainers(String path) {
    Set<String> names = names("containers");
    JsonNode containers = spec.path("initContainers");
    for (int i = 0; i < containers.size(); i++) {
      JsonNode container = containers.path(i);
      String place = at(path, i);
      common(container, place);
      String policy = text(container, "restartPolicy");
      if (!policy.isEmpty()) {
        problems.known(place + ".restartPolicy", policy, List.of("Always"));
      }
      unique(names, container, place);
      hostPorts(container, place, new HashSet<>());
      if (policy.equals("Always")) {
        handlers(container, place);
      } else {
        for (String field :
            List.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe")) {
          if (container.has(field)) {
            problems.forbidden(
                place + "." + field,
                "may not be set for init containers without restartPolicy=Always");
          }
        }
      }
    }
  }

  /** Containers that were added to a running pod for debugging. */
  void ephemeralContainers(String path) {
    Set<String> others = names("containers");
    others.addAll(names("initContainers"));
    Set<String> names = new HashSet<>(others);
    JsonNode containers = spec.path("ephemeralContainers");
    for (int i = 0; i < containers.size(); i++) {
      JsonNode container = containers.path(i);
      String place = at(path, i);
      common(container, place);
      unique(names, container, place);
      String target = text(container, "targetContainerName");
      if (!target.isEmpty() && !others.contains(target)) {
        problems.add(FieldError.notFound(place + ".targetContainerName", target));
      }
      for (String field : container.propertyNames()) {
        boolean resources = field.equals("resources") && !container.path(field).isEmpty();
        if (NOT_FOR_EPHEMERAL.contains(field) || resources) {
          problems.forbidden(place + "." + field, "cannot be set for an Ephemeral Container");
        }
      }
    }
  }

  private Set<String> names(String list) {
    Set<String> names = new HashSet<>();
    spec.path(list).forEach(it -> names.add(text(it, "name")));
    return names;
  }

  private void unique(Set<String> names, JsonNode container, String place) {
    String name = text(container, "name");
    if (!names.add(name)) {
      problems.add(FieldError.duplicate(place + ".name", name));
    }
  }

  private void common(JsonNode container, String path) {
    String name = text(container, "name");
    if (name.isEmpty()) {
      problems.required(path + ".name");
    } else {
      problems.invalid(path + ".name", name, Formats.label(name));
    }
    if (text(container, "image").isEmpty()) {
      problems.required(path + ".image");
    }
    problems.oneOf(
        path + ".terminationMessagePolicy",
        text(container, "terminationMessagePolicy"),
        "File",
        "FallbackToLogsOnError");
    ports(container.path("ports"), path + ".ports");
    environment(container.path("env"), path + ".env");
    environmentFrom(container.path("envFrom"), path + ".envFrom");
    mounts(container, path);
    problems.oneOf(
        path + ".imagePullPolicy",
        text(container, "imagePullPolicy"),
        "Always",
        "IfNotPresent",
        "Never");
    ResourceRules.check(container.path("resources"), path + ".resources", problems);
    SecurityRules.container(container.path("securityContext"), path + ".securityContext", problems);
  }

  private void ports(JsonNode ports, String path) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      JsonNode port = ports.path(i);
      String place = at(path, i);
      String name = text(port, "name");
      if (!name.isEmpty()) {
        List<String> reasons = Formats.portName(name);
        problems.invalid(place + ".name", name, reasons);
        if (reasons.isEmpty() && !names.add(name)) {
          problems.add(FieldError.duplicate(place + ".name", name));
        }
      }
      long number = number(port, "containerPort");
      if (number == 0) {
        problems.required(place + ".containerPort");
      } else {
        problems.invalid(place + ".containerPort", number, Formats.portNumber(number));
      }
      long hostPort = number(port, "hostPort");
      if (hostPort != 0) {
        problems.invalid(place + ".hostPort", hostPort, Formats.portNumber(hostPort));
      }
      problems.oneOf(place + ".protocol", text(port, "protocol"), "SCTP", "TCP", "UDP");
    }
  }

  private void hostPorts(JsonNode container, String path, Set<String> taken) {
    JsonNode ports = container.path("ports");
    for (int i = 0; i < ports.size(); i++) {
      long hostPort = number(ports.path(i), "hostPort");
      String key =
          text(ports.path(i), "protocol") + "/" + text(ports.path(i), "hostIP") + "/" + hostPort;
      if (hostPort != 0 && !taken.add(key)) {
        problems.add(FieldError.duplicate(at(path + ".ports", i) + ".hostPort", key));
      }
    }
  }

  private void environment(JsonNode variables, String path) {
    for (int i = 0; i < variables.size(); i++) {
      JsonNode variable = variables.path(i);
      String place = at(path, i);
      String name = text(variable, "name");
      if (name.isEmpty()) {
        problems.required(place + ".name");
      } else {
        problems.invalid(place + ".name", name, Formats.environmentName(name));
      }
      if (variable.has("valueFrom")) {
        valueFrom(variable, place + ".valueFrom");
      }
    }
  }

  private void valueFrom(JsonNode variable, String path) {
    JsonNode source = variable.path("valueFrom");
    if (source.has("fieldRef")) {
      fieldReference(source.path("fieldRef"), path + ".fieldRef");
    }
    if (source.has("resourceFieldRef")) {
      String resource = text(source.path("resourceFieldRef"), "resource");
      String place = path + ".resourceFieldRef.resource";
      if (resource.isEmpty()) {
        problems.required(place);
      } else if (!resource.contains(".hugepages-")) {
        problems.known(place, resource, ENV_RESOURCES);
      }
    }
    for (String keyed : List.of("configMapKeyRef", "secretKeyRef")) {
      if (source.has(keyed)) {
        key(source.path(keyed), path + "." + keyed);
      }
    }
    long sources = ENV_SOURCES.stream().filter(source::has).count();
    if (sources == 0) {
      problems.invalid(
          path,
          "",
          "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or"
              + " `secretKeyRef`");
    } else if (!text(variable, "value").isEmpty()) {
      problems.invalid(path, "", "may not be specified when `value` is not empty");
    } else if (sources > 1) {
      problems.invalid(path, "", MORE_THAN_ONE);
    }
  }

  private void fieldReference(JsonNode reference, String path) {
    String field = text(reference, "fieldPath");
    if (text(reference, "apiVersion").isEmpty()) {
      problems.required(path + ".apiVersion");
    } else if (field.isEmpty()) {
      problems.required(path + ".fieldPath");
    } else if (field.endsWith("']") && field.startsWith("metadata.")) {
      String key = field.substring(field.indexOf('\'') + 1, field.length() - 2);
      problems.invalid(path, key, Formats.qualifiedName(Formats.lower(key)));
    } else if (!ENV_FIELDS.contains(field)) {
      problems.invalid(
          path + ".fieldPath",
          field,
          "error converting fieldPath: field label not supported: " + field);
    }
  }

  private void key(JsonNode reference, String path) {
    String name = text(reference, "name");
    problems.invalid(path + ".name", name, Formats.subdomain(name));
    String key = text(reference, "key");
    if (key.isEmpty()) {
      problems.required(path + ".key");
    } else {
      problems.invalid(path + ".key", key, Formats.configKey(key));
    }
  }

  private void environmentFrom(JsonNode sources, String path) {
    for (int i = 0; i < sources.size(); i++) {
      JsonNode source = sources.path(i);
      String prefix = text(source, "prefix");
      if (!prefix.isEmpty()) {
        problems.invalid(at(path, i) + ".prefix", prefix, Formats.environmentName(prefix));
      }
      int found = 0;
      for (String kind : List.of("configMapRef", "secretRef")) {
        if (source.has(kind)) {
          found++;
          String name = text(source.path(kind), "name");
          String place = at(path, i) + "." + kind + ".name";
          if (name.isEmpty()) {
            problems.required(place);
          } else {
            problems.invalid(place, name, Formats.subdomain(name));
          }
        }
      }
      if (found == 0) {
        problems.invalid(path, "", "must specify one of: `configMapRef` or `secretRef`");
      } else if (found > 1) {
        problems.invalid(path, "", MORE_THAN_ONE);
      }
    }
  }

  private void mounts(JsonNode container, String path) {
    Set<String> places = new HashSet<>();
    JsonNode mounts = container.path("volumeMounts");
    for (int i = 0; i < mounts.size(); i++) {
      JsonNode mount = mounts.path(i);
      String place = at(path + ".volumeMounts", i);
      String name = text(mount, "name");
      if (name.isEmpty()) {
        problems.required(place + ".name");
      }
      if (!volumes.contains(name)) {
        problems.add(FieldError.notFound(place + ".name", name));
      }
      String directory = text(mount, "mountPath");
      if (directory.isEmpty()) {
        problems.required(place + ".mountPath");
      }
      if (!places.add(directory)) {
        problems.invalid(place + ".mountPath", directory, "must be unique");
      }
      for (String field : List.of("subPath", "subPathExpr")) {
        descending(text(mount, field), path + ".volumeMounts." + field);
      }
    }
    JsonNode devices = container.path("volumeDevices");
    for (int i = 0; i < devices.size(); i++) {
      String name = text(devices.path(i), "name");
      if (!volumes.contains(name)) {
        problems.add(FieldError.notFound(at(path + ".volumeDevices", i) + ".name", name));
      }
    }
  }

  private void descending(String relative, String path) {
    if (relative.startsWith("/")) {
      problems.invalid(path, relative, "must be a relative path");
    }
    if (List.of(relative.split("/", -1)).contains("..")) {
      problems.invalid(path, relative, "must not contain '..'");
    }
  }

  private void handlers(JsonNode container, String path) {
    JsonNode lifecycle = container.path("lifecycle");
    for (String moment : List.of("postStart", "preStop")) {
      if (lifecycle.has(moment)) {
        handler(lifecycle.path(moment), path + ".lifecycle." + moment);
      }
    }
    for (String kind : PROBES) {
      if (container.has(kind)) {
        probe(container.path(kind), kind, path + "." + kind);
      }
    }
  }

  private void probe(JsonNode probe, String kind, String path) {
    handler(probe, path);
    for (String field :
        List.of(
            "initialDelaySeconds",
            "timeoutSeconds",
            "periodSeconds",
            "successThreshold",
            "failureThreshold")) {
      problems.notNegative(path + "." + field, probe.path(field));
    }
    if (kind.equals("readinessProbe")) {
      if (probe.has("terminationGracePeriodSeconds")) {
        problems.invalid(
            path + ".terminationGracePeriodSeconds",
            probe.path("terminationGracePeriodSeconds"),
            "must not be set for readinessProbes");
      }
    } else {
      if (number(probe, "successThreshold") != 1) {
        problems.invalid(
            path + ".successThreshold", number(probe, "successThreshold"), "must be 1");
      }
    }
  }

  private void handler(JsonNode handler, String path) {
    int found = 0;
    for (String kind : List.of("exec", "httpGet", "tcpSocket", "grpc", "sleep")) {
      if (handler.has(kind) && found++ > 0) {
        problems.forbidden(path + "." + kind, "may not specify more than 1 handler type");
      } else if (handler.has(kind)) {
        action(kind, handler.path(kind), path + "." + kind);
      }
    }
    if (found == 0) {
      problems.required(path, "must specify a handler type");
    }
  }

  private void action(String kind, JsonNode action, String path) {
    switch (kind) {
      case "exec" -> {
        if (action.path("command").isEmpty()) {
          problems.required(path + ".command");
        }
      }
      case "httpGet" -> {
        if (text(action, "path").isEmpty()) {
          problems.required(path + ".path");
        }
        PortRules.numberOrName(action.path("port"), path + ".port", problems);
        problems.known(path + ".scheme", text(action, "scheme"), List.of("HTTP", "HTTPS"));
        for (JsonNode header : action.path("httpHeaders")) {
          String name = text(header, "name");
          problems.invalid(path + ".httpHeaders", name, Formats.headerName(name));
        }
      }
      case "sleep" -> {
        long grace = number(spec, "terminationGracePeriodSeconds");
        long seconds = number(action, "seconds");
        if (seconds < 0 || seconds > grace) {
          problems.invalid(
              path,
              seconds,
              "must be non-negative and less than terminationGracePeriodSeconds (" + grace + ")");
        }
      }
      default -> PortRules.numberOrName(action.path("port"), path + ".port", problems);
    }
  }
}
