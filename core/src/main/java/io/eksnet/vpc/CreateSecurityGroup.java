package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.table.Facts;
import java.util.Optional;

/**
 * Makes a security group that lets nothing in and everything out.
 *
 * <p>Refused with InvalidVpcID.NotFound, InvalidGroup.Reserved, InvalidGroup.Duplicate,
 * InvalidParameterValue (a name like an id), SecurityGroupLimitExceeded.
 *
 * @param name unique within the VPC
 * @param id pinned in networks that are built from files; otherwise none
 */
public record CreateSecurityGroup(
    VpcId vpc, String name, String description, Tags tags, Optional<SecurityGroupId> id)
    implements Command<SecurityGroup> {
  @Override
  public Decision<SecurityGroup> decide(Facts facts, Context context) {
    return SecurityGroups.create(new Vpcs(facts), this, context);
  }
}
