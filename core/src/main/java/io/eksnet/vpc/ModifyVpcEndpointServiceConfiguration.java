package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.VpcEndpointServiceId;
import io.eksnet.table.Facts;
import java.util.Optional;

/**
 * Changes an endpoint service.
 *
 * <p>Refused with InvalidVpcEndpointServiceId.NotFound and InvalidParameter (no such load balancer;
 * none left; not a domain name).
 *
 * @param privateDnsName the new name, which is to be verified again; an empty text removes it
 */
public record ModifyVpcEndpointServiceConfiguration(
    VpcEndpointServiceId id,
    ModifyVpcEndpoint.Edit<String> loadBalancers,
    Optional<Boolean> acceptanceRequired,
    Optional<String> privateDnsName)
    implements Command<VpcEndpointService> {
  @Override
  public Decision<VpcEndpointService> decide(Facts facts, Context context) {
    return EndpointServices.modify(new Vpcs(facts), this, context);
  }
}
