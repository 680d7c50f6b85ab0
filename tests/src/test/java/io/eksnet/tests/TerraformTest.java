package io.eksnet.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Runs beside the other tests: the provider mostly waits, by fixed times of its own. */
@Execution(ExecutionMode.CONCURRENT)
class TerraformTest {
  @TempDir private Path home;

  @Test
  void theExamplesAreBuiltThenNothingIsLeftToChangeThenNothingIsLeft() {
    Path plugins = Terraform.requiredPlugins();
    Tool.AWS.required();
    Tool.KUBECTL.required();
    try (RunningNetwork net = RunningNetwork.up(home, "terraform", "--without-cluster")) {
      String before = everything(net);
      Terraform network = example(net, plugins, "network");
      Terraform cluster = example(net, plugins, "cluster");

      network.run("apply -auto-approve").succeeded();
      cluster.run("apply -auto-approve").succeeded();

      assertThat(unchanged(network)).isZero();
      assertThat(unchanged(cluster)).isZero();
      assertThat(readyNodes(net)).isEqualTo(3);
      cluster.run("destroy -auto-approve").succeeded();
      network.run("destroy -auto-approve").succeeded();
      assertThat(everything(net)).isEqualTo(before);
    }
  }

  private Terraform example(RunningNetwork net, Path plugins, String name) {
    return Terraform.init(net, plugins, net.root().resolve("examples/terraform/" + name), home);
  }

  private static int unchanged(Terraform terraform) {
    Cli.Result plan = terraform.run("plan -detailed-exitcode");
    assertThat(plan.exit()).as(plan.toString()).isZero();
    return plan.exit();
  }

  private static long readyNodes(RunningNetwork net) {
    return net.sh(
            """
            aws eks update-kubeconfig --name shop --kubeconfig "$HOME/shop" >&2
            kubectl --kubeconfig "$HOME/shop" get nodes --no-headers
            """)
        .succeeded()
        .lines()
        .filter(line -> line.contains(" Ready "))
        .count();
  }

  /** The ids of all that clients see, in both Regions; what AWS shows for an hour is left out. */
  private static String everything(RunningNetwork net) {
    return net.sh(
            """
            for region in us-west-2 us-east-1; do
              export AWS_REGION=$region AWS_DEFAULT_REGION=$region
              for call in \\
                "describe-vpcs Vpcs[].VpcId" \\
                "describe-subnets Subnets[].SubnetId" \\
                "describe-route-tables RouteTables[].[RouteTableId,Routes[].DestinationCidrBlock]" \\
                "describe-network-acls NetworkAcls[].[NetworkAclId,Entries[].RuleNumber]" \\
                "describe-security-groups SecurityGroups[].GroupId" \\
                "describe-security-group-rules SecurityGroupRules[].SecurityGroupRuleId" \\
                "describe-internet-gateways InternetGateways[].InternetGatewayId" \\
                "describe-egress-only-internet-gateways EgressOnlyInternetGateways[].EgressOnlyInternetGatewayId" \\
                "describe-addresses Addresses[].AllocationId" \\
                "describe-network-interfaces NetworkInterfaces[].NetworkInterfaceId" \\
                "describe-vpc-endpoints VpcEndpoints[].VpcEndpointId" \\
                "describe-managed-prefix-lists PrefixLists[].PrefixListId" \\
                "describe-dhcp-options DhcpOptions[?Tags].DhcpOptionsId" \\
                "describe-nat-gateways NatGateways[?State!=\\`deleted\\`].NatGatewayId" \\
                "describe-vpc-peering-connections VpcPeeringConnections[?Status.Code!=\\`deleted\\`].VpcPeeringConnectionId" \\
                "describe-transit-gateways TransitGateways[?State!=\\`deleted\\`].TransitGatewayId" \\
                "describe-vpc-endpoint-service-configurations ServiceConfigurations[].ServiceId" \\
                "describe-instances Reservations[].Instances[?State.Name!=\\`terminated\\`].InstanceId" \\
                "eks:list-clusters clusters" \\
                "elbv2:describe-load-balancers LoadBalancers[].LoadBalancerArn" \\
                "elbv2:describe-target-groups TargetGroups[].TargetGroupArn" \\
                "acm:list-certificates CertificateSummaryList[].CertificateArn" \\
                "iam:list-roles Roles[].RoleName" \\
                "iam:list-policies --scope=Local Policies[].PolicyName" \\
                "iam:list-open-id-connect-providers OpenIDConnectProviderList[].Arn"
              do
                set -f; set -- $call
                case $1 in *:*) service=${1%%:*} action=${1#*:} ;; *) service=ec2 action=$1 ;; esac
                shift; option=; [ $# -eq 1 ] || { option=$1; shift; }
                aws "$service" "$action" $option --query "$1" --output text |
                  tr '\\t' '\\n' | sort | sed "s/^/$action /" || exit
              done
            done
            """)
        .succeeded();
  }
}
