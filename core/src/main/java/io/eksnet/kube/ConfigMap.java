package io.eksnet.kube;

import java.util.Map;

/** A ConfigMap's text data. */
public record ConfigMap(ObjectMeta meta, Map<String, String> data) implements KubeFact {
  public ConfigMap {
    data = Map.copyOf(data);
  }
}
