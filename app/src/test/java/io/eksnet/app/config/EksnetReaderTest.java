package io.eksnet.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.app.config.ClusterConfig.Ec2Config;
import io.eksnet.app.config.ClusterConfigReader.Read;
import io.eksnet.vpc.AddressPicking;
import io.eksnet.vpc.CidrRestrictions;
import io.eksnet.vpc.Quota;
import io.eksnet.world.Pace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The section {@code eksnet:} of a ClusterConfig. */
class EksnetReaderTest {
  private static final String HEAD =
      """
      apiVersion: eksctl.io/v1alpha5
      kind: ClusterConfig
      metadata: {name: demo, region: us-west-2}
      """;

  @Test
  void withoutTheSectionEc2IsAsAwsHasIt() {
    assertThat(ec2("")).isEqualTo(Ec2Config.STANDARD);
    assertThat(ec2("").changes()).isEmpty();
  }

  @Test
  void quotasStrategyAndStrictnessAreRead() {
    Ec2Config ec2 =
        ec2(
            """
            eksnet:
              pace: real
              quotas: {vpcs-per-region: 100, subnets-per-vpc: 3}
              addresses: {strategy: random, seed: 42}
              cidrRestrictions: off
            """);
    assertThat(ec2)
        .isEqualTo(
            new Ec2Config(
                Map.of(Quota.VPCS_PER_REGION, 100, Quota.SUBNETS_PER_VPC, 3),
                new AddressPicking(AddressPicking.Strategy.RANDOM, 42),
                new CidrRestrictions(false)));
    assertThat(ec2.changes()).hasSize(4);
    assertThat(config("eksnet: {pace: real}").eksnet().pace()).isEqualTo(Pace.REAL);
  }

  @Test
  void aNetworkWithoutAClusterHasNeitherNodeGroupsNorAddons() {
    var config = config("eksnet: {cluster: false}");

    assertThat(config.eksnet().cluster()).isFalse();
    assertThat(config.nodeGroups()).isEmpty();
    assertThat(config.addons()).isEmpty();
    assertThat(problems("eksnet: {cluster: false}\naddons:\n  - name: coredns\n"))
        .anyMatch(
            it -> it.message().contains("addons needs a cluster, and eksnet.cluster is false"));
  }

  @Test
  void anUnknownQuotaIsRefusedWithTheList() {
    assertThat(problems("eksnet:\n  quotas:\n    vpc-per-region: 9\n"))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.line()).isEqualTo(6);
              assertThat(problem.message())
                  .startsWith("unknown quota \"vpc-per-region\"")
                  .contains("did you mean", "vpcs-per-region, ipv4-cidr-blocks-per-vpc");
            });
  }

  @Test
  void wrongValuesAreToldWithWhatWasExpected() {
    assertThat(
            problems(
                """
                eksnet:
                  pace: slow
                  quotas: {vpcs-per-region: many}
                  addresses: {strategy: highest}
                  cidrRestrictions: lax
                """))
        .extracting(Problem::message)
        .containsExactlyInAnyOrder(
            "eksnet.pace is \"slow\", expected fast or real",
            "eksnet.quotas.vpcs-per-region is \"many\", expected a whole number from 0 to"
                + " 2147483647",
            "eksnet.addresses.strategy is \"highest\", expected lowest, random or scatter",
            "eksnet.cidrRestrictions is \"lax\", expected strict or off");
    assertThat(problems("eksnet: {addresses: {seed: 1}}"))
        .extracting(Problem::message)
        .containsExactly(
            "eksnet.addresses.seed has no effect without strategy: random; leave it out");
  }

  private static Ec2Config ec2(String section) {
    return config(section).eksnet().ec2();
  }

  private static ClusterConfig config(String section) {
    return switch (ClusterConfigReader.read("cluster.yaml", HEAD + section)) {
      case Read.Config(ClusterConfig config, List<String> _) -> config;
      case Read.Wrong(List<Problem> problems) -> throw new AssertionError(problems);
    };
  }

  private static List<Problem> problems(String section) {
    return switch (ClusterConfigReader.read("cluster.yaml", HEAD + section)) {
      case Read.Config(ClusterConfig config, List<String> _) -> throw new AssertionError(config);
      case Read.Wrong(List<Problem> problems) -> problems;
    };
  }
}
