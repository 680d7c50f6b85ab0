package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.NetworkAclAssociationId;
import io.eksnet.id.NetworkAclId;
import io.eksnet.table.Facts;

/**
 * Guards a subnet by another network ACL.
 *
 * <p>Refused with InvalidAssociationID.NotFound, InvalidNetworkAclID.NotFound,
 * InvalidParameterValue (an ACL of another VPC).
 *
 * @param association the one that the subnet has now
 */
public record ReplaceNetworkAclAssociation(NetworkAclAssociationId association, NetworkAclId acl)
    implements Command<NetworkAcl.Association> {
  @Override
  public Decision<NetworkAcl.Association> decide(Facts facts, Context context) {
    return NetworkAcls.associate(new Vpcs(facts), this, context);
  }
}
