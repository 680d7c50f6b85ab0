package io.eksnet.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The guide's commands as printed, run with the real kubectl, aws and jq on the guide's own
 * network. One network for all, in the order of the guide: a transcript, not single tests.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GuideTranscriptTest {
  @TempDir private static Path home;
  private static RunningNetwork net;

  @BeforeAll
  static void theGuidesNetwork() {
    Tool.KUBECTL.required();
    Tool.AWS.required();
    net = RunningNetwork.up(home, "guide", "-f", "examples/guide/cluster.yaml");
  }

  @AfterAll
  static void down() {
    if (net != null) {
      net.close();
    }
  }

  @Test
  @Order(1)
  void theGuidesIdsAreThere() {
    assertThat(
            net.sh("aws ec2 describe-vpcs --query 'Vpcs[].VpcId' --output text")
                .succeeded()
                .strip())
        .isEqualTo("vpc-12345678");
    assertThat(
            net.sh(
                    "aws ec2 describe-route-tables --route-table-ids rtb-12345678"
                        + " --query 'RouteTables[].VpcId' --output text")
                .succeeded()
                .strip())
        .isEqualTo("vpc-12345678");
    assertThat(net.sh("aws eks list-clusters --query 'clusters' --output text").succeeded().strip())
        .isEqualTo("my-cluster");
  }

  @Test
  @Order(2)
  void theCniIsThereWithoutBeingAskedFor() {
    assertThat(net.sh("kubectl get daemonset -n kube-system aws-node -o name").succeeded())
        .contains("daemonset.apps/aws-node");
    assertThat(
            net.sh(
                    "kubectl get daemonset -n kube-system aws-node"
                        + " -o jsonpath='{.status.numberReady}/{.status.desiredNumberScheduled}'")
                .succeeded())
        .isEqualTo("2/2");
  }

  @Test
  @Order(10)
  void thePodWithASecurityGroupAnnotationRunsAndGetsAVpcAddress() {
    Cli.Result applied = net.sh("kubectl apply -f examples/guide/security-groups-for-pods.yaml");
    assertThat(applied.succeeded()).contains("pod/web-app created");
    assertThat(applied.err()).contains("Warning:").contains("vpc.amazonaws.com/security-group-ids");

    net.sh("kubectl wait --for=condition=Ready pod/web-app --timeout=30s").succeeded();

    assertThat(podAddress("web-app")).startsWith("10.0.");
    assertThat(addressesOfInterfaces()).contains(podAddress("web-app"));
  }

  @Test
  @Order(15)
  void theAddonUpdateRollsAwsNodeWithTheNewSetting() {
    List<String> before = podsOfAwsNode();

    String asked =
        net.sh(
                """
                aws eks update-addon \\
                --cluster-name my-cluster \\
                --addon-name vpc-cni \\
                --addon-version latest \\
                --configuration-values '{"env":{"ENABLE_PREFIX_DELEGATION":"true"}}'
                """)
            .succeeded();
    net.sh("aws eks wait addon-active --cluster-name my-cluster --addon-name vpc-cni").succeeded();
    String id = asked.replaceAll("(?s).*\"id\": \"([^\"]+)\".*", "$1");

    assertThat(asked).contains("\"type\": \"AddonUpdate\"").contains("\"InProgress\"");
    assertThat(
            net.sh(
                    "aws eks describe-update --name my-cluster --addon-name vpc-cni --update-id "
                        + id
                        + " --query update.status --output text")
                .succeeded()
                .strip())
        .isEqualTo("Successful");
    assertThat(
            net.sh(
                    "kubectl get daemonset aws-node -n kube-system -o"
                        + " jsonpath='{.spec.template.spec.containers[0].env[?(@.name==\"ENABLE_PREFIX_DELEGATION\")].value}'")
                .succeeded())
        .isEqualTo("true");
    assertThat(
            net.sh(
                    "kubectl get daemonset -n kube-system aws-node"
                        + " -o jsonpath='{.status.updatedNumberScheduled}/{.status.numberReady}'")
                .succeeded())
        .isEqualTo("2/2");
    assertThat(podsOfAwsNode()).hasSize(2).doesNotContainAnyElementsOf(before);
    assertThat(
            net.sh(
                    "aws eks describe-addon --cluster-name my-cluster --addon-name vpc-cni --query"
                        + " addon.configurationValues --output text")
                .succeeded()
                .strip())
        .isEqualTo("{\"env\":{\"ENABLE_PREFIX_DELEGATION\":\"true\"}}");
  }

  private static List<String> podsOfAwsNode() {
    return words(net.sh("kubectl get pods -n kube-system -l k8s-app=aws-node -o name").succeeded());
  }

  @Test
  @Order(70)
  void everyInstanceTypeOfTheGuideMakesReadyNodesWithEc2sNumberOfPods() {
    Map<String, String> pods = new TreeMap<>();
    pods.put("t3.small", "11");
    pods.put("t3.medium", "17");
    pods.put("t3.large", "35");
    pods.put("m5.large", "29");
    pods.put("m5.xlarge", "58");
    pods.put("c5.2xlarge", "58");
    String like =
        net.sh(
                "aws eks describe-nodegroup --cluster-name my-cluster --nodegroup-name workers"
                    + " --query 'nodegroup.[nodeRole,subnets[]][]' --output text")
            .succeeded();
    List<String> words = words(like);
    String subnets = String.join(" ", words.subList(1, words.size()));
    for (String type : pods.keySet()) {
      net.sh(
              "aws eks create-nodegroup --cluster-name my-cluster --nodegroup-name "
                  + type.replace('.', '-')
                  + " --node-role "
                  + words.getFirst()
                  + " --subnets "
                  + subnets
                  + " --scaling-config minSize=1,maxSize=1,desiredSize=1 --instance-types "
                  + type)
          .succeeded();
    }
    for (String type : pods.keySet()) {
      String group = type.replace('.', '-');
      net.sh("aws eks wait nodegroup-active --cluster-name my-cluster --nodegroup-name " + group)
          .succeeded();
      assertThat(
              net.sh(
                      "kubectl get nodes -l eks.amazonaws.com/nodegroup="
                          + group
                          + " -o jsonpath='{.items[*].status.capacity.pods}"
                          + " {.items[*].status.conditions[?(@.type==\"Ready\")].status}'")
                  .succeeded())
          .as(type)
          .isEqualTo(pods.get(type) + " True");
    }
  }

  @Test
  @Order(20)
  void theNetworkPolicyExampleIsAppliedAndWithoutAnEngineNothingIsEnforced() {
    net.sh("kubectl apply -f examples/guide/network-policy.yaml").succeeded();
    net.sh("kubectl wait --for=condition=Ready pod/web pod/frontend pod/database --timeout=30s")
        .succeeded();

    Cli.Result trace = net.eksnet("trace", "pod/database", "pod/web:8080");

    assertThat(trace.exit()).isZero();
    assertThat(trace.out()).contains("not enforced");
  }

  @Test
  @Order(30)
  void theClusterIpServiceBalancesToThePodAndMakesNothingInAws() {
    String before = net.sh("aws ec2 describe-network-interfaces --output json").succeeded();

    net.sh("kubectl apply -f examples/guide/clusterip-service.yaml").succeeded();
    String type =
        net.sh("kubectl get service web-service -o jsonpath='{.spec.type} {.spec.clusterIP}'")
            .succeeded();

    assertThat(type).startsWith("ClusterIP 172.20.");
    assertThat(net.eksnet("trace", "pod/frontend", "svc/web-service:80").exit()).isZero();
    assertThat(net.eksnet("trace", "internet", "svc/web-service:80").exit()).isNotZero();
    assertThat(net.sh("aws ec2 describe-network-interfaces --output json").succeeded())
        .isEqualTo(before);
  }

  @Test
  @Order(40)
  void theNodePortServiceIsReachedOnANodesAddressFromInside() {
    net.sh("kubectl apply -f examples/guide/nodeport-service.yaml").succeeded();
    assertThat(
            net.sh("kubectl get service web-service -o jsonpath='{.spec.ports[0].nodePort}'")
                .succeeded())
        .isEqualTo("30080");
    String node = net.sh("kubectl get nodes -o jsonpath='{.items[0].metadata.name}'").succeeded();

    Cli.Result inside = net.eksnet("trace", "pod/frontend", "node/" + node + ":30080");

    assertThat(inside.exit()).as(inside.toString()).isZero();
    assertThat(net.eksnet("trace", "internet", "node/" + node + ":30080").exit())
        .as("nodes of this network are private")
        .isNotZero();
  }

  @Test
  @Order(30)
  void theS3EndpointTakesTheNodesTrafficToS3OffTheNatGateway() {
    String made =
        net.sh(
                """
                aws ec2 create-vpc-endpoint \\
                --vpc-id vpc-12345678 \\
                --service-name com.amazonaws.us-west-2.s3 \\
                --route-table-ids rtb-12345678
                """)
            .succeeded();

    assertThat(made).contains("\"VpcEndpointType\": \"Gateway\"");
    String endpoint = made.replaceAll("(?s).*\"VpcEndpointId\": \"(vpce-[0-9a-f]+)\".*", "$1");
    String routes =
        net.sh(
                "aws ec2 describe-route-tables --route-table-ids rtb-12345678 --query"
                    + " 'RouteTables[].Routes[].[DestinationCidrBlock,DestinationPrefixListId,GatewayId,NatGatewayId,State]'"
                    + " --output text")
            .succeeded();
    assertThat(routes.lines())
        .anyMatch(line -> line.matches("None\tpl-[0-9a-f]+\t" + endpoint + "\tNone\tactive"))
        .anyMatch(line -> line.matches("0.0.0.0/0\tNone\tNone\tnat-[0-9a-f]+\tactive"));
    assertThat(
            net.sh(
                    "aws ec2 describe-vpc-endpoints --query"
                        + " 'VpcEndpoints[].[VpcEndpointId,State,ServiceName]' --output text")
                .succeeded())
        .contains(endpoint + "\tavailable\tcom.amazonaws.us-west-2.s3");
  }

  @Test
  @Order(31)
  void aSecondBlockIsAssociatedWithTheVpcAndEveryRouteTableKnowsIt() {
    String made =
        net.sh(
                """
                aws ec2 associate-vpc-cidr-block \\
                --vpc-id vpc-12345678 \\
                --cidr-block 10.1.0.0/16
                """)
            .succeeded();

    assertThat(made).contains("\"CidrBlock\": \"10.1.0.0/16\"").contains("\"associating\"");
    assertThat(
            net.sh(
                    "aws ec2 describe-vpcs --vpc-ids vpc-12345678 --query"
                        + " 'Vpcs[].CidrBlockAssociationSet[].[CidrBlock,CidrBlockState.State]'"
                        + " --output text")
                .succeeded())
        .contains("10.0.0.0/16\tassociated")
        .contains("10.1.0.0/16\tassociated");
    assertThat(
            net.sh(
                    "aws ec2 describe-route-tables --query"
                        + " \"RouteTables[?!Routes[?DestinationCidrBlock=='10.1.0.0/16' &&"
                        + " GatewayId=='local']].RouteTableId\" --output text")
                .succeeded()
                .strip())
        .as("route tables without a local route to the new block")
        .isEmpty();
    assertThat(
            net.sh(
                    "aws ec2 create-subnet --vpc-id vpc-12345678 --cidr-block 10.1.0.0/24"
                        + " --query Subnet.AvailableIpAddressCount --output text")
                .succeeded()
                .strip())
        .isEqualTo("251");
  }

  @Test
  @Order(50)
  void theMonitoringCommandsPrintWhatTheGuideSays() {
    Tool.JQ.required();
    assertThat(net.sh("kubectl get nodes -o json | jq '.items[].status.addresses'").succeeded())
        .contains("InternalIP")
        .contains("10.0.");
    assertThat(net.sh("kubectl get pods -o wide").succeeded())
        .contains(podAddress("web"))
        .contains("NODE");
    assertThat(net.sh("kubectl get pods -n kube-system -l app=vpc-cni").succeeded())
        .contains("aws-node-")
        .contains("2/2");
  }

  @Test
  @Order(60)
  void awsShowsTheVeryAddressesThatKubectlPrints() {
    List<String> pods =
        words(
            net.sh(
                    "kubectl get pods -A -o"
                        + " jsonpath='{range .items[*]}{.status.podIP}{\"\\n\"}{end}'")
                .succeeded());

    assertThat(pods).isNotEmpty();
    assertThat(addressesOfInterfaces()).containsAll(pods);
  }

  private static List<String> addressesOfInterfaces() {
    return words(
        net.sh(
                "aws ec2 describe-network-interfaces --query"
                    + " 'NetworkInterfaces[].PrivateIpAddresses[].PrivateIpAddress' --output text")
            .succeeded());
  }

  private static String podAddress(String pod) {
    return net.sh("kubectl get pod " + pod + " -o jsonpath='{.status.podIP}'").succeeded();
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}
