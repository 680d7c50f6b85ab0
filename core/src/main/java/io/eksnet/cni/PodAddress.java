package io.eksnet.cni;

import io.eksnet.id.EniId;
import io.eksnet.kube.ObjectKey;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import io.eksnet.vpc.NetworkInterface.VpcAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An address of ipamd's data store that a pod has, or that a pod had a moment ago. An address of
 * the pool without this fact is free. Its key is the address within its VPC, so that no two pods
 * can be stated to have one address.
 *
 * @param node the node whose ipamd gave it
 * @param podUid the pod that has it, or had it last
 * @param releasedAt since when it cools down; none while the pod has it
 */
public record PodAddress(
    VpcAddress at,
    EniId eni,
    String node,
    String podUid,
    ObjectKey pod,
    Instant assignedAt,
    Optional<Instant> releasedAt) {

  /** Addresses by node. */
  public static final Index<PodAddress, String> BY_NODE =
      Index.by("pod addresses by node", PodAddress::node);

  /** Addresses by the uid of the pod that has them; those that cool down belong to none. */
  public static final Index<PodAddress, String> BY_POD =
      Index.byOptional(
          "pod addresses by pod",
          address -> address.assigned() ? Optional.of(address.podUid()) : Optional.empty());

  /** Addresses in use or cooling down, by address. */
  public static final Kind<VpcAddress, PodAddress> KIND =
      Kind.of("cni-pod-address", PodAddress.class, PodAddress::at).indexed(BY_NODE).indexed(BY_POD);

  /** The address itself. */
  public Ipv4Address address() {
    return (Ipv4Address) at.address();
  }

  /** Whether a pod has it. */
  public boolean assigned() {
    return releasedAt.isEmpty();
  }

  /** Until when no other pod may have it; none while a pod has it. */
  public Optional<Instant> coolsUntil(Duration cooldown) {
    return releasedAt.map(at -> at.plus(cooldown));
  }

  /** This address, given back. */
  public PodAddress released(Instant now) {
    return new PodAddress(at, eni, node, podUid, pod, assignedAt, Optional.of(now));
  }
}
