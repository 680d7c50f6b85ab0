package io.eksnet.id;

/**
 * The ARN of a listener's rule, such as {@code
 * arn:aws:elasticloadbalancing:us-west-2:111122223333:listener-rule/app/my-alb/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee}.
 *
 * @param value AWS's text
 */
public record ListenerRuleArn(String value) implements Id<ListenerRuleArn> {
  @Override
  public String toString() {
    return value;
  }
}
