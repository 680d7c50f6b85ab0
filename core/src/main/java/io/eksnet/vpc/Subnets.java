package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.NetworkAclAssociationId;
import io.eksnet.id.Refusal;
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
    Optional<Refusal> badIpv6 =
        command.ipv6Cidr().flatMap(cidr -> SubnetCidrs.ipv6Problem(vpcs, vpc.get(), cidr));
    if (badIpv6.isPresent()) {
      return Decision.refuse(badIpv6.get());
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
            command
                .ipv6Cidr()
                .map(cidr -> SubnetCidrs.association(cidr, CidrState.ASSOCIATING, context)),
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
    if (command.attribute()
            instanceof ModifySubnetAttribute.Attribute.AssignIpv6AddressOnCreation(boolean assign)
        && assign
        && found.get().ipv6Cidr().isEmpty()) {
      return Decision.refuse(AddressingRefusals.assignsWithoutBlock(command.id()));
    }
    Subnet changed =
        found.get().withAttributes(modified(found.get().attributes(), command.attribute()));
    return Decision.accept(changed, Change.put(Subnet.KIND, changed));
  }

  private static Subnet.Attributes modified(
      Subnet.Attributes now, ModifySubnetAttribute.Attribute change) {
    return switch (change) {
      case ModifySubnetAttribute.Attribute.MapPublicIpOnLaunch(boolean value) ->
          now.withMapPublicIpOnLaunch(value);
      case ModifySubnetAttribute.Attribute.AssignIpv6AddressOnCreation(boolean value) ->
          now.withAssignIpv6AddressOnCreation(value);
      case ModifySubnetAttribute.Attribute.EnableDns64(boolean value) -> now.withEnableDns64(value);
      case ModifySubnetAttribute.Attribute.PrivateDnsHostnameTypeOnLaunch(
              Subnet.HostnameType value) ->
          now.withNames(value, now.resourceNameDnsA(), now.resourceNameDnsAaaa());
      case ModifySubnetAttribute.Attribute.EnableResourceNameDnsARecordOnLaunch(boolean value) ->
          now.withNames(now.hostnameType(), value, now.resourceNameDnsAaaa());
      case ModifySubnetAttribute.Attribute.EnableResourceNameDnsAaaaRecordOnLaunch(boolean value) ->
          now.withNames(now.hostnameType(), now.resourceNameDnsA(), value);
    };
  }

  static Decision<Subnet> delete(Vpcs vpcs, DeleteSubnet command) {
    Optional<Subnet> found = vpcs.subnet(command.id());
    if (found.isEmpty()) {
      return Decision.refuse(Ec2Refusals.subnetNotFound(command.id()));
    }
    SubnetId id = command.id();
    boolean interfaces =
        !vpcs.facts().table(NetworkInterface.KIND).keysBy(NetworkInterface.BY_SUBNET, id).isEmpty();
    if (interfaces || hasGateway(vpcs, found.get())) {
      return Decision.refuse(NetworkRefusals.dependencies("subnet", id));
    }
    List<Change<?, ?>> changes = new ArrayList<>();
    for (RouteTable table : vpcs.facts().table(RouteTable.KIND).by(RouteTable.BY_SUBNET, id)) {
      changes.add(
          Change.put(
              RouteTable.KIND,
              table.withAssociations(
                  table.associations().stream().filter(it -> !it.subnet().equals(id)).toList())));
    }
    for (NetworkAcl acl : vpcs.facts().table(NetworkAcl.KIND).by(NetworkAcl.BY_SUBNET, id)) {
      changes.add(
          Change.put(
              NetworkAcl.KIND,
              acl.withAssociations(
                  acl.associations().stream().filter(it -> !it.subnet().equals(id)).toList())));
    }
    for (SubnetCidrReservation reservation : vpcs.reservationsOf(id)) {
      changes.add(Change.remove(SubnetCidrReservation.KIND, reservation.id()));
    }
    changes.add(Change.remove(Subnet.KIND, id));
    return Decision.accept(found.get(), changes);
  }

  private static boolean hasGateway(Vpcs vpcs, Subnet subnet) {
    return vpcs.facts().table(NatGateway.KIND).by(NatGateway.BY_VPC, subnet.vpc()).stream()
        .filter(VpcDependents::remains)
        .anyMatch(gateway -> gateway.subnet().equals(Optional.of(subnet.id())));
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
