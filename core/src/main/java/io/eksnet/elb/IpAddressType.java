package io.eksnet.elb;

import java.util.Arrays;
import java.util.Optional;

/** The families of the addresses of a load balancer. */
public enum IpAddressType {
  IPV4("ipv4"),
  DUALSTACK("dualstack"),
  /** Private IPv4 and public IPv6 addresses; Application Load Balancers only. */
  DUALSTACK_WITHOUT_PUBLIC_IPV4("dualstack-without-public-ipv4");

  private final String text;

  IpAddressType(String text) {
    this.text = text;
  }

  /** AWS's word. */
  public String text() {
    return text;
  }

  /** The one with a word of AWS. */
  public static Optional<IpAddressType> of(String text) {
    return Arrays.stream(values()).filter(it -> it.text.equals(text)).findFirst();
  }

  /** Whether its load balancers have IPv6 addresses. */
  public boolean hasIpv6() {
    return this != IPV4;
  }

  /** Whether internet-facing ones have public IPv4 addresses. */
  public boolean hasPublicIpv4() {
    return this != DUALSTACK_WITHOUT_PUBLIC_IPV4;
  }
}
