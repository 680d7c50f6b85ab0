package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.NetworkAclId;
import io.eksnet.id.RouteTableAssociationId;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpFamily;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules for VPCs. */
final class VpcRules {
  /** The number of the one rule of a default network ACL, in each direction. */
  private static final int DEFAULT_ACL_RULE = 100;

  private static final int SHORTEST_PREFIX = 16;
  private static final int LONGEST_PREFIX = 28;

  private VpcRules() {}

  /** Whether EC2 makes VPCs and subnets of this size. */
  static boolean sizeAllowed(Cidr cidr) {
    return cidr.family() == IpFamily.IPV4
        && cidr.length() >= SHORTEST_PREFIX
        && cidr.length() <= LONGEST_PREFIX;
  }

  static Decision<Vpc> create(Vpcs vpcs, CreateVpc command, Context context) {
    if (!sizeAllowed(command.cidr()) || CidrRestrictions.never(command.cidr())) {
      return Decision.refuse(NetworkRefusals.vpcRange(command.cidr()));
    }
    if (vpcs.facts().table(Vpc.KIND).keysBy(Vpc.BY_SCOPE, command.scope()).size()
        >= vpcs.quota(Quota.VPCS_PER_REGION)) {
      return Decision.refuse(NetworkRefusals.vpcLimit());
    }
    VpcId id = command.id().orElseGet(() -> new VpcId(context.ids().next("vpc")));
    if (vpcs.vpc(id).isPresent()) {
      return Decision.refuse(Ec2Refusals.idInUse(id));
    }
    RouteTableId main =
        command.mainRouteTable().orElseGet(() -> new RouteTableId(context.ids().next("rtb")));
    if (vpcs.facts().table(RouteTable.KIND).contains(main)) {
      return Decision.refuse(Ec2Refusals.idInUse(main));
    }
    Optional<Cidr> ipv6 =
        command.amazonIpv6() ? AmazonIpv6.free(vpcs, command.scope().region()) : Optional.empty();
    DhcpOptions dhcpOptions = DhcpOptionSets.standard(vpcs, command.scope(), context);
    Vpc vpc =
        new Vpc(
            id,
            command.scope(),
            List.of(VpcCidrs.association(command.cidr(), CidrState.ASSOCIATED, context)),
            ipv6.stream()
                .map(cidr -> VpcCidrs.association(cidr, CidrState.ASSOCIATING, context))
                .toList(),
            Optional.of(dhcpOptions.id()),
            Vpc.Attributes.STANDARD.withTenancy(command.tenancy()),
            false,
            command.tags());
    List<Change<?, ?>> changes = new ArrayList<>();
    changes.add(Change.put(DhcpOptions.KIND, dhcpOptions));
    changes.add(Change.put(Vpc.KIND, vpc));
    changes.add(Change.put(RouteTable.KIND, mainTable(vpc, main, context)));
    changes.add(Change.put(NetworkAcl.KIND, defaultAcl(vpc, context)));
    changes.addAll(defaultGroup(vpc, context));
    return Decision.accept(vpc, changes);
  }

  static Decision<Vpc> delete(Vpcs vpcs, DeleteVpc command) {
    Optional<Vpc> vpc = vpcs.vpc(command.id());
    if (vpc.isEmpty()) {
      return Decision.refuse(NetworkRefusals.vpcNotFound(command.id()));
    }
    if (VpcDependents.any(vpcs, command.id())) {
      return Decision.refuse(NetworkRefusals.dependencies("vpc", command.id()));
    }
    List<Change<?, ?>> changes = new ArrayList<>();
    for (SecurityGroup group :
        vpcs.facts().table(SecurityGroup.KIND).by(SecurityGroup.BY_VPC, command.id())) {
      vpcs.rulesOf(group.id())
          .forEach(rule -> changes.add(Change.remove(SecurityGroupRule.KIND, rule.id())));
      changes.add(Change.remove(SecurityGroup.KIND, group.id()));
    }
    vpcs.facts()
        .table(NetworkAcl.KIND)
        .keysBy(NetworkAcl.BY_VPC, command.id())
        .forEach(id -> changes.add(Change.remove(NetworkAcl.KIND, id)));
    vpcs.facts()
        .table(RouteTable.KIND)
        .keysBy(RouteTable.BY_VPC, command.id())
        .forEach(id -> changes.add(Change.remove(RouteTable.KIND, id)));
    changes.add(Change.remove(Vpc.KIND, command.id()));
    return Decision.accept(vpc.get(), changes);
  }

  static Decision<Vpc> defaultTenancy(Vpcs vpcs, ModifyVpcTenancy command) {
    Optional<Vpc> vpc = vpcs.vpc(command.id());
    if (vpc.isEmpty()) {
      return Decision.refuse(NetworkRefusals.vpcNotFound(command.id()));
    }
    Vpc changed = vpc.get().withAttributes(vpc.get().attributes().withTenancy(Vpc.Tenancy.DEFAULT));
    return Decision.accept(changed, Change.put(Vpc.KIND, changed));
  }

  static Decision<Vpc> modify(Vpcs vpcs, ModifyVpcAttribute command) {
    Optional<Vpc> found = vpcs.vpc(command.id());
    if (found.isEmpty()) {
      return Decision.refuse(NetworkRefusals.vpcNotFound(command.id()));
    }
    Vpc vpc = found.get();
    Vpc changed =
        switch (command.attribute()) {
          case ModifyVpcAttribute.Attribute.EnableDnsSupport(boolean value) ->
              vpc.withAttributes(vpc.attributes().withDns(value, vpc.enableDnsHostnames()));
          case ModifyVpcAttribute.Attribute.EnableDnsHostnames(boolean value) ->
              vpc.withAttributes(vpc.attributes().withDns(vpc.enableDnsSupport(), value));
          case ModifyVpcAttribute.Attribute.EnableNetworkAddressUsageMetrics(boolean value) ->
              vpc.withAttributes(vpc.attributes().withNetworkAddressUsageMetrics(value));
        };
    return Decision.accept(changed, Change.put(Vpc.KIND, changed));
  }

  private static RouteTable mainTable(Vpc vpc, RouteTableId id, Context context) {
    return new RouteTable(
        id,
        vpc.scope(),
        vpc.id(),
        RouteTables.localRoutes(vpc),
        Optional.of(new RouteTableAssociationId(context.ids().next("rtbassoc"))),
        List.of(),
        List.of(),
        List.of(),
        Tags.NONE);
  }

  private static NetworkAcl defaultAcl(Vpc vpc, Context context) {
    NetworkAcl acl =
        new NetworkAcl(
            new NetworkAclId(context.ids().next("acl")),
            vpc.scope(),
            vpc.id(),
            true,
            List.of(
                new NetworkAcl.Entry(DEFAULT_ACL_RULE, false, true, Traffic.ALL, Cidr.ANY_IPV4),
                new NetworkAcl.Entry(DEFAULT_ACL_RULE, true, true, Traffic.ALL, Cidr.ANY_IPV4)),
            List.of(),
            Tags.NONE);
    return vpc.ipv6Cidrs().isEmpty() ? acl : Ipv6Defaults.opened(acl);
  }

  private static List<Change<?, ?>> defaultGroup(Vpc vpc, Context context) {
    SecurityGroup group =
        new SecurityGroup(
            new SecurityGroupId(context.ids().next("sg")),
            vpc.scope(),
            vpc.id(),
            SecurityGroup.DEFAULT_NAME,
            "default VPC security group",
            Tags.NONE);
    List<Change<?, ?>> changes = new ArrayList<>();
    changes.add(Change.put(SecurityGroup.KIND, group));
    changes.add(
        SecurityGroupRules.put(
            group,
            SecurityGroupRule.Direction.INGRESS,
            Permission.of(Traffic.ALL, group.id()),
            context));
    changes.add(
        SecurityGroupRules.put(
            group,
            SecurityGroupRule.Direction.EGRESS,
            Permission.of(Traffic.ALL, Cidr.ANY_IPV4),
            context));
    if (!vpc.ipv6Cidrs().isEmpty()) {
      changes.add(Ipv6Defaults.egress(group, context));
    }
    return changes;
  }
}
