package io.eksnet.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.net.PrefixTable.Match;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrefixTableTest {

  @Test
  void the_longest_prefix_wins_whatever_the_order_of_entries() {
    PrefixTable<String> routes =
        PrefixTable.<String>empty()
            .with(Cidr.ANY_IPV4, "igw")
            .with(Cidr.parse("10.0.0.0/16"), "local")
            .with(Cidr.parse("10.0.4.0/22"), "firewall")
            .with(Cidr.ANY_IPV6, "eigw");
    assertThat(routes.longestMatch(IpAddress.parse("10.0.5.1")).orElseThrow())
        .isEqualTo(new Match<>(Cidr.parse("10.0.4.0/22"), "firewall"));
    assertThat(routes.longestMatch(IpAddress.parse("10.0.8.1")).orElseThrow().value())
        .isEqualTo("local");
    assertThat(routes.longestMatch(IpAddress.parse("8.8.8.8")).orElseThrow().value())
        .isEqualTo("igw");
    assertThat(routes.longestMatch(IpAddress.parse("::1")).orElseThrow().value()).isEqualTo("eigw");
    assertThat(routes.without(Cidr.ANY_IPV4).longestMatch(IpAddress.parse("8.8.8.8"))).isEmpty();
    assertThat(routes.covering(IpAddress.parse("10.0.5.1")).stream().map(Match::value))
        .containsExactly("firewall", "local", "igw");
    assertThat(routes.overlapping(Cidr.parse("10.0.0.0/21")).stream().map(Match::value))
        .containsExactly("igw", "local", "firewall");
  }

  @Test
  void tables_of_random_prefixes_answer_as_a_scan_of_all_entries_does() {
    Seeds.each(
        150,
        random -> {
          PrefixTable<Integer> table = PrefixTable.empty();
          TreeMap<Cidr, Integer> reference = new TreeMap<>();
          for (int i = random.nextInt(60); i > 0; i--) {
            Cidr block = block(random);
            if (random.nextInt(3) == 0) {
              PrefixTable<Integer> before = table;
              table = table.without(block);
              reference.remove(block);
              assertThat(before.get(block).isPresent()).isEqualTo(before.size() > table.size());
            } else {
              table = table.with(block, i);
              reference.put(block, i);
            }
          }
          assertSame(table, reference, random);
        });
  }

  private static void assertSame(
      PrefixTable<Integer> table, Map<Cidr, Integer> reference, SplittableRandom random) {
    assertThat(table.size()).isEqualTo(reference.size());
    assertThat(table.isEmpty()).isEqualTo(reference.isEmpty());
    assertThat(table.entries()).isEqualTo(matches(reference.entrySet().stream()));
    assertThat(table).isEqualTo(PrefixTable.of(reference));
    assertThat(table).hasSameHashCodeAs(PrefixTable.of(reference));
    for (int i = 0; i < 20; i++) {
      Cidr asked = block(random);
      IpAddress address = random.nextBoolean() ? asked.first() : asked.last();
      List<Match<Integer>> around =
          matches(
              reference.entrySet().stream()
                  .filter(e -> e.getKey().contains(address))
                  .sorted(Comparator.comparingInt(e -> -e.getKey().length())));
      assertThat(table.covering(address)).isEqualTo(around);
      assertThat(table.longestMatch(address)).isEqualTo(around.stream().findFirst());
      assertThat(table.overlapping(asked))
          .isEqualTo(
              matches(reference.entrySet().stream().filter(e -> e.getKey().overlaps(asked))));
      assertThat(table.get(asked).isPresent()).isEqualTo(reference.containsKey(asked));
    }
  }

  private static List<Match<Integer>> matches(Stream<Map.Entry<Cidr, Integer>> entries) {
    return entries.map(e -> new Match<>(e.getKey(), e.getValue())).toList();
  }

  /** Crowded at both ends of a family, so that blocks nest, part and touch. */
  private static Cidr block(SplittableRandom random) {
    int few = random.nextInt(16) << (random.nextInt(3) * 14);
    int end = random.nextBoolean() ? few : ~few;
    return random.nextBoolean()
        ? Cidr.of(new Ipv4Address(end), random.nextInt(33))
        : Cidr.of(
            new Ipv6Address(random.nextBoolean() ? 0 : end, (long) end << 3), random.nextInt(129));
  }

  @Test
  void a_hundred_thousand_pod_addresses_find_themselves_and_nothing_else() {
    PrefixTable<Integer> table = PrefixTable.<Integer>empty().with(Cidr.parse("10.0.0.0/14"), -1);
    for (int i = 0; i < 100_000; i++) {
      table = table.with(Cidr.single(new Ipv4Address(0x0A000000 + 2 * i)), i);
    }
    assertThat(table.size()).isEqualTo(100_001);
    for (int i = 0; i < 100_000; i += 97) {
      Ipv4Address pod = new Ipv4Address(0x0A000000 + 2 * i);
      assertThat(table.longestMatch(pod).orElseThrow().value()).isEqualTo(i);
      assertThat(table.longestMatch(pod.plus(1)).orElseThrow().value()).isEqualTo(-1);
    }
  }
}
