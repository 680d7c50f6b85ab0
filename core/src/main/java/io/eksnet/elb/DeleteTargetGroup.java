package io.eksnet.elb;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.TargetGroupArn;
import io.eksnet.table.Facts;

/**
 * Deletes a target group and the registrations of its targets. One that does not exist is deleted
 * already.
 *
 * <p>Refused with ResourceInUse (a listener or a rule sends to it).
 *
 * @param owner whose target group it is
 */
public record DeleteTargetGroup(Scope owner, TargetGroupArn arn)
    implements Command<TargetGroupArn> {
  @Override
  public Decision<TargetGroupArn> decide(Facts facts, Context context) {
    return TargetGroups.delete(facts, this);
  }
}
