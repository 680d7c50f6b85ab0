package io.eksnet.elb;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.TargetGroupArn;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Deregisters targets: they drain and are then gone. Those that are not registered are left out.
 *
 * <p>Refused with TargetGroupNotFound.
 *
 * @param owner whose target group it is
 */
public record DeregisterTargets(Scope owner, TargetGroupArn group, List<TargetDescription> targets)
    implements Command<Boolean> {
  public DeregisterTargets {
    targets = List.copyOf(targets);
  }

  @Override
  public Decision<Boolean> decide(Facts facts, Context context) {
    return Registrations.deregister(facts, this, context);
  }
}
