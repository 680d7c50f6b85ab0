package io.eksnet.elb.classic;

import java.time.Duration;

/**
 * How a Classic Load Balancer checks its instances.
 *
 * @param target such as {@code TCP:30080} or {@code HTTP:30256/healthz}
 * @param interval 5 to 300 seconds
 * @param timeout 2 to 60 seconds, less than the interval
 * @param unhealthyThreshold 2 to 10 failures in a row
 * @param healthyThreshold 2 to 10 successes in a row
 */
public record ClassicHealthCheck(
    String target,
    Duration interval,
    Duration timeout,
    int unhealthyThreshold,
    int healthyThreshold) {

  /** What a new load balancer has: a connection to the first listener's port of the instances. */
  static ClassicHealthCheck standard(int port) {
    return new ClassicHealthCheck(
        "TCP:" + port, Duration.ofSeconds(30), Duration.ofSeconds(5), 2, 10);
  }

  /** The port that is checked. */
  public int port() {
    String rest = target.substring(target.indexOf(':') + 1);
    int slash = rest.indexOf('/');
    return Integer.parseInt(slash < 0 ? rest : rest.substring(0, slash));
  }
}
