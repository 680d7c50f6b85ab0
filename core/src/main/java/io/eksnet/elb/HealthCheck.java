package io.eksnet.elb;

import java.time.Duration;
import java.util.Optional;

/**
 * How the targets of a group are checked.
 *
 * @param enabled off for Lambda functions only
 * @param protocol HTTP, HTTPS or TCP
 * @param port {@code traffic-port} or a number
 * @param path for HTTP and HTTPS
 * @param interval 5 to 300 seconds
 * @param timeout 2 to 120 seconds
 * @param healthyThreshold 2 to 10 successes in a row
 * @param unhealthyThreshold 2 to 10 failures in a row
 * @param matcher the answers that count as a success, such as {@code 200-399}
 */
public record HealthCheck(
    boolean enabled,
    ElbProtocol protocol,
    String port,
    Optional<String> path,
    Duration interval,
    Duration timeout,
    int healthyThreshold,
    int unhealthyThreshold,
    Optional<String> matcher) {
  /** The port on which a target gets its traffic. */
  public static final String TRAFFIC_PORT = "traffic-port";
}
