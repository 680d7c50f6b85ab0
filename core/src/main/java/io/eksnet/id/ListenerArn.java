package io.eksnet.id;

/**
 * The ARN of a listener, such as {@code
 * arn:aws:elasticloadbalancing:us-west-2:111122223333:listener/app/my-alb/50dc6c495c0c9188/f2f7dc8efc522ab2}.
 *
 * @param value AWS's text
 */
public record ListenerArn(String value) implements Id<ListenerArn> {
  @Override
  public String toString() {
    return value;
  }
}
