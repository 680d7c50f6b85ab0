package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.VpcId;
import io.eksnet.table.Facts;

/**
 * Gives the instances that will be launched in a VPC shared hardware; the other way is closed.
 *
 * <p>Refused with InvalidVpcID.NotFound.
 */
public record ModifyVpcTenancy(VpcId id) implements Command<Vpc> {
  @Override
  public Decision<Vpc> decide(Facts facts, Context context) {
    return VpcRules.defaultTenancy(new Vpcs(facts), this);
  }
}
