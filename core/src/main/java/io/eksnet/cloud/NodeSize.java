package io.eksnet.cloud;

import io.eksnet.kube.Resources;
import io.eksnet.vpc.InstanceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a node has and what of it pods may use, as EKS's Amazon Linux 2023 image reckons (nodeadm in
 * amazon-eks-ami).
 */
final class NodeSize {
  private static final long MIB = 1L << 20;

  /** nodeadm: kubeReserved memory is 255 MiB and 11 MiB for each pod. */
  private static final long RESERVED_MIB = 255;

  private static final long RESERVED_MIB_PER_POD = 11;

  /** The kubelet's evictionHard memory.available in the image. */
  private static final long EVICTION_MIB = 100;

  /**
   * The share of a type's memory that the machine itself sees; 7.5 % less is Karpenter's estimate.
   */
  private static final double SEEN_MEMORY = 0.925;

  /** vCPUs of a type whose size is not known. */
  private static final int UNKNOWN_VCPUS = 2;

  /** Memory for each vCPU of a type whose memory is not known: that of the m family. */
  private static final long UNKNOWN_MIB_PER_VCPU = 4_096;

  private NodeSize() {}

  /**
   * How many pods the kubelet takes: what the group says, else what the addresses serve. A group of
   * several types gives all of its nodes the lowest of theirs.
   */
  static int maxPods(Optional<Integer> groups, InstanceType type, List<InstanceType> mixed) {
    return groups.orElseGet(
        () ->
            Stream.concat(Stream.of(type), mixed.stream())
                .mapToInt(InstanceType::podsByAddresses)
                .min()
                .orElseThrow());
  }

  static Resources capacity(InstanceType type, int maxPods) {
    int vcpus = type.vcpus().orElse(UNKNOWN_VCPUS);
    long mib = type.memoryMib().orElse(vcpus * UNKNOWN_MIB_PER_VCPU);
    long seenMib = (long) (mib * SEEN_MEMORY);
    return new Resources(vcpus * 1_000L, seenMib * MIB, maxPods, Map.of());
  }

  static Resources allocatable(InstanceType type, int maxPods) {
    Resources all = capacity(type, maxPods);
    long reserved = (RESERVED_MIB + RESERVED_MIB_PER_POD * maxPods + EVICTION_MIB) * MIB;
    return new Resources(
        all.milliCpu() - reservedMilliCpu((int) (all.milliCpu() / 1_000)),
        Math.max(0, all.memoryBytes() - reserved),
        maxPods,
        Map.of());
  }

  /** nodeadm: 6 % of the first core, 1 % of the second, 0.5 % of two more, 0.25 % of the rest. */
  static long reservedMilliCpu(int vcpus) {
    double milli = 60;
    milli += vcpus >= 2 ? 10 : 0;
    milli += 5 * Math.clamp(vcpus - 2, 0, 2);
    milli += 2.5 * Math.max(0, vcpus - 4);
    return (long) milli;
  }
}
