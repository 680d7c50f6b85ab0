package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.VpcId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Facts;

/**
 * Gives a VPC a further block of addresses, and its route tables a local route for it.
 *
 * <p>Refused with InvalidVpcID.NotFound, InvalidVpc.Range (a bad size, a restricted range, an
 * overlap with the VPC, with an active peer or with a route), CidrLimitExceeded.
 */
public record AssociateVpcCidrBlock(VpcId id, Block block) implements Command<Vpc.CidrAssociation> {
  /** What is asked for. */
  public sealed interface Block {
    /**
     * A block of the client's choice.
     *
     * @param cidr IPv4, /16 to /28
     */
    record Ipv4(Cidr cidr) implements Block {}

    /** An IPv6 block of Amazon's choice, a /56. */
    record AmazonProvidedIpv6() implements Block {}
  }

  @Override
  public Decision<Vpc.CidrAssociation> decide(Facts facts, Context context) {
    return VpcCidrs.associate(new Vpcs(facts), this, context);
  }
}
