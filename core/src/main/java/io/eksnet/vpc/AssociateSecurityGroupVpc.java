package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.VpcId;
import io.eksnet.table.Facts;

/**
 * Lets interfaces of another VPC carry a security group.
 *
 * <p>Refused with InvalidGroup.NotFound, InvalidVpcID.NotFound, InvalidParameterValue (the group's
 * own VPC, or one of another Region), InvalidParameterCombination (a default group or a default
 * VPC). Associating twice changes nothing.
 */
public record AssociateSecurityGroupVpc(SecurityGroupId group, VpcId vpc)
    implements Command<SecurityGroupVpcAssociation> {
  @Override
  public Decision<SecurityGroupVpcAssociation> decide(Facts facts, Context context) {
    return SecurityGroups.associate(new Vpcs(facts), this);
  }
}
