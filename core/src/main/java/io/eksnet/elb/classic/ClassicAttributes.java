package io.eksnet.elb.classic;

import java.time.Duration;
import java.util.Optional;

/**
 * What a Classic Load Balancer does in particular.
 *
 * @param crossZone whether a zone sends to instances in other zones
 * @param accessLog where it would write its log; none does
 * @param draining whether an instance that goes may finish its requests
 * @param drainingTimeout how long at most: 1 second to an hour; kept while it may not
 * @param idleTimeout when a silent connection is closed: 1 to 4000 seconds
 * @param desyncMode monitor, defensive or strictest
 */
public record ClassicAttributes(
    boolean crossZone,
    Optional<AccessLog> accessLog,
    boolean draining,
    Duration drainingTimeout,
    Duration idleTimeout,
    String desyncMode) {

  /** The bucket of a log, and how often it is written: every 5 or 60 minutes. */
  public record AccessLog(String bucket, String prefix, int minutes) {}

  /** Those of a new load balancer. */
  static final ClassicAttributes STANDARD =
      new ClassicAttributes(
          false,
          Optional.empty(),
          false,
          Duration.ofMinutes(5),
          Duration.ofMinutes(1),
          "defensive");
}
