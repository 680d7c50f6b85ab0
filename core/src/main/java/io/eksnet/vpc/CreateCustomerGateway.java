package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.net.IpAddress;
import io.eksnet.table.Facts;
import java.util.Optional;

/**
 * Tells AWS of a customer's end of VPN connections. The same again gives what is there.
 *
 * <p>Refused with CustomerGatewayLimitExceeded, InvalidParameterValue (the number of its system).
 */
public record CreateCustomerGateway(
    Scope scope,
    long bgpAsn,
    Optional<IpAddress> address,
    Optional<String> certificate,
    Optional<String> device,
    Tags tags)
    implements Command<CustomerGateway> {
  @Override
  public Decision<CustomerGateway> decide(Facts facts, Context context) {
    return VpnConnections.createCustomerGateway(new Vpcs(facts), this, context);
  }
}
