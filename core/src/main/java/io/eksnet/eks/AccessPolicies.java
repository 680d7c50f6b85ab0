package io.eksnet.eks;

import java.util.List;
import java.util.stream.Stream;

/**
 * The access policies of EKS: ready-made rights in a cluster (EKS user guide, "Review access policy
 * permissions").
 */
public final class AccessPolicies {
  private static final String PREFIX = "arn:aws:eks::aws:cluster-access-policy/";

  /** Everything in the whole cluster. */
  public static final String CLUSTER_ADMIN = PREFIX + "AmazonEKSClusterAdminPolicy";

  private static final List<String> NAMES =
      List.of(
          "AmazonAIOpsAssistantPolicy",
          "AmazonARCRegionSwitchScalingPolicy",
          "AmazonEKSACKPolicy",
          "AmazonEKSAdminPolicy",
          "AmazonEKSAdminViewPolicy",
          "AmazonEKSArgoCDClusterPolicy",
          "AmazonEKSArgoCDPolicy",
          "AmazonEKSAutoNodePolicy",
          "AmazonEKSBlockStorageClusterPolicy",
          "AmazonEKSBlockStoragePolicy",
          "AmazonEKSClusterAdminPolicy",
          "AmazonEKSComputeClusterPolicy",
          "AmazonEKSComputePolicy",
          "AmazonEKSEditPolicy",
          "AmazonEKSEventPolicy",
          "AmazonEKSHybridPolicy",
          "AmazonEKSKROPolicy",
          "AmazonEKSLoadBalancingClusterPolicy",
          "AmazonEKSLoadBalancingPolicy",
          "AmazonEKSNetworkingClusterPolicy",
          "AmazonEKSNetworkingPolicy",
          "AmazonEKSPodIdentityPolicy",
          "AmazonEKSSecretAdminPolicy",
          "AmazonEKSSecretReaderPolicy",
          "AmazonEKSViewPolicy",
          "AmazonEMRJobPolicy",
          "AmazonSagemakerHyperpodClusterPolicy",
          "AmazonSagemakerHyperpodControllerPolicy",
          "AmazonSagemakerHyperpodSpacePolicy",
          "AmazonSagemakerHyperpodSystemNamespacePolicy");

  private AccessPolicies() {}

  /** Their ARNs, by name. */
  public static Stream<String> arns() {
    return NAMES.stream().map(PREFIX::concat);
  }

  /** The name at the end of an ARN. */
  public static String name(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /** Whether EKS has such a policy. */
  public static boolean known(String arn) {
    return arn.startsWith(PREFIX) && NAMES.contains(name(arn));
  }
}
