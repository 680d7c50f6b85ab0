package io.eksnet.eks;

import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.List;

/**
 * An EKS cluster.
 *
 * @param version Kubernetes' minor version, such as {@code 1.34}
 * @param serviceCidr the range of ClusterIPs; outside of every VPC
 * @param clusterSecurityGroup the group that EKS makes for the control plane and managed nodes
 * @param endpoint the API server's URL
 * @param certificateAuthority the API server's CA in PEM
 */
public record Cluster(
    String name,
    Scope scope,
    VpcId vpc,
    List<SubnetId> subnets,
    String version,
    Cidr serviceCidr,
    SecurityGroupId clusterSecurityGroup,
    String endpoint,
    String certificateAuthority,
    Status status,
    Instant createdAt,
    Tags tags) {

  /** The statuses of a cluster. */
  public enum Status {
    CREATING,
    ACTIVE,
    UPDATING,
    DELETING,
    FAILED
  }

  /** Clusters by name. */
  public static final Kind<String, Cluster> KIND =
      Kind.of("eks-cluster", Cluster.class, Cluster::name);

  public Cluster {
    subnets = List.copyOf(subnets);
  }

  /** Its ARN. */
  public String arn() {
    return scope.arn("eks", "cluster/" + name);
  }

  /** This cluster behind another endpoint. */
  public Cluster served(String url, String ca) {
    return new Cluster(
        name,
        scope,
        vpc,
        subnets,
        version,
        serviceCidr,
        clusterSecurityGroup,
        url,
        ca,
        status,
        createdAt,
        tags);
  }

  /** This cluster in another status. */
  public Cluster withStatus(Status next) {
    return new Cluster(
        name,
        scope,
        vpc,
        subnets,
        version,
        serviceCidr,
        clusterSecurityGroup,
        endpoint,
        certificateAuthority,
        next,
        createdAt,
        tags);
  }
}
