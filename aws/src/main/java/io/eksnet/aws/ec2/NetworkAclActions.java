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
              .each("entry.cidr", acl -> entries(acl).map(Entry::cidr))
              .each("entry.egress", acl -> entries(acl).map(Entry::egress))
              .each("entry.protocol", acl -> entries(acl).map(e -> e.traffic().protocol().number()))
              .each("entry.rule-action", acl -> entries(acl).map(e -> e.allow() ? "allow" : "deny"))
              .each("entry.rule-number", acl -> entries(acl).map(Entry::number))
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
                            .networkAcls(page.map(NetworkAclActions::sdk))
                            .nextToken(page.nextOrNull())
                            .build()));
  }

  private static Stream<Entry> entries(NetworkAcl acl) {
    int last = NetworkAcl.FINAL_RULE_NUMBER;
    return Stream.concat(
        acl.entries().stream(),
        Stream.of(
            new Entry(last, true, false, Traffic.ALL, Cidr.ANY_IPV4),
            new Entry(last, false, false, Traffic.ALL, Cidr.ANY_IPV4)));
  }

  private static software.amazon.awssdk.services.ec2.model.NetworkAcl sdk(NetworkAcl acl) {
    return software.amazon.awssdk.services.ec2.model.NetworkAcl.builder()
        .networkAclId(acl.id().value())
        .vpcId(acl.vpc().value())
        .isDefault(acl.isDefault())
        .ownerId(acl.scope().account().value())
        .entries(entries(acl).map(NetworkAclActions::sdk).toList())
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
    if (Permissions.hasPorts(entry.traffic().protocol())) {
      sdk.portRange(range -> range.from(ends.from()).to(ends.to()));
    } else if (entry.traffic().protocol().isIcmp()) {
      sdk.icmpTypeCode(icmp -> icmp.type(ends.from()).code(ends.to()));
    }
    return sdk.build();
  }
}
