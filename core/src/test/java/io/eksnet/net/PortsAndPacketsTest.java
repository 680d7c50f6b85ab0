package io.eksnet.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortsAndPacketsTest {

  @ParameterizedTest
  @CsvSource({
    "tcp, 6, tcp, tcp",
    "TCP, 6, tcp, tcp",
    "6, 6, tcp, tcp",
    "udp, 17, udp, udp",
    "icmp, 1, icmp, icmp",
    "icmpv6, 58, icmpv6, icmpv6",
    "58, 58, icmpv6, icmpv6",
    "SCTP, 132, sctp, 132",
    "50, 50, 50, 50",
    "0, 0, 0, 0",
    "255, 255, 255, 255",
    "-1, -1, all, -1",
    "all, -1, all, -1",
  })
  void protocols_read_names_and_numbers_as_ec2_takes_them(
      String text, int number, String shown, String ec2) {
    assertThat(Protocol.parse(text).number()).isEqualTo(number);
    assertThat(Protocol.parse(text)).hasToString(shown);
    assertThat(Protocol.parse(text).ec2Name()).isEqualTo(ec2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tcpp", "256", "-2", "1000", " tcp", "6.0"})
  void other_texts_are_no_protocol(String text) {
    assertThat(Protocol.tryParse(text)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Protocol.parse(text))
        .withMessageContaining("expected tcp, udp");
  }

  @Test
  void a_rule_for_all_protocols_matches_each_and_not_the_other_way_round() {
    assertThat(Protocol.ANY.matches(Protocol.ICMP)).isTrue();
    assertThat(Protocol.TCP.matches(Protocol.TCP)).isTrue();
    assertThat(Protocol.TCP.matches(Protocol.UDP)).isFalse();
    assertThat(Protocol.TCP.matches(Protocol.ANY)).isFalse();
  }

  @Test
  void port_ranges_hold_both_ends_and_do_not_run_backwards() {
    PortRange range = PortRange.of(8000, 8080);
    assertThat(range.contains(8000)).isTrue();
    assertThat(range.contains(8080)).isTrue();
    assertThat(range.contains(8081)).isFalse();
    assertThat(range.overlaps(PortRange.of(8080))).isTrue();
    assertThat(range.overlaps(PortRange.of(8081, 9000))).isFalse();
    assertThat(PortRange.ALL.contains(range)).isTrue();
    assertThatIllegalArgumentException().isThrownBy(() -> PortRange.of(2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> PortRange.of(-1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> PortRange.of(1, 65536));
  }

  @Test
  void adjacent_ranges_of_a_port_set_become_one() {
    assertThat(PortSet.of(PortRange.of(10, 20), PortRange.of(5, 9), PortRange.of(30)))
        .hasToString("5-20, 30");
    assertThat(PortSet.ALL.complement()).isEqualTo(PortSet.EMPTY).hasToString("none");
    assertThat(PortSet.EMPTY.complement()).isEqualTo(PortSet.ALL).hasToString("all");
    assertThat(PortSet.of(0, 65534).isAll()).isFalse();
    assertThat(PortSet.of(0, 65534).union(PortSet.of(65535)).isAll()).isTrue();
  }

  @Test
  void port_sets_behave_as_sets_of_numbers() {
    Seeds.each(
        200,
        random -> {
          BitSet bitsA = ports(random);
          BitSet bitsB = ports(random);
          PortSet a = set(bitsA);
          PortSet b = set(bitsB);
          assertThat(bits(a.union(b))).isEqualTo(or(bitsA, bitsB));
          BitSet and = or(bitsA, new BitSet());
          and.and(bitsB);
          assertThat(bits(a.intersect(b))).isEqualTo(and);
          BitSet andNot = or(bitsA, new BitSet());
          andNot.andNot(bitsB);
          assertThat(bits(a.subtract(b))).isEqualTo(andNot);
          BitSet not = or(bitsA, new BitSet());
          not.flip(0, 65536);
          assertThat(bits(a.complement())).isEqualTo(not);
          assertThat(a.size()).isEqualTo(bitsA.cardinality());
          assertThat(a.isEmpty()).isEqualTo(bitsA.isEmpty());
          assertThat(a.contains(b)).isEqualTo(and.equals(bitsB));
          int port = random.nextInt(40);
          assertThat(a.contains(port)).isEqualTo(bitsA.get(port));
          assertThat(a.complement().complement()).isEqualTo(a);
        });
  }

  private static BitSet ports(SplittableRandom random) {
    BitSet bits = new BitSet();
    for (int i = random.nextInt(6); i > 0; i--) {
      int from = random.nextInt(40);
      bits.set(from, from + random.nextInt(1, 8));
    }
    if (random.nextInt(3) == 0) {
      bits.set(65536 - random.nextInt(1, 4), 65536);
    }
    return bits;
  }

  /** From single ports, so that joining is exercised. */
  private static PortSet set(BitSet bits) {
    return new PortSet(bits.stream().mapToObj(PortRange::of).toList());
  }

  private static BitSet bits(PortSet set) {
    BitSet bits = new BitSet();
    set.ranges().forEach(r -> bits.set(r.from(), r.to() + 1));
    return bits;
  }

  private static BitSet or(BitSet a, BitSet b) {
    BitSet or = (BitSet) a.clone();
    or.or(b);
    return or;
  }

  @Test
  void a_reply_swaps_the_ends_and_the_reply_of_it_is_the_packet_itself() {
    Packet packet =
        Packet.tcp(IpAddress.parse("10.0.0.1"), 40000, IpAddress.parse("10.0.0.2"), 443);
    assertThat(packet).hasToString("tcp 10.0.0.1:40000 -> 10.0.0.2:443");
    assertThat(packet.reply()).hasToString("tcp 10.0.0.2:443 -> 10.0.0.1:40000");
    assertThat(packet.reply().reply()).isEqualTo(packet);
  }

  @Test
  void the_reply_of_a_ping_is_an_echo_reply() {
    Packet ping = Packet.ping(IpAddress.parse("10.0.0.1"), IpAddress.parse("10.0.0.2"));
    assertThat(ping).hasToString("icmp type 8 code 0 10.0.0.1 -> 10.0.0.2");
    assertThat(ping.reply()).hasToString("icmp type 0 code 0 10.0.0.2 -> 10.0.0.1");
    assertThat(ping.reply().reply()).isEqualTo(ping);
    Packet ping6 = Packet.ping(IpAddress.parse("::1"), IpAddress.parse("::2"));
    assertThat(ping6.reply()).hasToString("icmpv6 type 129 code 0 ::2 -> ::1");
    assertThat(ping6.reply().reply()).isEqualTo(ping6);
  }

  @Test
  void translations_change_one_end_and_nat64_both() {
    Packet packet = Packet.udp(IpAddress.parse("10.0.0.1"), 40000, IpAddress.parse("1.1.1.1"), 53);
    assertThat(packet.withSource(IpAddress.parse("3.3.3.3"), 1024))
        .hasToString("udp 3.3.3.3:1024 -> 1.1.1.1:53");
    assertThat(packet.withDestination(IpAddress.parse("10.0.0.9")))
        .hasToString("udp 10.0.0.1:40000 -> 10.0.0.9:53");
    assertThat(packet.withEnds(IpAddress.parse("2001:db8::1"), IpAddress.parse("64:ff9b::1.1.1.1")))
        .hasToString("udp [2001:db8::1]:40000 -> [64:ff9b::101:101]:53");
  }

  @Test
  void a_packet_has_ends_of_one_family_one_protocol_and_ports_in_range() {
    IpAddress v4 = IpAddress.parse("10.0.0.1");
    IpAddress v6 = IpAddress.parse("::1");
    assertThatIllegalArgumentException().isThrownBy(() -> Packet.tcp(v4, 1, v6, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Packet.tcp(v4, 1, v4, 65536));
    assertThatIllegalArgumentException().isThrownBy(() -> new Packet(v4, 0, v4, 0, Protocol.ANY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Packet(v4, 256, v4, 0, Protocol.ICMP));
    assertThat(new Packet(v4, 0, v4, 0, Protocol.parse("50")))
        .hasToString("protocol 50 10.0.0.1 -> 10.0.0.1");
  }
}
