package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.VpcEndpointId;
import io.eksnet.id.VpcEndpointServiceId;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Accepts endpoints that wait for it; they become available soon. Answered with those that were not
 * accepted: InvalidVpcEndpointId.NotFound, InvalidState.
 *
 * <p>Refused with InvalidVpcEndpointServiceId.NotFound.
 */
public record AcceptVpcEndpointConnections(
    VpcEndpointServiceId service, List<VpcEndpointId> endpoints)
    implements Command<List<Unsuccessful>> {
  public AcceptVpcEndpointConnections {
    endpoints = endpoints.stream().distinct().toList();
  }

  @Override
  public Decision<List<Unsuccessful>> decide(Facts facts, Context context) {
    return EndpointConnections.accept(new Vpcs(facts), this, context);
  }
}
