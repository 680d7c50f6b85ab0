package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Facts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What holds of EC2's facts whatever was asked of it, counted the slow and obvious way. */
final class Ec2Invariants {
  private static final List<NatGateway.Address> NO_ADDRESSES = List.of();

  private Ec2Invariants() {}

  static void hold(Facts facts, String when) {
    Vpcs vpcs = new Vpcs(facts);
    addressesAreHeldOnce(vpcs, when);
    interfacesFitTheirPlaces(vpcs, when);
    nothingIsOrphaned(vpcs, when);
    elasticIpsAgree(vpcs, when);
    routeTablesAreUsedOnce(vpcs, when);
    NetworkInvariants.hold(vpcs, when);
    filtersFit(vpcs, when);
  }

  private static void filtersFit(Vpcs vpcs, String when) {
    for (Subnet subnet : vpcs.facts().table(Subnet.KIND).stream().toList()) {
      assertThat(vpcs.facts().table(NetworkAcl.KIND).by(NetworkAcl.BY_SUBNET, subnet.id()))
          .as("ACLs of %s, %s", subnet.id(), when)
          .singleElement()
          .satisfies(acl -> assertThat(acl.vpc()).isEqualTo(subnet.vpc()));
    }
    for (NetworkAcl acl : vpcs.facts().table(NetworkAcl.KIND).stream().toList()) {
      assertThat(acl.entries())
          .as("entries of %s, %s", acl.id(), when)
          .extracting(entry -> entry.number() + " " + entry.egress())
          .doesNotHaveDuplicates();
      assertThat(acl.entries().size()).as(when).isLessThanOrEqualTo(4 * 20);
    }
    for (ManagedPrefixList list : vpcs.facts().table(ManagedPrefixList.KIND).stream().toList()) {
      assertThat(list.entries().size()).as(when).isLessThanOrEqualTo(list.maxEntries());
      assertThat(list.entries())
          .as(when)
          .extracting(ManagedPrefixList.Entry::cidr)
          .doesNotHaveDuplicates()
          .allMatch(cidr -> cidr.family() == list.family());
      assertThat(list.earlier()).as(when).hasSize((int) list.version() - 1);
    }
    for (SecurityGroup group : vpcs.facts().table(SecurityGroup.KIND).stream().toList()) {
      for (SecurityGroupRule.Direction direction : SecurityGroupRule.Direction.values()) {
        int weight =
            vpcs.rulesOf(group.id()).stream()
                .filter(rule -> rule.direction() == direction)
                .mapToInt(
                    rule ->
                        rule.peer() instanceof SecurityGroupRule.Peer.PrefixList(var list)
                            ? vpcs.prefixList(list).orElseThrow().maxEntries()
                            : 1)
                .sum();
        assertThat(weight).as("rules of %s, %s", group.id(), when).isLessThanOrEqualTo(2 * 60);
      }
    }
  }

  private static void addressesAreHeldOnce(Vpcs vpcs, String when) {
    Map<String, Set<IpAddress>> held = new HashMap<>();
    for (NetworkInterface eni : all(vpcs)) {
      Subnet subnet = vpcs.subnet(eni.subnet()).orElseThrow();
      Set<IpAddress> inSubnet = held.computeIfAbsent(subnet.id().value(), _ -> new HashSet<>());
      List<Ipv4Address> addresses = new ArrayList<>(eni.addresses());
      for (Cidr prefix : eni.held().prefixes()) {
        for (long i = 0; i < prefix.addressCount(); i++) {
          addresses.add((Ipv4Address) prefix.first().plus(i));
        }
      }
      for (Ipv4Address address : addresses) {
        assertThat(inSubnet.add(address)).as("%s held twice, %s", address, when).isTrue();
        assertThat(subnet.cidr().contains(address)).as("%s outside, %s", address, when).isTrue();
        assertThat(subnet.reservedAddresses()).as("reserved, %s", when).doesNotContain(address);
        assertThat(vpcs.interfaceWith(eni.vpc(), address)).as(when).contains(eni);
      }
    }
    for (Subnet subnet : vpcs.facts().table(Subnet.KIND).stream().toList()) {
      int used = held.getOrDefault(subnet.id().value(), Set.of()).size();
      assertThat(vpcs.availableAddresses(subnet))
          .as("free addresses of %s, %s", subnet.id(), when)
          .isEqualTo(subnet.cidr().addressCount() - 5 - used);
    }
    List<Ipv4Address> publicOnes =
        all(vpcs).stream()
            .flatMap(eni -> eni.publicAddresses().stream())
            .map(NetworkInterface.PublicAddress::address)
            .toList();
    assertThat(publicOnes).as("public addresses, %s", when).doesNotHaveDuplicates();
    ipv6IsHeldOnce(vpcs, when);
  }

  private static void ipv6IsHeldOnce(Vpcs vpcs, String when) {
    List<Cidr> held = new ArrayList<>();
    for (NetworkInterface eni : all(vpcs)) {
      List<Cidr> own = new ArrayList<>(eni.held().ipv6Prefixes());
      eni.held().ipv6().forEach(address -> own.add(Cidr.single(address)));
      for (Cidr block : own) {
        assertThat(held).as(when).noneMatch(block::overlaps);
        assertThat(vpcs.subnet(eni.subnet()).flatMap(Subnet::ipv6Cidr))
            .as(when)
            .hasValueSatisfying(cidr -> assertThat(cidr.contains(block)).isTrue());
        held.add(block);
      }
    }
  }

  private static void interfacesFitTheirPlaces(Vpcs vpcs, String when) {
    for (Instance instance : vpcs.facts().table(Instance.KIND).stream().toList()) {
      InstanceType type = vpcs.instanceType(instance.type()).orElseThrow();
      List<NetworkInterface> enis = vpcs.interfacesOf(instance.id());
      assertThat(enis.size()).as(when).isLessThanOrEqualTo(type.maxEnis());
      assertThat(enis)
          .as("device indexes of %s, %s", instance.id(), when)
          .extracting(eni -> eni.attachment().orElseThrow().deviceIndex())
          .doesNotHaveDuplicates();
      assertThat(enis)
          .as(when)
          .allMatch(eni -> eni.held().ipv4Slots() <= type.ipv4PerEni())
          .allMatch(eni -> eni.zone().equals(instance.zone()));
      boolean alive =
          instance.state() == Instance.State.PENDING || instance.state() == Instance.State.RUNNING;
      assertThat(enis.stream().anyMatch(NetworkInterface::isPrimary)).as(when).isEqualTo(alive);
    }
    for (NetworkInterface eni : all(vpcs)) {
      assertThat(eni.groups().size()).as(when).isBetween(0, 5);
    }
  }

  private static void nothingIsOrphaned(Vpcs vpcs, String when) {
    for (NetworkInterface eni : all(vpcs)) {
      assertThat(eni.groups()).as(when).allMatch(id -> vpcs.securityGroup(id).isPresent());
      eni.attachment()
          .ifPresent(at -> assertThat(vpcs.instance(at.instance())).as(when).isPresent());
      for (NetworkInterface.PublicAddress behind : eni.publicAddresses()) {
        assertThat(eni.addresses()).as(when).contains(behind.privateAddress());
        behind
            .allocation()
            .ifPresent(
                id ->
                    assertThat(vpcs.facts().find(ElasticIp.KIND, id).orElseThrow().association())
                        .as(when)
                        .hasValueSatisfying(it -> assertThat(it.eni()).isEqualTo(eni.id())));
      }
    }
    for (TrunkAssociation it : vpcs.facts().table(TrunkAssociation.KIND).stream().toList()) {
      assertThat(vpcs.networkInterface(it.trunk())).as(when).isPresent();
      assertThat(vpcs.networkInterface(it.branch()).orElseThrow().type())
          .as(when)
          .isEqualTo(NetworkInterface.Type.BRANCH);
    }
    for (SecurityGroupRule rule : vpcs.facts().table(SecurityGroupRule.KIND).stream().toList()) {
      assertThat(vpcs.securityGroup(rule.group())).as(when).isPresent();
      switch (rule.peer()) {
        case SecurityGroupRule.Peer.Range _ -> {}
        case SecurityGroupRule.Peer.PrefixList(var list) ->
            assertThat(vpcs.prefixList(list)).as(when).isPresent();
        case SecurityGroupRule.Peer.Group(var peer, var elsewhere) ->
            assertThat(vpcs.securityGroup(peer).isPresent() || elsewhere.isPresent())
                .as("%s names a group that is gone, %s", rule, when)
                .isTrue();
      }
    }
  }

  /** Both sides of an Elastic IP say the same, and nothing stands before what is gone. */
  private static void elasticIpsAgree(Vpcs vpcs, String when) {
    for (ElasticIp elastic : vpcs.facts().table(ElasticIp.KIND).stream().toList()) {
      elastic
          .association()
          .ifPresent(
              it ->
                  assertThat(
                          vpcs.networkInterface(it.eni())
                              .orElseThrow()
                              .publicAddressOf(it.privateAddress()))
                      .as("%s, %s", elastic, when)
                      .hasValue(
                          new NetworkInterface.PublicAddress(
                              elastic.publicAddress(),
                              it.privateAddress(),
                              Optional.of(elastic.id()),
                              Optional.of(it.id()))));
      elastic
          .gateway()
          .ifPresent(
              it ->
                  assertThat(vpcs.facts().find(NatGateway.KIND, it.gateway()).orElseThrow())
                      .as(when)
                      .matches(NatGateway::isAlive));
    }
    for (NatGateway nat : vpcs.facts().table(NatGateway.KIND).stream().toList()) {
      for (NatGateway.Address address : nat.isAlive() ? nat.addresses() : NO_ADDRESSES) {
        address.eni().ifPresent(id -> assertThat(vpcs.networkInterface(id)).as(when).isPresent());
        address
            .elastic()
            .filter(it -> it.use().isPresent()) // else it fails, and never had it
            .ifPresent(
                it ->
                    assertThat(
                            vpcs.facts()
                                .find(ElasticIp.KIND, it.allocation())
                                .orElseThrow()
                                .publicAddress())
                        .as(when)
                        .isEqualTo(it.use().orElseThrow().address()));
      }
    }
  }

  /** Each subnet and gateway uses one table at most, and each VPC has one main table. */
  private static void routeTablesAreUsedOnce(Vpcs vpcs, String when) {
    List<RouteTable> tables = vpcs.facts().table(RouteTable.KIND).stream().toList();
    assertThat(tables.stream().flatMap(it -> it.associations().stream()))
        .as(when)
        .extracting(RouteTable.Association::subnet)
        .doesNotHaveDuplicates()
        .allMatch(subnet -> vpcs.subnet(subnet).isPresent());
    assertThat(tables.stream().flatMap(it -> it.gatewayAssociations().stream()))
        .as(when)
        .extracting(RouteTable.GatewayAssociation::gateway)
        .doesNotHaveDuplicates();
    for (Vpc vpc : vpcs.facts().table(Vpc.KIND).stream().toList()) {
      assertThat(tables.stream().filter(it -> it.vpc().equals(vpc.id()) && it.isMain()))
          .as("main table of %s, %s", vpc.id(), when)
          .hasSize(1);
    }
    for (RouteTable table : tables) {
      assertThat(table.routes())
          .as(when)
          .extracting(RouteTable.Route::destination)
          .doesNotHaveDuplicates();
    }
  }

  private static List<NetworkInterface> all(Vpcs vpcs) {
    return vpcs.facts().table(NetworkInterface.KIND).stream().toList();
  }
}
