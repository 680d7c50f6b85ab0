package io.eksnet.vpc;

import io.eksnet.net.Packet;

/**
 * Which ICMP or ICMPv6 messages a rule means.
 *
 * @param type 0 to 255, or {@link #ANY} for every type
 * @param code 0 to 255, or {@link #ANY} for every code of the type; a code needs a type
 */
public record IcmpType(int type, int code) {
  /** EC2's number for every type or code. */
  public static final int ANY = -1;

  /** Every message. */
  public static final IcmpType ALL = new IcmpType(ANY, ANY);

  public IcmpType {
    if (!valid(type, code)) {
      throw new IllegalArgumentException(
          "an ICMP type and code are -1 to 255, with no code where the type is -1, not "
              + type
              + " and "
              + code);
    }
  }

  /** Whether EC2 takes a type and code. */
  public static boolean valid(int type, int code) {
    return inRange(type) && inRange(code) && (type != ANY || code == ANY);
  }

  private static boolean inRange(int number) {
    return number >= ANY && number <= 255;
  }

  /** Whether an ICMP packet is such a message; its source port is the type, the other the code. */
  boolean matches(Packet packet) {
    return (type == ANY || type == packet.sourcePort())
        && (code == ANY || code == packet.destinationPort());
  }

  @Override
  public String toString() {
    return "type " + type + (code == ANY ? "" : " code " + code);
  }
}
