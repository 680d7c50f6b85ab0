package io.eksnet.kube;

import java.util.Map;

/**
 * What pods are made from.
 *
 * @param spec what core reads of it
 * @param document the whole template as its owner holds it, metadata included, canonical: members
 *     sorted by name and none that is null, so that equal templates are equal bytes (a rollout
 *     begins when they differ)
 */
public record PodTemplate(
    Map<String, String> labels, Map<String, String> annotations, PodSpec spec, Json document) {
  public PodTemplate {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }
}
