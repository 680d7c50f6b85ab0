package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.VpcEndpointId;
import io.eksnet.id.VpcEndpointServiceId;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Rejects endpoints, be they waiting or available; they stay, without use, until their owners
 * delete them. Answered with those that were not rejected: InvalidVpcEndpointId.NotFound,
 * InvalidState.
 *
 * <p>Refused with InvalidVpcEndpointServiceId.NotFound.
 */
public record RejectVpcEndpointConnections(
    VpcEndpointServiceId service, List<VpcEndpointId> endpoints)
    implements Command<List<Unsuccessful>> {
  public RejectVpcEndpointConnections {
    endpoints = endpoints.stream().distinct().toList();
  }

  @Override
  public Decision<List<Unsuccessful>> decide(Facts facts, Context context) {
    return EndpointConnections.reject(new Vpcs(facts), this, context);
  }
}
