package io.eksnet.net;

import java.util.Locale;
import java.util.Optional;

/**
 * An IP protocol by its IANA number, or {@link #ANY} as EC2 writes it: -1.
 *
 * <p>{@link #toString} is the name that people know ("tcp", "sctp", "all"); {@link #ec2Name} is
 * what security group rules carry.
 *
 * @param number 0 to 255, or -1 for any protocol
 */
public record Protocol(int number) implements Comparable<Protocol> {

  /** Every protocol, for rules; a packet always has one protocol. */
  public static final Protocol ANY = new Protocol(-1);

  public static final Protocol ICMP = new Protocol(1);
  public static final Protocol TCP = new Protocol(6);
  public static final Protocol UDP = new Protocol(17);
  public static final Protocol ICMPV6 = new Protocol(58);
  public static final Protocol SCTP = new Protocol(132);

  public Protocol {
    if (number < -1 || number > 255) {
      throw new IllegalArgumentException(
          "a protocol number is 0 to 255, or -1 for all, not " + number);
    }
  }

  /**
   * Reads a name or number: tcp, udp, icmp, icmpv6, sctp, all (in any case), -1, 0 to 255.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Protocol parse(String text) {
    return tryParse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\""
                        + text
                        + "\" is no protocol: expected tcp, udp, icmp, icmpv6, sctp, a number 0 to"
                        + " 255, or -1 for all"));
  }

  /** Reads a name or number as {@link #parse} does; empty for any other text. */
  public static Optional<Protocol> tryParse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "tcp" -> Optional.of(TCP);
      case "udp" -> Optional.of(UDP);
      case "icmp" -> Optional.of(ICMP);
      case "icmpv6" -> Optional.of(ICMPV6);
      case "sctp" -> Optional.of(SCTP);
      case "all", "-1" -> Optional.of(ANY);
      case String digits when digits.matches("[0-9]{1,3}") && Integer.parseInt(digits) <= 255 ->
          Optional.of(new Protocol(Integer.parseInt(digits)));
      case String _ -> Optional.empty();
    };
  }

  /** True when a rule for this protocol takes a packet of that one. */
  public boolean matches(Protocol packets) {
    return number == -1 || number == packets.number;
  }

  /** True for the protocols whose packets carry ports: TCP, UDP and SCTP. */
  public boolean hasPorts() {
    return equals(TCP) || equals(UDP) || equals(SCTP);
  }

  /** True for ICMP and ICMPv6, whose packets carry a type and a code. */
  public boolean isIcmp() {
    return equals(ICMP) || equals(ICMPV6);
  }

  /**
   * The protocol as EC2 answers it in the IpProtocol of security group rules: a name for tcp, udp,
   * icmp and icmpv6, else the number. Network ACL entries carry {@link #number} always.
   */
  public String ec2Name() {
    return switch (number) {
      case 1 -> "icmp";
      case 6 -> "tcp";
      case 17 -> "udp";
      case 58 -> "icmpv6";
      default -> Integer.toString(number);
    };
  }

  @Override
  public int compareTo(Protocol other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return switch (number) {
      case -1 -> "all";
      case 132 -> "sctp";
      default -> ec2Name();
    };
  }
}
