package io.eksnet.fabric;

import io.eksnet.kube.Pod;
import io.eksnet.vpc.NetworkInterface;

/** What answers to a private address of a VPC. */
public sealed interface Holder {
  /** A pod with an address of its own. */
  record OfPod(Pod pod, Host host, NetworkInterface eni) implements Holder {}

  /** A node itself, and its pods on the host network. */
  record OfHost(Host host, NetworkInterface eni) implements Holder {}

  /** A node's interface has the address, but no pod uses it. */
  record Unused(Host host, NetworkInterface eni) implements Holder {}

  /** An interface of something else: a NAT gateway, an EKS control plane, an instance. */
  record OfInterface(NetworkInterface eni) implements Holder {}

  /** No interface of the VPC has it. */
  record Nobody() implements Holder {}
}
