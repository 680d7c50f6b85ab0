package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.DhcpOptionsId;
import io.eksnet.id.VpcId;
import io.eksnet.table.Facts;
import java.util.Optional;

/**
 * Gives a VPC another set of DHCP options.
 *
 * <p>Refused with InvalidVpcID.NotFound, InvalidDhcpOptionID.NotFound.
 *
 * @param options none for "default": the VPC then has no set
 */
public record AssociateDhcpOptions(VpcId vpc, Optional<DhcpOptionsId> options)
    implements Command<Vpc> {
  @Override
  public Decision<Vpc> decide(Facts facts, Context context) {
    return DhcpOptionSets.associate(new Vpcs(facts), this);
  }
}
