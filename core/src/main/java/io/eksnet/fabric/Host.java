package io.eksnet.fabric;

import io.eksnet.kube.Node;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Ipv4Address;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.Vpc;
import java.util.List;

/**
 * A node with the machine and the interfaces below it.
 *
 * @param interfaces by device index, the primary first; never empty
 */
public record Host(Node node, Instance instance, Vpc vpc, List<NetworkInterface> interfaces) {
  public Host {
    interfaces = List.copyOf(interfaces);
  }

  /** The node's name. */
  public String name() {
    return node.name();
  }

  /** The interface that the node itself uses, and that packets to outside leave by after SNAT. */
  public NetworkInterface primary() {
    return interfaces.getFirst();
  }

  /** The node's address: the primary one of its primary interface. */
  public Ipv4Address address() {
    return primary().primary();
  }

  /** Whether an address is one that the node itself answers to. */
  public boolean owns(IpAddress address) {
    for (NetworkInterface eni : interfaces) {
      if (eni.primary().equals(address)) {
        return true;
      }
    }
    return false;
  }

  /** The device of one of its interfaces inside the node. */
  public String device(NetworkInterface eni) {
    return "eth" + index(eni);
  }

  /** The route table that serves one of its interfaces (facts: vpc-cni 3.4). */
  public String table(NetworkInterface eni) {
    int index = index(eni);
    return index == 0 ? "main" : "table " + (index + 1);
  }

  private static int index(NetworkInterface eni) {
    return eni.attachment().map(NetworkInterface.Attachment::deviceIndex).orElse(0);
  }
}
