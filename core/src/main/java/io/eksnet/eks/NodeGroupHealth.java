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

  /** The group is public and a subnet lends its instances no public addresses. */
  public static final String EC2_SUBNET_INVALID_CONFIGURATION = "Ec2SubnetInvalidConfiguration";

  /** Instances did not become ready nodes in time. */
  public static final String NODE_CREATION_FAILURE = "NodeCreationFailure";

  /** Pods did not leave a node in time. */
  public static final String POD_EVICTION_FAILURE = "PodEvictionFailure";

  /** The role of the nodes is gone. */
  public static final String IAM_NODE_ROLE_NOT_FOUND = "IamNodeRoleNotFound";

  /** The launch template of the user is gone. */
  public static final String LAUNCH_TEMPLATE_NOT_FOUND = "Ec2LaunchTemplateNotFound";

  /** EC2 refused a launch for another reason. */
  public static final String ASG_INSTANCE_LAUNCH_FAILURES = "AsgInstanceLaunchFailures";

  /** Health of node groups by group. */
  public static final Kind<NodeGroup.Key, NodeGroupHealth> KIND =
      Kind.of("eks-node-group-health", NodeGroupHealth.class, NodeGroupHealth::group);

  public NodeGroupHealth {
    issues = List.copyOf(issues);
  }
}
