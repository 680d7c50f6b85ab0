package io.eksnet.elb.classic;

import java.util.List;
import java.util.Optional;

/**
 * A port on which a Classic Load Balancer listens.
 *
 * @param protocol HTTP, HTTPS, TCP or SSL, as {@code instanceProtocol} is
 * @param port 1 to 65535
 * @param certificate the ARN of what it presents; for HTTPS and SSL
 * @param policies the names of its policies
 */
public record ClassicListener(
    String protocol,
    int port,
    String instanceProtocol,
    int instancePort,
    Optional<String> certificate,
    List<String> policies) {
  public ClassicListener {
    policies = List.copyOf(policies);
  }

  ClassicListener withPolicies(List<String> others) {
    return new ClassicListener(protocol, port, instanceProtocol, instancePort, certificate, others);
  }

  ClassicListener withCertificate(String other) {
    return new ClassicListener(
        protocol, port, instanceProtocol, instancePort, Optional.of(other), policies);
  }

  /** Whether it was asked for with the same settings; policies come later. */
  boolean looksLike(ClassicListener other) {
    return withPolicies(List.of()).equals(other.withPolicies(List.of()));
  }

  boolean encrypted() {
    return protocol.equals("HTTPS") || protocol.equals("SSL");
  }
}
