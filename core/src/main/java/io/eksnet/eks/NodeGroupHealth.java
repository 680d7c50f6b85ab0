package io.eksnet.eks;

import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.List;

/**
 * What is wrong with a node group, as EKS's {@code health.issues} tells; a healthy group has no
 * such fact.
 *
 * @param lastFailedAt when a launch was last refused
 */
public record NodeGroupHealth(NodeGroup.Key group, List<Issue> issues, Instant lastFailedAt) {

  /**
   * One issue.
   *
   * @param code one of EKS's codes, such as {@link #INSUFFICIENT_FREE_ADDRESSES}
   * @param resourceIds what it is about: subnets, or the Auto Scaling group
   */
  public record Issue(String code, String message, List<String> resourceIds) {
    public Issue {
      resourceIds = List.copyOf(resourceIds);
    }
  }

  /** No subnet of the group has an address for another node. */
  public static final String INSUFFICIENT_FREE_ADDRESSES = "InsufficientFreeAddresses";

  /** None of the group's subnets is there. */
  public static final String EC2_SUBNET_NOT_FOUND = "Ec2SubnetNotFound";

  /** EC2 refused a launch for another reason. */
  public static final String ASG_INSTANCE_LAUNCH_FAILURES = "AsgInstanceLaunchFailures";

  /** Health of node groups by group. */
  public static final Kind<NodeGroup.Key, NodeGroupHealth> KIND =
      Kind.of("eks-node-group-health", NodeGroupHealth.class, NodeGroupHealth::group);

  public NodeGroupHealth {
    issues = List.copyOf(issues);
  }
}
