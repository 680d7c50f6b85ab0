package io.eksnet.elb;

/** The protocols of listeners, target groups and health checks, by AWS's names. */
public enum ElbProtocol {
  HTTP,
  HTTPS,
  TCP,
  TLS,
  UDP,
  TCP_UDP,
  QUIC,
  TCP_QUIC,
  GENEVE;

  /** Whether it is one of an Application Load Balancer. */
  public boolean application() {
    return this == HTTP || this == HTTPS;
  }
}
