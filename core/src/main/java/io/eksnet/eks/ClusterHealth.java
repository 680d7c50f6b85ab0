package io.eksnet.eks;

import io.eksnet.iam.Role;
import io.eksnet.id.Id;
import io.eksnet.table.Facts;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Vpcs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with a cluster, as EKS's {@code health.issues} tells. */
public final class ClusterHealth {
  private ClusterHealth() {}

  /**
   * One issue.
   *
   * @param code one of EKS's ClusterIssueCodes
   * @param resourceIds what it is about
   */
  public record Issue(String code, String message, List<String> resourceIds) {
    public Issue {
      resourceIds = List.copyOf(resourceIds);
    }
  }

  /** The issues of a cluster; none when it is healthy or going. */
  public static List<Issue> of(Facts facts, Cluster cluster) {
    if (cluster.status() == Cluster.Status.DELETING) {
      return List.of();
    }
    Vpcs vpcs = new Vpcs(facts);
    List<Issue> issues = new ArrayList<>();
    if (vpcs.vpc(cluster.vpc()).isEmpty()) {
      issues.add(
          new Issue(
              "VpcNotFound",
              "The VPC associated with your cluster could not be found.",
              List.of(cluster.vpc().value())));
    }
    missing(
            cluster.subnets().stream().filter(id -> vpcs.subnet(id).isEmpty()).toList(),
            "Ec2SubnetNotFound",
            "One or more of the subnets associated with your cluster could not be found.")
        .ifPresent(issues::add);
    missing(
            ClusterNetwork.groups(cluster).stream()
                .filter(id -> vpcs.securityGroup(id).isEmpty())
                .toList(),
            "Ec2SecurityGroupNotFound",
            "One or more of the security groups associated with your cluster could not be found.")
        .ifPresent(issues::add);
    missing(
            cluster.subnets().stream()
                .flatMap(id -> vpcs.subnet(id).stream())
                .filter(it -> vpcs.availableAddresses(it) < ClusterNetwork.FREE_ADDRESSES)
                .map(Subnet::id)
                .toList(),
            "InsufficientFreeAddresses",
            "One or more of the subnets associated with your cluster does not have enough available"
                + " IP addresses for Amazon EKS to perform cluster management operations.")
        .ifPresent(issues::add);
    if (facts.find(Role.KIND, cluster.origin().roleArn()).isEmpty()) {
      issues.add(
          new Issue(
              "IamRoleNotFound",
              "The IAM role associated with your cluster could not be found.",
              List.of(cluster.origin().roleArn())));
    }
    return List.copyOf(issues);
  }

  private static Optional<Issue> missing(List<? extends Id<?>> ids, String code, String message) {
    return ids.isEmpty()
        ? Optional.empty()
        : Optional.of(new Issue(code, message, ids.stream().<String>map(Id::value).toList()));
  }
}
