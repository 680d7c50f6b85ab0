package io.eksnet.elb.classic;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Adds tags to load balancers; those of the same key are replaced.
 *
 * <p>Refused with LoadBalancerNotFound and TooManyTags.
 *
 * @param owner whose load balancers they are
 */
public record AddTags(Scope owner, List<String> names, Tags tags) implements Command<Boolean> {
  public AddTags {
    names = List.copyOf(names);
  }

  @Override
  public Decision<Boolean> decide(Facts facts, Context context) {
    return ClassicTags.add(facts, this);
  }
}
