package io.eksnet.eks;

import static io.eksnet.eks.EksLab.A;
import static io.eksnet.eks.EksLab.A2;
import static io.eksnet.eks.EksLab.B;
import static io.eksnet.eks.EksLab.GROUP;
import static io.eksnet.eks.EksLab.OTHER;
import static io.eksnet.eks.EksLab.OTHER_GROUP;
import static io.eksnet.eks.EksLab.SCOPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.eks.ClusterSettings.EndpointAccess;
import io.eksnet.id.AccountId;
import io.eksnet.id.Scope;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.net.Cidr;
import io.eksnet.table.Change;
import io.eksnet.vpc.Vpcs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClustersTest {
  private final EksLab lab = new EksLab();

  private static Arguments row(CreateCluster asked, String refusal) {
    return Arguments.of(asked, refusal);
  }

  private static CreateCluster with(Optional<String> version, String role, Optional<Cidr> range) {
    CreateCluster plain = EksLab.create("demo");
    return new CreateCluster(
        SCOPE,
        plain.name(),
        version,
        role,
        plain.subnets(),
        plain.settings(),
        range,
        true,
        true,
        plain.caller(),
        plain.clientToken(),
        Tags.NONE);
  }

  private static CreateCluster services(String range) {
    return with(Optional.empty(), EksLab.ROLE, Optional.of(Cidr.parse(range)));
  }

  private static CreateCluster access(boolean isPublic, String cidr) {
    return EksLab.asking(
        "demo",
        ClusterSettings.STANDARD.withEndpointAccess(
            new EndpointAccess(isPublic, false, List.of(cidr))),
        List.of(A, B));
  }

  static Stream<Arguments> wrongRequests() {
    return Stream.of(
        row(EksLab.create("-demo"), "InvalidParameterException: The cluster name '-demo'"),
        row(
            with(Optional.of("9.9"), EksLab.ROLE, Optional.empty()),
            "InvalidParameterException: unsupported Kubernetes version 9.9"),
        row(
            with(Optional.empty(), EksLab.DEV_ROLE, Optional.empty()),
            "InvalidParameterException: Role with arn: arn:aws:iam::123456789012:role/path/dev,"
                + " could not be assumed because it does not exist or the trusted entity is not"
                + " correct"),
        row(
            EksLab.asking("demo", ClusterSettings.STANDARD, List.of(A, A2)),
            "InvalidParameterException: Subnets specified must be in at least two different AZs"),
        row(
            EksLab.asking("demo", ClusterSettings.STANDARD, List.of()),
            "InvalidParameterException: Subnets specified must be in at least two different AZs"),
        row(
            EksLab.asking("demo", ClusterSettings.STANDARD, List.of(A, new SubnetId("subnet-1"))),
            "InvalidParameterException: The subnet ID 'subnet-1' does not exist (Service:"
                + " AmazonEC2; Status Code: 400; Error Code: InvalidSubnetID.NotFound"),
        row(
            EksLab.asking("demo", ClusterSettings.STANDARD, List.of(A, OTHER)),
            "InvalidParameterException: Subnets provided must belong to the same VPC"),
        row(
            EksLab.asking("demo", ClusterSettings.STANDARD, List.of(A, EksLab.C)),
            "UnsupportedAvailabilityZoneException: Cannot create cluster 'demo' because us-east-1c,"
                + " the targeted availability zone, does not currently have sufficient capacity to"
                + " support the cluster. Retry and choose from these availability zones:"
                + " us-east-1a, us-east-1b, us-east-1d, us-east-1e, us-east-1f"),
        row(
            EksLab.asking(
                "demo",
                ClusterSettings.STANDARD.withSecurityGroups(List.of(OTHER_GROUP)),
                List.of(A, B)),
            "InvalidParameterException: Security group(s) [sg-000000000000000ff] are not in the"
                + " same VPC as the subnets."),
        row(services("10.200.0.0/8"), "InvalidParameterException: The service IPv4 CIDR"),
        row(services("10.200.0.0/25"), "InvalidParameterException: The service IPv4 CIDR"),
        row(
            services("100.64.0.0/16"),
            "InvalidParameterException: The service IPv4 CIDR 100.64.0.0/16 must be within one of"),
        row(
            services("10.0.128.0/20"),
            "InvalidParameterException: The service IPv4 CIDR 10.0.128.0/20 overlaps with the"
                + " VPC's CIDR 10.0.0.0/16"),
        row(
            access(false, "0.0.0.0/0"),
            "InvalidParameterException: Private and public endpoint access cannot be false"),
        row(
            access(true, "1.2.3.4/24"),
            "InvalidParameterException: The following CIDRs are invalid in publicAccessCidrs:"
                + " [1.2.3.4/24]"));
  }

  @ParameterizedTest
  @MethodSource("wrongRequests")
  void whatEksWouldNotMakeIsRefusedAndNothingIsMade(CreateCluster asked, String refusal) {
    assertThat(lab.refused(asked)).startsWith(refusal);
    assertThat(Cluster.only(lab.world())).isEmpty();
  }

  @Test
  void aClusterBeginsWithItsSecurityGroupAndItsCreatorsEntry() {
    Cluster made = lab.done(EksLab.create("demo"));

    assertThat(made.status()).isEqualTo(Cluster.Status.CREATING);
    assertThat(made.version()).isEqualTo(ClusterVersion.newest().text());
    assertThat(made.serviceCidr()).hasToString("172.20.0.0/16");
    assertThat(made.issuer())
        .matches("https://oidc\\.eks\\.us-east-1\\.amazonaws\\.com/id/[0-9A-F]{32}");
    var group = new Vpcs(lab.world()).securityGroup(made.clusterSecurityGroup()).orElseThrow();
    assertThat(group.name()).matches("eks-cluster-sg-demo-\\d+");
    assertThat(group.tags().values())
        .containsEntry("kubernetes.io/cluster/demo", "owned")
        .containsEntry("aws:eks:cluster-name", "demo");
    assertThat(new Vpcs(lab.world()).rulesOf(group.id())).hasSize(2);
    assertThat(AccessEntries.of(lab.world(), made, EksLab.ROOT))
        .hasValueSatisfying(it -> assertThat(it.policy(AccessPolicies.CLUSTER_ADMIN)).isPresent());
  }

  @Test
  void theSameTokenMakesNothingTwiceAndTheNameIsTakenOtherwise() {
    Cluster first = lab.done(EksLab.create("demo"));

    assertThat(lab.done(EksLab.create("demo"))).isEqualTo(first);
    CreateCluster plain = EksLab.create("demo");
    assertThat(
            lab.refused(
                new CreateCluster(
                    SCOPE,
                    "demo",
                    Optional.empty(),
                    plain.roleArn(),
                    plain.subnets(),
                    plain.settings(),
                    Optional.empty(),
                    true,
                    true,
                    plain.caller(),
                    Optional.of("another"),
                    Tags.NONE)))
        .isEqualTo("ResourceInUseException: Cluster already exists with name: demo");
  }

  @Test
  void aNetworkHasOneClusterAndTheRefusalTellsTheWayOut() {
    lab.withCluster();

    assertThat(lab.refused(EksLab.create("second")))
        .startsWith("ResourceLimitExceededException: eksnet runs one cluster per network")
        .contains("aws eks delete-cluster --name demo")
        .contains("--without-cluster");
  }

  @Test
  void nobodyElseSeesOrEndsACluster() {
    lab.withCluster();
    Scope other = new Scope(new AccountId("210987654321"), SCOPE.region());

    assertThat(lab.refused(new DeleteCluster(other, "demo")))
        .isEqualTo("ResourceNotFoundException: No cluster found for name: demo.");
  }

  @Test
  void aClusterWithNodeGroupsOrProtectionStays() {
    lab.withCluster();
    Cluster cluster = lab.cluster();
    lab.state(
        Change.put(
            Cluster.KIND,
            cluster.changed(
                cluster.version(),
                cluster.subnets(),
                cluster.settings().withDeletionProtection(true))));
    assertThat(lab.refused(new DeleteCluster(SCOPE, "demo")))
        .startsWith("InvalidRequestException: Cluster demo has deletion protection enabled");

    lab.state(Change.put(Cluster.KIND, cluster));
    lab.state(
        Change.put(
            NodeGroup.KIND,
            new NodeGroup(
                "demo",
                "workers",
                "00000000-0000-4000-a000-000000000000",
                new NodeGroup.Scaling(0, 1, 0),
                List.of(A),
                NodeGroup.Nodes.of("m5.large", "1.34", "", Optional.empty()),
                Map.of(),
                List.of(),
                NodeGroup.UpdateConfig.STANDARD,
                false,
                NodeGroup.Status.ACTIVE,
                Instant.EPOCH,
                Instant.EPOCH,
                Tags.NONE)));
    assertThat(lab.refused(new DeleteCluster(SCOPE, "demo")))
        .isEqualTo("ResourceInUseException: Cluster has nodegroups attached");
  }

  @Test
  void healthNamesWhatIsGoneOrFull() {
    lab.withCluster();
    assertThat(ClusterHealth.of(lab.world(), lab.cluster())).isEmpty();

    Cluster cluster = lab.cluster();
    Cluster broken =
        cluster.changed(
            cluster.version(),
            List.of(A, new SubnetId("subnet-1")),
            cluster.settings().withSecurityGroups(List.of(GROUP)));
    lab.state(Change.put(Cluster.KIND, broken));
    lab.state(Change.remove(io.eksnet.vpc.SecurityGroup.KIND, GROUP));
    lab.state(Change.remove(io.eksnet.iam.Role.KIND, EksLab.ROLE));

    assertThat(ClusterHealth.of(lab.world(), broken))
        .extracting(ClusterHealth.Issue::code)
        .containsExactly("Ec2SubnetNotFound", "Ec2SecurityGroupNotFound", "IamRoleNotFound");
  }
}
