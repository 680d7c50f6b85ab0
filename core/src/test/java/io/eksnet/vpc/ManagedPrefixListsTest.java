package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.PrefixListId;
import io.eksnet.id.Region;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ManagedPrefixListsTest {
  private static final Region OREGON = new Region("us-west-2");

  private final Ec2 ec2 = new Ec2();

  @Test
  @DisplayName("Every Region has AWS's lists of S3 and DynamoDB, each id names one list")
  void everyRegion() {
    var all = Zones.regions().stream().flatMap(it -> ManagedPrefixLists.aws(it).stream()).toList();
    assertThat(all).extracting(ManagedPrefixList::id).doesNotHaveDuplicates();
    for (Region region : Zones.regions()) {
      for (String service : List.of("s3", "dynamodb")) {
        assertThat(ManagedPrefixLists.aws(region, service))
            .hasValueSatisfying(
                list ->
                    assertThat(Ec2Resources.PREFIX_LISTS.wellFormed(list.id().value())).isTrue());
      }
    }
  }

  @Test
  @DisplayName("The list of S3 in us-west-2 has the id and the weight that AWS gives it")
  void wellKnown() {
    var list = ManagedPrefixLists.aws(OREGON, "s3").orElseThrow();
    assertThat(list.id()).isEqualTo(new PrefixListId("pl-68a54001"));
    assertThat(list.maxEntries()).isEqualTo(1);
    assertThat(list.arn()).isEqualTo("arn:aws:ec2:us-west-2:aws:prefix-list/pl-68a54001");
    assertThat(ec2.vpcs().prefixList(list.id())).contains(list);
  }

  @Test
  @DisplayName("No address is in two lists of a Region, and none is a stranger's")
  void standIns() {
    List<Cidr> allowed =
        List.of(
            Cidr.parse("198.18.0.0/16"),
            Cidr.parse("2001:db8::/32"),
            Cidr.parse("169.254.0.0/16"),
            Cidr.parse("fd00::/8"));
    for (Region region : Zones.regions()) {
      List<Cidr> blocks =
          ManagedPrefixLists.aws(region).stream()
              .flatMap(list -> list.entries().stream())
              .map(ManagedPrefixList.Entry::cidr)
              .toList();
      for (int i = 0; i < blocks.size(); i++) {
        Cidr block = blocks.get(i);
        assertThat(allowed).as("%s in %s", block, region).anyMatch(it -> it.contains(block));
        assertThat(blocks.subList(0, i)).noneMatch(block::overlaps);
      }
    }
  }

  @Test
  @DisplayName("A route for AWS's list of S3 is for the addresses in it")
  void route() {
    var list = ManagedPrefixLists.aws(OREGON, "s3").orElseThrow();
    Cidr block = list.entries().getFirst().cidr();
    var destination = new RouteTable.Destination.PrefixList(list.id());
    assertThat(ec2.vpcs().match(destination, block.first())).hasValue(block.length());
    assertThat(ec2.vpcs().match(destination, IpAddress.parse("8.8.8.8"))).isEmpty();
  }
}
