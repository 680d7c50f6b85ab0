package io.eksnet.kube;

/** One object: its resource and its key. */
public record ObjectRef(ResourceName resource, ObjectKey key) implements Comparable<ObjectRef> {
  @Override
  public int compareTo(ObjectRef other) {
    int byResource = resource.compareTo(other.resource);
    return byResource != 0 ? byResource : key.compareTo(other.key);
  }

  @Override
  public String toString() {
    return resource + " " + key;
  }
}
