package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.VirtualInterfaceId;
import io.eksnet.table.Facts;

/**
 * Deletes a virtual interface.
 *
 * <p>Refused with DirectConnectClientException.
 *
 * @param by the account and Region of the caller
 */
public record DeleteVirtualInterface(VirtualInterfaceId virtualInterface, Scope by)
    implements Command<VirtualInterface> {
  @Override
  public Decision<VirtualInterface> decide(Facts facts, Context context) {
    return DirectConnect.delete(new Vpcs(facts), this, context);
  }
}
