package io.eksnet.vpc;

import io.eksnet.id.VpcId;
import io.eksnet.net.Cidr;
import java.util.List;

/**
 * What a VPC's peering connections mean for the blocks that it may add (VPC user guide, "IPv4 CIDR
 * block association restrictions"): a requester gets none while its request waits, and none may
 * overlap with an active peer's.
 */
final class PeeredBlocks {
  private PeeredBlocks() {}

  /** The blocks of the VPCs that a VPC has an active peering connection with. */
  static List<Cidr> active(Vpcs vpcs, VpcId vpc) {
    return Peerings.of(vpcs, vpc).stream()
        .filter(Peerings::isJoined)
        .flatMap(connection -> connection.across(vpc).stream())
        .flatMap(side -> vpcs.vpc(side.vpc()).stream())
        .flatMap(peer -> peer.blocks().stream())
        .toList();
  }

  /** Whether a VPC has asked for a peering connection that is not yet accepted. */
  static boolean requested(Vpcs vpcs, VpcId vpc) {
    return Peerings.of(vpcs, vpc).stream()
        .anyMatch(it -> it.state().isRequest() && it.requester().vpc().equals(vpc));
  }
}
