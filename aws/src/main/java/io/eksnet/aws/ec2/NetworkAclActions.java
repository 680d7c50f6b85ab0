package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.id.NetworkAclId;
import io.eksnet.net.Cidr;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.NetworkAcl;
import io.eksnet.vpc.NetworkAcl.Entry;
import io.eksnet.vpc.Traffic;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsResponse;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.RuleAction;

/** Network ACLs as EC2 shows them, with the final denial that every one of them ends in. */
final class NetworkAclActions {
  private NetworkAclActions() {}

  static final Resources<NetworkAclId, NetworkAcl> ACLS =
      new Resources<>(
          Pages.of("DescribeNetworkAcls"),
          Ec2Resources.NETWORK_ACLS,
          Filters.<NetworkAcl>of()
              .by("network-acl-id", NetworkAcl::id)
              .by("vpc-id", NetworkAcl::vpc)
              .by("default", NetworkAcl::isDefault)
              .by("owner-id", acl -> acl.scope().account())
              .each("association.subnet-id", a -> a.associations().stream().map(it -> it.subnet()))
              .each("association.association-id", a -> a.associations().stream().map(it -> it.id()))
              .each("association.network-acl-id", a -> a.associations().stream().map(_ -> a.id()))
              .seen("entry.cidr", (a, v) -> cidrs(a, v).filter(Sdk::ipv4))
              .seen("entry.ipv6-cidr", (a, v) -> cidrs(a, v).filter(it -> !Sdk.ipv4(it)))
              .seen("entry.egress", (a, v) -> entries(a, v).map(Entry::egress))
              .seen("entry.protocol", (a, v) -> traffics(a, v).flatMap(it -> names(it)))
              .seen("entry.port-range.from", (a, v) -> ports(a, v).map(Permissions.Ends::from))
              .seen("entry.port-range.to", (a, v) -> ports(a, v).map(Permissions.Ends::to))
              .seen("entry.icmp.type", (a, v) -> icmp(a, v).map(it -> it.icmp().type()))
              .seen("entry.icmp.code", (a, v) -> icmp(a, v).map(it -> it.icmp().code()))
              .seen(
                  "entry.rule-action",
                  (a, v) -> entries(a, v).map(e -> e.allow() ? "allow" : "deny"))
              .seen("entry.rule-number", (a, v) -> entries(a, v).map(Entry::number))
              .tags(NetworkAcl::tags)
              .build());

  static void register(Ec2Registration on) {
    on.on(
        "DescribeNetworkAcls",
        DescribeNetworkAclsRequest::builder,
        served("NetworkAclIds", "Filters", "MaxResults", "NextToken", "DryRun"),
        (q, call) ->
            ACLS.list(call.view(), q, q.networkAclIds())
                .map(
                    page ->
                        DescribeNetworkAclsResponse.builder()
                            .networkAcls(page.map(acl -> sdk(acl, call.view())))
                            .nextToken(page.nextOrNull())
                            .build()));
  }

  /** The entries with the final denials: of IPv6 too, where the VPC or an entry has any. */
  private static Stream<Entry> entries(NetworkAcl acl, View view) {
    boolean ipv6 =
        acl.entries().stream().anyMatch(entry -> !Sdk.ipv4(entry.cidr())) || hasIpv6(acl, view);
    return Stream.of(
            acl.entries().stream(),
            denials(NetworkAcl.FINAL_RULE_NUMBER, Cidr.ANY_IPV4),
            ipv6
                ? denials(NetworkAcl.FINAL_IPV6_RULE_NUMBER, Cidr.ANY_IPV6)
                : Stream.<Entry>empty())
        .flatMap(it -> it);
  }

  private static boolean hasIpv6(NetworkAcl acl, View view) {
    return view.vpcs()
        .vpc(acl.vpc())
        .map(vpc -> vpc.cidrs().stream().anyMatch(block -> !Sdk.ipv4(block.cidr())))
        .orElse(false);
  }

  private static Stream<Entry> denials(int number, Cidr everything) {
    return Stream.of(
        new Entry(number, true, false, Traffic.ALL, everything),
        new Entry(number, false, false, Traffic.ALL, everything));
  }

  private static Stream<Cidr> cidrs(NetworkAcl acl, View view) {
    return entries(acl, view).map(Entry::cidr);
  }

  private static Stream<Traffic> traffics(NetworkAcl acl, View view) {
    return entries(acl, view).map(Entry::traffic);
  }

  private static Stream<Permissions.Ends> ports(NetworkAcl acl, View view) {
    return traffics(acl, view)
        .filter(traffic -> Traffic.hasPorts(traffic.protocol()))
        .map(Permissions.Ends::of);
  }

  private static Stream<Traffic> icmp(NetworkAcl acl, View view) {
    return traffics(acl, view).filter(traffic -> traffic.protocol().isIcmp());
  }

  /** The filter takes tcp, udp and icmp as well as numbers. */
  private static Stream<String> names(Traffic traffic) {
    return Stream.of(Integer.toString(traffic.protocol().number()), traffic.protocol().ec2Name())
        .distinct();
  }

  static software.amazon.awssdk.services.ec2.model.NetworkAcl sdk(NetworkAcl acl, View view) {
    return software.amazon.awssdk.services.ec2.model.NetworkAcl.builder()
        .networkAclId(acl.id().value())
        .vpcId(acl.vpc().value())
        .isDefault(acl.isDefault())
        .ownerId(acl.scope().account().value())
        .entries(entries(acl, view).map(NetworkAclActions::sdk).toList())
        .associations(associations(acl))
        .tags(Sdk.tags(acl.tags()))
        .build();
  }

  private static List<NetworkAclAssociation> associations(NetworkAcl acl) {
    return acl.associations().stream()
        .map(
            it ->
                NetworkAclAssociation.builder()
                    .networkAclAssociationId(it.id().value())
                    .networkAclId(acl.id().value())
                    .subnetId(it.subnet().value())
                    .build())
        .toList();
  }

  private static NetworkAclEntry sdk(Entry entry) {
    var sdk =
        NetworkAclEntry.builder()
            .ruleNumber(entry.number())
            .egress(entry.egress())
            .ruleAction(entry.allow() ? RuleAction.ALLOW : RuleAction.DENY)
            .protocol(Integer.toString(entry.traffic().protocol().number()));
    if (Sdk.ipv4(entry.cidr())) {
      sdk.cidrBlock(entry.cidr().toString());
    } else {
      sdk.ipv6CidrBlock(entry.cidr().toString());
    }
    Permissions.Ends ends = Permissions.Ends.of(entry.traffic());
    if (Traffic.hasPorts(entry.traffic().protocol())) {
      sdk.portRange(range -> range.from(ends.from()).to(ends.to()));
    } else if (entry.traffic().protocol().isIcmp()) {
      sdk.icmpTypeCode(icmp -> icmp.type(ends.from()).code(ends.to()));
    }
    return sdk.build();
  }
}
