package io.eksnet.elb;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.TargetGroupArn;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Registers targets with a target group; all or none. One that is registered already stays as it
 * is; one that drains starts anew.
 *
 * <p>Refused with TargetGroupNotFound, ValidationError (an id or a zone that cannot be),
 * InvalidTarget (not in the VPC, not running, a public address), TooManyTargets,
 * TooManyRegistrationsForTargetId and UnsupportedOperation (a Lambda function).
 *
 * @param owner whose target group it is
 */
public record RegisterTargets(Scope owner, TargetGroupArn group, List<TargetDescription> targets)
    implements Command<Boolean> {
  public RegisterTargets {
    targets = List.copyOf(targets);
  }

  @Override
  public Decision<Boolean> decide(Facts facts, Context context) {
    return Registrations.register(facts, this, context);
  }
}
