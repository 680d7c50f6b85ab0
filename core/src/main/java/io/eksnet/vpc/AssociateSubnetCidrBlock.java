package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.SubnetId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Facts;

/**
 * Gives a subnet an IPv6 block.
 *
 * <p>Refused with InvalidSubnetID.NotFound, InvalidSubnet.Range (no /64 of the VPC's IPv6 blocks),
 * InvalidSubnet.Conflict (another subnet's), CidrLimitExceeded (it has one).
 *
 * @param cidr a /64
 */
public record AssociateSubnetCidrBlock(SubnetId id, Cidr cidr) implements Command<Subnet> {
  @Override
  public Decision<Subnet> decide(Facts facts, Context context) {
    return SubnetCidrs.associate(new Vpcs(facts), this, context);
  }
}
