package io.eksnet.id;

/**
 * The ARN of a load balancer, such as {@code
 * arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/net/my-nlb/50dc6c495c0c9188}.
 * Elastic Load Balancing names its resources by nothing shorter.
 *
 * @param value AWS's text
 */
public record LoadBalancerArn(String value) implements Id<LoadBalancerArn> {
  private static final String RESOURCE = ":loadbalancer/";

  /** The part after {@code loadbalancer/}: {@code net/my-nlb/50dc6c495c0c9188}. */
  public String path() {
    return value.substring(value.indexOf(RESOURCE) + RESOURCE.length());
  }

  @Override
  public String toString() {
    return value;
  }
}
