package io.eksnet.elb;

import java.time.Duration;
import java.util.Optional;

/**
 * How the targets of a group are checked.
 *
 * @param enabled off for Lambda functions only
 * @param protocol HTTP, HTTPS or TCP; none for Lambda functions
 * @param port {@code traffic-port} or a number; none for Lambda functions
 * @param path for HTTP and HTTPS
 * @param interval 5 to 300 seconds
 * @param timeout 2 to 120 seconds
 * @param healthyThreshold 2 to 10 successes in a row
 * @param unhealthyThreshold 2 to 10 failures in a row
 * @param matcher the answers that count as a success, such as {@code 200-399}; for target groups of
 *     protocol version GRPC these are gRPC's codes
 */
public record HealthCheck(
    boolean enabled,
    Optional<ElbProtocol> protocol,
    Optional<String> port,
    Optional<String> path,
    Duration interval,
    Duration timeout,
    int healthyThreshold,
    int unhealthyThreshold,
    Optional<String> matcher) {
  /** The port on which a target gets its traffic. */
  public static final String TRAFFIC_PORT = "traffic-port";

  /** The port that it names by number. */
  public Optional<Integer> fixedPort() {
    return port.filter(it -> !it.equals(TRAFFIC_PORT)).map(Integer::valueOf);
  }

  /** Whether it asks by HTTP or HTTPS, so that an answer has a code. */
  public boolean asksByHttp() {
    return protocol.filter(ElbProtocol::application).isPresent();
  }

  /** Whether the matcher takes a code. */
  public boolean takes(int code) {
    return matcher
        .filter(it -> Matcher.parse(it).stream().anyMatch(range -> range.has(code)))
        .isPresent();
  }
}
