package io.eksnet.vpc;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.DirectConnectAssociationId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Changes what AWS tells the customer's router of.
 *
 * <p>Refused with DirectConnectClientException.
 *
 * @param by the account of the caller
 */
public record UpdateDirectConnectGatewayAssociation(
    DirectConnectAssociationId association, List<Cidr> add, List<Cidr> remove, AccountId by)
    implements Command<DirectConnectAssociation> {
  public UpdateDirectConnectGatewayAssociation {
    add = List.copyOf(add);
    remove = List.copyOf(remove);
  }

  @Override
  public Decision<DirectConnectAssociation> decide(Facts facts, Context context) {
    return DirectConnectEdits.update(new Vpcs(facts), this);
  }
}
