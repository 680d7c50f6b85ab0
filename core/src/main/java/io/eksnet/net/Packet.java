package io.eksnet.net;

/**
 * The header of one packet: what routes, filters and translations look at.
 *
 * <p>ICMP has no ports: for {@link Protocol#ICMP} and {@link Protocol#ICMPV6} the source port
 * carries the type and the destination port the code (0 to 255). For protocols without ports both
 * are 0.
 *
 * @param source where it comes from
 * @param sourcePort 0 to 65535, or the ICMP type
 * @param destination where it goes, of the same family
 * @param destinationPort 0 to 65535, or the ICMP code
 * @param protocol any but {@link Protocol#ANY}
 */
public record Packet(
    IpAddress source,
    int sourcePort,
    IpAddress destination,
    int destinationPort,
    Protocol protocol) {

  public Packet {
    if (source.family() != destination.family()) {
      throw new IllegalArgumentException(
          "a packet has two ends of one family, not " + source + " and " + destination);
    }
    if (protocol.equals(Protocol.ANY)) {
      throw new IllegalArgumentException("a packet has one protocol, not all");
    }
    int highest = protocol.isIcmp() ? 255 : protocol.hasPorts() ? 65535 : 0;
    if (sourcePort < 0
        || destinationPort < 0
        || sourcePort > highest
        || destinationPort > highest) {
      throw new IllegalArgumentException(
          protocol
              + (protocol.isIcmp() ? " has type and code" : " has ports")
              + " of 0 to "
              + highest
              + ", not "
              + sourcePort
              + " and "
              + destinationPort);
    }
  }

  /** A TCP packet. */
  public static Packet tcp(
      IpAddress source, int sourcePort, IpAddress destination, int destinationPort) {
    return new Packet(source, sourcePort, destination, destinationPort, Protocol.TCP);
  }

  /** A UDP packet. */
  public static Packet udp(
      IpAddress source, int sourcePort, IpAddress destination, int destinationPort) {
    return new Packet(source, sourcePort, destination, destinationPort, Protocol.UDP);
  }

  /** An ICMP or ICMPv6 echo request, as ping sends it. */
  public static Packet ping(IpAddress source, IpAddress destination) {
    return switch (source.family()) {
      case IPV4 -> new Packet(source, 8, destination, 0, Protocol.ICMP);
      case IPV6 -> new Packet(source, 128, destination, 0, Protocol.ICMPV6);
    };
  }

  /** IPV4 or IPV6, of both ends. */
  public IpFamily family() {
    return source.family();
  }

  public Packet withSource(IpAddress address) {
    return withSource(address, sourcePort);
  }

  public Packet withSource(IpAddress address, int port) {
    return new Packet(address, port, destination, destinationPort, protocol);
  }

  public Packet withDestination(IpAddress address) {
    return withDestination(address, destinationPort);
  }

  public Packet withDestination(IpAddress address, int port) {
    return new Packet(source, sourcePort, address, port, protocol);
  }

  /** Both ends at once, as NAT64 changes them; ports and protocol stay. */
  public Packet withEnds(IpAddress newSource, IpAddress newDestination) {
    return new Packet(newSource, sourcePort, newDestination, destinationPort, protocol);
  }

  /**
   * The packet that answers it: the ends swapped. For ICMP the addresses are swapped, the code
   * stays, and the type becomes its partner (echo request and echo reply, and so on) or stays if it
   * has none. The reply of the reply is the packet itself.
   */
  public Packet reply() {
    int newSourcePort = protocol.isIcmp() ? partner(sourcePort) : destinationPort;
    int newDestinationPort = protocol.isIcmp() ? destinationPort : sourcePort;
    return new Packet(
        /* source= */ destination,
        newSourcePort,
        /* destination= */ source,
        newDestinationPort,
        protocol);
  }

  /** Request and reply types of RFC 792, RFC 950 and RFC 4443. */
  private int partner(int type) {
    if (protocol.equals(Protocol.ICMPV6)) {
      return type == 128 ? 129 : type == 129 ? 128 : type;
    }
    return switch (type) {
      case 8 -> 0;
      case 0 -> 8;
      case 13, 15, 17 -> type + 1;
      case 14, 16, 18 -> type - 1;
      default -> type;
    };
  }

  /** "tcp 10.0.1.5:40000 -> 10.0.2.7:443". */
  @Override
  public String toString() {
    if (protocol.isIcmp()) {
      return protocol
          + " type "
          + sourcePort
          + " code "
          + destinationPort
          + " "
          + source
          + " -> "
          + destination;
    }
    return protocol.hasPorts()
        ? protocol + " " + end(source, sourcePort) + " -> " + end(destination, destinationPort)
        : "protocol " + protocol + " " + source + " -> " + destination;
  }

  private static String end(IpAddress address, int port) {
    return switch (address) {
      case Ipv4Address _ -> address + ":" + port;
      case Ipv6Address _ -> "[" + address + "]:" + port;
    };
  }
}
