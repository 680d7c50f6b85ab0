package io.eksnet.vpc;

import io.eksnet.net.Packet;
import io.eksnet.net.PortRange;
import io.eksnet.net.Protocol;

/**
 * What a security group rule or network ACL entry speaks of: a protocol and, for TCP and UDP, its
 * destination ports, for ICMP and ICMPv6 its messages. What means nothing for the protocol is set
 * to all, so that traffics that mean the same are equal.
 *
 * @param protocol {@link Protocol#ANY} for all protocols
 * @param ports the destination ports; all for other protocols than TCP and UDP
 * @param icmp the messages; all for other protocols than ICMP and ICMPv6
 */
public record Traffic(Protocol protocol, PortRange ports, IcmpType icmp) {
  /** Every packet. */
  public static final Traffic ALL = new Traffic(Protocol.ANY);

  public Traffic {
    if (!hasPorts(protocol)) {
      ports = PortRange.ALL;
    }
    if (!protocol.isIcmp()) {
      icmp = IcmpType.ALL;
    }
  }

  /** All packets of a protocol. */
  public Traffic(Protocol protocol) {
    this(protocol, PortRange.ALL, IcmpType.ALL);
  }

  /** A protocol's packets to some ports. */
  public Traffic(Protocol protocol, PortRange ports) {
    this(protocol, ports, IcmpType.ALL);
  }

  /** Some messages of ICMP or ICMPv6. */
  public Traffic(Protocol protocol, IcmpType icmp) {
    this(protocol, PortRange.ALL, icmp);
  }

  /** TCP to a port. */
  public static Traffic tcp(int port) {
    return new Traffic(Protocol.TCP, PortRange.of(port));
  }

  /** Whether rules can name ports of a protocol; of others EC2 knows all packets or none. */
  public static boolean hasPorts(Protocol protocol) {
    return protocol.equals(Protocol.TCP) || protocol.equals(Protocol.UDP);
  }

  /** Whether a packet is of this kind. */
  public boolean matches(Packet packet) {
    return matchesButForPort(packet)
        && (!hasPorts(protocol) || ports.contains(packet.destinationPort()));
  }

  /** Whether a packet is of this kind, whatever port it goes to. */
  public boolean matchesButForPort(Packet packet) {
    return protocol.matches(packet.protocol()) && (!protocol.isIcmp() || icmp.matches(packet));
  }

  @Override
  public String toString() {
    if (protocol.equals(Protocol.ANY)) {
      return "all traffic";
    }
    if (!icmp.equals(IcmpType.ALL)) {
      return protocol + " " + icmp;
    }
    return ports.equals(PortRange.ALL) ? "all " + protocol : protocol + " " + ports;
  }
}
