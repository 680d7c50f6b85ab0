package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpFamily;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules for security groups; see {@link SecurityGroupRules} for what they hold. */
final class SecurityGroups {
  private SecurityGroups() {}

  static Decision<SecurityGroup> create(Vpcs vpcs, CreateSecurityGroup command, Context context) {
    Optional<Vpc> vpc = vpcs.vpc(command.vpc());
    if (vpc.isEmpty()) {
      return Decision.refuse(NetworkRefusals.vpcNotFound(command.vpc()));
    }
    Optional<Refusal> badName = nameProblem(vpcs, command);
    if (badName.isPresent()) {
      return Decision.refuse(badName.get());
    }
    if (vpcs.facts().table(SecurityGroup.KIND).fold(SecurityGroup.PER_SCOPE, vpc.get().scope())
        >= vpcs.quota(Quota.SECURITY_GROUPS_PER_REGION)) {
      return Decision.refuse(GroupRefusals.limit());
    }
    SecurityGroupId id =
        command.id().orElseGet(() -> new SecurityGroupId(context.ids().next("sg")));
    if (vpcs.securityGroup(id).isPresent()) {
      return Decision.refuse(Ec2Refusals.idInUse(id));
    }
    SecurityGroup made =
        new SecurityGroup(
            id,
            vpc.get().scope(),
            command.vpc(),
            command.name(),
            command.description(),
            command.tags());
    List<Change<?, ?>> changes = new ArrayList<>();
    changes.add(Change.put(SecurityGroup.KIND, made));
    changes.add(allOut(made, Cidr.ANY_IPV4, context));
    if (vpc.get().blocks().stream().anyMatch(block -> block.family() == IpFamily.IPV6)) {
      changes.add(allOut(made, Cidr.ANY_IPV6, context));
    }
    return Decision.accept(made, changes);
  }

  /** The rule with which a new group lets everything out. */
  private static Change<?, ?> allOut(SecurityGroup group, Cidr to, Context context) {
    return SecurityGroupRules.put(
        group, SecurityGroupRule.Direction.EGRESS, Permission.of(Traffic.ALL, to), context);
  }

  static Decision<SecurityGroupId> delete(Vpcs vpcs, DeleteSecurityGroup command) {
    Optional<SecurityGroup> group = vpcs.securityGroup(command.id());
    if (group.isEmpty()) {
      return Decision.refuse(Ec2Refusals.groupNotFound(command.id()));
    }
    if (group.get().isDefault()) {
      return Decision.refuse(GroupRefusals.defaultStays(command.id()));
    }
    if (inUse(vpcs, command.id())) {
      return Decision.refuse(GroupRefusals.inUse(command.id()));
    }
    List<Change<?, ?>> changes = new ArrayList<>();
    for (SecurityGroupRule rule : vpcs.rulesOf(command.id())) {
      changes.add(Change.remove(SecurityGroupRule.KIND, rule.id()));
    }
    changes.add(Change.remove(SecurityGroup.KIND, command.id()));
    return Decision.accept(command.id(), changes);
  }

  /**
   * Whether an interface carries it, another VPC may use it, or another group of its VPC names it.
   * Rules of peered VPCs do not hold it; they become stale.
   */
  private static boolean inUse(Vpcs vpcs, SecurityGroupId id) {
    boolean carried =
        !vpcs.facts().table(NetworkInterface.KIND).keysBy(NetworkInterface.BY_GROUP, id).isEmpty();
    boolean associated =
        !vpcs.facts()
            .table(SecurityGroupVpcAssociation.KIND)
            .keysBy(SecurityGroupVpcAssociation.BY_GROUP, id)
            .isEmpty();
    return carried
        || associated
        || vpcs
            .facts()
            .table(SecurityGroupRule.KIND)
            .by(SecurityGroupRule.BY_PEER_GROUP, id)
            .stream()
            .anyMatch(rule -> !rule.group().equals(id) && !isElsewhere(rule.peer()));
  }

  private static boolean isElsewhere(SecurityGroupRule.Peer peer) {
    return peer instanceof SecurityGroupRule.Peer.Group(_, var elsewhere) && elsewhere.isPresent();
  }

  static Decision<SecurityGroupVpcAssociation> associate(
      Vpcs vpcs, AssociateSecurityGroupVpc command) {
    Optional<SecurityGroup> group = vpcs.securityGroup(command.group());
    if (group.isEmpty()) {
      return Decision.refuse(Ec2Refusals.groupNotFound(command.group()));
    }
    Optional<Vpc> vpc = vpcs.vpc(command.vpc());
    if (vpc.isEmpty()) {
      return Decision.refuse(NetworkRefusals.vpcNotFound(command.vpc()));
    }
    if (group.get().isDefault()) {
      return Decision.refuse(GroupRefusals.defaultNotAssociated(command.group()));
    }
    if (vpc.get().isDefault() || vpcs.vpc(group.get().vpc()).map(Vpc::isDefault).orElse(false)) {
      return Decision.refuse(GroupRefusals.defaultVpcNotAssociated());
    }
    if (group.get().vpc().equals(command.vpc()) || !group.get().scope().equals(vpc.get().scope())) {
      return Decision.refuse(GroupRefusals.notAssociable(command.group(), command.vpc()));
    }
    var made =
        new SecurityGroupVpcAssociation(
            new SecurityGroupVpcAssociation.Key(command.group(), command.vpc()));
    return Decision.accept(made, Change.put(SecurityGroupVpcAssociation.KIND, made));
  }

  static Decision<SecurityGroupVpcAssociation> disassociate(
      Vpcs vpcs, DisassociateSecurityGroupVpc command) {
    if (vpcs.securityGroup(command.group()).isEmpty()) {
      return Decision.refuse(Ec2Refusals.groupNotFound(command.group()));
    }
    var key = new SecurityGroupVpcAssociation.Key(command.group(), command.vpc());
    Optional<SecurityGroupVpcAssociation> found =
        vpcs.facts().find(SecurityGroupVpcAssociation.KIND, key);
    if (found.isEmpty()) {
      return Decision.refuse(GroupRefusals.notAssociated(command.group(), command.vpc()));
    }
    boolean carried =
        vpcs
            .facts()
            .table(NetworkInterface.KIND)
            .by(NetworkInterface.BY_GROUP, command.group())
            .stream()
            .anyMatch(eni -> eni.vpc().equals(command.vpc()));
    return carried
        ? Decision.refuse(GroupRefusals.inUse(command.group()))
        : Decision.accept(found.get(), Change.remove(SecurityGroupVpcAssociation.KIND, key));
  }

  private static Optional<Refusal> nameProblem(Vpcs vpcs, CreateSecurityGroup command) {
    if (command.name().equals(SecurityGroup.DEFAULT_NAME)) {
      return Optional.of(GroupRefusals.reservedName());
    }
    if (command.name().startsWith("sg-")) {
      return Optional.of(GroupRefusals.nameLikeId(command.name()));
    }
    boolean taken =
        vpcs.facts().table(SecurityGroup.KIND).by(SecurityGroup.BY_VPC, command.vpc()).stream()
            .anyMatch(group -> group.name().equals(command.name()));
    return taken
        ? Optional.of(GroupRefusals.duplicateName(command.name(), command.vpc()))
        : Optional.empty();
  }
}
