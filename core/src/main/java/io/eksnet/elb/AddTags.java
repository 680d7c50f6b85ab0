package io.eksnet.elb;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Adds tags to load balancers; those of the same key are replaced.
 *
 * <p>Refused with LoadBalancerNotFound, TooManyTags and ValidationError (a key of AWS's own).
 *
 * @param owner whose load balancers they are
 */
public record AddTags(Scope owner, List<LoadBalancerArn> arns, Tags tags)
    implements Command<Boolean> {
  @Override
  public Decision<Boolean> decide(Facts facts, Context context) {
    return LoadBalancers.addTags(facts, this);
  }
}
