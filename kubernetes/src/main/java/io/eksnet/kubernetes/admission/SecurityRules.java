package io.eksnet.kubernetes.admission;

import static io.eksnet.kubernetes.admission.Fields.at;
import static io.eksnet.kubernetes.admission.Fields.flag;
import static io.eksnet.kubernetes.admission.Fields.text;

import io.eksnet.kubernetes.status.FieldError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Security contexts of pods and containers. */
final class SecurityRules {
  private static final String SYSCTL =
      "([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
  private static final Pattern SYSCTL_PATTERN = Pattern.compile(SYSCTL);
  private static final int SYSCTL_LENGTH = 253;

  private SecurityRules() {}

  static void pod(JsonNode spec, String specPath, Problems problems) {
    JsonNode context = spec.path("securityContext");
    String path = specPath + ".securityContext";
    for (String field : List.of("fsGroup", "runAsUser", "runAsGroup")) {
      id(context.path(field), path + "." + field, problems);
    }
    JsonNode groups = context.path("supplementalGroups");
    for (int i = 0; i < groups.size(); i++) {
      id(groups.path(i), at(path + ".supplementalGroups", i), problems);
    }
    if (flag(spec, "shareProcessNamespace") && flag(spec, "hostPID")) {
      problems.invalid(
          path + ".shareProcessNamespace",
          spec.path("shareProcessNamespace"),
          "ShareProcessNamespace and HostPID cannot both be enabled");
    }
    sysctls(spec, context.path("sysctls"), path + ".sysctls", problems);
    String policy = text(context, "fsGroupChangePolicy");
    if (!policy.isEmpty()) {
      problems.known(path + ".fsGroupChangePolicy", policy, List.of("Always", "OnRootMismatch"));
    }
    seccomp(context.path("seccompProfile"), path + ".seccompProfile", problems);
  }

  private static void sysctls(JsonNode spec, JsonNode sysctls, String path, Problems problems) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < sysctls.size(); i++) {
      String name = text(sysctls.path(i), "name");
      String place = at(path, i) + ".name";
      if (name.isEmpty()) {
        problems.required(place);
      } else if (name.length() > SYSCTL_LENGTH || !SYSCTL_PATTERN.matcher(name).matches()) {
        problems.invalid(
            place,
            name,
            "must have at most " + SYSCTL_LENGTH + " characters and match regex ^" + SYSCTL + "$");
      } else if (!names.add(name)) {
        problems.add(FieldError.duplicate(place, name));
      }
      if (flag(spec, "hostNetwork") && name.startsWith("net.")) {
        problems.invalid(place, name, "may not be specified when 'hostNetwork' is true");
      }
    }
  }

  static void container(JsonNode context, String path, Problems problems) {
    if (context.isMissingNode()) {
      return;
    }
    for (String field : List.of("runAsUser", "runAsGroup")) {
      id(context.path(field), path + "." + field, problems);
    }
    String procMount = text(context, "procMount");
    if (!procMount.isEmpty()) {
      problems.known(path + ".procMount", procMount, List.of("Default", "Unmasked"));
    }
    seccomp(context.path("seccompProfile"), path + ".seccompProfile", problems);
    JsonNode escalation = context.path("allowPrivilegeEscalation");
    if (escalation.isBoolean() && !escalation.asBoolean()) {
      if (flag(context, "privileged")) {
        problems.invalid(
            path,
            context,
            "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
      }
      if (context.at("/capabilities/add").valueStream().anyMatch(SecurityRules::isSysAdmin)) {
        problems.invalid(
            path,
            context,
            "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN");
      }
    }
  }

  private static boolean isSysAdmin(JsonNode capability) {
    return capability.asString("").equals("CAP_SYS_ADMIN");
  }

  private static void id(JsonNode id, String path, Problems problems) {
    if (id.isNumber()) {
      problems.invalid(path, id.asLong(), Formats.userOrGroup(id.asLong()));
    }
  }

  private static void seccomp(JsonNode profile, String path, Problems problems) {
    if (profile.isMissingNode()) {
      return;
    }
    String type = text(profile, "type");
    if (type.isEmpty()) {
      problems.required(path + ".type", "type is required when seccompProfile is set");
    } else {
      problems.known(path + ".type", type, List.of("Localhost", "RuntimeDefault", "Unconfined"));
    }
    if (type.equals("Localhost") && !profile.has("localhostProfile")) {
      problems.required(path + ".localhostProfile", "must be set when seccomp type is Localhost");
    } else if (!type.equals("Localhost") && profile.has("localhostProfile")) {
      problems.invalid(
          path + ".localhostProfile", profile, "can only be set when seccomp type is Localhost");
    }
  }
}
