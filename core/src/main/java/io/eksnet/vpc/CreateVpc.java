package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Facts;
import java.util.Optional;

/**
 * Makes a VPC with its main route table, default network ACL and default security group.
 *
 * <p>Refused with InvalidVpc.Range, VpcLimitExceeded.
 *
 * @param cidr IPv4, /16 to /28
 * @param amazonIpv6 whether it also gets an IPv6 block of Amazon's choice
 * @param id pinned in networks that are built from files; otherwise none
 * @param mainRouteTable the id of its main route table, pinned likewise
 */
public record CreateVpc(
    Scope scope,
    Cidr cidr,
    boolean amazonIpv6,
    Vpc.Tenancy tenancy,
    Tags tags,
    Optional<VpcId> id,
    Optional<RouteTableId> mainRouteTable)
    implements Command<Vpc> {
  /** A VPC of IPv4 on shared hardware. */
  public CreateVpc(
      Scope scope,
      Cidr cidr,
      Tags tags,
      Optional<VpcId> id,
      Optional<RouteTableId> mainRouteTable) {
    this(scope, cidr, false, Vpc.Tenancy.DEFAULT, tags, id, mainRouteTable);
  }

  /** A VPC whose main route table has an id of EC2's choice. */
  public CreateVpc(Scope scope, Cidr cidr, Tags tags, Optional<VpcId> id) {
    this(scope, cidr, tags, id, Optional.empty());
  }

  @Override
  public Decision<Vpc> decide(Facts facts, Context context) {
    return VpcRules.create(new Vpcs(facts), this, context);
  }
}
