package io.eksnet.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

  @Test
  void parse_and_try_parse_zero_the_host_bits_and_strict_refuses_them() {
    assertThat(Cidr.parse("10.0.1.7/16")).hasToString("10.0.0.0/16");
    assertThat(Cidr.tryParse("10.0.1.7/16")).contains(Cidr.parse("10.0.0.0/16"));
    assertThat(Cidr.strict("10.0.1.7/16")).isEmpty();
    assertThat(Cidr.strict("10.0.0.0/16")).contains(Cidr.parse("10.0.0.0/16"));
    assertThat(Cidr.strict("2001:db8::1/64")).isEmpty();
    assertThat(Cidr.strict("2001:db8::/64")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "10.0.0.0",
        "10.0.0.0/",
        "/8",
        "10.0.0/8",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/08",
        "10.0.0.0/+8",
        "10.0.0.0/8/8",
        "10.0.0.0/1000",
        "::/129",
        "::/00",
        "::/ 1",
        "1.2.3.4/33",
        "10.0.0.0/٨"
      })
  void texts_that_are_no_block_are_refused_by_every_door(String text) {
    assertThat(Cidr.tryParse(text)).isEmpty();
    assertThat(Cidr.strict(text)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cidr.parse(text))
        .withMessageContaining("expected address/length");
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0/0, 0.0.0.0, 255.255.255.255, 4294967296",
    "255.255.255.255/32, 255.255.255.255, 255.255.255.255, 1",
    "10.0.0.0/16, 10.0.0.0, 10.0.255.255, 65536",
    "128.0.0.0/1, 128.0.0.0, 255.255.255.255, 2147483648",
    "::/0, ::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 9223372036854775807",
    "2001:db8::/64, 2001:db8::, 2001:db8::ffff:ffff:ffff:ffff, 9223372036854775807",
    "2001:db8::/80, 2001:db8::, 2001:db8::ffff:ffff:ffff, 281474976710656",
    "2001:db8::/66, 2001:db8::, 2001:db8::3fff:ffff:ffff:ffff, 4611686018427387904",
    "::1/128, ::1, ::1, 1",
  })
  void a_block_knows_its_ends_and_its_size(String text, String first, String last, long count) {
    Cidr block = Cidr.parse(text);
    assertThat(block.first()).hasToString(first);
    assertThat(block.last()).hasToString(last);
    assertThat(block.addressCount()).isEqualTo(count);
    assertThat(block.size())
        .isEqualTo(BigInteger.ONE.shiftLeft(block.base().bits() - block.length()));
    assertThat(block).hasToString(text);
  }

  @Test
  void sub_blocks_come_in_order_up_to_the_last_one() {
    assertThat(Cidr.parse("10.0.0.0/30").blocks(32).map(Cidr::toString))
        .containsExactly("10.0.0.0/32", "10.0.0.1/32", "10.0.0.2/32", "10.0.0.3/32");
    assertThat(Cidr.parse("255.255.255.0/24").blocks(26).map(Cidr::toString))
        .containsExactly(
            "255.255.255.0/26", "255.255.255.64/26", "255.255.255.128/26", "255.255.255.192/26");
    assertThat(Cidr.ANY_IPV4.blocks(0)).containsExactly(Cidr.ANY_IPV4);
    assertThat(Cidr.ANY_IPV6.blocks(0)).containsExactly(Cidr.ANY_IPV6);
    assertThat(Cidr.ANY_IPV6.blocks(2).map(Cidr::toString))
        .containsExactly("::/2", "4000::/2", "8000::/2", "c000::/2");
    assertThat(Cidr.parse("2001:db8::/56").blocks(64).map(Cidr::toString))
        .hasSize(256)
        .startsWith("2001:db8::/64", "2001:db8:0:1::/64")
        .endsWith("2001:db8:0:ff::/64");
    assertThat(Cidr.parse("2001:db8::/60").block(68, 255)).hasToString("2001:db8:0:f:f000::/68");
    assertThat(Cidr.ANY_IPV6.blocks(128).skip(2).findFirst()).contains(Cidr.parse("::2/128"));
    assertThatIllegalArgumentException().isThrownBy(() -> Cidr.ANY_IPV4.blocks(33));
    assertThatIllegalArgumentException().isThrownBy(() -> Cidr.parse("10.0.0.0/16").blocks(8));
  }

  @Test
  void containment_and_overlap_keep_the_families_apart() {
    Cidr vpc = Cidr.parse("10.0.0.0/16");
    Cidr subnet = Cidr.parse("10.0.4.0/22");
    assertThat(vpc.contains(subnet)).isTrue();
    assertThat(vpc.contains(vpc)).isTrue();
    assertThat(subnet.contains(vpc)).isFalse();
    assertThat(subnet.overlaps(vpc)).isTrue();
    assertThat(subnet.overlaps(Cidr.parse("10.0.8.0/22"))).isFalse();
    assertThat(vpc.contains(IpAddress.parse("10.0.255.255"))).isTrue();
    assertThat(vpc.contains(IpAddress.parse("10.1.0.0"))).isFalse();
    assertThat(Cidr.ANY_IPV4.contains(IpAddress.parse("::1"))).isFalse();
    assertThat(Cidr.ANY_IPV6.contains(IpAddress.parse("1.1.1.1"))).isFalse();
    assertThat(Cidr.ANY_IPV6.overlaps(Cidr.ANY_IPV4)).isFalse();
  }

  @Test
  void blocks_sort_by_base_and_larger_ones_first() {
    assertThat(
            java.util.stream.Stream.of("::/0", "200.0.0.0/8", "10.0.0.0/16", "10.0.0.0/8")
                .map(Cidr::parse)
                .sorted()
                .map(Cidr::toString))
        .containsExactly("10.0.0.0/8", "10.0.0.0/16", "200.0.0.0/8", "::/0");
  }
}
