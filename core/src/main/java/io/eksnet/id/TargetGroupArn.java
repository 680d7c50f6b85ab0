package io.eksnet.id;

/**
 * The ARN of a target group, such as {@code
 * arn:aws:elasticloadbalancing:us-west-2:111122223333:targetgroup/my-targets/73e2d6bc24d8a067}.
 *
 * @param value AWS's text
 */
public record TargetGroupArn(String value) implements Id<TargetGroupArn> {
  @Override
  public String toString() {
    return value;
  }
}
