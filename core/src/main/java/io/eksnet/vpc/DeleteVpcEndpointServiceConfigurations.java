package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.VpcEndpointServiceId;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Deletes endpoint services. Answered with those that were not deleted:
 * InvalidVpcEndpointServiceId.NotFound, ExistingVpcEndpointConnections.
 *
 * @param owner whose services they are
 */
public record DeleteVpcEndpointServiceConfigurations(Scope owner, List<VpcEndpointServiceId> ids)
    implements Command<List<Unsuccessful>> {
  public DeleteVpcEndpointServiceConfigurations {
    ids = ids.stream().distinct().toList();
  }

  @Override
  public Decision<List<Unsuccessful>> decide(Facts facts, Context context) {
    return EndpointServices.delete(new Vpcs(facts), this);
  }
}
