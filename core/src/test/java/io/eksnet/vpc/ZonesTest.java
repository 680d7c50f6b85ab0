package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.Region;
import io.eksnet.id.ZoneName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZonesTest {
  @ParameterizedTest(name = "{0} has {1} zones, the first is {2} ({3})")
  @CsvSource({
    "us-west-2, 4, us-west-2a, usw2-az1",
    "us-east-1, 6, us-east-1a, use1-az1",
    "eu-central-1, 3, eu-central-1a, euc1-az1",
    "ap-southeast-2, 3, ap-southeast-2a, apse2-az1",
    "us-gov-east-1, 3, us-gov-east-1a, usge1-az1",
  })
  void zonesHaveANameInTheAccountAndAnIdInTheWorld(
      String region, int count, String name, String id) {
    assertThat(Zones.of(new Region(region))).hasSize(count);
    assertThat(Zones.of(new Region(region)).getFirst().name()).hasToString(name);
    assertThat(Zones.of(new Region(region)).getFirst().id()).hasToString(id);
  }

  @Test
  void aZoneOfAnotherRegionIsNotFound() {
    assertThat(Zones.find(new Region("us-west-2"), new ZoneName("us-east-1a"))).isEmpty();
    assertThat(Zones.regions()).contains(new Region("us-west-2")).doesNotHaveDuplicates();
  }
}
