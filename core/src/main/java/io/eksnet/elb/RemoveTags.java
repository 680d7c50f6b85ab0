package io.eksnet.elb;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Takes tags from load balancers by their keys; keys that are not there do not matter.
 *
 * <p>Refused with LoadBalancerNotFound.
 *
 * @param owner whose load balancers they are
 */
public record RemoveTags(Scope owner, List<LoadBalancerArn> arns, List<String> keys)
    implements Command<Boolean> {
  @Override
  public Decision<Boolean> decide(Facts facts, Context context) {
    return LoadBalancers.removeTags(facts, this);
  }
}
