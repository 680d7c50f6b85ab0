package io.eksnet.elb;

import java.util.Arrays;
import java.util.Optional;

/** The types of load balancers of ELBv2 that are served. */
public enum LoadBalancerType {
  APPLICATION("application", "app"),
  NETWORK("network", "net");

  private final String text;
  private final String arnPart;

  LoadBalancerType(String text, String arnPart) {
    this.text = text;
    this.arnPart = arnPart;
  }

  /** AWS's word. */
  public String text() {
    return text;
  }

  /** The one with a word of AWS. */
  public static Optional<LoadBalancerType> of(String text) {
    return Arrays.stream(values()).filter(it -> it.text.equals(text)).findFirst();
  }

  /** The word in its ARN. */
  public String arnPart() {
    return arnPart;
  }
}
