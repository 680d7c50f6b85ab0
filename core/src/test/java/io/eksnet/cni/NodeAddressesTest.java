package io.eksnet.cni;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kube.KubeSamples;
import io.eksnet.kube.PlainDocuments;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What {@code get ips} shows of nodes and subnets. */
class NodeAddressesTest {
  @Test
  void aNodeShowsItsInterfacesAddressesAndPods() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "").pods("n1", 1, 10);
    lab.state(PlainDocuments.put(KubeSamples.pod("p1").on("n1").build()));
    lab.delete("n1", "p2");
    lab.settle();

    assertThat(NodeAddresses.all(lab.world(), lab.now()))
        .containsExactly(
            new NodeAddresses(
                "n1",
                "m5.large",
                "us-west-2a",
                3,
                3,
                27,
                9,
                1,
                17,
                2,
                29,
                "next pod takes a free address"));
  }

  @Test
  void theNextEventSaysWhatTheNextPodBringsAbout() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "");
    lab.settle();
    assertThat(next(lab)).isEqualTo("attaches ENI 2 with the next pod");
    lab.pods("n1", 1, 9);
    assertThat(next(lab)).isEqualTo("attaches ENI 3 with the next pod");
    lab.pods("n1", 10, 10);
    assertThat(next(lab)).isEqualTo("next pod takes a free address");
    lab.pods("n1", 11, 20);
    assertThat(next(lab)).isEqualTo("takes 7 more; then all 3 ENIs are full");
    lab.pods("n1", 21, 27);
    assertThat(next(lab)).isEqualTo("next pod gets no address: all 3 ENIs are full");
    lab.delete("n1", "p1");
    lab.run(Duration.ofSeconds(12));
    assertThat(next(lab)).isEqualTo("next pod waits up to 18 s (cooling)");
  }

  @Test
  void theNextEventKnowsWarmAddressesMinimumsCordonsAndExhaustion() {
    Lab warm = Lab.roomy().node("n1", "m5.large", "WARM_IP_TARGET=3");
    warm.settle();
    assertThat(next(warm)).isEqualTo("asks for 1 more on eni-n1 with the next pod");

    Lab pinned = Lab.roomy().node("n1", "m5.large", "MINIMUM_IP_TARGET=2").pods("n1", 1, 2);
    assertThat(next(pinned))
        .isEqualTo(
            "next pod gets no address: WARM_IP_TARGET=0 MINIMUM_IP_TARGET=2 keeps the pool at 2");

    Lab cordoned = Lab.roomy().node("n1", "m5.large", "");
    cordoned.settle();
    cordoned.cordon("n1", true);
    cordoned.pods("n1", 1, 9);
    assertThat(next(cordoned))
        .isEqualTo("next pod gets no address: the node is cordoned and its pool does not grow");

    Lab small =
        new Lab(io.eksnet.world.Pace.FAST, "10.0.0.0/28")
            .node("n1", "m5.large", "")
            .pods("n1", 1, 9);
    small.run(Duration.ofSeconds(20));
    assertThat(next(small))
        .isEqualTo(
            "next pod gets no address: the subnet is exhausted, EC2 is asked again in 100 s");

    Lab stopped = Lab.roomy().node("n1", "m5.large", "");
    stopped.withoutAwsNode("n1", 1);
    stopped.settle();
    assertThat(next(stopped)).isEqualTo("next pod waits: ipamd does not run");
  }

  @Test
  void aFullKubeletTakesNoPodWhateverThePoolHas() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "", 2);
    lab.state(PlainDocuments.put(KubeSamples.pod("p1").on("n1").build()));
    lab.settle();
    assertThat(next(lab)).isEqualTo("no pod fits: max-pods 2 reached");
  }

  @Test
  void aSubnetShowsWhatIsUsedFreeAndFreeInBlocks() {
    Lab lab = new Lab(io.eksnet.world.Pace.FAST, "10.0.0.0/24").node("n1", "m5.large", "");
    lab.settle();

    // 10.0.0.4 to .13 are used; the first block and the last hold what is used or reserved.
    assertThat(SubnetUse.all(lab.world()))
        .singleElement()
        .satisfies(
            use -> {
              assertThat(use.name()).isEqualTo("subnet-nodes");
              assertThat(use.zone()).isEqualTo("us-west-2a");
              assertThat(use.used()).isEqualTo(10);
              assertThat(use.free()).isEqualTo(241);
              assertThat(use.freeBlocks()).isEqualTo(14);
            });
  }

  private static String next(Lab lab) {
    return NodeAddresses.all(lab.world(), lab.now()).getFirst().nextEvent();
  }
}
