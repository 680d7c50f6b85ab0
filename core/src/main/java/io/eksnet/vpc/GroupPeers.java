package io.eksnet.vpc;

import io.eksnet.id.PrefixListId;
import io.eksnet.id.Refusal;
import io.eksnet.id.SecurityGroupId;
import java.util.Optional;

/** The rules for what a security group's rules may name as the other end. */
final class GroupPeers {
  private GroupPeers() {}

  /** What became of looking up a permission's peer. */
  sealed interface Found {
    /** The permission, which now says where its group is. */
    record Yes(Permission permission) implements Found {}

    /** It names what it may not. */
    record No(Refusal refusal) implements Found {}
  }

  /** Looks up what a permission of a group names. */
  static Found resolved(Vpcs vpcs, SecurityGroup group, Permission permission) {
    return switch (permission.peer()) {
      case SecurityGroupRule.Peer.Range _ -> new Found.Yes(permission);
      case SecurityGroupRule.Peer.PrefixList(PrefixListId id) ->
          vpcs.prefixList(id).filter(list -> seenBy(list, group)).isPresent()
              ? new Found.Yes(permission)
              : new Found.No(PrefixListRefusals.notFound(id));
      case SecurityGroupRule.Peer.Group(SecurityGroupId id, _) ->
          vpcs.securityGroup(id)
              .map(peer -> resolved(vpcs, group, peer, permission))
              .orElseGet(() -> new Found.No(Ec2Refusals.groupNotFound(id)));
    };
  }

  /** AWS's lists are for every account of their Region, customers' for their owner. */
  private static boolean seenBy(ManagedPrefixList list, SecurityGroup group) {
    return list.scope().region().equals(group.scope().region())
        && (list.awsManaged() || list.scope().equals(group.scope()));
  }

  private static Found resolved(
      Vpcs vpcs, SecurityGroup group, SecurityGroup peer, Permission permission) {
    if (vpcs.usableIn(peer, group.vpc()) || vpcs.usableIn(group, peer.vpc())) {
      return new Found.Yes(permission.withPeer(new SecurityGroupRule.Peer.Group(peer.id())));
    }
    Optional<SecurityGroupRule.Elsewhere> elsewhere = elsewhere(vpcs, group, peer);
    boolean known = elsewhere.isPresent() || vpcs.knowsGroupsOf(group.vpc(), peer.vpc(), true);
    return known
        ? new Found.Yes(permission.withPeer(new SecurityGroupRule.Peer.Group(peer.id(), elsewhere)))
        : new Found.No(GroupRefusals.peerOfOtherNetwork());
  }

  /** The way to a group of a VPC that is peered within the Region. */
  private static Optional<SecurityGroupRule.Elsewhere> elsewhere(
      Vpcs vpcs, SecurityGroup group, SecurityGroup peer) {
    return vpcs.peeringForGroups(group.vpc(), peer.vpc())
        .map(
            peering ->
                new SecurityGroupRule.Elsewhere(peer.scope().account(), peer.vpc(), peering));
  }
}
