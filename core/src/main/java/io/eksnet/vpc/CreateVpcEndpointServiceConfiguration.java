package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Optional;

/**
 * Offers what is behind Network Load Balancers to other VPCs and accounts.
 *
 * <p>Refused with MissingParameter (no load balancer) and InvalidParameter (no such load balancer
 * of this account and Region; not a domain name).
 *
 * @param loadBalancers ARNs
 * @param privateDnsName a name that its consumers may use, once it is verified
 */
public record CreateVpcEndpointServiceConfiguration(
    Scope scope,
    List<String> loadBalancers,
    boolean acceptanceRequired,
    Optional<String> privateDnsName,
    Tags tags)
    implements Command<VpcEndpointService> {
  public CreateVpcEndpointServiceConfiguration {
    loadBalancers = loadBalancers.stream().distinct().toList();
  }

  @Override
  public Decision<VpcEndpointService> decide(Facts facts, Context context) {
    return EndpointServices.create(new Vpcs(facts), this, context);
  }
}
