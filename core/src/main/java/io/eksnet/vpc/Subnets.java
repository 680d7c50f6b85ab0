package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.NetworkAclAssociationId;
import io.eksnet.id.Region;
import io.eksnet.id.SubnetId;
import io.eksnet.id.VpcId;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules for subnets. */
final class Subnets {
  private Subnets() {}

  static Decision<Subnet> create(Vpcs vpcs, CreateSubnet command, Context context) {
    Optional<Vpc> vpc = vpcs.vpc(command.vpc());
    if (vpc.isEmpty()) {
      return Decision.refuse(NetworkRefusals.vpcNotFound(command.vpc()));
    }
    if (!VpcRules.sizeAllowed(command.cidr()) || !vpc.get().contains(command.cidr())) {
      return Decision.refuse(NetworkRefusals.subnetRange(command.cidr()));
    }
    List<Subnet> siblings = vpcs.subnetsOf(command.vpc());
    if (siblings.stream().anyMatch(other -> other.cidr().overlaps(command.cidr()))) {
      return Decision.refuse(NetworkRefusals.subnetConflict(command.cidr()));
    }
    if (siblings.size() >= vpcs.quota(Quota.SUBNETS_PER_VPC)) {
      return Decision.refuse(NetworkRefusals.subnetLimit());
    }
    Region region = vpc.get().scope().region();
    Optional<Zone> zone =
        command
            .zone()
            .map(name -> Zones.find(region, name))
            .orElseGet(() -> Zones.of(region).stream().findFirst());
    if (zone.isEmpty()) {
      return Decision.refuse(NetworkRefusals.badZone(command.zone().orElseThrow(), region));
    }
    SubnetId id = command.id().orElseGet(() -> new SubnetId(context.ids().next("subnet")));
    if (vpcs.subnet(id).isPresent()) {
      return Decision.refuse(Ec2Refusals.idInUse(id));
    }
    Subnet subnet =
        new Subnet(
            id,
            vpc.get().scope(),
            command.vpc(),
            zone.get(),
            command.cidr(),
            Optional.empty(),
            Subnet.Attributes.STANDARD,
            false,
            command.tags());
    List<Change<?, ?>> changes = new ArrayList<>();
    changes.add(Change.put(Subnet.KIND, subnet));
    defaultAcl(vpcs, command.vpc())
        .ifPresent(acl -> changes.add(Change.put(NetworkAcl.KIND, guarding(acl, id, context))));
    return Decision.accept(subnet, changes);
  }

  static Decision<Subnet> modify(Vpcs vpcs, ModifySubnetAttribute command) {
    Optional<Subnet> found = vpcs.subnet(command.id());
    if (found.isEmpty()) {
      return Decision.refuse(Ec2Refusals.subnetNotFound(command.id()));
    }
    Subnet changed =
        switch (command.attribute()) {
          case ModifySubnetAttribute.Attribute.MapPublicIpOnLaunch(boolean value) ->
              found.get().withAttributes(found.get().attributes().withMapPublicIpOnLaunch(value));
        };
    return Decision.accept(changed, Change.put(Subnet.KIND, changed));
  }

  private static Optional<NetworkAcl> defaultAcl(Vpcs vpcs, VpcId vpc) {
    return vpcs.facts().table(NetworkAcl.KIND).by(NetworkAcl.BY_VPC, vpc).stream()
        .filter(NetworkAcl::isDefault)
        .findFirst();
  }

  private static NetworkAcl guarding(NetworkAcl acl, SubnetId subnet, Context context) {
    List<NetworkAcl.Association> all = new ArrayList<>(acl.associations());
    all.add(
        new NetworkAcl.Association(
            new NetworkAclAssociationId(context.ids().next("aclassoc")), subnet));
    return acl.withAssociations(all);
  }
}
