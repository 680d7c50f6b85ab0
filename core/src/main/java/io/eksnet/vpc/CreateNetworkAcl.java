package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.NetworkAclId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.table.Facts;
import java.util.Optional;

/**
 * Makes a network ACL that lets nothing pass.
 *
 * <p>Refused with InvalidVpcID.NotFound, NetworkAclLimitExceeded.
 *
 * @param id pinned in networks that are built from files; otherwise none
 */
public record CreateNetworkAcl(VpcId vpc, Tags tags, Optional<NetworkAclId> id)
    implements Command<NetworkAcl> {
  @Override
  public Decision<NetworkAcl> decide(Facts facts, Context context) {
    return NetworkAcls.create(new Vpcs(facts), this, context);
  }
}
