package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.NetworkAclId;
import io.eksnet.table.Facts;

/**
 * Takes a rule out of a network ACL.
 *
 * <p>Refused with InvalidNetworkAclID.NotFound, InvalidParameterValue (its number),
 * InvalidNetworkAclEntry.NotFound.
 */
public record DeleteNetworkAclEntry(NetworkAclId acl, int number, boolean egress)
    implements Command<NetworkAcl> {
  @Override
  public Decision<NetworkAcl> decide(Facts facts, Context context) {
    return NetworkAcls.remove(new Vpcs(facts), this);
  }
}
