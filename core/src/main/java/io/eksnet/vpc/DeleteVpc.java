package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.VpcId;
import io.eksnet.table.Facts;

/**
 * Deletes a VPC with its main route table, its default network ACL and its default security group.
 *
 * <p>Refused with InvalidVpcID.NotFound, DependencyViolation (anything else is still in it).
 */
public record DeleteVpc(VpcId id) implements Command<Vpc> {
  @Override
  public Decision<Vpc> decide(Facts facts, Context context) {
    return VpcRules.delete(new Vpcs(facts), this);
  }
}
