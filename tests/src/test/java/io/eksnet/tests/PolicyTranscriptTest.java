package io.eksnet.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The guide's NetworkPolicy on the default network, whose engine is on; and what a user meets who
 * follows the README.
 */
class PolicyTranscriptTest {
  @TempDir private static Path home;
  private static RunningNetwork net;

  @BeforeAll
  static void theDefaultNetworkWithTheGuidesPolicy() {
    Tool.KUBECTL.required();
    Tool.AWS.required();
    net = RunningNetwork.up(home, "policy");
    net.sh("kubectl apply -f examples/guide/network-policy.yaml").succeeded();
    net.sh("kubectl wait --for=condition=Ready pod/web pod/frontend pod/database --timeout=30s")
        .succeeded();
  }

  @AfterAll
  static void down() {
    if (net != null) {
      net.close();
    }
  }

  @Test
  void upSaysThatPodsAreSimulatedAndThatThePolicyAgentIsOn() {
    assertThat(net.printed())
        .contains("Pods are simulated")
        .contains("on EKS it is off")
        .contains("VPC 10.0.0.0/16 (us-west-2)");
  }

  @Test
  void webReachesTheDatabaseBecauseThePolicyAllowsIt() {
    Cli.Result trace = net.eksnet("trace", "pod/web", "pod/database:5432");

    assertThat(trace.exit()).as(trace.toString()).isZero();
    assertThat(trace.out()).contains("REACHABLE").contains("default/web-policy");
  }

  @Test
  void theDatabaseDoesNotReachWebAndTheTraceSaysWhatWouldOpenIt() {
    Cli.Result trace = net.eksnet("trace", "pod/database", "pod/web:8080");

    assertThat(trace.exit()).isEqualTo(1);
    assertThat(trace.out())
        .contains("DENIED")
        .contains("NetworkPolicy default/web-policy")
        .contains("ingress[0] allows only app=frontend")
        .contains("kubectl patch networkpolicy web-policy");
  }

  @Test
  void webDoesNotReachTheInternetBecauseThePolicyIsolatesItsEgress() {
    assertThat(net.eksnet("trace", "pod/web", "internet:443").exit()).isEqualTo(1);
    assertThat(net.eksnet("trace", "pod/frontend", "internet:443").exit()).isZero();
  }

  @Test
  void aTraceOfSomethingThatIsNotThereExitsWithTwoAndNamesWhatMayBeMeant() {
    Cli.Result trace = net.eksnet("trace", "pod/wev", "pod/web:8080");

    assertThat(trace.exit()).isEqualTo(2);
    assertThat(trace.err()).contains("wev").contains("web");
  }

  @Test
  void updateKubeconfigAndGetTokenWorkAgainstTheCluster() {
    net.sh("aws eks update-kubeconfig --name eksnet --kubeconfig \"$HOME/eks-config\"").succeeded();

    assertThat(
            net.sh("kubectl --kubeconfig \"$HOME/eks-config\" get namespace default -o name")
                .succeeded())
        .contains("namespace/default");
  }

  @Test
  void kubectlLogsOfAwsNodeShowWhatIpamdDecided() {
    assertThat(
            net.sh("kubectl logs -n kube-system -l k8s-app=aws-node -c aws-node --tail=50")
                .succeeded())
        .contains("AddNetworkReply")
        .contains("default/web");
  }

  @Test
  void aWatchSeesAPodComeAndGo() {
    String line =
        "timeout 20 kubectl get pods -w --no-headers > \"$HOME/watch\" & sleep 1;"
            + " kubectl run seen --image=nginx >/dev/null;"
            + " kubectl wait --for=condition=Ready pod/seen --timeout=15s >/dev/null;"
            + " kubectl delete pod seen --wait=true --grace-period=1 >/dev/null; sleep 1; kill $!;"
            + " cat \"$HOME/watch\"";

    assertThat(net.sh(line).out()).contains("seen").contains("Running").contains("Terminating");
  }

  @Test
  void unsignedAndWronglySignedCallsAreRefused() {
    Cli.Result wrong = net.sh("AWS_SECRET_ACCESS_KEY=wrong aws ec2 describe-vpcs");
    assertThat(wrong.exit()).isNotZero();
    assertThat(wrong.err()).containsAnyOf("SignatureDoesNotMatch", "AuthFailure");

    Cli.Result anonymous = net.sh("kubectl --token=wrong get pods");
    assertThat(anonymous.exit()).isNotZero();
    assertThat(anonymous.err()).contains("Unauthorized");
  }

  @Test
  void whatAwsDoesNotServeIsRefusedByName() {
    Cli.Result refused = net.sh("aws ec2 describe-key-pairs");

    assertThat(refused.exit()).isNotZero();
    assertThat(refused.err()).contains("DescribeKeyPairs");
  }
}
