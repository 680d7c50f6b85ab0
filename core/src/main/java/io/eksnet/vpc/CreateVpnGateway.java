package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.id.ZoneName;
import io.eksnet.table.Facts;
import java.util.Optional;

/**
 * Makes a virtual private gateway.
 *
 * <p>Refused with VpnGatewayLimitExceeded, InvalidParameterValue (a zone, the number of its
 * system).
 */
public record CreateVpnGateway(Scope scope, long amazonSideAsn, Optional<ZoneName> zone, Tags tags)
    implements Command<VpnGateway> {
  @Override
  public Decision<VpnGateway> decide(Facts facts, Context context) {
    return VpnGateways.create(new Vpcs(facts), this, context);
  }
}
