package io.eksnet.elb;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.table.Facts;
import java.util.Optional;

/**
 * Makes a target group without targets. With the name and settings of one that exists it makes
 * nothing and answers that one.
 *
 * <p>Refused with ValidationError (name, protocol, port, VPC, health checks), UnsupportedOperation
 * (GENEVE), DuplicateTargetGroupName, TooManyTargetGroups, TooManyTags.
 *
 * @param protocol none for Lambda functions, like port and VPC
 * @param protocolVersion HTTP1 if none, for HTTP and HTTPS
 * @param ipAddressType ipv4 if none
 */
public record CreateTargetGroup(
    Scope scope,
    String name,
    TargetGroup.TargetType targetType,
    Optional<ElbProtocol> protocol,
    Optional<String> protocolVersion,
    Optional<Integer> port,
    Optional<VpcId> vpc,
    Optional<String> ipAddressType,
    HealthCheckSettings healthCheck,
    Tags tags)
    implements Command<TargetGroup> {
  @Override
  public Decision<TargetGroup> decide(Facts facts, Context context) {
    return TargetGroups.create(facts, this, context);
  }
}
