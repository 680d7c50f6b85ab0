package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.InternetGatewayId;
import io.eksnet.table.Facts;

/**
 * Deletes an internet gateway that is attached to no VPC.
 *
 * <p>Refused with InvalidInternetGatewayID.NotFound, DependencyViolation.
 */
public record DeleteInternetGateway(InternetGatewayId id) implements Command<InternetGatewayId> {
  @Override
  public Decision<InternetGatewayId> decide(Facts facts, Context context) {
    return InternetGateways.delete(new Vpcs(facts), this);
  }
}
