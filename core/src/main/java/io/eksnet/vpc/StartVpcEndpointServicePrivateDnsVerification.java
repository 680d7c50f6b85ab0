package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.VpcEndpointServiceId;
import io.eksnet.table.Facts;

/**
 * Checks who owns the domain of a service's private DNS name. There is no public DNS here, so the
 * TXT record is taken to be there and the name is verified at once.
 *
 * <p>Refused with InvalidVpcEndpointServiceId.NotFound and InvalidParameter (it has no such name).
 */
public record StartVpcEndpointServicePrivateDnsVerification(VpcEndpointServiceId id)
    implements Command<VpcEndpointService> {
  @Override
  public Decision<VpcEndpointService> decide(Facts facts, Context context) {
    return EndpointServices.verify(new Vpcs(facts), this);
  }
}
