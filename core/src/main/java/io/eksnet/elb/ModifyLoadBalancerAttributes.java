package io.eksnet.elb;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import java.util.Map;
import java.util.TreeMap;

/**
 * Changes attributes of a load balancer; all or none.
 *
 * <p>Refused with LoadBalancerNotFound and InvalidConfigurationRequest (no such attribute, or not
 * that value).
 *
 * @param owner whose load balancer it is
 */
public record ModifyLoadBalancerAttributes(
    Scope owner, LoadBalancerArn arn, Map<String, String> attributes)
    implements Command<LoadBalancer> {
  public ModifyLoadBalancerAttributes {
    attributes = java.util.Collections.unmodifiableMap(new TreeMap<>(attributes));
  }

  @Override
  public Decision<LoadBalancer> decide(Facts facts, Context context) {
    return LoadBalancers.modify(facts, this);
  }
}
