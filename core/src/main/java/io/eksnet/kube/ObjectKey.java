package io.eksnet.kube;

/**
 * Which object of its resource: namespace and name, in the order in which Kubernetes lists.
 *
 * @param namespace empty for objects of the whole cluster
 */
public record ObjectKey(String namespace, String name) implements Comparable<ObjectKey> {
  /** The key of an object of the whole cluster. */
  public static ObjectKey cluster(String name) {
    return new ObjectKey("", name);
  }

  @Override
  public int compareTo(ObjectKey other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }

  /** {@code namespace/name}, or the name alone. */
  @Override
  public String toString() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }
}
