package io.eksnet.cni;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.world.Pace;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The vendor's numbers in secondary-IP mode: what a node holds once so many pods that need an
 * address have settled on it. Addresses exclude the interfaces' own. Source: vpc-cni v1.23.1, docs
 * and integration tests; the first column is the scenario's number in our fact sheet.
 */
class VendorsTableTest {

  @ParameterizedTest(name = "scenario {0}: {1} {2}, {3} pods: {4} ENIs, {5} addresses, {6} free")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
           1 | m5.large  |                                   |  0 | 1 |  9 |  9 | 9
           2 | m5.large  |                                   |  1 | 2 | 18 | 17 | 9,9
           3 | m5.large  |                                   |  9 | 2 | 18 |  9 | 9,9
           3 | m5.large  |                                   | 10 | 3 | 27 | 17 | 9,9,9
           4 | m5.large  |                                   | 27 | 3 | 27 |  0 | 9,9,9
           6 | t3.medium |                                   |  0 | 1 |  5 |  5 | 5
           6 | t3.medium |                                   |  1 | 2 | 10 |  9 | 5,5
           6 | t3.medium |                                   |  6 | 3 | 15 |  9 | 5,5,5
           6 | t3.medium |                                   | 15 | 3 | 15 |  0 | 5,5,5
           7 | m5.xlarge |                                   |  0 | 1 | 14 | 14 | 14
           7 | m5.xlarge |                                   |  1 | 2 | 28 | 27 | 14,14
           7 | m5.xlarge |                                   | 15 | 3 | 42 | 27 | 14,14,14
           7 | m5.xlarge |                                   | 29 | 4 | 56 | 27 | 14,14,14,14
           7 | m5.xlarge |                                   | 56 | 4 | 56 |  0 | 14,14,14,14
           8 | m5.large  | WARM_ENI_TARGET=0                 |  8 | 1 |  9 |  1 | 9
           8 | m5.large  | WARM_ENI_TARGET=0                 |  9 | 2 | 18 |  9 | 9,9
           8 | m5.large  | WARM_ENI_TARGET=0                 | 10 | 2 | 18 |  8 | 9,9
           8 | m5.large  | WARM_ENI_TARGET=0                 | 27 | 3 | 27 |  0 | 9,9,9
           9 | m5.large  | WARM_ENI_TARGET=3 MAX_ENI=2       |  0 | 2 | 18 | 18 | 9,9
           9 | m5.large  | WARM_ENI_TARGET=3                 |  0 | 3 | 27 | 27 | 9,9,9
           9 | m5.large  | WARM_ENI_TARGET=2                 |  0 | 2 | 18 | 18 | 9,9
          10 | m5.large  | WARM_IP_TARGET=2 MINIMUM_IP_TARGET=10 |  0 | 2 | 10 | 10 | 9,1
          10 | m5.large  | WARM_IP_TARGET=2 MINIMUM_IP_TARGET=10 |  8 | 2 | 10 |  2 | 9,1
          10 | m5.large  | WARM_IP_TARGET=2 MINIMUM_IP_TARGET=10 |  9 | 2 | 11 |  2 | 9,2
          10 | m5.large  | WARM_IP_TARGET=2 MINIMUM_IP_TARGET=10 | 20 | 3 | 22 |  2 | 9,9,4
          10 | m5.large  | WARM_IP_TARGET=2 MINIMUM_IP_TARGET=10 | 27 | 3 | 27 |  0 | 9,9,9
          11 | m5.large  | WARM_IP_TARGET=5                  |  0 | 1 |  5 |  5 | 5
          11 | m5.large  | WARM_IP_TARGET=5                  |  4 | 1 |  9 |  5 | 9
          11 | m5.large  | WARM_IP_TARGET=5                  |  5 | 2 | 10 |  5 | 9,1
          11 | m5.large  | WARM_IP_TARGET=5                  | 22 | 3 | 27 |  5 | 9,9,9
          11 | m5.large  | WARM_IP_TARGET=5                  | 25 | 3 | 27 |  2 | 9,9,9
          12 | m5.large  | MINIMUM_IP_TARGET=10              | 10 | 2 | 10 |  0 | 9,1
          13 | m5.large  | WARM_IP_TARGET=2 MINIMUM_IP_TARGET=0 | 0 | 1 | 2 |  2 | 2
          13 | m5.large  | WARM_IP_TARGET=16 MINIMUM_IP_TARGET=0 | 0 | 2 | 16 | 16 | 9,7
          13 | m5.large  | WARM_IP_TARGET=0 MINIMUM_IP_TARGET=2 | 0 | 1 | 2 |  2 | 2
          13 | m5.large  | WARM_IP_TARGET=0 MINIMUM_IP_TARGET=16 | 0 | 2 | 16 | 16 | 9,7
          13 | m5.large  | WARM_IP_TARGET=6 MINIMUM_IP_TARGET=10 | 0 | 2 | 10 | 10 | 9,1
          20 | m5.large  | MAX_PODS=10                       |  3 | 2 | 18 | 15 | 9,9
          """)
  void aNodeHoldsTheInterfacesAndAddressesOfTheVendorsTable(
      int scenario,
      String type,
      String settings,
      int pods,
      int enis,
      int addresses,
      int free,
      String perEni) {
    for (Pace pace : Pace.values()) {
      Lab lab = new Lab(pace, "10.0.0.0/16");
      addNode(lab, type, settings == null ? "" : settings);
      lab.run(Duration.ofMinutes(1)).pods("n1", 1, pods).run(Duration.ofMinutes(10));

      Pool pool = lab.pool("n1");
      assertThat(lab.running("n1")).as("pods with an address at pace %s", pace).isEqualTo(pods);
      assertThat(pool.enis()).as("interfaces at pace %s", pace).hasSize(enis);
      assertThat(pool.total()).as("addresses at pace %s", pace).isEqualTo(addresses);
      assertThat(pool.free()).as("free at pace %s", pace).isEqualTo(free);
      assertThat(pool.enis().stream().map(eni -> "" + eni.addresses().size()).toList())
          .as("addresses of each interface at pace %s", pace)
          .isEqualTo(List.of(perEni.split(",")));
      assertThat(lab.vpcs().addressesInUse(Lab.NODES).size())
          .as("what the subnet lost at pace %s", pace)
          .isEqualTo(addresses + enis);
      assertThat(lab.ready("n1")).isTrue();
    }
  }

  /** MAX_PODS is not ipamd's but the kubelet's: the node's capacity. */
  private static void addNode(Lab lab, String type, String settings) {
    var variables = Lab.variables(settings);
    String maxPods = variables.remove("MAX_PODS");
    String rest =
        variables.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(" "));
    if (maxPods == null) {
      lab.node("n1", type, rest);
    } else {
      lab.node("n1", type, rest, Integer.parseInt(maxPods));
    }
  }
}
