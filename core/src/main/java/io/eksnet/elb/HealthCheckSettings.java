package io.eksnet.elb;

import java.util.Optional;

/**
 * What a client says of a target group's health checks; what it leaves out has a default or stays.
 *
 * @param intervalSeconds 5 to 300
 * @param timeoutSeconds 2 to 120
 * @param healthyThreshold 2 to 10
 * @param unhealthyThreshold 2 to 10
 * @param httpCode the HTTP codes of a success
 * @param grpcCode the gRPC codes of a success
 */
public record HealthCheckSettings(
    Optional<Boolean> enabled,
    Optional<ElbProtocol> protocol,
    Optional<String> port,
    Optional<String> path,
    Optional<Integer> intervalSeconds,
    Optional<Integer> timeoutSeconds,
    Optional<Integer> healthyThreshold,
    Optional<Integer> unhealthyThreshold,
    Optional<String> httpCode,
    Optional<String> grpcCode) {
  /** Nothing said. */
  public static final HealthCheckSettings NONE =
      new HealthCheckSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
}
