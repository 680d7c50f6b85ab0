package io.eksnet.aws.ec2;

import io.eksnet.net.Protocol;
import io.eksnet.vpc.SecurityGroupRule;
import io.eksnet.vpc.SecurityGroupRule.Peer;
import io.eksnet.vpc.Traffic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/**
 * Rules as EC2's older form shows them: one {@code IpPermission} for each kind of traffic, with all
 * its peers. A description may be absent but never empty there.
 */
final class Permissions {

  private Permissions() {}

  /** The two ends of a port range as EC2 writes them; -1 stands for every ICMP type or code. */
  record Ends(int from, int to) {

    /** Every port, type or code. */
    static final Ends ALL = new Ends(-1, -1);

    static Ends of(Traffic traffic) {
      return hasPorts(traffic.protocol())
          ? new Ends(traffic.ports().from(), traffic.ports().to())
          : ALL;
    }
  }

  /** Whether ports of a rule mean anything; for other protocols EC2 allows all of their packets. */
  static boolean hasPorts(Protocol protocol) {
    return protocol.equals(Protocol.TCP) || protocol.equals(Protocol.UDP);
  }

  static List<IpPermission> of(List<SecurityGroupRule> rules, String owner) {
    Map<Traffic, List<SecurityGroupRule>> byTraffic = new LinkedHashMap<>();
    for (SecurityGroupRule rule : rules) {
      byTraffic.computeIfAbsent(rule.traffic(), _ -> new ArrayList<>()).add(rule);
    }
    List<IpPermission> permissions = new ArrayList<>();
    byTraffic.forEach((traffic, same) -> permissions.add(of(traffic, same, owner)));
    return permissions;
  }

  private static IpPermission of(Traffic traffic, List<SecurityGroupRule> rules, String owner) {
    List<IpRange> ranges = new ArrayList<>();
    List<Ipv6Range> ranges6 = new ArrayList<>();
    List<UserIdGroupPair> groups = new ArrayList<>();
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
        case Peer.Group(var group) ->
            groups.add(
                UserIdGroupPair.builder()
                    .groupId(group.value())
                    .userId(owner)
                    .description(description(rule))
                    .build());
      }
    }
    var permission =
        IpPermission.builder()
            .ipProtocol(traffic.protocol().ec2Name())
            .ipRanges(ranges)
            .ipv6Ranges(ranges6)
            .prefixListIds(List.of())
            .userIdGroupPairs(groups);
    if (!traffic.protocol().equals(Protocol.ANY)) {
      Ends ends = Ends.of(traffic);
      permission.fromPort(ends.from()).toPort(ends.to());
    }
    return permission.build();
  }

  @SuppressWarnings("NullAway") // a builder's setter takes null for "not set"
  static String description(SecurityGroupRule rule) {
    return rule.description().isEmpty() ? null : rule.description();
  }
}
