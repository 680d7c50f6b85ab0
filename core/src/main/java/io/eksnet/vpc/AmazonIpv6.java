package io.eksnet.vpc;

import io.eksnet.id.Region;
import io.eksnet.net.AddressBitmap;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpFamily;
import java.util.Optional;

/** Amazon's pool of IPv6 addresses: which /56 a VPC gets. No two VPCs ever share one. */
final class AmazonIpv6 {
  /** The name of the pool in descriptions. */
  static final String POOL = "Amazon";

  /** How large a VPC's block is. */
  static final int VPC_LENGTH = 56;

  /** How large a subnet's block is. */
  static final int SUBNET_LENGTH = 64;

  private static final Cidr ALL = Cidr.parse("2600:1f00::/24");
  private static final int REGION_LENGTH = 36;

  private AmazonIpv6() {}

  /** The lowest block of a Region that no VPC has; none when all are given away. */
  static Optional<Cidr> free(Vpcs vpcs, Region region) {
    AddressBitmap given = AddressBitmap.EMPTY;
    for (Vpc vpc : vpcs.facts().table(Vpc.KIND).stream().toList()) {
      for (Vpc.CidrAssociation block : vpc.ipv6Cidrs()) {
        given = given.withBlock(block.cidr());
      }
    }
    return given.lowestFreeBlock(pool(region), VPC_LENGTH);
  }

  /** Whether a block is one that a subnet can have of a VPC. */
  static boolean fits(Vpc vpc, Cidr block) {
    return block.family() == IpFamily.IPV6
        && block.length() == SUBNET_LENGTH
        && vpc.contains(block);
  }

  /** The part of a Region: a /36 by its place in the list of Regions, the last one for others. */
  private static Cidr pool(Region region) {
    int index = Zones.regions().indexOf(region);
    return ALL.block(REGION_LENGTH, index < 0 ? ALL.blockCount(REGION_LENGTH) - 1 : index);
  }
}
