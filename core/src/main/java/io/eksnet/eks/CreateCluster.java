package io.eksnet.eks;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.net.Cidr;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Optional;

/**
 * Makes a cluster; it becomes active some time later.
 *
 * <p>Refused with ResourceInUseException (the name is taken), ResourceLimitExceededException (a
 * network has one cluster), UnsupportedAvailabilityZoneException and InvalidParameterException (all
 * else).
 *
 * @param version none means the newest
 * @param serviceCidr none means EKS's choice
 * @param creatorIsAdmin whether the caller may do everything in the cluster
 * @param selfManagedAddons whether vpc-cni, kube-proxy and coredns are put into it
 * @param caller the ARN of the IAM principal that asks
 * @param clientToken a repetition with the same token answers what was made
 */
public record CreateCluster(
    Scope scope,
    String name,
    Optional<String> version,
    String roleArn,
    List<SubnetId> subnets,
    ClusterSettings settings,
    Optional<Cidr> serviceCidr,
    boolean creatorIsAdmin,
    boolean selfManagedAddons,
    String caller,
    Optional<String> clientToken,
    Tags tags)
    implements Command<Cluster> {
  public CreateCluster {
    subnets = subnets.stream().distinct().toList();
  }

  @Override
  public Decision<Cluster> decide(Facts facts, Context context) {
    return Clusters.create(facts, this, context);
  }
}
