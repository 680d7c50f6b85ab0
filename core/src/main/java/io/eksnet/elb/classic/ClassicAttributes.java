package io.eksnet.elb.classic;

import java.time.Duration;
import java.util.Optional;

/**
 * What a Classic Load Balancer does in particular.
 *
 * @param crossZone whether a zone sends to instances in other zones
 * @param accessLog where it would write its log; none does
 * @param draining how long an instance that goes may finish its requests; none if it may not
 * @param idleTimeout when a silent connection is closed: 1 to 4000 seconds
 * @param desyncMode monitor, defensive or strictest
 */
public record ClassicAttributes(
    boolean crossZone,
    Optional<AccessLog> accessLog,
    Optional<Duration> draining,
    Duration idleTimeout,
    String desyncMode) {

  /** The bucket of a log, and how often it is written: every 5 or 60 minutes. */
  public record AccessLog(String bucket, String prefix, int minutes) {}

  /** How long an instance drains where nothing else is said. */
  public static final Duration DRAINING = Duration.ofMinutes(5);

  /** Those of a new load balancer. */
  static final ClassicAttributes STANDARD =
      new ClassicAttributes(
          false, Optional.empty(), Optional.empty(), Duration.ofMinutes(1), "defensive");
}
