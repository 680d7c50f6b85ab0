package io.eksnet.elb.classic;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import java.time.Duration;
import java.util.Optional;

/**
 * Changes attributes; none of a group leaves it as it is.
 *
 * <p>Refused with LoadBalancerNotFound and InvalidConfigurationRequest.
 *
 * @param owner whose load balancer it is
 */
public record ModifyLoadBalancerAttributes(Scope owner, String name, Change change)
    implements Command<ClassicLoadBalancer> {
  /** A log that is off, or on with its place. */
  public record Log(Optional<ClassicAttributes.AccessLog> on) {}

  /** What is to be changed. */
  public record Change(
      Optional<Boolean> crossZone,
      Optional<Log> accessLog,
      Optional<Boolean> draining,
      Optional<Duration> drainingTimeout,
      Optional<Duration> idleTimeout,
      Optional<String> desyncMode) {}

  @Override
  public Decision<ClassicLoadBalancer> decide(Facts facts, Context context) {
    return ClassicLoadBalancers.modify(facts, this);
  }
}
