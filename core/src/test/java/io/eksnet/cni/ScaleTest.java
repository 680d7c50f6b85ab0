package io.eksnet.cni;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.world.Pace;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What work costs when there are many nodes. */
class ScaleTest {
  private static final int NODES = 100;
  private static final int PODS = 25;

  private final SortedMap<String, Integer> looks = new TreeMap<>();

  private Lab lab() {
    Lab lab =
        new Lab(
            Pace.FAST,
            "10.0.0.0/16",
            new AddressOrder.Ascending(),
            controller -> new Counted(controller, looks));
    for (int node = 1; node <= NODES; node++) {
      lab.node("n" + node, "m5.large", "");
    }
    lab.settle();
    looks.clear();
    return lab;
  }

  @Test
  void aPodOnOneNodeMakesIpamdLookAtThatNodeOnly() {
    Lab lab = lab();
    lab.pods("n7", 1, 10);
    lab.delete("n7", "p1");
    lab.settle();

    assertThat(looks).containsOnlyKeys("n7");
  }

  @Test
  void aHundredNodesFillUpWithAFewLooksAtEach() {
    Lab lab = lab();
    for (int node = 1; node <= NODES; node++) {
      for (int pod = 1; pod <= PODS; pod++) {
        lab.pod("n" + node, "p" + pod);
      }
    }
    lab.settle();

    for (int node = 1; node <= NODES; node++) {
      assertThat(lab.running("n" + node)).isEqualTo(PODS);
    }
    assertThat(looks.values()).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(12));
  }
}
