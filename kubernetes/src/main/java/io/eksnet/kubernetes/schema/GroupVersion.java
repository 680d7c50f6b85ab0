package io.eksnet.kubernetes.schema;

/**
 * An API group with its version, as {@code apiVersion} names it: {@code v1}, {@code apps/v1}.
 *
 * @param group empty for the core group
 * @param version such as {@code v1}
 */
public record GroupVersion(String group, String version) implements Comparable<GroupVersion> {
  /** Reads an {@code apiVersion}; text without a slash is a version of the core group. */
  public static GroupVersion parse(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0
        ? new GroupVersion("", apiVersion)
        : new GroupVersion(apiVersion.substring(0, slash), apiVersion.substring(slash + 1));
  }

  /** The kind of that name in this group and version. */
  public GroupVersionKind kind(String kind) {
    return new GroupVersionKind(group, version, kind);
  }

  /** Where its resources are served: {@code /api/v1} or {@code /apis/apps/v1}. */
  public String path() {
    return group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
  }

  @Override
  public int compareTo(GroupVersion other) {
    int byGroup = group.compareTo(other.group);
    return byGroup != 0 ? byGroup : version.compareTo(other.version);
  }

  /** The {@code apiVersion} form. */
  @Override
  public String toString() {
    return group.isEmpty() ? version : group + "/" + version;
  }
}
