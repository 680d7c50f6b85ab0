package io.eksnet.vpc;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.DirectConnectGatewayId;
import io.eksnet.table.Facts;

/**
 * Deletes a Direct Connect gateway that nothing uses.
 *
 * <p>Refused with DirectConnectClientException.
 *
 * @param by the account of the caller
 */
public record DeleteDirectConnectGateway(DirectConnectGatewayId gateway, AccountId by)
    implements Command<DirectConnectGateway> {
  @Override
  public Decision<DirectConnectGateway> decide(Facts facts, Context context) {
    return DirectConnect.delete(new Vpcs(facts), this, context);
  }
}
