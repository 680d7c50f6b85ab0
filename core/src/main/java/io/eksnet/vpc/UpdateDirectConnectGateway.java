package io.eksnet.vpc;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.DirectConnectGatewayId;
import io.eksnet.table.Facts;

/**
 * Renames a Direct Connect gateway.
 *
 * <p>Refused with DirectConnectClientException.
 *
 * @param by the account of the caller
 */
public record UpdateDirectConnectGateway(DirectConnectGatewayId gateway, String name, AccountId by)
    implements Command<DirectConnectGateway> {
  @Override
  public Decision<DirectConnectGateway> decide(Facts facts, Context context) {
    return DirectConnectEdits.rename(new Vpcs(facts), this);
  }
}
