package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.SubnetCidrAssociationId;
import io.eksnet.id.SubnetCidrReservationId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Change;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules for the IPv6 blocks of subnets and for their CIDR reservations. */
final class SubnetCidrs {
  private SubnetCidrs() {}

  /** Why a subnet of a VPC cannot have an IPv6 block, if so. */
  static Optional<Refusal> ipv6Problem(Vpcs vpcs, Vpc vpc, Cidr cidr) {
    if (!AmazonIpv6.fits(vpc, cidr)) {
      return Optional.of(NetworkRefusals.subnetRange(cidr));
    }
    return vpcs.subnetsOf(vpc.id()).stream()
            .flatMap(other -> other.ipv6().stream())
            .anyMatch(other -> other.cidr().overlaps(cidr))
        ? Optional.of(NetworkRefusals.subnetConflict(cidr))
        : Optional.empty();
  }

  static Subnet.Ipv6Association association(Cidr cidr, CidrState state, Context context) {
    return new Subnet.Ipv6Association(
        new SubnetCidrAssociationId(context.ids().next("subnet-cidr-assoc")),
        cidr,
        state,
        context.now());
  }

  static Decision<Subnet> associate(Vpcs vpcs, AssociateSubnetCidrBlock command, Context context) {
    Optional<Subnet> subnet = vpcs.subnet(command.id());
    if (subnet.isEmpty()) {
      return Decision.refuse(Ec2Refusals.subnetNotFound(command.id()));
    }
    if (subnet.get().ipv6().isPresent()) {
      return Decision.refuse(AddressingRefusals.cidrLimit(command.id(), 1));
    }
    Optional<Vpc> vpc = vpcs.vpc(subnet.get().vpc());
    if (vpc.isEmpty()) {
      return Decision.refuse(NetworkRefusals.vpcNotFound(subnet.get().vpc()));
    }
    Optional<Refusal> problem = ipv6Problem(vpcs, vpc.get(), command.cidr());
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    return changed(
        subnet
            .get()
            .withIpv6(Optional.of(association(command.cidr(), CidrState.ASSOCIATING, context))));
  }

  static Decision<Subnet> disassociate(
      Vpcs vpcs, DisassociateSubnetCidrBlock command, Context context) {
    Optional<Subnet> found =
        vpcs.facts().table(Subnet.KIND).stream()
            .filter(it -> it.scope().equals(command.scope()))
            .filter(it -> it.ipv6().filter(b -> b.id().equals(command.id())).isPresent())
            .findFirst();
    if (found.isEmpty()) {
      return Decision.refuse(AddressingRefusals.subnetAssociationNotFound(command.id()));
    }
    Subnet subnet = found.get();
    Subnet.Ipv6Association block = subnet.ipv6().orElseThrow();
    if (subnet.attributes().assignIpv6AddressOnCreation()) {
      return Decision.refuse(AddressingRefusals.subnetBlockAssigns(command.id()));
    }
    if (vpcs.addressesInUse(subnet.id()).usedIn(block.cidr()) > 0) {
      return Decision.refuse(AddressingRefusals.subnetBlockInUse(command.id()));
    }
    return changed(subnet.withIpv6(Optional.of(block.to(CidrState.DISASSOCIATING, context.now()))));
  }

  static Decision<SubnetCidrReservation> reserve(
      Vpcs vpcs, CreateSubnetCidrReservation command, Context context) {
    Optional<Subnet> subnet = vpcs.subnet(command.subnet());
    if (subnet.isEmpty()) {
      return Decision.refuse(Ec2Refusals.subnetNotFound(command.subnet()));
    }
    List<Cidr> blocks =
        Stream.concat(Stream.of(subnet.get().cidr()), subnet.get().ipv6Cidr().stream()).toList();
    if (blocks.stream().noneMatch(block -> block.contains(command.cidr()))) {
      return Decision.refuse(AddressingRefusals.reservationOutside(subnet.get().cidr()));
    }
    if (vpcs.reservationsOf(command.subnet()).stream()
        .anyMatch(other -> other.cidr().overlaps(command.cidr()))) {
      return Decision.refuse(AddressingRefusals.reservationOverlaps(command.cidr()));
    }
    SubnetCidrReservation made =
        new SubnetCidrReservation(
            new SubnetCidrReservationId(context.ids().next("scr")),
            subnet.get().scope(),
            command.subnet(),
            command.cidr(),
            command.type(),
            command.description(),
            command.tags());
    return Decision.accept(made, Change.put(SubnetCidrReservation.KIND, made));
  }

  static Decision<SubnetCidrReservation> release(Vpcs vpcs, DeleteSubnetCidrReservation command) {
    return vpcs.facts()
        .find(SubnetCidrReservation.KIND, command.id())
        .map(it -> Decision.accept(it, Change.remove(SubnetCidrReservation.KIND, it.id())))
        .orElseGet(() -> Decision.refuse(AddressingRefusals.reservationNotFound(command.id())));
  }

  private static Decision<Subnet> changed(Subnet subnet) {
    return Decision.accept(subnet, Change.put(Subnet.KIND, subnet));
  }
}
