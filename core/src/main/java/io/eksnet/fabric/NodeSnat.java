package io.eksnet.fabric;

import io.eksnet.kube.Container;
import io.eksnet.kube.DaemonSet;
import io.eksnet.kube.Kube;
import io.eksnet.kube.ObjectKey;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.vpc.Vpc;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When nodes put their own address in place of a pod's (facts: vpc-cni 3.5).
 *
 * @param external AWS_VPC_K8S_CNI_EXTERNALSNAT: something else translates, nodes never do
 * @param excluded AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS: destinations besides the VPC's own that see
 *     the pod's address
 * @param stated whether a DaemonSet says so; else these are the CNI's defaults
 */
public record NodeSnat(boolean external, List<Cidr> excluded, boolean stated) {
  /** The DaemonSet that carries the settings. */
  public static final ObjectKey AWS_NODE = new ObjectKey("kube-system", "aws-node");

  private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");

  public NodeSnat {
    excluded = List.copyOf(excluded);
  }

  static NodeSnat of(Kube kube) {
    Optional<Container> container =
        kube.daemonSet(AWS_NODE).flatMap(it -> container(it, "aws-node"));
    return container
        .map(
            it ->
                new NodeSnat(
                    TRUE.contains(it.env().getOrDefault("AWS_VPC_K8S_CNI_EXTERNALSNAT", "")),
                    cidrs(it.env().getOrDefault("AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS", "")),
                    true))
        .orElse(new NodeSnat(false, List.of(), false));
  }

  static Optional<Container> container(DaemonSet set, String name) {
    return set.spec().template().spec().containers().stream()
        .filter(container -> container.name().equals(name))
        .findFirst();
  }

  private static List<Cidr> cidrs(String text) {
    return Stream.of(text.split(",", -1))
        .map(String::strip)
        .flatMap(part -> Cidr.tryParse(part).stream())
        .toList();
  }

  /** Whether a pod's packet to a destination gets the node's address. */
  public boolean applies(Vpc vpc, IpAddress destination) {
    return !external
        && !vpc.contains(destination)
        && excluded.stream().noneMatch(block -> block.contains(destination));
  }
}
