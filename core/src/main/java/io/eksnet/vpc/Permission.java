package io.eksnet.vpc;

import io.eksnet.id.SecurityGroupId;
import io.eksnet.net.Cidr;

/**
 * What a security group rule is to allow; two with the same traffic and peer are the same.
 *
 * @param peer the other end
 * @param description at most 255 characters, may be empty
 */
public record Permission(Traffic traffic, SecurityGroupRule.Peer peer, String description) {
  /** Traffic with addresses of a range. */
  public static Permission of(Traffic traffic, Cidr range) {
    return new Permission(traffic, new SecurityGroupRule.Peer.Range(range), "");
  }

  /** Traffic with the interfaces that carry a group. */
  public static Permission of(Traffic traffic, SecurityGroupId group) {
    return new Permission(traffic, new SecurityGroupRule.Peer.Group(group), "");
  }

  /** Whether a rule allows exactly this. */
  boolean isThatOf(SecurityGroupRule rule) {
    return sameAs(rule.permission());
  }

  boolean sameAs(Permission other) {
    return other.traffic.equals(traffic) && other.peer.means(peer);
  }

  Permission withPeer(SecurityGroupRule.Peer other) {
    return new Permission(traffic, other, description);
  }
}
