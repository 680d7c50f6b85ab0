package io.eksnet.elb;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.ListenerRuleArn;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives rules other priorities, all at once, so that rules can change places.
 *
 * <p>Refused with RuleNotFound, OperationNotPermitted (a default rule), ValidationError (not 1 to
 * 50,000) and PriorityInUse.
 *
 * @param owner whose rules they are
 * @param priorities by rule
 */
public record SetRulePriorities(Scope owner, Map<ListenerRuleArn, Integer> priorities)
    implements Command<List<ListenerRule>> {
  public SetRulePriorities {
    priorities = Collections.unmodifiableMap(new LinkedHashMap<>(priorities));
  }

  @Override
  public Decision<List<ListenerRule>> decide(Facts facts, Context context) {
    return RuleBook.setPriorities(facts, this);
  }
}
