package io.eksnet.vpc;

import io.eksnet.net.Packet;
import io.eksnet.net.PortRange;
import io.eksnet.net.Protocol;

/**
 * What a security group rule or network ACL entry speaks of: a protocol and, for TCP and UDP, its
 * destination ports. For ICMP the range's ends are type and code and -1 is written as {@link
 * PortRange#ALL}.
 *
 * @param protocol {@link Protocol#ANY} for all protocols, whose ports are then ignored
 * @param ports the destination ports
 */
public record Traffic(Protocol protocol, PortRange ports) {
  /** Every packet. */
  public static final Traffic ALL = new Traffic(Protocol.ANY, PortRange.ALL);

  /** TCP to a port. */
  public static Traffic tcp(int port) {
    return new Traffic(Protocol.TCP, PortRange.of(port));
  }

  /** Whether a packet is of this kind. */
  public boolean matches(Packet packet) {
    if (protocol.equals(Protocol.ANY)) {
      return true;
    }
    if (!protocol.equals(packet.protocol())) {
      return false;
    }
    boolean hasPorts = protocol.equals(Protocol.TCP) || protocol.equals(Protocol.UDP);
    return !hasPorts || ports.contains(packet.destinationPort());
  }

  @Override
  public String toString() {
    if (protocol.equals(Protocol.ANY)) {
      return "all traffic";
    }
    if (ports.equals(PortRange.ALL)) {
      return "all " + protocol;
    }
    return protocol + " " + ports;
  }
}
