package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.VpcEndpointServiceId;
import io.eksnet.table.Facts;

/**
 * Makes the owner of a service pay for the endpoints of its consumers; there is no way back.
 *
 * <p>Refused with InvalidVpcEndpointServiceId.NotFound.
 */
public record ModifyVpcEndpointServicePayerResponsibility(VpcEndpointServiceId id)
    implements Command<VpcEndpointService> {
  @Override
  public Decision<VpcEndpointService> decide(Facts facts, Context context) {
    return EndpointServices.payerIsOwner(new Vpcs(facts), this);
  }
}
