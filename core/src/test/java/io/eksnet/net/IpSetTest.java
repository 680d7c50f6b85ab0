package io.eksnet.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IpSetTest {

  @Test
  void ranges_show_as_the_fewest_blocks() {
    assertThat(IpSet.ofRange(IpAddress.parse("10.0.0.1"), IpAddress.parse("10.0.0.10")))
        .hasToString("10.0.0.1/32, 10.0.0.2/31, 10.0.0.4/30, 10.0.0.8/31, 10.0.0.10/32");
    assertThat(IpSet.of(Cidr.parse("10.0.0.0/25"), Cidr.parse("10.0.0.128/25")))
        .isEqualTo(IpSet.of(Cidr.parse("10.0.0.0/24")));
    assertThat(IpSet.ANY).hasToString("0.0.0.0/0, ::/0");
    assertThat(IpSet.ANY.complement()).isEqualTo(IpSet.EMPTY).hasToString("none");
    assertThat(IpSet.EMPTY.complement()).isEqualTo(IpSet.ANY);
    assertThat(IpSet.ANY.size())
        .isEqualTo(BigInteger.ONE.shiftLeft(32).add(BigInteger.ONE.shiftLeft(128)));
    assertThat(IpSet.ANY.only(IpFamily.IPV6)).isEqualTo(IpSet.of(Cidr.ANY_IPV6));
  }

  @Test
  void the_last_ipv4_address_and_the_first_ipv6_address_are_not_adjacent() {
    IpSet both = IpSet.of(Cidr.parse("255.255.255.255/32"), Cidr.parse("::/128"));
    assertThat(both.ranges()).hasSize(2);
    assertThat(both.complement().complement()).isEqualTo(both);
  }

  @Test
  void a_vpc_less_its_subnets_shows_its_largest_free_block() {
    IpSet free =
        IpSet.of(Cidr.parse("10.0.0.0/16"))
            .subtract(IpSet.of(Cidr.parse("10.0.0.0/20"), Cidr.parse("10.0.64.0/18")));
    assertThat(free.largestBlock(IpFamily.IPV4)).contains(Cidr.parse("10.0.128.0/17"));
    assertThat(free.largestBlock(IpFamily.IPV6)).isEmpty();
    assertThat(free.lowestBlock(IpFamily.IPV4, 20)).contains(Cidr.parse("10.0.16.0/20"));
    assertThat(free.alignedBlocks(IpFamily.IPV4, 18)).isEqualTo(2);
    assertThat(free.alignedBlocks(IpFamily.IPV4, 20)).isEqualTo(11);
    assertThat(IpSet.ANY.alignedBlocks(IpFamily.IPV6, 128)).isEqualTo(Long.MAX_VALUE);
  }

  /**
   * Every end of a range is one of these points, and a point stands for all addresses up to the
   * next: so a set is known by which points it holds.
   */
  private static final List<IpAddress> POINTS = points();

  private static List<IpAddress> points() {
    List<IpAddress> points = new ArrayList<>();
    for (String start :
        List.of(
            "0.0.0.0", "10.0.0.250", "255.255.255.244", "::", "2001:db8::ffff:ffff:ffff:fff8")) {
      for (int i = 0; i < 12; i++) {
        points.add(IpAddress.parse(start).plus(i));
      }
    }
    IpAddress end = Cidr.ANY_IPV6.last();
    IntStream.rangeClosed(0, 11).forEach(i -> points.add(end.plus(i - 11)));
    return points;
  }

  private static IpAddress lastOf(int point) {
    IpAddress at = POINTS.get(point);
    return point + 1 < POINTS.size() && POINTS.get(point + 1).family() == at.family()
        ? POINTS.get(point + 1).plus(-1)
        : at.family().everything().last();
  }

  private static IpSet set(BitSet points, SplittableRandom random) {
    List<IpRange> ranges = new ArrayList<>();
    for (int point : points.stream().toArray()) {
      ranges.add(random.nextInt(ranges.size() + 1), new IpRange(POINTS.get(point), lastOf(point)));
    }
    return new IpSet(ranges);
  }

  private static BitSet points(SplittableRandom random) {
    BitSet points = new BitSet();
    for (int i = random.nextInt(8); i > 0; i--) {
      int from = random.nextInt(POINTS.size());
      points.set(from, Math.min(POINTS.size(), from + random.nextInt(1, 15)));
    }
    return points;
  }

  private static BitSet points(IpSet set) {
    BitSet points = new BitSet();
    for (int i = 0; i < POINTS.size(); i++) {
      points.set(i, set.contains(POINTS.get(i)));
      assertThat(set.contains(lastOf(i))).isEqualTo(points.get(i));
    }
    return points;
  }

  @Test
  void sets_obey_the_algebra_of_sets() {
    Seeds.each(
        400,
        random -> {
          BitSet a = points(random);
          BitSet b = points(random);
          IpSet setA = set(a, random);
          IpSet setB = set(b, random);
          assertThat(points(setA)).isEqualTo(a);
          BitSet or = (BitSet) a.clone();
          or.or(b);
          assertThat(setA.union(setB)).isEqualTo(set(or, random));
          BitSet and = (BitSet) a.clone();
          and.and(b);
          assertThat(setA.intersect(setB)).isEqualTo(set(and, random));
          assertThat(setA.overlaps(setB)).isEqualTo(!and.isEmpty());
          assertThat(setA.contains(setB)).isEqualTo(and.equals(b));
          BitSet andNot = (BitSet) a.clone();
          andNot.andNot(b);
          assertThat(setA.subtract(setB)).isEqualTo(set(andNot, random));
          BitSet not = (BitSet) a.clone();
          not.flip(0, POINTS.size());
          assertThat(setA.complement()).isEqualTo(set(not, random));
          assertThat(setA.isEmpty()).isEqualTo(a.isEmpty());
          BigInteger size =
              a.stream()
                  .mapToObj(i -> new IpRange(POINTS.get(i), lastOf(i)).size())
                  .reduce(BigInteger.ZERO, BigInteger::add);
          assertThat(setA.size()).isEqualTo(size);
        });
  }

  @Test
  void the_cover_by_blocks_is_exact_sorted_and_minimal() {
    Seeds.each(
        200,
        random -> {
          IpSet set = set(points(random), random);
          List<Cidr> blocks = set.cidrs();
          assertThat(IpSet.of(blocks)).isEqualTo(set);
          assertThat(blocks).isSorted();
          for (int i = 1; i < blocks.size(); i++) {
            assertThat(blocks.get(i - 1).overlaps(blocks.get(i))).isFalse();
          }
          for (Cidr block : blocks) {
            assertThat(set.contains(block)).isTrue();
            assertThat(block.parent().filter(set::contains)).isEmpty();
          }
        });
  }

  @Test
  void free_blocks_are_those_that_a_scan_of_every_block_finds() {
    List<Cidr> windows = List.of(Cidr.parse("10.0.3.0/25"), Cidr.parse("2001:db8::f00/121"));
    Seeds.each(
        150,
        random -> {
          Cidr window = windows.get(random.nextInt(2));
          IpSet set = IpSet.EMPTY;
          for (int i = random.nextInt(6); i > 0; i--) {
            int from = random.nextInt(128);
            int to = Math.min(127, from + random.nextInt(50));
            set = set.union(IpSet.ofRange(window.base().plus(from), window.base().plus(to)));
          }
          IpSet made = set;
          Optional<Cidr> largest = Optional.empty();
          for (int length = window.length(); length <= window.base().bits(); length++) {
            List<Cidr> inside = window.blocks(length).filter(made::contains).toList();
            if (largest.isEmpty()) {
              largest = inside.stream().findFirst();
            }
            assertThat(made.alignedBlocks(window.family(), length)).isEqualTo(inside.size());
            assertThat(made.lowestBlock(window.family(), length))
                .isEqualTo(inside.stream().findFirst());
          }
          assertThat(made.largestBlock(window.family())).isEqualTo(largest);
        });
  }
}
