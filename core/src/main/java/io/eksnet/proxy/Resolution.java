package io.eksnet.proxy;

import io.eksnet.kube.Service;
import java.util.List;

/** What kube-proxy on one node does with a connection to a port of a Service. */
public sealed interface Resolution {
  /** The Service that was called. */
  Service service();

  /** Its port that was called. */
  Service.Port port();

  /** By which address it was called. */
  Entrance entrance();

  /**
   * It goes to one of some endpoints, each as likely as the others.
   *
   * @param backends at least one, in the order of the EndpointSlices
   * @param masquerade whether the source becomes the node's own address, so that replies come back
   *     here; where it does not, it still does when an endpoint calls itself
   * @param terminating whether these are terminating endpoints, because no other is left
   */
  record Balanced(
      Service service,
      Service.Port port,
      Entrance entrance,
      List<Backend> backends,
      boolean masquerade,
      boolean terminating)
      implements Resolution {
    public Balanced {
      backends = List.copyOf(backends);
    }
  }

  /** The Service has no endpoint that takes traffic: the caller is told at once (REJECT). */
  record Rejected(Service service, Service.Port port, Entrance entrance) implements Resolution {}

  /** The policy is Local and no endpoint is on this node: the packet disappears (DROP). */
  record Dropped(Service service, Service.Port port, Entrance entrance, String node)
      implements Resolution {}
}
