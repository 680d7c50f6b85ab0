package io.eksnet.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Addresses and blocks against plain BigInteger arithmetic. */
class TextAndOrderPropertyTest {

  @Test
  void text_and_number_of_an_address_lead_back_to_it() {
    Seeds.each(
        5_000,
        random -> {
          IpAddress address = address(random);
          assertThat(IpAddress.parse(address.toString())).isEqualTo(address);
          assertThat(IpAddress.of(address.family(), address.toBigInteger())).isEqualTo(address);
          if (address instanceof Ipv6Address v6) {
            assertThat(IpAddress.parse(allGroups(v6))).isEqualTo(address);
            assertThat(address.toString()).matches("[0-9a-f:.]+").doesNotContain(":::");
          }
        });
  }

  @Test
  void order_distance_and_steps_are_those_of_the_numbers() {
    Seeds.each(
        5_000,
        random -> {
          IpAddress a = address(random);
          IpAddress b = random.nextBoolean() ? address(random) : a;
          int order =
              a.family() == b.family()
                  ? a.toBigInteger().compareTo(b.toBigInteger())
                  : a.family().compareTo(b.family());
          assertThat(Integer.signum(a.compareTo(b))).isEqualTo(Integer.signum(order));
          long step = random.nextLong() >> random.nextInt(64);
          BigInteger to = a.toBigInteger().add(BigInteger.valueOf(step));
          if (to.signum() >= 0 && to.bitLength() <= a.bits()) {
            assertThat(a.plus(step).toBigInteger()).isEqualTo(to);
            assertThat(a.plus(step).minus(a)).isEqualTo(BigInteger.valueOf(step));
          }
        });
  }

  @Test
  void blocks_hold_what_shares_their_bits() {
    Seeds.each(
        5_000,
        random -> {
          IpAddress a = address(random);
          int length = random.nextInt(a.bits() + 1);
          Cidr block = Cidr.of(a, length);
          BigInteger base = block.base().toBigInteger();
          assertThat(base.toString(2).length() <= a.bits()).isTrue();
          assertThat(base.mod(block.size())).isEqualTo(BigInteger.ZERO);
          assertThat(block.contains(a)).isTrue();
          assertThat(Cidr.strict(block.toString())).contains(block);
          assertThat(Cidr.parse(a + "/" + length)).isEqualTo(block);
          assertThat(block.last().minus(block.first()).add(BigInteger.ONE)).isEqualTo(block.size());
          IpAddress other = address(random);
          boolean inside =
              other.family() == a.family()
                  && other.toBigInteger().divide(block.size()).equals(base.divide(block.size()));
          assertThat(block.contains(other)).isEqualTo(inside);
          if (a.bits() > length) {
            int bit = length + random.nextInt(a.bits() - length);
            assertThat(a.bit(bit)).isEqualTo(a.toBigInteger().testBit(a.bits() - 1 - bit));
            assertThat(block.lowerHalf().last().plus(1)).isEqualTo(block.upperHalf().first());
            int sub = length + random.nextInt(Math.min(62, a.bits() - length) + 1);
            long index = random.nextLong(block.blockCount(sub));
            assertThat(block.block(sub, index).base().minus(block.base()))
                .isEqualTo(BigInteger.valueOf(index).shiftLeft(a.bits() - sub));
          }
        });
  }

  /** Many of them have long runs of equal bits, where carries and compression happen. */
  private static IpAddress address(SplittableRandom random) {
    if (random.nextBoolean()) {
      return new Ipv4Address((int) bits(random));
    }
    return new Ipv6Address(bits(random), bits(random));
  }

  private static long bits(SplittableRandom random) {
    long bits = random.nextLong();
    return switch (random.nextInt(5)) {
      case 0 -> bits >> random.nextInt(64);
      case 1 -> bits << random.nextInt(64);
      case 2 -> bits & 0xFFFF_0000_FFFF_0000L;
      case 3 -> bits & 0x0000_FFFF_0000_0000L;
      default -> bits;
    };
  }

  private static String allGroups(Ipv6Address address) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      long half = i < 4 ? address.high() : address.low();
      text.append(i == 0 ? "" : ":")
          .append(String.format("%04X", half >>> (48 - 16 * (i % 4)) & 0xFFFF));
    }
    return text.toString();
  }
}
