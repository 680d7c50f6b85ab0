package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.AssociationId;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.Refusal;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules for the further addresses of NAT gateways. */
final class NatGatewayAddresses {
  private NatGatewayAddresses() {}

  static Decision<NatGateway> associate(
      Vpcs vpcs, AssociateNatGatewayAddress command, Context context) {
    Optional<NatGateway> found = vpcs.facts().find(NatGateway.KIND, command.id());
    Optional<Refusal> problem =
        problem(found, command.id())
            .or(
                () ->
                    found.get().isPublic()
                        ? Optional.empty()
                        : Optional.of(NatRefusals.isPrivate(command.id())))
            .or(() -> allocationProblem(vpcs, command));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    NatGateway gateway = found.get();
    return switch (gateway.placement()) {
      case NatGateway.Placement.Regional regional ->
          RegionalNatGateways.associate(vpcs, gateway, regional, command, context);
      case NatGateway.Placement.Zonal _ when command.zone().isPresent() ->
          Decision.refuse(NatRefusals.noZone(command.id()));
      case NatGateway.Placement.Zonal(var id) -> {
        Subnet subnet = vpcs.subnet(id).orElseThrow();
        Optional<Refusal> tooMany =
            live(gateway) + command.allocations().size()
                    > vpcs.quota(Quota.ELASTIC_IPS_PER_NAT_GATEWAY)
                ? Optional.of(NatRefusals.tooManyElasticIps())
                : NatGateways.unequal(command.allocations(), command.addresses());
        yield tooMany
            .<Decision<NatGateway>>map(Decision::refuse)
            .orElseGet(
                () ->
                    grown(
                        vpcs,
                        gateway,
                        subnet,
                        command.allocations(),
                        NatGateways.addresses(command.allocations(), command.addresses()),
                        context));
      }
    };
  }

  static Decision<NatGateway> assign(
      Vpcs vpcs, AssignPrivateNatGatewayAddress command, Context context) {
    Optional<NatGateway> found = vpcs.facts().find(NatGateway.KIND, command.id());
    Optional<Refusal> problem =
        problem(found, command.id())
            .or(
                () ->
                    found.get().isPublic()
                        ? Optional.of(NatRefusals.isPublic(command.id()))
                        : Optional.empty())
            .or(
                () ->
                    live(found.get()) + command.addresses().size()
                            > vpcs.quota(Quota.PRIVATE_ADDRESSES_PER_NAT_GATEWAY)
                        ? Optional.of(NatRefusals.tooManyPrivateAddresses())
                        : Optional.empty());
    return problem.isPresent()
        ? Decision.refuse(problem.get())
        : grown(
            vpcs,
            found.get(),
            found.get().subnet().flatMap(vpcs::subnet).orElseThrow(),
            List.of(),
            command.addresses(),
            context);
  }

  static Decision<NatGateway> disassociate(
      Vpcs vpcs, DisassociateNatGatewayAddress command, Context context) {
    Optional<NatGateway> gateway = vpcs.facts().find(NatGateway.KIND, command.id());
    Optional<Refusal> problem = problem(gateway, command.id());
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    for (AssociationId association : command.associations()) {
      Optional<NatGateway.Address> address =
          gateway.get().addresses().stream()
              .filter(it -> association(it).equals(Optional.of(association)))
              .findFirst();
      if (address.isEmpty()) {
        return Decision.refuse(NatRefusals.associationNotFound(association));
      }
      if (address.get().primary()) {
        return Decision.refuse(NatRefusals.primaryElasticIp(association));
      }
    }
    return leaving(
        gateway.get(),
        it -> association(it).filter(command.associations()::contains).isPresent(),
        NatGateway.Status.DISASSOCIATING,
        context);
  }

  static Decision<NatGateway> unassign(
      Vpcs vpcs, UnassignPrivateNatGatewayAddress command, Context context) {
    Optional<NatGateway> gateway = vpcs.facts().find(NatGateway.KIND, command.id());
    Optional<Refusal> problem =
        problem(gateway, command.id())
            .or(
                () ->
                    gateway.get().isPublic()
                        ? Optional.of(NatRefusals.isPublic(command.id()))
                        : Optional.empty());
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    for (Ipv4Address named : command.addresses()) {
      Optional<NatGateway.Address> address =
          gateway.get().addresses().stream()
              .filter(it -> it.privateAddress().equals(Optional.of(named)))
              .findFirst();
      if (address.isEmpty()) {
        return Decision.refuse(NatRefusals.notItsAddress(command.id(), named));
      }
      if (address.get().primary()) {
        return Decision.refuse(NatRefusals.primaryAddress(named));
      }
    }
    return leaving(
        gateway.get(),
        it -> it.privateAddress().filter(command.addresses()::contains).isPresent(),
        NatGateway.Status.UNASSIGNING,
        context);
  }

  private static Optional<AssociationId> association(NatGateway.Address address) {
    return address.elastic().flatMap(NatGateway.Elastic::use).map(NatGateway.Use::association);
  }

  private static Optional<Refusal> problem(Optional<NatGateway> gateway, NatGatewayId id) {
    if (gateway.isEmpty()) {
      return Optional.of(NatRefusals.notFound(id));
    }
    return gateway.get().state() == NatGateway.State.AVAILABLE
        ? Optional.empty()
        : Optional.of(NatRefusals.notAvailable(gateway.get()));
  }

  /** Here EC2 says at once what it says of a new gateway only later. */
  private static Optional<Refusal> allocationProblem(
      Vpcs vpcs, AssociateNatGatewayAddress command) {
    Optional<Refusal> twice = NatGateways.twice(command.allocations());
    if (twice.isPresent()) {
      return twice;
    }
    for (AllocationId allocation : command.allocations()) {
      Optional<ElasticIp> elastic = vpcs.facts().find(ElasticIp.KIND, allocation);
      if (elastic.isEmpty()) {
        return Optional.of(AddressRefusals.allocationNotFound(allocation));
      }
      if (elastic.get().inUse()) {
        return Optional.of(NetworkRefusals.natAllocationInUse(allocation));
      }
    }
    return Optional.empty();
  }

  private static int live(NatGateway gateway) {
    return gateway.addresses().size();
  }

  private static Decision<NatGateway> grown(
      Vpcs vpcs,
      NatGateway gateway,
      Subnet subnet,
      List<AllocationId> allocations,
      AddressRequest<Ipv4Address> wanted,
      Context context) {
    SubnetAddresses free = SubnetAddresses.of(vpcs, subnet);
    Optional<Refusal> problem = NatAddressChoice.problem(free, wanted);
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    Optional<List<Ipv4Address>> chosen = NatAddressChoice.further(free, wanted);
    if (chosen.isEmpty()) {
      return Decision.refuse(Ec2Refusals.noFreeAddress());
    }
    List<Change<?, ?>> changes = new ArrayList<>();
    List<NatGateway.Address> addresses = new ArrayList<>(gateway.addresses());
    NetworkInterface eni = gateway.eni().flatMap(vpcs::networkInterface).orElseThrow();
    List<Ipv4Address> secondary = new ArrayList<>(eni.secondary());
    secondary.addAll(chosen.get());
    NetworkInterface own = eni.withSecondary(secondary);
    for (int i = 0; i < chosen.get().size(); i++) {
      Ipv4Address address = chosen.get().get(i);
      Optional<NatGateway.Elastic> elastic = Optional.empty();
      if (!allocations.isEmpty()) {
        ElasticIp ip = vpcs.facts().find(ElasticIp.KIND, allocations.get(i)).orElseThrow();
        AssociationId association = new AssociationId(context.ids().next("eipassoc"));
        own = ElasticIps.before(ip, own, address, association);
        changes.add(
            Change.put(
                ElasticIp.KIND,
                ip.associated(new ElasticIp.Association(association, eni.id(), address))));
        elastic = Optional.of(NatGateways.elastic(ip, association));
      }
      addresses.add(
          new NatGateway.Address(
              Optional.empty(),
              Optional.of(eni.id()),
              Optional.of(address),
              elastic,
              false,
              allocations.isEmpty() ? NatGateway.Status.ASSIGNING : NatGateway.Status.ASSOCIATING,
              context.now()));
    }
    NatGateway changed = gateway.withAddresses(addresses);
    changes.add(Change.put(NetworkInterface.KIND, own));
    changes.add(Change.put(NatGateway.KIND, changed));
    return Decision.accept(changed, changes);
  }

  private static Decision<NatGateway> leaving(
      NatGateway gateway,
      java.util.function.Predicate<NatGateway.Address> which,
      NatGateway.Status status,
      Context context) {
    NatGateway changed =
        gateway.withAddresses(
            gateway.addresses().stream()
                .map(
                    it ->
                        which.test(it) && it.status() != status
                            ? it.withStatus(status, context.now())
                            : it)
                .toList());
    return Decision.accept(changed, Change.put(NatGateway.KIND, changed));
  }
}
