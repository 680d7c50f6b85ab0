package io.eksnet.cni;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kube.KubeSamples;
import io.eksnet.kube.NodeNetwork;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.PlainDocuments;
import io.eksnet.kube.PodSandbox;
import io.eksnet.kube.PodSandbox.Network;
import io.eksnet.net.IpAddress;
import io.eksnet.table.Change;
import io.eksnet.world.Pace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the kubelet is answered, and when a node's network is ready. */
class NetworkServerTest {

  @Test
  void podsGetTheLowestFreeAddressOfTheLowestDevice() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "").pods("n1", 1, 10);

    List<String> addresses =
        java.util.stream.IntStream.rangeClosed(1, 10)
            .mapToObj(pod -> lab.addressOf("n1", "p" + pod).orElseThrow().toString())
            .toList();
    // 10.0.0.4 is the node's own, 10.0.0.14 that of the second interface.
    assertThat(addresses)
        .containsExactly(
            "10.0.0.5",
            "10.0.0.6",
            "10.0.0.7",
            "10.0.0.8",
            "10.0.0.9",
            "10.0.0.10",
            "10.0.0.11",
            "10.0.0.12",
            "10.0.0.13",
            "10.0.0.15");
  }

  @Test
  void aSeedGivesPodsAddressesInAnyOrderAndTheSameEveryTime() {
    List<IpAddress> once = seeded(3);
    assertThat(once).isEqualTo(seeded(3)).isNotEqualTo(seeded(4)).doesNotHaveDuplicates();
  }

  private static List<IpAddress> seeded(long seed) {
    Lab lab =
        new Lab(Pace.FAST, "10.0.0.0/16", new AddressOrder.Seeded(seed), controller -> controller)
            .node("n1", "m5.large", "")
            .pods("n1", 1, 5);
    return java.util.stream.IntStream.rangeClosed(1, 5)
        .mapToObj(pod -> lab.addressOf("n1", "p" + pod).orElseThrow())
        .toList();
  }

  @Test
  void aRepeatedAddGivesThePodTheAddressThatItHas() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "").pods("n1", 1, 3);
    IpAddress address = lab.addressOf("n1", "p2").orElseThrow();

    lab.pod("n1", "p2");
    lab.settle();

    assertThat(lab.addressOf("n1", "p2")).contains(address);
    assertThat(lab.pool("n1").assigned()).isEqualTo(3);
    assertThat(lab.said("n1", "duplicate pod assign")).isEqualTo(1);
  }

  @Test
  void aReleasedAddressCoolsForThirtySecondsAndTheSandboxIsGone() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "").pods("n1", 1, 1);
    IpAddress address = lab.addressOf("n1", "p1").orElseThrow();
    lab.delete("n1", "p1");
    lab.settle();
    assertThat(lab.network("n1", "p1")).isEmpty();
    assertThat(lab.pool("n1").cooling()).isEqualTo(1);

    lab.pods("n1", 2, 2);
    assertThat(lab.addressOf("n1", "p2")).isPresent().get().isNotEqualTo(address);
    lab.run(Duration.ofSeconds(30));
    assertThat(lab.pool("n1").cooling()).isZero();
    lab.pods("n1", 3, 3);
    assertThat(lab.addressOf("n1", "p3")).contains(address);
  }

  @Test
  void aReleaseOfAPodThatNeverHadAnAddressSucceeds() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "");
    lab.settle();
    lab.state(
        Change.put(
            PodSandbox.KIND,
            new PodSandbox(
                "uid-x", new ObjectKey("default", "x"), "n1", new Network.Released(lab.now()))));
    lab.settle();

    assertThat(lab.world().table(PodSandbox.KIND).size()).isZero();
  }

  @Test
  void aBurstOfPodsIsServedWithoutAFailureAtPaceFast() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "");
    for (int pod = 1; pod <= 27; pod++) {
      lab.pod("n1", "p" + pod);
    }
    lab.settle();

    assertThat(lab.running("n1")).isEqualTo(27);
    assertThat(lab.said("n1", "DataStore has no available")).isZero();
  }

  @Test
  void aBurstOfPodsFailsFirstAndIsServedWithinRoundsAtPaceReal() {
    Lab lab = new Lab(Pace.REAL, "10.0.0.0/16").node("n1", "m5.large", "");
    lab.run(Duration.ofMinutes(1));
    for (int pod = 1; pod <= 27; pod++) {
      lab.pod("n1", "p" + pod);
    }
    lab.settle();
    assertThat(lab.running("n1")).isEqualTo(9);

    lab.run(Duration.ofSeconds(30));
    assertThat(lab.running("n1")).isEqualTo(27);
  }

  @Test
  void aNodeIsReadyOnceIpamdRunsAndHasGrownItsPoolOnce() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "");
    lab.withoutAwsNode("n1", 1);
    lab.pod("n1", "p1");
    lab.settle();
    assertThat(lab.world().find(NodeNetwork.KIND, "n1")).contains(NodeNetwork.notReady("n1"));
    assertThat(lab.network("n1", "p1")).get().isInstanceOf(Network.Wanted.class);
    assertThat(Ipamd.ready(lab.world(), "n1")).isFalse();

    lab.awsNode("n1", "", 2);
    lab.settle();
    assertThat(lab.world().find(NodeNetwork.KIND, "n1")).contains(NodeNetwork.ready("n1"));
    assertThat(lab.addressOf("n1", "p1")).isPresent();
    assertThat(Ipamd.ready(lab.world(), "n1")).isTrue();
  }

  @Test
  void withoutAwsNodeAReadyNodeStaysReadyButItsPodsGetNoAddress() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "").pods("n1", 1, 2);
    IpAddress first = lab.addressOf("n1", "p1").orElseThrow();
    lab.withoutAwsNode("n1", 1);
    lab.pod("n1", "p3");
    lab.delete("n1", "p1");
    lab.settle();

    assertThat(lab.ready("n1")).isTrue();
    assertThat(lab.network("n1", "p3"))
        .get()
        .isInstanceOfSatisfying(
            Network.Failed.class,
            failed ->
                assertThat(failed.message()).contains("failed (add): add cmd: Error received"));
    assertThat(lab.network("n1", "p1")).as("DEL succeeds all the same").isEmpty();

    lab.awsNode("n1", "", 2);
    lab.run(RetryingKubelet.RETRY);
    assertThat(lab.addressOf("n1", "p3")).as("reclaimed at the start").contains(first);
  }

  @Test
  void aRestartForgetsWhatCoolsDownAndKeepsWhatPodsHave() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "").pods("n1", 1, 3);
    IpAddress first = lab.addressOf("n1", "p1").orElseThrow();
    IpAddress second = lab.addressOf("n1", "p2").orElseThrow();
    lab.delete("n1", "p1");
    lab.settle();

    lab.withoutAwsNode("n1", 1);
    lab.awsNode("n1", "", 2);
    lab.settle();
    lab.pods("n1", 4, 4);

    assertThat(lab.addressOf("n1", "p4")).contains(first);
    assertThat(lab.addressOf("n1", "p2")).contains(second);
    assertThat(lab.pool("n1").assigned()).isEqualTo(3);
  }

  @Test
  void settingsReachANodeWithItsNextAwsNodePod() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "");
    lab.run(Duration.ofMinutes(5));
    assertThat(lab.pool("n1").total()).isEqualTo(9);

    lab.withoutAwsNode("n1", 1);
    lab.awsNode("n1", "WARM_IP_TARGET=3", 2);
    lab.settle();

    assertThat(lab.pool("n1").total()).isEqualTo(3);
  }

  @Test
  void aSettingThatTheContainerRefusesKeepsTheNodeUnreadyAndIsLogged() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "ENABLE_IPv4=false");
    lab.pod("n1", "p1");
    lab.run(Duration.ofMinutes(5));

    assertThat(lab.ready("n1")).isFalse();
    assertThat(lab.log("n1"))
        .containsExactly(
            "ENABLE_IPv4=false: IPv4 and IPv6 are both disabled. One of them have to be enabled;"
                + " the default is false, so set ENABLE_IPv4 to true");
  }

  @Test
  void aSettingThatIsNotServedYetIsLoggedAndTheNodeGoesOnWithout() {
    Lab lab =
        Lab.roomy().node("n1", "m5.large", "ENABLE_PREFIX_DELEGATION=true ENABLE_POD_ENI=true");
    lab.settle();

    assertThat(lab.log("n1"))
        .contains(
            "ENABLE_PREFIX_DELEGATION=true: eksnet does not serve this yet: the nodes take single"
                + " secondary addresses, no /28 prefixes",
            "ENABLE_POD_ENI=true: eksnet does not serve this yet: pods share their node's security"
                + " groups");
    assertThat(lab.pool("n1").total()).isEqualTo(9);
  }

  @Test
  void podsAreAnnotatedWithTheirAddressWhenToldSo() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "ANNOTATE_POD_IP=true");
    lab.state(PlainDocuments.put(KubeSamples.pod("p1").on("n1").build()));
    lab.pods("n1", 1, 1);

    ObjectKey pod = new ObjectKey("default", "p1");
    String address = lab.addressOf("n1", "p1").orElseThrow().toString();
    assertThat(lab.world().kube().pod(pod).orElseThrow().meta().annotations())
        .containsEntry("vpc.amazonaws.com/pod-ips", address);

    lab.delete("n1", "p1");
    lab.settle();
    assertThat(lab.world().kube().pod(pod).orElseThrow().meta().annotations())
        .containsEntry("vpc.amazonaws.com/pod-ips", "");
  }

  @Test
  void theLogOfANodeIsBoundedAndReadsAsIpamds() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "");
    for (int pod = 1; pod <= 300; pod++) {
      lab.pods("n1", pod, pod);
      lab.delete("n1", "p" + pod);
      lab.run(Duration.ofSeconds(5));
    }

    List<String> lines = Ipamd.lines(lab.world(), "n1");
    assertThat(lines).hasSize(IpamdLog.CAPACITY);
    assertThat(lines.get(0)).matches("\\{\"level\":\"(debug|info)\",\"ts\":\"2026-.*Z\",.*\\}");
    assertThat(lines)
        .anyMatch(
            line ->
                line.equals(
                    "{\"level\":\"info\",\"ts\":\"2026-01-01T00:24:55Z\",\"caller\":\"ipamd\","
                        + "\"msg\":\"Received DelNetwork for Sandbox uid-n1-p300\"}"));
  }
}
