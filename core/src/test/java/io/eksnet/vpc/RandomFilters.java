package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.NetworkAclAssociationId;
import io.eksnet.id.NetworkAclId;
import io.eksnet.id.PrefixListId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SecurityGroupRuleId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpFamily;
import io.eksnet.net.Ipv4Address;
import io.eksnet.net.PortRange;
import io.eksnet.net.Protocol;
import io.eksnet.table.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Random requests about security group rules, network ACLs and prefix lists. */
final class RandomFilters {
  private final Ec2 ec2;
  private final SplittableRandom random;

  RandomFilters(Ec2 ec2, SplittableRandom random) {
    this.ec2 = ec2;
    this.random = random;
  }

  Command<?> next() {
    return switch (random.nextInt(9)) {
      case 0 -> modifyRules();
      case 1 -> describeRules();
      case 2 -> acl();
      case 3, 4 -> aclEntry();
      case 5 -> moveSubnet();
      case 6 -> associateGroup();
      default -> prefixList();
    };
  }

  Permission permission() {
    return new Permission(traffic(), peer(), "");
  }

  private SecurityGroupRule.Peer peer() {
    return switch (random.nextInt(4)) {
      case 0 -> new SecurityGroupRule.Peer.Group(group());
      case 1 -> new SecurityGroupRule.Peer.Range(Cidr.ANY_IPV6);
      case 2 -> new SecurityGroupRule.Peer.PrefixList(list());
      default -> new SecurityGroupRule.Peer.Range(Cidr.ANY_IPV4);
    };
  }

  private Traffic traffic() {
    return switch (random.nextInt(4)) {
      case 0 -> Traffic.ALL;
      case 1 -> new Traffic(Protocol.ICMP, new IcmpType(random.nextInt(3), IcmpType.ANY));
      case 2 -> new Traffic(Protocol.UDP, PortRange.of(0, random.nextInt(3)));
      default -> Traffic.tcp(random.nextInt(3));
    };
  }

  private Command<?> modifyRules() {
    SecurityGroupRuleId rule = pick(SecurityGroupRule.KIND, new SecurityGroupRuleId("sgr-none"));
    return new ModifySecurityGroupRules(
        groupOf(rule), List.of(new ModifySecurityGroupRules.Update(rule, permission())));
  }

  private Command<?> describeRules() {
    SecurityGroupRuleId rule = pick(SecurityGroupRule.KIND, new SecurityGroupRuleId("sgr-none"));
    var words = List.of(new RuleDescription(rule, "d" + random.nextInt(9)));
    return random.nextBoolean()
        ? new UpdateSecurityGroupRuleDescriptionsIngress(groupOf(rule), List.of(), words)
        : new UpdateSecurityGroupRuleDescriptionsEgress(groupOf(rule), List.of(), words);
  }

  private Command<?> acl() {
    return random.nextInt(3) == 0
        ? new DeleteNetworkAcl(aclId())
        : new CreateNetworkAcl(vpc(), Tags.NONE, Optional.empty());
  }

  private Command<?> aclEntry() {
    int number = random.nextInt(30);
    boolean egress = random.nextBoolean();
    var entry =
        new NetworkAcl.Entry(
            number,
            egress,
            random.nextBoolean(),
            traffic(),
            random.nextBoolean() ? Cidr.ANY_IPV4 : Cidr.ANY_IPV6);
    return switch (random.nextInt(4)) {
      case 0 -> new ReplaceNetworkAclEntry(aclId(), entry);
      case 1 -> new DeleteNetworkAclEntry(aclId(), number, egress);
      default -> new CreateNetworkAclEntry(aclId(), entry);
    };
  }

  private Command<?> moveSubnet() {
    List<NetworkAclAssociationId> all =
        ec2.world.table(NetworkAcl.KIND).stream()
            .flatMap(acl -> acl.associations().stream())
            .map(NetworkAcl.Association::id)
            .toList();
    return new ReplaceNetworkAclAssociation(
        all.isEmpty()
            ? new NetworkAclAssociationId("aclassoc-none")
            : all.get(random.nextInt(all.size())),
        aclId());
  }

  private Command<?> prefixList() {
    PrefixListId id = list();
    long version = ec2.vpcs().prefixList(id).map(ManagedPrefixList::version).orElse(1L);
    return switch (random.nextInt(5)) {
      case 0 -> new DeleteManagedPrefixList(id);
      case 1 ->
          new RestoreManagedPrefixListVersion(
              id, 1 + random.nextLong(version), version - random.nextInt(2));
      case 2 ->
          new ModifyManagedPrefixList(
              id,
              Optional.empty(),
              Optional.empty(),
              List.of(),
              List.of(),
              Optional.of(random.nextInt(30)));
      case 3 ->
          new ModifyManagedPrefixList(
              id,
              Optional.of(version),
              Optional.empty(),
              entries(),
              entries().stream().map(ManagedPrefixList.Entry::cidr).toList(),
              Optional.empty());
      default ->
          new CreateManagedPrefixList(
              Ec2.SCOPE,
              "list-" + random.nextInt(9),
              IpFamily.IPV4,
              random.nextInt(9),
              entries(),
              Tags.NONE,
              Optional.empty());
    };
  }

  private List<ManagedPrefixList.Entry> entries() {
    List<ManagedPrefixList.Entry> entries = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Cidr cidr = Cidr.of(Ipv4Address.of(10, random.nextInt(8), 0, 0), 16);
      entries.add(new ManagedPrefixList.Entry(cidr, ""));
    }
    return entries;
  }

  private Command<?> associateGroup() {
    return random.nextBoolean()
        ? new AssociateSecurityGroupVpc(group(), vpc())
        : new DisassociateSecurityGroupVpc(group(), vpc());
  }

  private SecurityGroupId groupOf(SecurityGroupRuleId rule) {
    return ec2.world
        .find(SecurityGroupRule.KIND, rule)
        .map(SecurityGroupRule::group)
        .orElseGet(this::group);
  }

  private SecurityGroupId group() {
    return pick(SecurityGroup.KIND, new SecurityGroupId("sg-none"));
  }

  private VpcId vpc() {
    return pick(Vpc.KIND, new VpcId("vpc-none"));
  }

  private NetworkAclId aclId() {
    return pick(NetworkAcl.KIND, new NetworkAclId("acl-none"));
  }

  private PrefixListId list() {
    if (random.nextInt(6) == 0) {
      return new PrefixListId("pl-68a54001");
    }
    return pick(ManagedPrefixList.KIND, new PrefixListId("pl-none"));
  }

  private <K extends Comparable<? super K>, V> K pick(Kind<K, V> kind, K none) {
    List<K> keys =
        Stream.concat(ec2.world.table(kind).rows().keySet().stream(), Stream.of(none)).toList();
    return keys.get(random.nextInt(keys.size()));
  }
}
