package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.NetworkAclId;
import io.eksnet.table.Facts;

/**
 * Puts another rule in the place of the one with its number and direction.
 *
 * <p>Refused with InvalidNetworkAclID.NotFound, InvalidParameterValue (its number),
 * InvalidNetworkAclEntry.NotFound, NetworkAclEntryLimitExceeded (of its family).
 */
public record ReplaceNetworkAclEntry(NetworkAclId acl, NetworkAcl.Entry entry)
    implements Command<NetworkAcl> {
  @Override
  public Decision<NetworkAcl> decide(Facts facts, Context context) {
    return NetworkAcls.replace(new Vpcs(facts), this);
  }
}
