package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.CustomerGatewayId;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;

/**
 * Deletes a customer gateway that no connection uses.
 *
 * <p>Refused with InvalidCustomerGatewayID.NotFound, IncorrectState.
 */
public record DeleteCustomerGateway(CustomerGatewayId gateway) implements Command<CustomerGateway> {
  @Override
  public Decision<CustomerGateway> decide(Facts facts, Context context) {
    return VpnConnections.deleteCustomerGateway(new Vpcs(facts), this, context);
  }
}
