package io.eksnet.fabric;

import io.eksnet.net.Packet;
import io.eksnet.net.PortRange;
import io.eksnet.net.PortSet;
import io.eksnet.vpc.NetworkAcl;
import java.util.Optional;

/**
 * What a network ACL says of packets that differ only in their destination port.
 *
 * @param entry the entry that decides: the first that denies some of them, else the first that
 *     allows; none for the final denial
 * @param denied the ports that do not pass
 */
public record AclDecision(Optional<NetworkAcl.Entry> entry, PortSet denied) {
  /** Whether all pass. */
  public boolean passes() {
    return denied.isEmpty();
  }

  /** Judges a packet to each port of a range. */
  public static AclDecision of(NetworkAcl acl, Packet packet, PortRange ports, boolean leaving) {
    PortSet open = PortSet.of(ports);
    Optional<NetworkAcl.Entry> allowing = Optional.empty();
    Optional<NetworkAcl.Entry> denying = Optional.empty();
    PortSet denied = PortSet.EMPTY;
    for (NetworkAcl.Entry entry : acl.entries()) {
      if (entry.egress() != leaving
          || !entry.cidr().contains(leaving ? packet.destination() : packet.source())
          || !entry.traffic().matchesButForPort(packet)) {
        continue;
      }
      boolean everyPort =
          !packet.protocol().hasPorts()
              || entry.traffic().protocol().number() == -1
              || entry.traffic().ports().contains(ports);
      PortSet meant = everyPort ? open : open.intersect(PortSet.of(entry.traffic().ports()));
      if (meant.isEmpty()) {
        continue;
      }
      if (entry.allow()) {
        allowing = allowing.or(() -> Optional.of(entry));
      } else {
        denying = denying.or(() -> Optional.of(entry));
        denied = denied.union(meant);
      }
      open = everyPort ? PortSet.EMPTY : open.subtract(meant);
      if (open.isEmpty()) {
        break;
      }
    }
    if (denied.isEmpty() && open.isEmpty()) {
      return new AclDecision(allowing, denied);
    }
    return new AclDecision(denying, denied.union(open));
  }
}
