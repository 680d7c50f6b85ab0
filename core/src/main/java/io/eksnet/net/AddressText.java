package io.eksnet.net;

import java.util.Optional;

/** Reads and writes the text forms of addresses: dotted decimal and RFC 4291/5952. */
final class AddressText {

  private AddressText() {}

  static Optional<IpAddress> read(String text) {
    return text.indexOf(':') >= 0 ? readIpv6(text) : readIpv4(text, 0);
  }

  private static Optional<IpAddress> readIpv4(String text, int from) {
    int value = 0;
    int at = from;
    for (int part = 0; part < 4; part++) {
      if (part > 0) {
        if (at >= text.length() || text.charAt(at) != '.') {
          return Optional.empty();
        }
        at++;
      }
      int start = at;
      int number = 0;
      while (at < text.length() && at - start < 3 && isDigit(text.charAt(at))) {
        number = number * 10 + text.charAt(at) - '0';
        at++;
      }
      boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
      if (at == start || leadingZero || number > 255) {
        return Optional.empty();
      }
      value = value << 8 | number;
    }
    return at == text.length() ? Optional.of(new Ipv4Address(value)) : Optional.empty();
  }

  private static Optional<IpAddress> readIpv6(String text) {
    int[] groups = new int[8];
    int count = 0;
    int gap = -1;
    int at = 0;
    if (text.startsWith("::")) {
      gap = 0;
      at = 2;
    }
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && isHex(text.charAt(end))) {
        end++;
      }
      if (end < text.length() && text.charAt(end) == '.') {
        Optional<IpAddress> tail = count <= 6 ? readIpv4(text, at) : Optional.empty();
        if (tail.isEmpty() || !(tail.get() instanceof Ipv4Address(int value))) {
          return Optional.empty();
        }
        groups[count++] = value >>> 16;
        groups[count++] = value & 0xFFFF;
        break;
      }
      if (end == at || end - at > 4 || count == 8) {
        return Optional.empty();
      }
      groups[count++] = Integer.parseInt(text, at, end, 16);
      at = end;
      if (at == text.length()) {
        break;
      }
      if (text.charAt(at) != ':' || at + 1 == text.length()) {
        return Optional.empty();
      }
      at++;
      if (text.charAt(at) == ':') {
        if (gap >= 0) {
          return Optional.empty();
        }
        gap = count;
        at++;
      }
    }
    return assemble(groups, count, gap);
  }

  /** Puts zeros into the gap; "::" stands for one group of zeros at least. */
  private static Optional<IpAddress> assemble(int[] groups, int count, int gap) {
    if (gap < 0 ? count != 8 : count > 7) {
      return Optional.empty();
    }
    int zeros = 8 - count;
    long high = 0;
    long low = 0;
    for (int i = 0; i < 8; i++) {
      int group = gap < 0 || i < gap ? groups[i] : i < gap + zeros ? 0 : groups[i - zeros];
      if (i < 4) {
        high = high << 16 | group;
      } else {
        low = low << 16 | group;
      }
    }
    return Optional.of(new Ipv6Address(high, low));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Not {@link Character#digit}: that takes the digits of every script. */
  private static boolean isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  static String write(Ipv6Address address) {
    if (address.high() == 0 && address.low() >>> 32 == 0xFFFF) {
      return "::ffff:" + new Ipv4Address((int) address.low());
    }
    int gap = -1;
    int gapEnd = -1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && group(address, end) == 0) {
        end++;
      }
      if (end - i > 1 && end - i > gapEnd - gap) {
        gap = i;
        gapEnd = end;
      }
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (i == gap) {
        text.append("::");
        i = gapEnd - 1;
        continue;
      }
      if (i > 0 && i != gapEnd) {
        text.append(':');
      }
      text.append(Integer.toHexString(group(address, i)));
    }
    return text.toString();
  }

  private static int group(Ipv6Address address, int i) {
    long half = i < 4 ? address.high() : address.low();
    return (int) (half >>> (48 - 16 * (i & 3))) & 0xFFFF;
  }
}
