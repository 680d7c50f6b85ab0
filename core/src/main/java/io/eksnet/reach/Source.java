package io.eksnet.reach;

import io.eksnet.fabric.Host;
import io.eksnet.kube.Pod;
import io.eksnet.net.IpAddress;
import io.eksnet.vpc.NetworkInterface;
import java.util.Optional;

/** Where a walk begins. */
sealed interface Source {
  /** The end as people know it. */
  Trace.Party party();

  /** The address that its packets carry at first. */
  IpAddress address();

  /**
   * A pod or a process of a node.
   *
   * @param pod the pod when it has an address of its own; host-network pods count as their node
   * @param eni the interface that has the address
   */
  record OnHost(
      Trace.Party party, Optional<Pod> pod, Host host, NetworkInterface eni, IpAddress address)
      implements Source {}

  /** Something else in the VPC: an EKS control plane, an instance that is no node. */
  record InVpc(Trace.Party party, NetworkInterface eni, IpAddress address) implements Source {}

  /** Something outside. */
  record Outside(Trace.Party party, IpAddress address) implements Source {}
}
