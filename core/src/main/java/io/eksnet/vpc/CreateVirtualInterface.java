package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;

/**
 * Makes a private or a transit virtual interface (CreatePrivateVirtualInterface,
 * CreateTransitVirtualInterface). It is pending at first; then the customer's router advertises
 * what the tag {@value VirtualInterface#ADVERTISES} says.
 *
 * <p>Refused with DirectConnectClientException.
 *
 * @param vlan 1 to 4094, once on a connection
 */
public record CreateVirtualInterface(
    Scope scope,
    VirtualInterface.Type type,
    String name,
    String connection,
    int vlan,
    long customerAsn,
    VirtualInterface.Target target,
    Tags tags)
    implements Command<VirtualInterface> {
  @Override
  public Decision<VirtualInterface> decide(Facts facts, Context context) {
    return DirectConnect.create(new Vpcs(facts), this, context);
  }
}
