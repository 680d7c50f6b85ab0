package io.eksnet.kubernetes.discovery;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API server's version as EKS shows it.
 *
 * @param major such as 1
 * @param minor such as 34
 */
public record ServerVersion(int major, int minor) {
  /** EKS's servers are a few patches on; clients look at major and minor only. */
  private static final int PATCH = 2;

  /**
   * Reads a cluster's version, such as {@code 1.34}.
   *
   * @throws IllegalArgumentException for text that is not two numbers
   */
  public static ServerVersion parse(String text) {
    int dot = text.indexOf('.');
    try {
      return new ServerVersion(
          Integer.parseInt(text.substring(0, Math.max(dot, 0))),
          Integer.parseInt(text.substring(dot + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "\"%s\" is no Kubernetes version; expected major.minor such as 1.34".formatted(text), e);
    }
  }

  /** The form of EKS: {@code v1.34.2-eks-} and seven hexadecimal digits. */
  public String gitVersion() {
    return "v%d.%d.%d-eks-%s".formatted(major, minor, PATCH, commit().substring(0, 7));
  }

  /** Forty digits that are the same for the same version. */
  private String commit() {
    String name = "eksnet " + major + "." + minor;
    String digits = hex(name) + hex(name + " more");
    return digits.substring(0, 40);
  }

  private static String hex(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
        .toString()
        .replace("-", "");
  }

  /** The body of {@code /version}. */
  public ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("major", Integer.toString(major))
        .put("minor", Integer.toString(minor))
        .put("gitVersion", gitVersion())
        .put("gitCommit", commit())
        .put("gitTreeState", "clean")
        .put("buildDate", "2026-01-01T00:00:00Z")
        .put("goVersion", "go1.24.0")
        .put("compiler", "gc")
        .put("platform", "linux/amd64");
  }
}
