package io.eksnet.cni;

import io.eksnet.id.SubnetId;
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
 * @param freeBlocks how many /28 prefixes EC2 can still give: aligned blocks without an address
 *     that is used or explicitly reserved
 */
public record SubnetUse(
    SubnetId id, String name, String zone, Cidr cidr, long used, long free, long freeBlocks) {

  /** All subnets, by id. */
  public static List<SubnetUse> all(Facts facts) {
    Vpcs vpcs = new Vpcs(facts);
    return facts.table(Subnet.KIND).stream().map(subnet -> of(vpcs, subnet)).toList();
  }

  private static SubnetUse of(Vpcs vpcs, Subnet subnet) {
    return new SubnetUse(
        subnet.id(),
        subnet.tags().name().orElse(subnet.id().value()),
        subnet.zone().name().value(),
        subnet.cidr(),
        vpcs.addressesInUse(subnet.id()).usedIn(subnet.cidr()),
        vpcs.availableAddresses(subnet),
        vpcs.freePrefixes(subnet));
  }
}
