package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.SubnetId;
import io.eksnet.net.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What holds of VPCs, subnets and their blocks, counted the slow and obvious way. */
final class NetworkInvariants {
  private NetworkInvariants() {}

  static void hold(Vpcs vpcs, String when) {
    for (Vpc vpc : vpcs.facts().table(Vpc.KIND).stream().toList()) {
      blocksAreApart(vpc.blocks(), when);
      defaultsArePresent(vpcs, vpc, when);
      List<Cidr> ofSubnets = new ArrayList<>();
      for (Subnet subnet : vpcs.subnetsOf(vpc.id())) {
        ofSubnets.add(subnet.cidr());
        subnet.ipv6Cidr().ifPresent(ofSubnets::add);
      }
      blocksAreApart(ofSubnets, when);
      assertThat(ofSubnets).as("blocks of subnets of %s, %s", vpc, when).allMatch(vpc::contains);
      vpc.dhcpOptions()
          .ifPresent(
              id -> assertThat(vpcs.facts().find(DhcpOptions.KIND, id)).as(when).isPresent());
    }
    noTwoVpcsShareIpv6(vpcs, when);
    subnetsAndWhatIsTheirs(vpcs, when);
  }

  private static void defaultsArePresent(Vpcs vpcs, Vpc vpc, String when) {
    List<RouteTable> tables = vpcs.facts().table(RouteTable.KIND).by(RouteTable.BY_VPC, vpc.id());
    assertThat(tables).as(when).filteredOn(RouteTable::isMain).hasSize(1);
    for (RouteTable table : tables) {
      assertThat(
              table.routes().stream()
                  .filter(route -> route.origin() == RouteTable.Origin.CREATE_ROUTE_TABLE)
                  .map(route -> route.destination().toString()))
          .as("local routes of %s, %s", table.id(), when)
          .containsExactlyInAnyOrderElementsOf(
              vpc.blocks().stream().map(Objects::toString).toList());
    }
    assertThat(vpcs.facts().table(NetworkAcl.KIND).by(NetworkAcl.BY_VPC, vpc.id()))
        .as(when)
        .filteredOn(NetworkAcl::isDefault)
        .hasSize(1);
    assertThat(vpcs.facts().table(SecurityGroup.KIND).by(SecurityGroup.BY_VPC, vpc.id()))
        .as(when)
        .filteredOn(SecurityGroup::isDefault)
        .hasSize(1);
  }

  private static void subnetsAndWhatIsTheirs(Vpcs vpcs, String when) {
    for (Subnet subnet : vpcs.facts().table(Subnet.KIND).stream().toList()) {
      assertThat(vpcs.vpc(subnet.vpc())).as(when).isPresent();
      assertThat(vpcs.facts().table(NetworkAcl.KIND).by(NetworkAcl.BY_SUBNET, subnet.id()))
          .as(when)
          .hasSize(1);
      blocksAreApart(
          vpcs.reservationsOf(subnet.id()).stream().map(SubnetCidrReservation::cidr).toList(),
          when);
    }
    List<SubnetId> named = new ArrayList<>();
    vpcs.facts().table(SubnetCidrReservation.KIND).stream().forEach(it -> named.add(it.subnet()));
    vpcs.facts().table(RouteTable.KIND).stream()
        .forEach(table -> table.associations().forEach(it -> named.add(it.subnet())));
    vpcs.facts().table(NetworkAcl.KIND).stream()
        .forEach(acl -> acl.associations().forEach(it -> named.add(it.subnet())));
    assertThat(named).as("subnets named, %s", when).allMatch(id -> vpcs.subnet(id).isPresent());
    assertThat(vpcs.facts().table(SecurityGroup.KIND).stream())
        .as(when)
        .allMatch(group -> vpcs.vpc(group.vpc()).isPresent());
  }

  private static void noTwoVpcsShareIpv6(Vpcs vpcs, String when) {
    blocksAreApart(
        vpcs.facts().table(Vpc.KIND).stream()
            .flatMap(vpc -> vpc.ipv6Cidrs().stream())
            .map(Vpc.CidrAssociation::cidr)
            .toList(),
        when);
  }

  private static void blocksAreApart(List<Cidr> blocks, String when) {
    for (int i = 0; i < blocks.size(); i++) {
      for (Cidr earlier : blocks.subList(0, i)) {
        assertThat(earlier.overlaps(blocks.get(i)))
            .as("%s over %s, %s", earlier, blocks.get(i), when)
            .isFalse();
      }
    }
  }
}
