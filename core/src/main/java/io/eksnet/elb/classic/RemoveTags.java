package io.eksnet.elb.classic;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
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
public record RemoveTags(Scope owner, List<String> names, List<String> keys)
    implements Command<Boolean> {
  public RemoveTags {
    names = List.copyOf(names);
    keys = List.copyOf(keys);
  }

  @Override
  public Decision<Boolean> decide(Facts facts, Context context) {
    return ClassicTags.remove(facts, this);
  }
}
