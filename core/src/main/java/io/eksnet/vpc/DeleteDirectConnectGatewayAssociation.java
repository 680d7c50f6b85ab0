package io.eksnet.vpc;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.DirectConnectAssociationId;
import io.eksnet.table.Facts;

/**
 * Parts a Direct Connect gateway from another gateway.
 *
 * <p>Refused with DirectConnectClientException.
 *
 * @param by the account of the caller
 */
public record DeleteDirectConnectGatewayAssociation(
    DirectConnectAssociationId association, AccountId by)
    implements Command<DirectConnectAssociation> {
  @Override
  public Decision<DirectConnectAssociation> decide(Facts facts, Context context) {
    return DirectConnect.disassociate(new Vpcs(facts), this, context);
  }
}
