package io.eksnet.kubernetes.server;

import io.eksnet.kubernetes.schema.GroupVersion;
import io.eksnet.kubernetes.schema.Resource;
import io.eksnet.kubernetes.schema.Resources;
import java.util.List;
import java.util.Optional;

/** What a URL's path names. */
sealed interface RequestPath {

  /**
   * A resource, an object of it, or a part of an object.
   *
   * @param namespace empty for all namespaces and for cluster-wide resources
   */
  record OfResource(
      Resource resource, String namespace, Optional<String> name, Optional<String> subresource)
      implements RequestPath {
    /** Whether objects can be made here: in a namespace, or of a cluster-wide kind. */
    boolean inOneNamespace() {
      return !resource.namespaced() || !namespace.isEmpty();
    }
  }

  /**
   * A group version that is served with a resource that is not, or a path below an object that
   * means nothing.
   */
  record Unknown() implements RequestPath {}

  /** Anything else: discovery, health, version. */
  record Elsewhere() implements RequestPath {}

  static RequestPath parse(String path) {
    List<String> parts = List.of(path.substring(1).split("/", -1));
    int groupParts =
        switch (parts.getFirst()) {
          case "api" -> 2;
          case "apis" -> 3;
          default -> 0;
        };
    if (groupParts == 0 || parts.size() <= groupParts || parts.get(groupParts).isEmpty()) {
      return new Elsewhere();
    }
    GroupVersion groupVersion =
        groupParts == 2
            ? new GroupVersion("", parts.get(1))
            : new GroupVersion(parts.get(1), parts.get(2));
    List<String> rest = parts.subList(groupParts, parts.size());
    if (rest.contains("")) {
      return new Unknown();
    }
    if (rest.size() >= 3
        && rest.getFirst().equals("namespaces")
        && isNamespaced(groupVersion, rest)) {
      return named(groupVersion, rest.get(1), rest.subList(2, rest.size()));
    }
    return named(groupVersion, "", rest);
  }

  /**
   * {@code namespaces/x/status} and {@code namespaces/x/finalize} are parts of the namespace
   * itself.
   */
  private static boolean isNamespaced(GroupVersion groupVersion, List<String> rest) {
    boolean core = groupVersion.group().isEmpty();
    return !(core && rest.size() == 3 && List.of("status", "finalize").contains(rest.get(2)));
  }

  private static RequestPath named(GroupVersion groupVersion, String namespace, List<String> rest) {
    Optional<Resource> resource = Resources.at(groupVersion, rest.getFirst());
    boolean namespaceFits =
        resource.map(it -> it.namespaced() || namespace.isEmpty()).orElse(false);
    if (!namespaceFits) {
      return new Unknown();
    }
    boolean missingNamespace = resource.get().namespaced() && namespace.isEmpty();
    return switch (rest.size()) {
      case 1 -> new OfResource(resource.get(), namespace, Optional.empty(), Optional.empty());
      case 2 ->
          missingNamespace
              ? new Unknown()
              : new OfResource(
                  resource.get(), namespace, Optional.of(rest.get(1)), Optional.empty());
      default ->
          missingNamespace
              ? new Unknown()
              : new OfResource(
                  resource.get(),
                  namespace,
                  Optional.of(rest.get(1)),
                  Optional.of(String.join("/", rest.subList(2, rest.size()))));
    };
  }
}
