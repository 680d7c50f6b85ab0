package io.eksnet.aws.ec2;

import io.eksnet.net.Protocol;
import io.eksnet.vpc.SecurityGroupRule;
import io.eksnet.vpc.SecurityGroupRule.Elsewhere;
import io.eksnet.vpc.SecurityGroupRule.Peer;
import io.eksnet.vpc.Traffic;
import io.eksnet.vpc.VpcPeeringConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/**
 * Rules as EC2's older form shows them: one {@code IpPermission} for each kind of traffic, with all
 * its peers. A description may be absent but never empty there.
 */
final class Permissions {

  private Permissions() {}

  /** Ports, or ICMP type and code, as EC2 writes them; -1 stands for all. */
  record Ends(int from, int to) {

    static Ends of(Traffic traffic) {
      if (Traffic.hasPorts(traffic.protocol())) {
        return new Ends(traffic.ports().from(), traffic.ports().to());
      }
      return new Ends(traffic.icmp().type(), traffic.icmp().code());
    }
  }

  static List<IpPermission> of(List<SecurityGroupRule> rules, View view) {
    Map<Traffic, List<SecurityGroupRule>> byTraffic = new LinkedHashMap<>();
    for (SecurityGroupRule rule : rules) {
      byTraffic.computeIfAbsent(rule.traffic(), _ -> new ArrayList<>()).add(rule);
    }
    List<IpPermission> permissions = new ArrayList<>();
    byTraffic.forEach((traffic, same) -> permissions.add(of(traffic, same, view)));
    return permissions;
  }

  private static IpPermission of(Traffic traffic, List<SecurityGroupRule> rules, View view) {
    List<IpRange> ranges = new ArrayList<>();
    List<Ipv6Range> ranges6 = new ArrayList<>();
    List<UserIdGroupPair> groups = new ArrayList<>();
    List<PrefixListId> lists = new ArrayList<>();
    for (SecurityGroupRule rule : rules) {
      switch (rule.peer()) {
        case Peer.Range(var cidr) when Sdk.ipv4(cidr) ->
            ranges.add(
                IpRange.builder().cidrIp(cidr.toString()).description(description(rule)).build());
        case Peer.Range(var cidr) ->
            ranges6.add(
                Ipv6Range.builder()
                    .cidrIpv6(cidr.toString())
                    .description(description(rule))
                    .build());
        case Peer.PrefixList(var list) ->
            lists.add(
                PrefixListId.builder()
                    .prefixListId(list.value())
                    .description(description(rule))
                    .build());
        case Peer.Group group -> groups.add(pair(rule, group, view));
      }
    }
    var permission =
        IpPermission.builder()
            .ipProtocol(traffic.protocol().ec2Name())
            .ipRanges(ranges)
            .ipv6Ranges(ranges6)
            .prefixListIds(lists)
            .userIdGroupPairs(groups);
    if (!traffic.protocol().equals(Protocol.ANY)) {
      Ends ends = Ends.of(traffic);
      permission.fromPort(ends.from()).toPort(ends.to());
    }
    return permission.build();
  }

  /** A group that a rule names; of another VPC's it is told where it is. */
  static UserIdGroupPair pair(SecurityGroupRule rule, Peer.Group peer, View view) {
    var pair =
        UserIdGroupPair.builder()
            .groupId(peer.group().value())
            .userId(owner(rule, peer))
            .description(description(rule));
    peer.elsewhere()
        .ifPresent(
            there ->
                pair.vpcId(there.vpc().value())
                    .vpcPeeringConnectionId(there.peering().value())
                    .peeringStatus(peeringStatus(there, view)));
    return pair.build();
  }

  static String owner(SecurityGroupRule rule, Peer.Group peer) {
    return peer.elsewhere().map(Elsewhere::owner).orElse(rule.scope().account()).value();
  }

  /** A connection that is no longer known was deleted. */
  static String peeringStatus(Elsewhere there, View view) {
    return view.vpcs()
        .facts()
        .find(VpcPeeringConnection.KIND, there.peering())
        .map(it -> it.state().text())
        .orElse("deleted");
  }

  @SuppressWarnings("NullAway") // a builder's setter takes null for "not set"
  static String description(SecurityGroupRule rule) {
    return rule.description().isEmpty() ? null : rule.description();
  }
}
