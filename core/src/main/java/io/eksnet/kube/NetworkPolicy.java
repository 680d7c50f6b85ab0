package io.eksnet.kube;

import io.eksnet.net.Cidr;
import io.eksnet.net.Protocol;
import java.util.List;
import java.util.Optional;

/**
 * A NetworkPolicy of networking.k8s.io/v1, with its defaults filled in.
 *
 * @param isolatesIngress whether policyTypes has Ingress
 * @param isolatesEgress whether policyTypes has Egress
 */
public record NetworkPolicy(
    ObjectMeta meta,
    LabelSelector podSelector,
    boolean isolatesIngress,
    boolean isolatesEgress,
    List<Rule> ingress,
    List<Rule> egress)
    implements KubeFact {

  /**
   * What one rule allows: any of the peers on any of the ports.
   *
   * @param peers empty means any other end
   * @param ports empty means any port of any protocol
   */
  public record Rule(List<Peer> peers, List<Port> ports) {
    public Rule {
      peers = List.copyOf(peers);
      ports = List.copyOf(ports);
    }
  }

  /** The other end. */
  public sealed interface Peer {
    /**
     * Pods.
     *
     * @param namespaceSelector none means the policy's own namespace
     * @param podSelector none means all pods of those namespaces
     */
    record Pods(Optional<LabelSelector> namespaceSelector, Optional<LabelSelector> podSelector)
        implements Peer {}

    /** Addresses of a range but not those of some parts of it. */
    record IpBlock(Cidr cidr, List<Cidr> except) implements Peer {
      public IpBlock {
        except = List.copyOf(except);
      }
    }
  }

  /** A destination port at the pod. */
  public sealed interface Port {
    /** The protocol, TCP by default. */
    Protocol protocol();

    /** All ports of the protocol. */
    record All(Protocol protocol) implements Port {}

    /** The ports from one to another, both included. */
    record Range(Protocol protocol, int from, int to) implements Port {}

    /** The port of that name at the destination pod. */
    record Named(Protocol protocol, String name) implements Port {}
  }

  public NetworkPolicy {
    ingress = List.copyOf(ingress);
    egress = List.copyOf(egress);
  }
}
