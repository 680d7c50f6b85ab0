package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.VpcEndpointServiceId;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Says who may connect to an endpoint service: ARNs of accounts' roots, users and roles, or {@code
 * *} for everybody. Answered with those that were added; what is there already is not added again,
 * and connections that exist stay.
 *
 * <p>Refused with InvalidVpcEndpointServiceId.NotFound, InvalidPrincipal.
 */
public record ModifyVpcEndpointServicePermissions(
    VpcEndpointServiceId id, ModifyVpcEndpoint.Edit<String> principals)
    implements Command<List<VpcEndpointService.AllowedPrincipal>> {
  @Override
  public Decision<List<VpcEndpointService.AllowedPrincipal>> decide(Facts facts, Context context) {
    return EndpointServices.permit(new Vpcs(facts), this, context);
  }
}
