package io.eksnet.kubernetes.admission;

import static io.eksnet.kubernetes.admission.Fields.at;
import static io.eksnet.kubernetes.admission.Fields.text;

import io.eksnet.kubernetes.status.FieldError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Volumes of a pod spec; the sources that eksnet's users meet are looked into. */
final class VolumeRules {
  private VolumeRules() {}

  /** Checks all volumes and answers the names that containers may mount. */
  static Set<String> check(JsonNode volumes, String path, Problems problems) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < volumes.size(); i++) {
      JsonNode volume = volumes.path(i);
      String place = at(path, i);
      String name = text(volume, "name");
      if (name.isEmpty()) {
        problems.required(place + ".name");
      } else {
        problems.invalid(place + ".name", name, Formats.label(name));
        if (!names.add(name)) {
          problems.add(FieldError.duplicate(place + ".name", name));
        }
      }
      int sources = 0;
      for (String source : volume.propertyNames()) {
        if (source.equals("name")) {
          continue;
        }
        if (sources++ > 0) {
          problems.forbidden(place + "." + source, "may not specify more than 1 volume type");
        } else {
          source(source, volume.path(source), place + "." + source, problems);
        }
      }
      if (sources == 0) {
        problems.required(place, "must specify a volume type");
      }
    }
    return names;
  }

  private static void source(String kind, JsonNode source, String path, Problems problems) {
    switch (kind) {
      case "hostPath" -> hostPath(source, path, problems);
      case "configMap" -> {
        named(source, "name", path, problems);
        files(source, path, problems);
      }
      case "secret" -> {
        named(source, "secretName", path, problems);
        files(source, path, problems);
      }
      case "persistentVolumeClaim" -> named(source, "claimName", path, problems);
      case "projected" -> projected(source, path, problems);
      case "nfs" -> {
        named(source, "server", path, problems);
        named(source, "path", path, problems);
      }
      case "csi" -> named(source, "driver", path, problems);
      default -> {}
    }
  }

  private static void named(JsonNode source, String field, String path, Problems problems) {
    if (text(source, field).isEmpty()) {
      problems.required(path + "." + field);
    }
  }

  private static void hostPath(JsonNode source, String path, Problems problems) {
    String directory = text(source, "path");
    if (directory.isEmpty()) {
      problems.required(path + ".path");
    } else if (List.of(directory.split("/", -1)).contains("..")) {
      problems.invalid(path + ".path", directory, "must not contain '..'");
    }
    problems.known(
        path + ".type",
        text(source, "type"),
        List.of(
            "",
            "BlockDevice",
            "CharDevice",
            "Directory",
            "DirectoryOrCreate",
            "File",
            "FileOrCreate",
            "Socket"));
  }

  private static void files(JsonNode source, String path, Problems problems) {
    mode(source.path("defaultMode"), path + ".defaultMode", problems);
    JsonNode items = source.path("items");
    for (int i = 0; i < items.size(); i++) {
      String place = at(path + ".items", i);
      JsonNode item = items.path(i);
      if (!item.has("fieldRef") && !item.has("resourceFieldRef")) {
        named(item, "key", place, problems);
      }
      String file = text(item, "path");
      if (file.isEmpty()) {
        problems.required(place + ".path");
      } else if (file.startsWith("/")) {
        problems.invalid(place + ".path", file, "must be a relative path");
      } else if (List.of(file.split("/", -1)).contains("..")) {
        problems.invalid(place + ".path", file, "must not contain '..'");
      }
      mode(item.path("mode"), place + ".mode", problems);
    }
  }

  private static void mode(JsonNode mode, String path, Problems problems) {
    if (mode.isNumber() && (mode.asInt() < 0 || mode.asInt() > 0777)) {
      problems.invalid(path, mode, "must be a number between 0 and 0777 (octal), both inclusive");
    }
  }

  private static void projected(JsonNode source, String path, Problems problems) {
    mode(source.path("defaultMode"), path + ".defaultMode", problems);
    JsonNode sources = source.path("sources");
    for (int i = 0; i < sources.size(); i++) {
      JsonNode one = sources.path(i);
      String place = at(path + ".sources", i);
      if (one.size() > 1) {
        problems.forbidden(place, "may not specify more than 1 volume type per source");
      }
      for (String kind : List.of("configMap", "secret")) {
        if (one.has(kind)) {
          named(one.path(kind), "name", place + "." + kind, problems);
        }
      }
      if (one.has("serviceAccountToken")) {
        named(one.path("serviceAccountToken"), "path", place + ".serviceAccountToken", problems);
      }
    }
  }
}
