package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.NetworkAclId;
import io.eksnet.table.Facts;

/**
 * Adds a rule to a network ACL.
 *
 * <p>Refused with InvalidNetworkAclID.NotFound, InvalidParameterValue (its number),
 * NetworkAclEntryAlreadyExists, NetworkAclEntryLimitExceeded.
 */
public record CreateNetworkAclEntry(NetworkAclId acl, NetworkAcl.Entry entry)
    implements Command<NetworkAcl> {
  @Override
  public Decision<NetworkAcl> decide(Facts facts, Context context) {
    return NetworkAcls.add(new Vpcs(facts), this);
  }
}
