package io.eksnet.vpc;

import io.eksnet.table.Kind;
import java.util.Optional;

/**
 * What EC2 allows an instance of one type.
 *
 * @param name such as {@code m5.large}
 * @param maxEnis how many interfaces it takes, on its default network card
 * @param ipv4PerEni how many private IPv4 addresses each of them takes, the primary among them
 * @param vcpus virtual CPUs, where known
 * @param memoryMib memory in MiB, where known
 * @param maxPods the max-pods that EKS publishes for it, where published
 * @param branchEnis how many branch interfaces its trunk takes, where known
 * @param trunk whether it takes a trunk interface, where known
 * @param networkCards how many network cards it has
 * @param hypervisor {@code nitro}, {@code xen} or {@code unknown}
 * @param bareMetal whether there is no hypervisor
 * @param prefixDelegation whether its interfaces take /28 prefixes
 */
public record InstanceType(
    String name,
    int maxEnis,
    int ipv4PerEni,
    Optional<Integer> vcpus,
    Optional<Long> memoryMib,
    Optional<Integer> maxPods,
    Optional<Integer> branchEnis,
    Optional<Boolean> trunk,
    int networkCards,
    String hypervisor,
    boolean bareMetal,
    boolean prefixDelegation) {

  /** Types that a network states for itself; they take precedence over EC2's own. */
  public static final Kind<String, InstanceType> KIND =
      Kind.of("instance-type", InstanceType.class, InstanceType::name);

  /**
   * How many pods the addresses of all interfaces serve, by the formula of EKS: interfaces x
   * (addresses - 1), and two pods that use the node's own address (aws-node and kube-proxy).
   */
  public int podsByAddresses() {
    return maxEnis * (ipv4PerEni - 1) + 2;
  }

  /**
   * How many IPv6 addresses each interface takes: as many as of IPv4, which holds for all types of
   * EC2's table that have IPv6.
   */
  public int ipv6PerEni() {
    return ipv4PerEni;
  }

  /** What comes before the dot: {@code m5}. */
  public String family() {
    return name.substring(0, Math.max(0, name.indexOf('.')));
  }

  /** What comes after the dot: {@code large}. */
  public String size() {
    return name.substring(name.indexOf('.') + 1);
  }

  /** Whether its processor is an AWS Graviton. */
  public boolean arm64() {
    return InstanceSizes.arm64(family());
  }
}
