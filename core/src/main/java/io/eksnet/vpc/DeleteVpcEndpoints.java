package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.VpcEndpointId;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Deletes endpoints: routes to them go at once, their interfaces when the deletion is done.
 * Answered with those that were not deleted: InvalidVpcEndpoint.NotFound.
 *
 * @param owner whose endpoints they are
 */
public record DeleteVpcEndpoints(Scope owner, List<VpcEndpointId> ids)
    implements Command<List<Unsuccessful>> {
  public DeleteVpcEndpoints {
    ids = ids.stream().distinct().toList();
  }

  @Override
  public Decision<List<Unsuccessful>> decide(Facts facts, Context context) {
    return VpcEndpoints.delete(new Vpcs(facts), this, context);
  }
}
