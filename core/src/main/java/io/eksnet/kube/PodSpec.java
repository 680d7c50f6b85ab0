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

    /** Whether a node meets all of it; a term without requirements is met by none. */
    public boolean matches(Node node) {
      if (matchExpressions.isEmpty() && matchFields.isEmpty()) {
        return false;
      }
      Map<String, String> fields = Map.of("metadata.name", node.name());
      return matchExpressions.stream().allMatch(one -> one.matches(node.meta().labels()))
          && matchFields.stream().allMatch(one -> one.matches(fields));
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

  /** Whether its node selector and its required node affinity mean a node. */
  public boolean selects(Node node) {
    return (nodeSelector.isEmpty()
            || node.meta().labels().entrySet().containsAll(nodeSelector.entrySet()))
        && (nodeAffinity.isEmpty() || nodeAffinity.stream().anyMatch(term -> term.matches(node)));
  }

  /** The first of a node's taints that keeps new pods away and that this one does not bear. */
  public Optional<Taint> untolerated(Node node) {
    if (node.spec().taints().isEmpty()) {
      return Optional.empty();
    }
    return node.spec().taints().stream()
        .filter(taint -> !taint.effect().equals("PreferNoSchedule"))
        .filter(taint -> tolerations.stream().noneMatch(one -> one.tolerates(taint)))
        .findFirst();
  }

  /** What the scheduler must find room for: the containers together, or any init container. */
  public Resources requests() {
    Resources together =
        containers.stream().map(Container::requests).reduce(Resources.NONE, Resources::plus);
    return initContainers.stream().map(Container::requests).reduce(together, Resources::max);
  }
}
