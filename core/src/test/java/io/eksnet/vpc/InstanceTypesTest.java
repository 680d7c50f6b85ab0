package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceTypesTest {
  @ParameterizedTest(name = "{0} takes {1} interfaces of {2} addresses and {3} pods")
  @CsvSource({
    "t3.small, 3, 4, 11",
    "t3.medium, 3, 6, 17",
    "t3.large, 3, 12, 35",
    "m5.large, 3, 10, 29",
    "m5.xlarge, 4, 15, 58",
    "c5.2xlarge, 4, 15, 58",
    "m5.8xlarge, 8, 30, 234",
  })
  void theLimitsOfATypeAreThoseThatAwsPublishes(String name, int enis, int addresses, int pods) {
    InstanceType type = InstanceTypes.standard().find(name).orElseThrow();

    assertThat(type.maxEnis()).isEqualTo(enis);
    assertThat(type.ipv4PerEni()).isEqualTo(addresses);
    assertThat(type.maxPods()).contains(pods);
  }

  @Test
  void thePublishedMaxPodsFollowsFromTheAddressesForEveryType() {
    assertThat(InstanceTypes.standard().byName()).hasSize(1_392);
    assertThat(InstanceTypes.standard().byName().values())
        .filteredOn(type -> type.maxPods().isPresent())
        .allSatisfy(type -> assertThat(type.maxPods()).contains(type.podsByAddresses()));
  }

  @ParameterizedTest(name = "{0} has {1} vCPUs and {2} MiB")
  @CsvSource({
    "t3.nano, 2, 512",
    "t3.medium, 2, 4096",
    "t4g.2xlarge, 8, 32768",
    "m5.large, 2, 8192",
    "c5.2xlarge, 8, 16384",
    "r6i.4xlarge, 16, 131072",
    "c7i.32xlarge, 128, 262144",
  })
  void theSizeOfARegularTypeIsKnown(String name, int vcpus, long mib) {
    InstanceType type = InstanceTypes.standard().find(name).orElseThrow();

    assertThat(type.vcpus()).contains(vcpus);
    assertThat(type.memoryMib()).contains(mib);
  }

  @ParameterizedTest
  @CsvSource({"c5n.large", "p5.48xlarge", "x2gd.large"})
  void theMemoryOfAnIrregularTypeIsNotGuessed(String name) {
    assertThat(InstanceTypes.standard().find(name).orElseThrow().memoryMib()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"a1.large, true", "m6g.large, true", "c7gn.large, true", "g5.xlarge, false"})
  void gravitonTypesAreToldByTheirNames(String name, boolean arm) {
    assertThat(InstanceTypes.standard().find(name).orElseThrow().arm64()).isEqualTo(arm);
  }

  @ParameterizedTest(name = "{0}: did you mean {1}?")
  @CsvSource({"m5.lage, m5.large", "t3.meduim, t3.medium", "c5.2xlrage, c5.2xlarge"})
  void aMisspeltNameGetsTheNearestTypeSuggested(String written, String meant) {
    assertThat(InstanceTypes.standard().suggest(written)).startsWith(meant);
  }

  @Test
  void aNameLikeNoOtherGetsNoSuggestion() {
    assertThat(InstanceTypes.standard().suggest("Standard_D2s_v3")).isEmpty();
  }
}
