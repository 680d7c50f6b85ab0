package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.VpcId;
import io.eksnet.table.Facts;

/**
 * Takes a security group away from another VPC.
 *
 * <p>Refused with InvalidGroup.NotFound, InvalidSecurityGroupVpcAssociation.NotFound (they are not
 * associated), DependencyViolation (an interface of the VPC carries the group).
 */
public record DisassociateSecurityGroupVpc(SecurityGroupId group, VpcId vpc)
    implements Command<SecurityGroupVpcAssociation> {
  @Override
  public Decision<SecurityGroupVpcAssociation> decide(Facts facts, Context context) {
    return SecurityGroups.disassociate(new Vpcs(facts), this);
  }
}
