package io.eksnet.vpc;

import io.eksnet.id.VpcId;
import io.eksnet.net.Cidr;
import java.util.List;

/**
 * What a VPC's peering connections mean for the blocks that it may add (VPC user guide, "IPv4 CIDR
 * block association restrictions"). There are no peering connections yet, so nothing binds.
 */
final class PeeredBlocks {
  private PeeredBlocks() {}

  /** The blocks of the VPCs that a VPC has an active peering connection with. */
  static List<Cidr> active(Vpcs vpcs, VpcId vpc) {
    return List.of();
  }

  /** Whether a VPC has asked for a peering connection that is not yet accepted. */
  static boolean requested(Vpcs vpcs, VpcId vpc) {
    return false;
  }
}
