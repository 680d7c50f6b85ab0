package io.eksnet.fabric;

import io.eksnet.kube.Container;
import io.eksnet.kube.Kube;
import io.eksnet.kube.ObjectKey;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether anything enforces NetworkPolicies; the API server keeps them either way. */
public sealed interface PolicyEngine {
  /** The CNI's controller and its node agents do. */
  record On() implements PolicyEngine {}

  /** Nothing does. */
  record Off(String why) implements PolicyEngine {}

  /** The ConfigMap that switches the CNI's controller. */
  ObjectKey CONFIG = new ObjectKey("kube-system", "amazon-vpc-cni");

  /** The ConfigMap's key. */
  String CONTROLLER_KEY = "enable-network-policy-controller";

  static PolicyEngine of(Kube kube) {
    boolean controller =
        kube.configMap(CONFIG)
            .map(config -> "true".equals(config.data().get(CONTROLLER_KEY)))
            .orElse(false);
    if (!controller) {
      return new Off("ConfigMap " + CONFIG + " has no " + CONTROLLER_KEY + ": \"true\"");
    }
    Optional<Container> agent =
        kube.daemonSet(NodeSnat.AWS_NODE)
            .flatMap(
                set ->
                    Stream.of("aws-eks-nodeagent", "aws-network-policy-agent")
                        .flatMap(name -> NodeSnat.container(set, name).stream())
                        .findFirst());
    if (agent.isEmpty()) {
      return new Off("DaemonSet " + NodeSnat.AWS_NODE + " has no container aws-eks-nodeagent");
    }
    return agent.get().args().contains("--enable-network-policy=true")
        ? new On()
        : new Off(
            "container "
                + agent.get().name()
                + " of DaemonSet "
                + NodeSnat.AWS_NODE
                + " runs without --enable-network-policy=true");
  }
}
