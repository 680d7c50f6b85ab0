package io.eksnet.cni;

import io.eksnet.id.InstanceId;
import io.eksnet.kube.Container;
import io.eksnet.kube.DaemonSet;
import io.eksnet.kube.Kube;
import io.eksnet.kube.Node;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.Pod;
import io.eksnet.kube.PodSpec;
import io.eksnet.kube.PodStatus;
import io.eksnet.table.Facts;
import io.eksnet.vpc.Instance;
import java.util.Map;
import java.util.Optional;

/**
 * The DaemonSet aws-node, in whose pods ipamd runs, as one node sees it.
 *
 * <p>A node's ipamd has the settings of its own pod: a changed DaemonSet reaches a node when its
 * pod is replaced. Where no pod runs, the DaemonSet tells what the next one will have.
 *
 * @param process the pod that runs on the node, if one does
 * @param settings what ipamd is told; none without a pod and a DaemonSet
 */
public record AwsNode(Optional<Process> process, Optional<Settings> settings) {
  /** Where the DaemonSet is. */
  public static final ObjectKey DAEMON_SET = new ObjectKey("kube-system", "aws-node");

  /** The label that its pods carry, and its value. */
  public static final Map.Entry<String, String> POD_LABEL = Map.entry("k8s-app", "aws-node");

  /** The container that ipamd runs in. */
  public static final String CONTAINER = "aws-node";

  /**
   * A running ipamd.
   *
   * @param pod the pod that it runs in
   * @param uid the pod's: another uid means another process
   * @param settings what it was told when it started
   */
  public record Process(ObjectKey pod, String uid, Settings settings) {}

  /** aws-node as a node sees it. */
  public static AwsNode on(Facts facts, String node) {
    Kube kube = new Kube(facts);
    Optional<Process> known = facts.find(IpamdState.KIND, node).map(IpamdState::process);
    Optional<Process> process =
        known
            .flatMap(it -> kube.pod(it.pod()))
            .filter(pod -> runsIpamd(pod, node))
            .or(() -> podOn(kube, node))
            .filter(_ -> !isOff(facts, node))
            .map(
                pod ->
                    known
                        .filter(it -> it.uid().equals(pod.meta().uid()))
                        .orElseGet(() -> process(pod)));
    return new AwsNode(
        process,
        process
            .map(Process::settings)
            .or(
                () ->
                    kube.daemonSet(DAEMON_SET)
                        .map(DaemonSet::spec)
                        .map(it -> settings(it.template().spec()))));
  }

  private static Process process(Pod pod) {
    return new Process(pod.key(), pod.meta().uid(), settings(pod.spec()));
  }

  /** Whether a pod is one of the DaemonSet's. */
  static boolean isAwsNode(Pod pod) {
    return pod.meta().namespace().equals(DAEMON_SET.namespace())
        && POD_LABEL.getValue().equals(pod.meta().labels().get(POD_LABEL.getKey()));
  }

  private static boolean runsIpamd(Pod pod, String node) {
    return isAwsNode(pod)
        && pod.spec().nodeName().filter(node::equals).isPresent()
        && pod.status().phase() == PodStatus.Phase.RUNNING;
  }

  private static Optional<Pod> podOn(Kube kube, String node) {
    return kube.podsOn(node).stream().filter(pod -> runsIpamd(pod, node)).findFirst();
  }

  /** A machine that is off runs nothing, whatever its node's pods still say. */
  private static boolean isOff(Facts facts, String node) {
    return new Kube(facts)
        .node(node)
        .flatMap(Node::instanceId)
        .flatMap(id -> facts.find(Instance.KIND, new InstanceId(id)))
        .filter(
            instance ->
                switch (instance.state()) {
                  case PENDING, RUNNING -> false;
                  case SHUTTING_DOWN, TERMINATED, STOPPING, STOPPED -> true;
                })
        .isPresent();
  }

  private static Settings settings(PodSpec spec) {
    return Settings.of(
        spec.containers().stream()
            .filter(container -> container.name().equals(CONTAINER))
            .findFirst()
            .map(Container::env)
            .orElse(Map.of()));
  }
}
