package io.eksnet.elb;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.TargetGroupArn;
import io.eksnet.table.Facts;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Changes attributes of a target group; all or none.
 *
 * <p>Refused with TargetGroupNotFound, ValidationError (no such attribute, or not that value) and
 * InvalidConfigurationRequest (not for such a target group, or not beside another value).
 *
 * @param owner whose target group it is
 */
public record ModifyTargetGroupAttributes(
    Scope owner, TargetGroupArn arn, Map<String, String> attributes)
    implements Command<TargetGroup> {
  public ModifyTargetGroupAttributes {
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
  }

  @Override
  public Decision<TargetGroup> decide(Facts facts, Context context) {
    return TargetGroups.modifyAttributes(facts, this);
  }
}
