package io.eksnet.elb;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Takes tags from load balancers, listeners, rules and target groups by their keys; keys that are
 * not there do not matter.
 *
 * <p>Refused with LoadBalancerNotFound, ListenerNotFound, RuleNotFound, TargetGroupNotFound and
 * ValidationError (an ARN of nothing that has tags).
 *
 * @param owner whose they are
 * @param arns what loses tags
 */
public record RemoveTags(Scope owner, List<String> arns, List<String> keys)
    implements Command<Boolean> {
  public RemoveTags {
    arns = arns.stream().distinct().toList();
    keys = List.copyOf(keys);
  }

  @Override
  public Decision<Boolean> decide(Facts facts, Context context) {
    return ElbTags.remove(facts, this);
  }
}
