package io.eksnet.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user meets who starts, stops, breaks and repeats networks. */
class NetworkLifeTest {
  @TempDir private Path home;

  @Test
  void whatKubectlWasToldSurvivesAKillOfTheDaemon() {
    Tool.KUBECTL.required();
    try (RunningNetwork net = RunningNetwork.up(home, "killed")) {
      net.sh("kubectl create configmap kept --from-literal=a=b").succeeded();
      net.sh("kubectl create deployment web --image=nginx --replicas=5").succeeded();
      net.sh("kubectl rollout status deployment/web --timeout=30s").succeeded();
      String pods = net.sh("kubectl get pods -o wide --no-headers | awk '{print $1, $6}'").out();
      String pid =
          net.eksnet("status", "-o", "json").out().replaceAll("(?s).*\"pid\" : (\\d+).*", "$1");

      net.sh("kill -9 " + pid + "; sleep 0.3").succeeded();
      Cli.Result again = net.eksnet("up");

      assertThat(again.exit()).as(again.toString()).isZero();
      assertThat(net.sh("kubectl get configmap kept -o jsonpath='{.data.a}'").succeeded())
          .isEqualTo("b");
      assertThat(net.sh("kubectl get pods -o wide --no-headers | awk '{print $1, $6}'").out())
          .isEqualTo(pods);
    }
  }

  @Test
  void upAgainDoesNothingAndAnotherConfigIsRefused() throws IOException {
    Path other = Files.writeString(home.resolve("other.yaml"), config("m5.xlarge"));
    try (RunningNetwork net = RunningNetwork.up(home, "same")) {
      assertThat(net.eksnet("up").exit()).isZero();

      Cli.Result refused = net.eksnet("up", "-f", other.toString());

      assertThat(refused.exit()).isEqualTo(2);
      assertThat(refused.err())
          .contains("was made from another config")
          .contains("eksnet down --delete --name same");
    }
  }

  @Test
  void everyProblemOfAConfigIsToldAtOnceWithItsPlaceAndNothingIsStarted() throws IOException {
    Path wrong =
        Files.writeString(
            home.resolve("cluster.yaml"),
            config("m5.lage").replace("region: us-west-2", "region: us-west-9")
                + "surprise: true\n");
    Cli eksnet = Cli.eksnet(home).env("XDG_STATE_HOME", home.resolve("state").toString());

    Cli.Result refused = eksnet.run("up", "--name", "wrong", "-f", wrong.toString());

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err())
        .contains("cluster.yaml:5:11   unknown Region \"us-west-9\"")
        .contains("unknown instance type \"m5.lage\"; did you mean m5.large?")
        .contains("unknown field \"surprise\"")
        .contains("3 problems, nothing was started.");
    assertThat(home.resolve("state/eksnet/wrong")).doesNotExist();
  }

  @Test
  void aPodThatGetsNoAddressSaysSoAndOneThatFitsNowhereStaysPending() throws IOException {
    Tool.KUBECTL.required();
    Path small =
        Files.writeString(
            home.resolve("small.yaml"),
            config("m5.large").replace("desiredCapacity: 2", "desiredCapacity: 1"));
    try (RunningNetwork net = RunningNetwork.up(home, "full", "-f", small.toString())) {
      net.sh("kubectl create deployment web --image=nginx --replicas=40").succeeded();
      net.sh(
              "for i in $(seq 40); do kubectl get events -o json | grep -q 'Too many pods' && break;"
                  + " sleep 0.25; done")
          .succeeded();

      assertThat(net.sh("kubectl get events").out()).contains("Too many pods");
      assertThat(net.eksnet("get", "ips").out()).contains("3/3").contains("29/29");
    }
  }

  @Test
  void aDamagedJournalIsRefusedWithOneMessageAndLeftAsItIs() throws IOException {
    try (RunningNetwork net = RunningNetwork.up(home, "damaged")) {
      assertThat(net.eksnet("down").exit()).isZero();
      Path journal = home.resolve("state/eksnet/damaged/journal.db");
      byte[] garbage =
          "not a journal".repeat(1000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
      Files.write(journal, garbage);

      Cli.Result refused = net.eksnet("up");

      assertThat(refused.exit()).isEqualTo(2);
      assertThat(refused.err()).contains("journal.db").contains("Nothing was changed");
      assertThat(Files.readAllBytes(journal)).isEqualTo(garbage);
    }
  }

  private static String config(String type) {
    return """
    apiVersion: eksctl.io/v1alpha5
    kind: ClusterConfig
    metadata:
      name: test
      region: us-west-2
    managedNodeGroups:
      - name: workers
        instanceType: %s
        desiredCapacity: 2
    """
        .formatted(type);
  }
}
