package io.eksnet.kubernetes.admission;

import static io.eksnet.kubernetes.admission.Fields.at;
import static io.eksnet.kubernetes.admission.Fields.flag;
import static io.eksnet.kubernetes.admission.Fields.given;
import static io.eksnet.kubernetes.admission.Fields.number;
import static io.eksnet.kubernetes.admission.Fields.text;

import io.eksnet.kubernetes.status.FieldError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Validation of pod specs, in pods and in templates (pkg/apis/core/validation). */
final class PodRules {
  private static final int NAMESERVERS = 3;
  private static final int SEARCHES = 32;
  private static final int SEARCH_CHARACTERS = 2048;

  private PodRules() {}

  /** A new pod, beyond its metadata. */
  static void create(JsonNode pod, Problems problems) {
    JsonNode spec = pod.path("spec");
    check(spec, "spec", true, problems);
    whitespace(spec, problems);
    if (!spec.path("ephemeralContainers").isEmpty()) {
      problems.forbidden("spec.ephemeralContainers", "cannot be set on create");
    }
    if (given(spec, "nodeName") && !spec.path("schedulingGates").isEmpty()) {
      problems.forbidden(
          "spec.nodeName", "cannot be set until all schedulingGates have been cleared");
    }
  }

  /** A template of a controller. */
  static void template(JsonNode template, String path, Problems problems) {
    Labels.labels(template.at("/metadata/labels"), path + ".labels", problems);
    Labels.annotations(template.at("/metadata/annotations"), path + ".annotations", problems);
    check(template.path("spec"), path + ".spec", false, problems);
    if (!template.at("/spec/ephemeralContainers").isEmpty()) {
      problems.forbidden(
          path + ".spec.ephemeralContainers", "ephemeral containers not allowed in pod template");
    }
  }

  /** Images with blanks around them are an old token in templates, and an error in pods. */
  static void whitespace(JsonNode spec, Problems problems) {
    for (String list : List.of("containers", "initContainers")) {
      JsonNode containers = spec.path(list);
      for (int i = 0; i < containers.size(); i++) {
        String image = text(containers.path(i), "image");
        if (!image.equals(image.strip())) {
          problems.invalid(
              at("spec." + list, i) + ".image",
              image,
              "must not have leading or trailing whitespace");
        }
      }
    }
  }

  /** A pod spec. */
  static void check(JsonNode spec, String path, boolean isPod, Problems problems) {
    Set<String> volumes = VolumeRules.check(spec.path("volumes"), path + ".volumes", problems);
    ContainerRules containers = new ContainerRules(spec, volumes, problems);
    containers.containers(path + ".containers");
    containers.initContainers(path + ".initContainers");
    containers.ephemeralContainers(path + ".ephemeralContainers");
    hostPorts(spec, path, isPod, problems);
    problems.oneOf(
        path + ".restartPolicy", text(spec, "restartPolicy"), "Always", "OnFailure", "Never");
    problems.oneOf(
        path + ".dnsPolicy",
        text(spec, "dnsPolicy"),
        "ClusterFirstWithHostNet",
        "ClusterFirst",
        "Default",
        "None");
    Labels.labels(spec.path("nodeSelector"), path + ".nodeSelector", problems);
    SecurityRules.pod(spec, path, problems);
    SchedulingRules.affinity(spec.path("affinity"), path + ".affinity", problems);
    dns(spec, path + ".dnsConfig", problems);
    gates(spec, path, problems);
    SchedulingRules.spread(
        spec.path("topologySpreadConstraints"), path + ".topologySpreadConstraints", problems);
    names(spec, path, problems);
    if (spec.has("activeDeadlineSeconds")) {
      long seconds = number(spec, "activeDeadlineSeconds");
      problems.invalid(
          path + ".activeDeadlineSeconds", seconds, Formats.range(seconds, 1, Integer.MAX_VALUE));
    }
    SchedulingRules.tolerations(spec.path("tolerations"), path + ".tolerations", problems);
    hostAliases(spec.path("hostAliases"), path + ".hostAliases", problems);
    if (spec.has("preemptionPolicy")) {
      problems.oneOf(
          path + ".preemptionPolicy",
          text(spec, "preemptionPolicy"),
          "PreemptLowerPriority",
          "Never");
    }
  }

  private static void names(JsonNode spec, String path, Problems problems) {
    for (String field : List.of("serviceAccountName", "nodeName")) {
      String name = text(spec, field);
      if (!name.isEmpty()) {
        problems.invalid(path + "." + field, name, Formats.subdomain(name));
      }
    }
    for (String field : List.of("hostname", "subdomain")) {
      String name = text(spec, field);
      if (!name.isEmpty()) {
        problems.invalid(path + "." + field, name, Formats.label(name));
      }
    }
    for (String field : List.of("priorityClassName", "runtimeClassName")) {
      String name = text(spec, field);
      if (!name.isEmpty()) {
        problems.invalid(path + "." + field, name, Formats.subdomain(name));
      }
    }
  }

  /** With the node's network a port of the container is the node's port. */
  private static void hostPorts(JsonNode spec, String path, boolean isPod, Problems problems) {
    if (!flag(spec, "hostNetwork")) {
      return;
    }
    JsonNode containers = spec.path("containers");
    for (int i = 0; i < containers.size(); i++) {
      JsonNode ports = containers.path(i).path("ports");
      for (int j = 0; j < ports.size(); j++) {
        long host = number(ports.path(j), "hostPort");
        if ((isPod || host != 0) && host != number(ports.path(j), "containerPort")) {
          problems.invalid(
              at(at(path + ".containers", i) + ".ports", j) + ".hostPort",
              host,
              "must match `containerPort` when `hostNetwork` is true");
        }
      }
    }
  }

  private static void dns(JsonNode spec, String path, Problems problems) {
    JsonNode config = spec.path("dnsConfig");
    JsonNode servers = config.path("nameservers");
    if (text(spec, "dnsPolicy").equals("None")) {
      if (config.isMissingNode()) {
        problems.required(path, "must provide `dnsConfig` when `dnsPolicy` is None");
        return;
      }
      if (servers.isEmpty()) {
        problems.required(
            path + ".nameservers",
            "must provide at least one DNS nameserver when `dnsPolicy` is None");
        return;
      }
    }
    if (servers.size() > NAMESERVERS) {
      problems.invalid(
          path + ".nameservers",
          servers,
          "must not have more than " + NAMESERVERS + " nameservers");
    }
    for (int i = 0; i < servers.size(); i++) {
      String server = servers.path(i).asString("");
      problems.invalid(at(path + ".nameservers", i), server, Formats.address(server));
    }
    JsonNode searches = config.path("searches");
    if (searches.size() > SEARCHES) {
      problems.invalid(
          path + ".searches", searches, "must not have more than " + SEARCHES + " search paths");
    }
    int characters = searches.valueStream().mapToInt(it -> it.asString("").length() + 1).sum() - 1;
    if (characters > SEARCH_CHARACTERS) {
      problems.invalid(
          path + ".searches",
          searches,
          "must not have more than "
              + SEARCH_CHARACTERS
              + " characters (including spaces) in the search list");
    }
    for (int i = 0; i < searches.size(); i++) {
      String search = searches.path(i).asString("").replaceFirst("\\.$", "");
      problems.invalid(at(path + ".searches", i), search, Formats.subdomain(search));
    }
    JsonNode options = config.path("options");
    for (int i = 0; i < options.size(); i++) {
      if (text(options.path(i), "name").isEmpty()) {
        problems.required(at(path + ".options", i), "must not be empty");
      }
    }
  }

  private static void gates(JsonNode spec, String path, Problems problems) {
    JsonNode readiness = spec.path("readinessGates");
    for (int i = 0; i < readiness.size(); i++) {
      String type = text(readiness.path(i), "conditionType");
      problems.invalid(
          at(path + ".readinessGates", i) + ".conditionType", type, Formats.qualifiedName(type));
    }
    JsonNode scheduling = spec.path("schedulingGates");
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < scheduling.size(); i++) {
      String name = text(scheduling.path(i), "name");
      String place = at(path + ".schedulingGates", i);
      problems.invalid(place, name, Formats.qualifiedName(name));
      if (!seen.add(name)) {
        problems.add(FieldError.duplicate(place, name));
      }
    }
  }

  private static void hostAliases(JsonNode aliases, String path, Problems problems) {
    for (int i = 0; i < aliases.size(); i++) {
      String address = text(aliases.path(i), "ip");
      problems.invalid(at(path, i) + ".ip", address, Formats.address(address));
      JsonNode names = aliases.path(i).path("hostnames");
      for (int j = 0; j < names.size(); j++) {
        String name = names.path(j).asString("");
        problems.invalid(at(at(path, i) + ".hostnames", j), name, Formats.subdomain(name));
      }
    }
  }
}
