package io.eksnet.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 0.0.0.0",
    "255.255.255.255, 255.255.255.255",
    "10.0.1.7, 10.0.1.7",
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "0:0:0:0:0:0:0:0, ::",
    "2001:DB8:0:0:8:800:200C:417A, 2001:db8::8:800:200c:417a",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8::0:1, 2001:db8::1",
    "1:0:0:0:0:0:0:0, 1::",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
    "fe80::0001, fe80::1",
    "::ffff:10.0.0.1, ::ffff:10.0.0.1",
    "::ffff:a00:1, ::ffff:10.0.0.1",
    "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
    "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
  })
  void every_spelling_has_one_canonical_text(String spelled, String canonical) {
    assertThat(IpAddress.parse(spelled)).hasToString(canonical);
    assertThat(IpAddress.parse(canonical)).isEqualTo(IpAddress.parse(spelled));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0",
        "10.0.0.0.0",
        "010.0.0.1",
        "10.0.0.01",
        "256.0.0.1",
        "10..0.1",
        "10.0.0.1 ",
        " 10.0.0.1",
        "10.0.0.-1",
        "10.0.0.1.",
        ".10.0.0.1",
        "0x0a.0.0.1",
        "10.0.0.1000",
        "١.0.0.1",
        ":",
        ":::",
        "1:",
        ":1",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "12345::",
        "g::",
        "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8",
        "fe80::1%eth0",
        "1:2:3:4:5:6:7:1.2.3.4",
        "::1.2.3",
        "::01.2.3.4",
        "1.2.3.4::",
        "[::1]",
        "::1/128"
      })
  void texts_that_are_no_address_are_refused(String text) {
    assertThat(IpAddress.tryParse(text)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IpAddress.parse(text))
        .withMessageContaining("expected four decimal numbers");
  }

  @Test
  void addresses_sort_unsigned_and_ipv4_before_ipv6() {
    assertThat(
            Stream.of("::", "8000::", "::8000:0:0:0", "200.0.0.1", "10.0.0.1", "7fff::")
                .map(IpAddress::parse)
                .sorted()
                .map(IpAddress::toString))
        .containsExactly("10.0.0.1", "200.0.0.1", "::", "::8000:0:0:0", "7fff::", "8000::");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.255, 1, 10.0.1.0",
    "10.0.1.0, -1, 10.0.0.255",
    "127.255.255.255, 1, 128.0.0.0",
    "::ffff:ffff:ffff:ffff, 1, 0:0:0:1::",
    "0:0:0:1::, -1, ::ffff:ffff:ffff:ffff",
    "::8000:0:0:0, 9223372036854775807, ::ffff:ffff:ffff:ffff",
    "0:0:0:1::, -9223372036854775808, ::8000:0:0:0",
  })
  void counting_on_carries_over(String from, long count, String to) {
    assertThat(IpAddress.parse(from).plus(count)).hasToString(to);
    assertThat(IpAddress.parse(to).minus(IpAddress.parse(from)))
        .isEqualTo(BigInteger.valueOf(count));
  }

  @ParameterizedTest
  @CsvSource({
    "255.255.255.255, 1",
    "0.0.0.0, -1",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 1",
    "::, -1",
  })
  void counting_out_of_the_family_is_a_bug(String from, long count) {
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> IpAddress.parse(from).plus(count));
  }
}
