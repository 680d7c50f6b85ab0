package io.eksnet.policy;

import io.eksnet.kube.Pod;
import io.eksnet.net.IpAddress;
import java.util.Optional;

/**
 * The other end of a connection, under the address that the node which judges it sees: the backend
 * pod's after a Service was translated, the node's after the node put its own in.
 */
public sealed interface Endpoint {

  /** The address that ipBlocks are compared with. */
  IpAddress address();

  /**
   * A pod of the cluster.
   *
   * <p>A pod on the host network or one that has ended has no address of its own: it counts as the
   * bare address, so selectors never mean it.
   */
  record OfPod(Pod pod, IpAddress address) implements Endpoint {
    @Override
    public String toString() {
      return pod.key().toString();
    }
  }

  /** An address that no pod holds: a node, something else in the VPC, the internet. */
  record OfAddress(IpAddress address) implements Endpoint {
    @Override
    public String toString() {
      return address.toString();
    }
  }

  /** A pod under its first address; none while it has no address or when it has ended. */
  static Optional<Endpoint> of(Pod pod) {
    return pod.status().ended()
        ? Optional.empty()
        : pod.status().podIp().map(address -> new OfPod(pod, address));
  }

  /** A bare address. */
  static Endpoint of(IpAddress address) {
    return new OfAddress(address);
  }

  /** The pod that selectors and named ports can mean. */
  default Optional<Pod> selectable() {
    return switch (this) {
      case OfPod(Pod pod, IpAddress _) when ownsAddress(pod) -> Optional.of(pod);
      case OfPod _, OfAddress _ -> Optional.empty();
    };
  }

  /** Whether the address is the pod's own and not its node's or no longer anyone's. */
  static boolean ownsAddress(Pod pod) {
    return !pod.spec().hostNetwork() && !pod.status().ended();
  }
}
