package io.eksnet.kubernetes.schema;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What an object says of itself in {@code apiVersion} and {@code kind}.
 *
 * @param group empty for the core group
 * @param version such as {@code v1}
 * @param kind such as {@code Pod}
 */
public record GroupVersionKind(String group, String version, String kind) {
  /** The kind that an object declares; empty when it lacks {@code apiVersion} or {@code kind}. */
  public static Optional<GroupVersionKind> of(JsonNode object) {
    String apiVersion = object.path("apiVersion").asString("");
    String kind = object.path("kind").asString("");
    return apiVersion.isEmpty() || kind.isEmpty()
        ? Optional.empty()
        : Optional.of(GroupVersion.parse(apiVersion).kind(kind));
  }

  /** Its group and version. */
  public GroupVersion groupVersion() {
    return new GroupVersion(group, version);
  }

  /** The {@code apiVersion} that objects of this kind carry. */
  public String apiVersion() {
    return groupVersion().toString();
  }

  /** The form of Go's schema.GroupVersionKind: {@code apps/v1, Kind=Deployment}. */
  @Override
  public String toString() {
    return groupVersion() + ", Kind=" + kind;
  }
}
