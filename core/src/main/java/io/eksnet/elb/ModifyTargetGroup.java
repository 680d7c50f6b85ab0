package io.eksnet.elb;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.TargetGroupArn;
import io.eksnet.table.Facts;

/**
 * Changes the health checks of a target group.
 *
 * <p>Refused with TargetGroupNotFound and ValidationError.
 *
 * @param owner whose target group it is
 */
public record ModifyTargetGroup(Scope owner, TargetGroupArn arn, HealthCheckSettings healthCheck)
    implements Command<TargetGroup> {
  @Override
  public Decision<TargetGroup> decide(Facts facts, Context context) {
    return TargetGroups.modify(facts, this);
  }
}
