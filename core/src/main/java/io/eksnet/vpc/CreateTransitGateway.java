package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.table.Facts;
import java.util.Optional;

/**
 * Makes a transit gateway, and its default route table if its options want one. It is pending at
 * first.
 *
 * <p>Refused with TransitGatewayLimitExceeded, InvalidParameterValue (the number of its system).
 *
 * @param id pinned in networks that are built from files; otherwise none
 */
public record CreateTransitGateway(
    Scope scope,
    String description,
    TransitGateway.Options options,
    Tags tags,
    Optional<TransitGatewayId> id)
    implements Command<TransitGateway> {
  @Override
  public Decision<TransitGateway> decide(Facts facts, Context context) {
    return TransitGateways.create(new Vpcs(facts), this, context);
  }
}
