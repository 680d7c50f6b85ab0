package io.eksnet.eks;

import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Facts;
import io.eksnet.table.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * An EKS cluster. There is at most one in a world, because a network has one Kubernetes API.
 *
 * @param version Kubernetes' minor version, such as {@code 1.34}
 * @param serviceCidr the range of ClusterIPs; outside of every VPC
 * @param clusterSecurityGroup the group that EKS makes for the control plane and managed nodes
 * @param endpoint the API server's URL
 * @param certificateAuthority the API server's CA in PEM
 * @param settings what can be changed later
 * @param origin what was settled when it was made
 * @param since when it came into its present status
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
    Tags tags,
    ClusterSettings settings,
    Origin origin,
    Instant since)
    implements Scoped {

  /** The statuses of a cluster. */
  public enum Status {
    CREATING,
    ACTIVE,
    UPDATING,
    DELETING,
    FAILED
  }

  /**
   * What was settled when a cluster was made.
   *
   * @param roleArn the role that the control plane acts under
   * @param createdBy the ARN of the IAM principal that made it
   * @param id what its OIDC issuer is named by: 32 hexadecimal digits in capitals
   * @param creatorIsAdmin whether that principal may do everything in it
   * @param selfManagedAddons whether EKS put vpc-cni, kube-proxy and coredns into it, outside of
   *     its add-ons
   * @param clientToken the client's mark of the request
   */
  public record Origin(
      String roleArn,
      String createdBy,
      String id,
      boolean creatorIsAdmin,
      boolean selfManagedAddons,
      Optional<String> clientToken) {

    /** That of a cluster made by its account's root, without a role of its own. */
    public static Origin ofRoot(Scope scope, String name) {
      return new Origin(
          "arn:aws:iam::" + scope.account() + ":role/" + name + "-cluster",
          "arn:aws:iam::" + scope.account() + ":root",
          UUID.nameUUIDFromBytes(scope.arn("eks", name).getBytes(StandardCharsets.UTF_8))
              .toString()
              .replace("-", "")
              .toUpperCase(Locale.ROOT),
          true,
          false,
          Optional.empty());
    }
  }

  /** Clusters by name. */
  public static final Kind<String, Cluster> KIND =
      Kind.of("eks-cluster", Cluster.class, Cluster::name);

  public Cluster {
    subnets = List.copyOf(subnets);
  }

  /** A cluster with the settings that EKS gives by default, made by its account's root. */
  public Cluster(
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
    this(
        name,
        scope,
        vpc,
        subnets,
        version,
        serviceCidr,
        clusterSecurityGroup,
        endpoint,
        certificateAuthority,
        status,
        createdAt,
        tags,
        ClusterSettings.STANDARD,
        Origin.ofRoot(scope, name),
        createdAt);
  }

  /** The cluster of a network, whoever owns it; none when none was made or it is deleted. */
  public static Optional<Cluster> only(Facts facts) {
    return facts.table(KIND).stream().findFirst();
  }

  /** An account's cluster of a name in a Region. */
  public static Optional<Cluster> of(Facts facts, Scope scope, String name) {
    return facts.find(KIND, name).filter(it -> it.scope().equals(scope));
  }

  /** Its ARN. */
  public String arn() {
    return scope.arn("eks", "cluster/" + name);
  }

  /** Who its service accounts' tokens are issued by. */
  public String issuer() {
    return "https://oidc.eks." + scope.region() + ".amazonaws.com/id/" + origin.id();
  }

  /** Whether its API server answers clients. */
  public boolean answers() {
    return status == Status.ACTIVE || status == Status.UPDATING;
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
        tags,
        settings,
        origin,
        since);
  }

  /** This cluster in another status. */
  public Cluster withStatus(Status next) {
    return withStatus(next, since);
  }

  /** This cluster in another status from a moment on. */
  public Cluster withStatus(Status next, Instant from) {
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
        tags,
        settings,
        origin,
        from);
  }

  /** This cluster after a change of what can be changed. */
  public Cluster changed(String toVersion, List<SubnetId> toSubnets, ClusterSettings toSettings) {
    return new Cluster(
        name,
        scope,
        vpc,
        toSubnets,
        toVersion,
        serviceCidr,
        clusterSecurityGroup,
        endpoint,
        certificateAuthority,
        status,
        createdAt,
        tags,
        toSettings,
        origin,
        since);
  }

  /** This cluster with other tags. */
  public Cluster withTags(Tags others) {
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
        status,
        createdAt,
        others,
        settings,
        origin,
        since);
  }
}
