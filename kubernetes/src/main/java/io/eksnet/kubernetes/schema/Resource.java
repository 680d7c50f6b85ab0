package io.eksnet.kubernetes.schema;

import java.util.List;
import java.util.Optional;

/**
 * One row of what the API server serves: a kind, the path segment that it is found under, and what
 * may be done with it.
 *
 * @param kind the kind of its objects
 * @param plural the path segment, such as {@code pods}
 * @param singular what {@code kubectl} also accepts, such as {@code pod}
 * @param shortNames such as {@code po}
 * @param categories {@code all} puts it into {@code kubectl get all}
 * @param namespaced whether objects live in a namespace
 * @param verbs in Kubernetes' order; a kind with {@code create} only is a request, never stored
 * @param subresources such as {@code status} and {@code scale}
 */
public record Resource(
    GroupVersionKind kind,
    String plural,
    String singular,
    List<String> shortNames,
    List<String> categories,
    boolean namespaced,
    List<String> verbs,
    List<Subresource> subresources) {

  /**
   * A part of an object with a path of its own.
   *
   * @param name the path segment, such as {@code status}
   * @param kind what is read and written there
   * @param verbs such as get, patch, update
   */
  public record Subresource(String name, GroupVersionKind kind, List<String> verbs) {}

  /** Its group and version. */
  public GroupVersion groupVersion() {
    return kind.groupVersion();
  }

  /** {@code deployments.apps}, {@code pods}: how messages name it. */
  public String qualified() {
    return kind.group().isEmpty() ? plural : plural + "." + kind.group();
  }

  /** Whether a verb is served on the resource itself. */
  public boolean serves(String verb) {
    return verbs.contains(verb);
  }

  /** Whether objects of it are kept; request kinds such as SelfSubjectAccessReview are not. */
  public boolean stored() {
    return verbs.contains("get");
  }

  /** The subresource of that name. */
  public Optional<Subresource> subresource(String name) {
    return subresources.stream().filter(it -> it.name().equals(name)).findFirst();
  }
}
