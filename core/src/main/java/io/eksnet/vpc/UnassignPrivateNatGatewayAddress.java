package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.NatGatewayId;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Takes further private addresses from a private NAT gateway, once their connections are drained.
 *
 * <p>Refused with NatGatewayNotFound, InvalidParameterValue (the primary one; one that it has not).
 */
public record UnassignPrivateNatGatewayAddress(NatGatewayId id, List<Ipv4Address> addresses)
    implements Command<NatGateway> {
  @Override
  public Decision<NatGateway> decide(Facts facts, Context context) {
    return NatGatewayAddresses.unassign(new Vpcs(facts), this, context);
  }
}
