package io.eksnet.elb;

import java.util.Optional;

/**
 * A target as a client names it.
 *
 * @param port none means the target group's
 * @param availabilityZone a zone or {@code all}
 */
public record TargetDescription(
    String id,
    Optional<Integer> port,
    Optional<String> availabilityZone,
    Optional<String> quicServerId) {
  /** A target by its id alone. */
  public static TargetDescription of(String id) {
    return new TargetDescription(id, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A target on a port. */
  public static TargetDescription of(String id, int port) {
    return new TargetDescription(id, Optional.of(port), Optional.empty(), Optional.empty());
  }

  /** Which target of a group it names. */
  public Target.Key in(TargetGroup group) {
    return new Target.Key(group.arn(), canonicalId(), port.or(group::port).orElse(0));
  }

  /** The id, addresses in their shortest text. */
  public String canonicalId() {
    return io.eksnet.net.IpAddress.tryParse(id).map(Object::toString).orElse(id);
  }
}
