package io.eksnet.kube;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pod is to be.
 *
 * @param nodeName the node it is bound to
 * @param nodeAffinity the required terms, of which one must match; none means any node
 * @param terminationGracePeriodSeconds 30 by default
 */
public record PodSpec(
    Optional<String> nodeName,
    boolean hostNetwork,
    String serviceAccountName,
    String restartPolicy,
    String schedulerName,
    int priority,
    List<Container> containers,
    List<Container> initContainers,
    Map<String, String> nodeSelector,
    List<NodeSelectorTerm> nodeAffinity,
    List<Toleration> tolerations,
    long terminationGracePeriodSeconds,
    String hostname,
    String subdomain,
    List<String> readinessGates) {

  /** A term of a required node affinity: all of its requirements must hold. */
  public record NodeSelectorTerm(
      List<LabelSelector.Requirement> matchExpressions,
      List<LabelSelector.Requirement> matchFields) {
    public NodeSelectorTerm {
      matchExpressions = List.copyOf(matchExpressions);
      matchFields = List.copyOf(matchFields);
    }
  }

  public PodSpec {
    containers = List.copyOf(containers);
    initContainers = List.copyOf(initContainers);
    nodeSelector = Map.copyOf(nodeSelector);
    nodeAffinity = List.copyOf(nodeAffinity);
    tolerations = List.copyOf(tolerations);
    readinessGates = List.copyOf(readinessGates);
  }

  /** This spec bound to a node. */
  public PodSpec boundTo(String node) {
    return new PodSpec(
        Optional.of(node),
        hostNetwork,
        serviceAccountName,
        restartPolicy,
        schedulerName,
        priority,
        containers,
        initContainers,
        nodeSelector,
        nodeAffinity,
        tolerations,
        terminationGracePeriodSeconds,
        hostname,
        subdomain,
        readinessGates);
  }

  /** What the scheduler must find room for: the containers together, or any init container. */
  public Resources requests() {
    Resources together =
        containers.stream().map(Container::requests).reduce(Resources.NONE, Resources::plus);
    return initContainers.stream().map(Container::requests).reduce(together, Resources::max);
  }
}
