package io.eksnet.elb;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Adds tags to load balancers, listeners, rules and target groups; those of the same key are
 * replaced.
 *
 * <p>Refused with LoadBalancerNotFound, ListenerNotFound, RuleNotFound, TargetGroupNotFound,
 * TooManyTags and ValidationError (a key of AWS's own; an ARN of nothing that has tags).
 *
 * @param owner whose they are
 * @param arns what is tagged
 */
public record AddTags(Scope owner, List<String> arns, Tags tags) implements Command<Boolean> {
  public AddTags {
    arns = arns.stream().distinct().toList();
  }

  @Override
  public Decision<Boolean> decide(Facts facts, Context context) {
    return ElbTags.add(facts, this);
  }
}
