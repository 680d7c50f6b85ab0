package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.NetworkAclId;
import io.eksnet.table.Facts;

/**
 * Deletes a network ACL with its entries.
 *
 * <p>Refused with InvalidNetworkAclID.NotFound, InvalidParameterValue (the default ACL),
 * DependencyViolation (a subnet uses it).
 */
public record DeleteNetworkAcl(NetworkAclId id) implements Command<NetworkAclId> {
  @Override
  public Decision<NetworkAclId> decide(Facts facts, Context context) {
    return NetworkAcls.delete(new Vpcs(facts), this);
  }
}
