package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.SubnetCidrAssociationId;
import io.eksnet.id.SubnetCidrReservationId;
import io.eksnet.id.Tags;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Ipv4Address;
import io.eksnet.net.Ipv6Address;
import io.eksnet.vpc.AddressPicking.Strategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which free addresses EC2 picks here. */
class SubnetAddressesTest {
  private final Ec2 ec2 = new Ec2();
  private final Vpc vpc = ec2.vpc("vpc-1", "10.0.0.0/16");
  private final Subnet subnet = ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.1.0/24");

  @Test
  void theLowestFreeAddressesArePickedUnlessAnotherStrategyIsSet() {
    assertThat(addresses().pick(3).orElseThrow())
        .containsExactly(ip("10.0.1.4"), ip("10.0.1.5"), ip("10.0.1.6"));
    assertThat(addresses().with(ip("10.0.1.5")).pick(2).orElseThrow())
        .containsExactly(ip("10.0.1.4"), ip("10.0.1.6"));
    assertThat(addresses().pickPrefixes(2).orElseThrow())
        .containsExactly(Cidr.parse("10.0.1.16/28"), Cidr.parse("10.0.1.32/28"));
  }

  @Test
  void scatterTakesTheLastFreePrefixLongBeforeTheLastFreeAddress() {
    set(Strategy.SCATTER, 0);
    assertThat(ec2.vpcs().freePrefixes(subnet)).isEqualTo(14);
    SubnetAddresses left = addresses();
    for (Ipv4Address address : left.pick(14).orElseThrow()) {
      left = left.with(address);
    }
    assertThat(left.freePrefixes()).isZero();
    assertThat(left.pickPrefixes(1)).isEmpty();
    assertThat(left.pick(237)).isPresent();
    assertThat(left.pick(238)).isEmpty();
  }

  @Test
  void randomPicksFollowFromTheSeed() {
    set(Strategy.RANDOM, 7);
    List<Ipv4Address> first = addresses().pick(20).orElseThrow();
    assertThat(addresses().pick(20)).contains(first);
    assertThat(new HashSet<>(first)).hasSize(20);
    assertThat(first).isNotEqualTo(first.stream().sorted().toList());
    set(Strategy.RANDOM, 8);
    assertThat(addresses().pick(20).orElseThrow()).isNotEqualTo(first);
  }

  @Test
  void explicitReservationsGiveNothingByThemselves() {
    reserve("10.0.1.0/25", SubnetCidrReservation.Type.EXPLICIT);
    assertThat(addresses().pick(1).orElseThrow()).containsExactly(ip("10.0.1.128"));
    assertThat(addresses().pickPrefixes(1).orElseThrow())
        .containsExactly(Cidr.parse("10.0.1.128/28"));
    assertThat(ec2.vpcs().freePrefixes(subnet)).isEqualTo(7);
    assertThat(addresses().pick(128)).isEmpty();
    assertThat(addresses().unfit(ip("10.0.1.9"))).isEmpty();
  }

  @Test
  void prefixesComeFromPrefixReservationsFirstAndAddressesNever() {
    reserve("10.0.1.16/28", SubnetCidrReservation.Type.PREFIX);
    reserve("10.0.1.192/28", SubnetCidrReservation.Type.PREFIX);
    assertThat(addresses().pickPrefixes(3).orElseThrow())
        .containsExactly(
            Cidr.parse("10.0.1.16/28"), Cidr.parse("10.0.1.192/28"), Cidr.parse("10.0.1.32/28"));
    assertThat(addresses().pick(13).orElseThrow()).last().isEqualTo(ip("10.0.1.32"));
    assertThat(ec2.vpcs().freePrefixes(subnet)).isEqualTo(14);
  }

  @Test
  void ipv6AddressesAndPrefixesComeFromTheSubnetsIpv6Block() {
    assertThat(addresses().pickIpv6(1)).isEmpty();
    Cidr block = Cidr.parse("2600:1f14:0:100::/64");
    Subnet dual =
        ec2.stated(
            Subnet.KIND,
            subnet.withIpv6(
                Optional.of(
                    new Subnet.Ipv6Association(
                        new SubnetCidrAssociationId("subnet-cidr-assoc-1"),
                        block,
                        CidrState.ASSOCIATED,
                        Ec2.NOW))));
    SubnetAddresses addresses = SubnetAddresses.of(ec2.vpcs(), dual);
    assertThat(addresses.pickIpv6(2).orElseThrow())
        .extracting(Ipv6Address::toString)
        .containsExactly("2600:1f14:0:100::4", "2600:1f14:0:100::5");
    assertThat(addresses.pickIpv6Prefixes(1).orElseThrow())
        .containsExactly(Cidr.parse("2600:1f14:0:100:1::/80"));
    set(Strategy.RANDOM, 3);
    SubnetAddresses random = SubnetAddresses.of(ec2.vpcs(), dual);
    assertThat(random.pickIpv6(50).orElseThrow()).allMatch(block::contains).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void picksAgreeWithASlowSearchOfAllAddresses(Strategy strategy) {
    for (long seed = 0; seed < 60; seed++) {
      check(strategy, seed);
    }
  }

  private void check(Strategy strategy, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    set(strategy, seed);
    Subnet some =
        ec2.stated(
            Subnet.KIND,
            new Subnet(
                subnet.id(),
                subnet.scope(),
                subnet.vpc(),
                subnet.zone(),
                Cidr.of(ip("10.0.4.0"), 22 + random.nextInt(7)),
                Optional.empty(),
                Subnet.Attributes.STANDARD,
                false,
                Tags.NONE));
    ec2.world.table(SubnetCidrReservation.KIND).stream()
        .map(SubnetCidrReservation::id)
        .toList()
        .forEach(
            id ->
                ec2.world =
                    ec2.world.with(
                        List.of(io.eksnet.table.Change.remove(SubnetCidrReservation.KIND, id))));
    for (int i = random.nextInt(3); i > 0; i--) {
      Cidr cidr = Cidr.of(any(some, random), some.cidr().length() + 1 + random.nextInt(4));
      reserve(
          cidr.toString(),
          random.nextBoolean()
              ? SubnetCidrReservation.Type.PREFIX
              : SubnetCidrReservation.Type.EXPLICIT);
    }
    SubnetAddresses left = SubnetAddresses.of(ec2.vpcs(), some);
    Set<IpAddress> taken = new HashSet<>(Subnet.reserved(some.cidr()));
    for (int step = 0; step < 60; step++) {
      Slow slow = new Slow(left, taken);
      assertThat(left.freePrefixes()).as("seed %s step %s", seed, step).isEqualTo(slow.free());
      if (random.nextInt(3) == 0) {
        Optional<Cidr> picked = left.pickPrefixes(1).map(List::getFirst);
        assertThat(slow.prefixAgrees(strategy, picked))
            .as("seed %s step %s prefix %s", seed, step, picked)
            .isTrue();
        for (Cidr block : picked.stream().toList()) {
          left = left.with(block);
          block.blocks(32).forEach(it -> taken.add(it.base()));
        }
      } else {
        Optional<Ipv4Address> picked = left.pick(1).map(List::getFirst);
        assertThat(slow.addressAgrees(strategy, picked))
            .as("seed %s step %s address %s", seed, step, picked)
            .isTrue();
        for (Ipv4Address address : picked.stream().toList()) {
          left = left.with(address);
          taken.add(address);
        }
      }
    }
  }

  /** The same rules, by looking at every address. */
  private record Slow(SubnetAddresses of, Set<IpAddress> taken) {
    private boolean reserved(Predicate<SubnetCidrReservation.Type> types, IpAddress address) {
      return of.reservations().stream()
          .anyMatch(it -> types.test(it.type()) && it.cidr().contains(address));
    }

    private boolean freeForPrefix(IpAddress address) {
      return !taken.contains(address)
          && !reserved(type -> type == SubnetCidrReservation.Type.EXPLICIT, address);
    }

    private boolean freeForAddress(IpAddress address) {
      return !taken.contains(address) && !reserved(_ -> true, address);
    }

    private Stream<IpAddress> all() {
      Cidr cidr = of.subnet().cidr();
      return LongStream.range(0, cidr.addressCount()).mapToObj(i -> cidr.first().plus(i));
    }

    private List<Cidr> prefixes(Predicate<IpAddress> free) {
      return of.subnet().cidr().blocks(28).filter(b -> whole(b, free)).toList();
    }

    private static boolean whole(Cidr block, Predicate<IpAddress> free) {
      return LongStream.range(0, block.addressCount())
          .allMatch(i -> free.test(block.first().plus(i)));
    }

    long free() {
      return prefixes(this::freeForPrefix).size();
    }

    boolean prefixAgrees(Strategy strategy, Optional<Cidr> picked) {
      List<Cidr> all = prefixes(this::freeForPrefix);
      List<Cidr> first =
          all.stream()
              .filter(
                  block ->
                      of.reservations().stream()
                          .anyMatch(
                              it ->
                                  it.type() == SubnetCidrReservation.Type.PREFIX
                                      && it.cidr().contains(block)))
              .toList();
      return agrees(strategy == Strategy.RANDOM, first.isEmpty() ? all : first, picked);
    }

    boolean addressAgrees(Strategy strategy, Optional<Ipv4Address> picked) {
      List<Ipv4Address> all =
          new ArrayList<>(all().filter(this::freeForAddress).map(Ipv4Address.class::cast).toList());
      List<Cidr> whole = prefixes(this::freeForAddress);
      if (strategy == Strategy.SCATTER && !whole.isEmpty()) {
        return agrees(false, whole.stream().map(b -> (Ipv4Address) b.first()).toList(), picked);
      }
      return agrees(strategy == Strategy.RANDOM, all, picked);
    }

    private static <T> boolean agrees(boolean any, List<T> free, Optional<T> picked) {
      return (any && !free.isEmpty())
          ? picked.filter(free::contains).isPresent()
          : picked.equals(free.stream().findFirst());
    }
  }

  private static IpAddress any(Subnet some, SplittableRandom random) {
    return some.cidr().first().plus(random.nextLong(some.cidr().addressCount()));
  }

  private SubnetAddresses addresses() {
    return SubnetAddresses.of(ec2.vpcs(), subnet);
  }

  private void set(Strategy strategy, long seed) {
    ec2.stated(AddressPicking.KIND, new AddressPicking(strategy, seed));
  }

  private void reserve(String cidr, SubnetCidrReservation.Type type) {
    ec2.stated(
        SubnetCidrReservation.KIND,
        new SubnetCidrReservation(
            new SubnetCidrReservationId("scr-" + cidr),
            Ec2.SCOPE,
            subnet.id(),
            Cidr.parse(cidr),
            type,
            "",
            Tags.NONE));
  }

  private static Ipv4Address ip(String text) {
    return (Ipv4Address) IpAddress.parse(text);
  }
}
