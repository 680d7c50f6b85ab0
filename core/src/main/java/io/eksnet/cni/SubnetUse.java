package io.eksnet.cni;

import io.eksnet.id.SubnetId;
import io.eksnet.net.AddressBitmap;
import io.eksnet.net.Cidr;
import io.eksnet.table.Facts;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Vpcs;
import java.util.List;

/**
 * One subnet's addresses as {@code get ips} shows them.
 *
 * @param name its Name tag, else its id
 * @param used how many addresses interfaces hold
 * @param free how many EC2 can still hand out
 * @param freeBlocks how many aligned /28 blocks hold no used address: what prefixes are made of
 */
public record SubnetUse(
    SubnetId id, String name, String zone, Cidr cidr, long used, long free, long freeBlocks) {

  /** The length of the prefixes that the VPC CNI takes. */
  private static final int BLOCK_LENGTH = 28;

  /** All subnets, by id. */
  public static List<SubnetUse> all(Facts facts) {
    Vpcs vpcs = new Vpcs(facts);
    return facts.table(Subnet.KIND).stream().map(subnet -> of(vpcs, subnet)).toList();
  }

  private static SubnetUse of(Vpcs vpcs, Subnet subnet) {
    AddressBitmap used = vpcs.addressesInUse(subnet.id());
    AddressBitmap taken = used;
    for (var reserved : subnet.reservedAddresses()) {
      taken = taken.with(reserved);
    }
    return new SubnetUse(
        subnet.id(),
        subnet.tags().name().orElse(subnet.id().value()),
        subnet.zone().name().value(),
        subnet.cidr(),
        used.size(),
        vpcs.availableAddresses(subnet),
        taken.freeBlocks(subnet.cidr(), BLOCK_LENGTH));
  }
}
