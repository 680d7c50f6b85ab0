package io.eksnet.vpc;

import io.eksnet.net.Cidr;
import io.eksnet.net.Protocol;

/**
 * What a security group rule is to allow; two with the same traffic and peer are the same.
 *
 * @param traffic ports are ignored when it is of every protocol
 * @param peer the other end
 * @param description at most 255 characters, may be empty
 */
public record Permission(Traffic traffic, SecurityGroupRule.Peer peer, String description) {
  public Permission {
    if (traffic.protocol().equals(Protocol.ANY)) {
      traffic = Traffic.ALL;
    }
  }

  /** Traffic with addresses of a range. */
  public static Permission of(Traffic traffic, Cidr range) {
    return new Permission(traffic, new SecurityGroupRule.Peer.Range(range), "");
  }

  /** Traffic with the interfaces that carry a group. */
  public static Permission of(Traffic traffic, io.eksnet.id.SecurityGroupId group) {
    return new Permission(traffic, new SecurityGroupRule.Peer.Group(group), "");
  }

  /** Whether a rule allows exactly this. */
  boolean isThatOf(SecurityGroupRule rule) {
    return rule.traffic().equals(traffic) && rule.peer().equals(peer);
  }

  boolean sameAs(Permission other) {
    return other.traffic.equals(traffic) && other.peer.equals(peer);
  }
}
