package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;

/**
 * Makes a Direct Connect gateway.
 *
 * <p>Refused with DirectConnectClientException (the number of its system) and TooManyTagsException.
 */
public record CreateDirectConnectGateway(Scope scope, String name, long amazonSideAsn, Tags tags)
    implements Command<DirectConnectGateway> {
  @Override
  public Decision<DirectConnectGateway> decide(Facts facts, Context context) {
    return DirectConnect.create(this, context);
  }
}
