package io.eksnet.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The guide: a NodePort is accessible via {@code <node-ip>:30080} and requires security group
 * rules.
 */
class NodePortTest {
  @TempDir private Path home;

  @Test
  void aNodePortIsReachedFromTheInternetOnceASecurityGroupRuleAllowsIt() throws IOException {
    Tool.KUBECTL.required();
    Tool.AWS.required();
    Path config =
        Files.writeString(
            home.resolve("public.yaml"),
            """
            apiVersion: eksctl.io/v1alpha5
            kind: ClusterConfig
            metadata:
              name: public
              region: us-west-2
            managedNodeGroups:
              - name: workers
                instanceType: m5.large
                desiredCapacity: 2
            """);
    try (RunningNetwork net = RunningNetwork.up(home, "nodeport", "-f", config.toString())) {
      net.sh(
              "kubectl run web --image=nginx --port=8080 --labels=app=web"
                  + " && kubectl apply -f examples/guide/nodeport-service.yaml"
                  + " && kubectl wait --for=condition=Ready pod/web --timeout=30s")
          .succeeded();
      String address =
          net.sh(
                  "kubectl get nodes -o"
                      + " jsonpath='{.items[0].status.addresses[?(@.type==\"ExternalIP\")].address}'")
              .succeeded();
      Cli.Result before = net.eksnet("trace", "internet", address + ":30080");
      assertThat(before.exit()).as(before.toString()).isEqualTo(1);
      assertThat(before.out()).contains("aws ec2 authorize-security-group-ingress");

      net.sh(
              "aws ec2 authorize-security-group-ingress --protocol tcp --port 30080 --cidr 0.0.0.0/0"
                  + " --group-id \"$(aws ec2 describe-instances --query"
                  + " 'Reservations[0].Instances[0].SecurityGroups[0].GroupId' --output text)\"")
          .succeeded();

      Cli.Result after = net.eksnet("trace", "internet", address + ":30080");
      assertThat(after.exit()).as(after.toString()).isZero();
    }
  }
}
