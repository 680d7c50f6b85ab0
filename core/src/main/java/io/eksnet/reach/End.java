package io.eksnet.reach;

import io.eksnet.fabric.Host;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.Premises;

/** Where a walk stands after a leg. */
sealed interface End {
  /** The packet leaves a node or appliance by this interface. */
  record Leaves(NetworkInterface eni) implements End {}

  /** The packet came to this interface. */
  record Arrives(NetworkInterface eni) implements End {}

  /** Something on a node took it. */
  record OnHost(Host host, NetworkInterface eni) implements End {}

  /** Something else behind an interface took it. */
  record AtInterface(NetworkInterface eni) implements End {}

  /** A service behind a gateway endpoint took what this interface sent. */
  record AtService(NetworkInterface eni) implements End {}

  /** It is outside. */
  record Outside() implements End {}

  /** It is in a network outside of AWS, by which its replies come back. */
  record OnPremises(Premises.Entry by) implements End {}

  /** Nothing can take it. */
  record Nowhere(String why) implements End {}
}
