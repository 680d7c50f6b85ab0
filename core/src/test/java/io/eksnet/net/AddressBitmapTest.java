package io.eksnet.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AddressBitmapTest {

  private static final Cidr SUBNET = Cidr.parse("10.0.0.0/24");

  @Test
  void the_lowest_free_address_comes_after_those_the_caller_reserved() {
    AddressBitmap used =
        AddressBitmap.EMPTY
            .withBlock(Cidr.parse("10.0.0.0/30"))
            .with(IpAddress.parse("10.0.0.255"));
    assertThat(used.lowestFree(SUBNET)).contains(IpAddress.parse("10.0.0.4"));
    assertThat(used.lowestFreeBlock(SUBNET, 28)).contains(Cidr.parse("10.0.0.16/28"));
    assertThat(used.freeBlocks(SUBNET, 28)).isEqualTo(14);
    assertThat(used.freeIn(SUBNET)).isEqualTo(251);
    assertThat(used.usedIn(SUBNET)).isEqualTo(5);
    assertThat(used).hasToString("10.0.0.0/30, 10.0.0.255/32");
  }

  @Test
  void a_full_subnet_has_nothing_and_gets_back_what_is_given_back() {
    AddressBitmap full = AddressBitmap.EMPTY.withBlock(SUBNET);
    assertThat(full.lowestFree(SUBNET)).isEmpty();
    assertThat(full.freeIn(SUBNET)).isZero();
    AddressBitmap oneBack = full.without(IpAddress.parse("10.0.0.77"));
    assertThat(oneBack.lowestFree(SUBNET)).contains(IpAddress.parse("10.0.0.77"));
    assertThat(full.lowestFree(SUBNET)).as("the old set stays as it was").isEmpty();
    assertThat(oneBack.with(IpAddress.parse("10.0.0.77"))).isEqualTo(full);
  }

  @Test
  void scattered_addresses_leave_no_block_for_a_prefix_although_most_are_free() {
    AddressBitmap used = AddressBitmap.EMPTY;
    for (Cidr block : SUBNET.blocks(28).toList()) {
      used = used.with(block.base().plus(7));
    }
    assertThat(used.freeIn(SUBNET)).isEqualTo(240);
    assertThat(used.lowestFreeBlock(SUBNET, 28)).isEmpty();
    assertThat(used.freeBlocks(SUBNET, 28)).isZero();
    assertThat(used.freeBlocks(SUBNET, 29)).isEqualTo(16);
  }

  @Test
  void ipv6_prefixes_of_a_subnet_are_blocks_of_any_size() {
    Cidr subnet = Cidr.parse("2001:db8::/64");
    AddressBitmap used = AddressBitmap.EMPTY.withBlock(Cidr.parse("2001:db8::/126"));
    assertThat(used.lowestFreeBlock(subnet, 80)).contains(Cidr.parse("2001:db8:0:0:1::/80"));
    for (int i = 0; i < 100; i++) {
      used = used.withBlock(used.lowestFreeBlock(subnet, 80).orElseThrow());
    }
    assertThat(used.freeBlocks(subnet, 80)).isEqualTo(65536 - 101);
    assertThat(used.lowestFree(subnet)).contains(IpAddress.parse("2001:db8::4"));
    assertThat(used.withBlock(Cidr.ANY_IPV6).size()).isEqualTo(Long.MAX_VALUE);
    assertThat(AddressBitmap.EMPTY.withBlock(Cidr.ANY_IPV6).lowestFree(subnet)).isEmpty();
  }

  @Test
  void no_block_is_larger_than_the_one_asked_about() {
    assertThat(AddressBitmap.EMPTY.lowestFreeBlock(SUBNET, 16)).isEmpty();
    assertThat(AddressBitmap.EMPTY.freeBlocks(SUBNET, 16)).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AddressBitmap.EMPTY.lowestFreeBlock(SUBNET, 33));
  }

  @Test
  void bitmaps_answer_as_a_scan_of_every_address_does() {
    List<Cidr> windows =
        List.of(
            Cidr.parse("10.0.16.0/22"), Cidr.parse("0.0.0.0/22"), Cidr.parse("::ffff:fc00/118"));
    Seeds.each(
        120,
        random -> {
          Cidr window = windows.get(random.nextInt(windows.size()));
          AddressBitmap map = AddressBitmap.EMPTY;
          BitSet reference = new BitSet();
          List<AddressBitmap> oldMaps = new ArrayList<>();
          List<BitSet> oldReferences = new ArrayList<>();
          for (int i = 0; i < 40; i++) {
            oldMaps.add(map);
            oldReferences.add((BitSet) reference.clone());
            Cidr block = part(window, random);
            int from = block.base().minus(window.base()).intValueExact();
            boolean add = random.nextInt(100) < 60;
            reference.set(from, from + (int) block.addressCount(), add);
            map = add ? map.withBlock(block) : map.withoutBlock(block);
            assertAnswers(map, reference, window, random);
          }
          int old = random.nextInt(oldMaps.size());
          assertAnswers(oldMaps.get(old), oldReferences.get(old), window, random);
          assertRebuilt(map, reference, window);
        });
  }

  private static Cidr part(Cidr window, SplittableRandom random) {
    int bits = window.base().bits();
    int length = random.nextBoolean() ? bits : random.nextInt(window.length() + 1, bits + 1);
    return window.block(length, random.nextLong(window.blockCount(length)));
  }

  private static void assertAnswers(
      AddressBitmap map, BitSet reference, Cidr window, SplittableRandom random) {
    assertThat(map.size()).isEqualTo(reference.cardinality());
    Cidr within = random.nextInt(3) == 0 ? window : part(window, random);
    int length = random.nextInt(within.length(), window.base().bits() + 1);
    List<Cidr> free = within.blocks(length).filter(b -> isFree(reference, window, b)).toList();
    assertThat(map.lowestFreeBlock(within, length)).isEqualTo(free.stream().findFirst());
    assertThat(map.freeBlocks(within, length)).isEqualTo(free.size());
    int from = within.base().minus(window.base()).intValueExact();
    int to = from + (int) within.addressCount();
    int lowest = reference.nextClearBit(from);
    assertThat(map.lowestFree(within))
        .isEqualTo(lowest < to ? Optional.of(window.base().plus(lowest)) : Optional.empty());
    assertThat(map.usedIn(within)).isEqualTo(reference.get(from, to).cardinality());
    assertThat(map.freeIn(within)).isEqualTo(to - from - reference.get(from, to).cardinality());
    assertThat(map.isFree(within)).isEqualTo(isFree(reference, window, within));
    assertThat(map.contains(within.base())).isEqualTo(reference.get(from));
    assertThat(map.contains(window.last().plus(1))).isFalse();
  }

  private static boolean isFree(BitSet reference, Cidr window, Cidr block) {
    int from = block.base().minus(window.base()).intValueExact();
    int next = reference.nextSetBit(from);
    return next < 0 || next >= from + block.addressCount();
  }

  /** However a set came about, it equals the one made address by address. */
  private static void assertRebuilt(AddressBitmap map, BitSet reference, Cidr window) {
    AddressBitmap rebuilt = AddressBitmap.EMPTY;
    for (int i : reference.stream().toArray()) {
      rebuilt = rebuilt.with(window.base().plus(i));
    }
    IpSet set =
        new IpSet(
            reference.stream().mapToObj(window.base()::plus).map(a -> new IpRange(a, a)).toList());
    assertThat(map).isEqualTo(rebuilt).hasSameHashCodeAs(rebuilt);
    assertThat(map.toIpSet()).isEqualTo(set);
  }

  @Test
  void a_slash_16_fills_address_by_address_in_order() {
    Cidr subnet = Cidr.parse("10.7.0.0/16");
    AddressBitmap used = AddressBitmap.EMPTY;
    for (int i = 0; i < 65_536; i++) {
      IpAddress next = used.lowestFree(subnet).orElseThrow();
      assertThat(((Ipv4Address) next).value()).isEqualTo(0x0A070000 + i);
      used = used.with(next);
    }
    assertThat(used).isEqualTo(AddressBitmap.EMPTY.withBlock(subnet));
  }
}
