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
  void theExampleNetworkIsBuiltThenNothingIsLeftToChangeThenNothingIsLeft() {
    Path plugins = Terraform.requiredPlugins();
    Tool.AWS.required();
    try (RunningNetwork net = RunningNetwork.up(home, "terraform")) {
      String before = everything(net);
      Terraform terraform =
          Terraform.init(net, plugins, net.root().resolve("examples/terraform/network"), home);

      terraform.run("apply -auto-approve").succeeded();

      Cli.Result again = terraform.run("plan -detailed-exitcode");
      assertThat(again.exit()).as(again.toString()).isZero();
      terraform.run("destroy -auto-approve").succeeded();
      assertThat(everything(net)).isEqualTo(before);
    }
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
                "describe-transit-gateways TransitGateways[?State!=\\`deleted\\`].TransitGatewayId"
              do
                set -f; set -- $call
                aws ec2 "$1" --query "$2" --output text | tr '\\t' '\\n' | sort | sed "s/^/$1 /" || exit
              done
            done
            """)
        .succeeded();
  }
}
