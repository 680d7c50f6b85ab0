package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.id.ZoneName;
import io.eksnet.net.Cidr;
import io.eksnet.table.Facts;
import java.util.Optional;

/**
 * Makes a subnet, guarded by the VPC's default network ACL and routed by its main table.
 *
 * <p>Refused with InvalidVpcID.NotFound, InvalidSubnet.Range (bad size, outside of the VPC),
 * InvalidSubnet.Conflict, InvalidParameterValue (the zone), SubnetLimitExceeded.
 *
 * @param cidr IPv4, /16 to /28
 * @param ipv6Cidr a /64 of the VPC's IPv6 blocks
 * @param zone none means the Region's first
 * @param id pinned in networks that are built from files; otherwise none
 */
public record CreateSubnet(
    VpcId vpc,
    Cidr cidr,
    Optional<Cidr> ipv6Cidr,
    Optional<ZoneName> zone,
    Tags tags,
    Optional<SubnetId> id)
    implements Command<Subnet> {
  /** A subnet of IPv4. */
  public CreateSubnet(
      VpcId vpc, Cidr cidr, Optional<ZoneName> zone, Tags tags, Optional<SubnetId> id) {
    this(vpc, cidr, Optional.empty(), zone, tags, id);
  }

  @Override
  public Decision<Subnet> decide(Facts facts, Context context) {
    return Subnets.create(new Vpcs(facts), this, context);
  }
}
