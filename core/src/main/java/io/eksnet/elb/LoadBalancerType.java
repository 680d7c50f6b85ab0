package io.eksnet.elb;

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

  /** The word in its ARN. */
  public String arnPart() {
    return arnPart;
  }
}
