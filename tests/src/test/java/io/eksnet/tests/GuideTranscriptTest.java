package io.eksnet.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
