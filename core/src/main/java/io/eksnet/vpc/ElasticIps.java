package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.AssociationId;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.EniId;
import io.eksnet.id.InstanceId;
import io.eksnet.id.Refusal;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules for what Elastic IPs stand before; see {@link PublicAddresses} for where they come
 * from.
 */
final class ElasticIps {
  private ElasticIps() {}

  static Decision<AssociationId> associate(Vpcs vpcs, AssociateAddress command, Context context) {
    Optional<ElasticIp> elastic = vpcs.facts().find(ElasticIp.KIND, command.allocation());
    if (elastic.isEmpty()) {
      return Decision.refuse(AddressRefusals.allocationNotFound(command.allocation()));
    }
    return switch (behind(vpcs, command.behind())) {
      case Decision.Refused<NetworkInterface>(Refusal why) -> Decision.refuse(why);
      case Decision.Accepted<NetworkInterface>(NetworkInterface eni, var _) ->
          associate(vpcs, command, elastic.get(), eni, context);
    };
  }

  private static Decision<AssociationId> associate(
      Vpcs vpcs,
      AssociateAddress command,
      ElasticIp elastic,
      NetworkInterface eni,
      Context context) {
    Ipv4Address address = command.privateAddress().orElse(eni.primary());
    Optional<AssociationId> same =
        elastic
            .association()
            .filter(it -> it.eni().equals(eni.id()) && it.privateAddress().equals(address))
            .map(ElasticIp.Association::id);
    if (same.isPresent()) {
      return Decision.accept(same.get(), List.of());
    }
    Optional<Refusal> problem =
        interfaceProblem(vpcs, eni, address)
            .or(() -> holderProblem(vpcs, elastic))
            .or(() -> reassociationProblem(command, elastic, eni, address));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    AssociationId id = new AssociationId(context.ids().next("eipassoc"));
    List<Change<?, ?>> changes = new ArrayList<>(freed(vpcs, elastic));
    changes.addAll(displaced(vpcs, eni, address));
    // The interface as it is once this Elastic IP is off another address of it.
    NetworkInterface free =
        elastic
            .association()
            .filter(it -> it.eni().equals(eni.id()))
            .map(it -> eni.withoutPublicAddress(it.privateAddress()))
            .orElse(eni);
    changes.addAll(joined(elastic, free, address, id));
    return Decision.accept(id, changes);
  }

  /** An Elastic IP in front of a private address of an interface. */
  static List<Change<?, ?>> joined(
      ElasticIp elastic, NetworkInterface eni, Ipv4Address address, AssociationId id) {
    return List.of(
        Change.put(
            ElasticIp.KIND, elastic.associated(new ElasticIp.Association(id, eni.id(), address))),
        Change.put(NetworkInterface.KIND, before(elastic, eni, address, id)));
  }

  /** An interface with an Elastic IP before one of its addresses. */
  static NetworkInterface before(
      ElasticIp elastic, NetworkInterface eni, Ipv4Address address, AssociationId id) {
    return eni.withPublicAddress(
        new NetworkInterface.PublicAddress(
            elastic.publicAddress(), address, Optional.of(elastic.id()), Optional.of(id)));
  }

  static Decision<ElasticIp> disassociate(Vpcs vpcs, DisassociateAddress command) {
    Optional<ElasticIp> elastic =
        vpcs.facts().table(ElasticIp.KIND).firstBy(ElasticIp.BY_ASSOCIATION, command.association());
    if (elastic.isEmpty()) {
      return Decision.refuse(AddressRefusals.associationNotFound(command.association()));
    }
    Optional<Refusal> problem = holderProblem(vpcs, elastic.get());
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    List<Change<?, ?>> changes = new ArrayList<>(freed(vpcs, elastic.get()));
    ElasticIp loose = elastic.get().disassociated();
    changes.add(Change.put(ElasticIp.KIND, loose));
    return Decision.accept(loose, changes);
  }

  static Decision<AllocationId> release(Vpcs vpcs, ReleaseAddress command) {
    Optional<ElasticIp> elastic = vpcs.facts().find(ElasticIp.KIND, command.id());
    if (elastic.isEmpty()) {
      return Decision.refuse(AddressRefusals.allocationNotFound(command.id()));
    }
    if (elastic.get().provisioned()) {
      return Decision.refuse(AddressRefusals.serviceManaged(command.id()));
    }
    if (elastic.get().inUse()) {
      return Decision.refuse(AddressRefusals.inUse(elastic.get().publicAddress()));
    }
    return elastic.get().domainName().isPresent()
        ? Decision.refuse(AddressRefusals.locked(command.id()))
        : Decision.accept(command.id(), Change.remove(ElasticIp.KIND, command.id()));
  }

  static Decision<ElasticIp> modify(Vpcs vpcs, ModifyAddressAttribute command) {
    Optional<ElasticIp> elastic = vpcs.facts().find(ElasticIp.KIND, command.id());
    if (elastic.isEmpty()) {
      return Decision.refuse(AddressRefusals.allocationNotFound(command.id()));
    }
    ElasticIp changed =
        elastic
            .get()
            .withDomainName(
                command.domainName().map(name -> name.endsWith(".") ? name : name + "."));
    return Decision.accept(changed, Change.put(ElasticIp.KIND, changed));
  }

  private static Decision<NetworkInterface> behind(Vpcs vpcs, AssociateAddress.Behind behind) {
    return switch (behind) {
      case AssociateAddress.Behind.OfInterface(EniId id) -> found(vpcs, id);
      case AssociateAddress.Behind.OfInstance(InstanceId id) -> {
        boolean pending =
            vpcs.instance(id)
                .filter(instance -> instance.state() == Instance.State.PENDING)
                .isPresent();
        if (pending) {
          yield Decision.refuse(AddressRefusals.pendingInstance(id));
        }
        yield switch (OnlyInterface.of(vpcs, id)) {
          case Decision.Refused<EniId>(Refusal why) -> Decision.refuse(why);
          case Decision.Accepted<EniId>(EniId eni, var _) -> found(vpcs, eni);
        };
      }
    };
  }

  private static Decision<NetworkInterface> found(Vpcs vpcs, EniId id) {
    return vpcs.networkInterface(id)
        .<Decision<NetworkInterface>>map(Decision::accept)
        .orElseGet(() -> Decision.refuse(Ec2Refusals.interfaceNotFound(id)));
  }

  private static Optional<Refusal> interfaceProblem(
      Vpcs vpcs, NetworkInterface eni, Ipv4Address address) {
    if (eni.type().requesterManaged()) {
      return Optional.of(Ec2Refusals.requesterManaged(eni.id()));
    }
    if (!eni.addresses().contains(address)) {
      return Optional.of(AddressRefusals.notAnAddressOf(eni.id(), address));
    }
    return vpcs.internetGatewayOf(eni.vpc()).isEmpty()
        ? Optional.of(AddressRefusals.noInternetGateway(eni.vpc()))
        : Optional.empty();
  }

  /** What a service has an Elastic IP for, only the service ends. */
  private static Optional<Refusal> holderProblem(Vpcs vpcs, ElasticIp elastic) {
    if (elastic.gateway().isPresent()) {
      return Optional.of(AddressRefusals.serviceManaged(elastic.id()));
    }
    return elastic
        .association()
        .flatMap(it -> vpcs.networkInterface(it.eni()))
        .filter(eni -> eni.type().requesterManaged())
        .map(eni -> Ec2Refusals.requesterManaged(eni.id()));
  }

  private static Optional<Refusal> reassociationProblem(
      AssociateAddress command, ElasticIp elastic, NetworkInterface eni, Ipv4Address address) {
    if (command.allowReassociation()) {
      return Optional.empty();
    }
    return elastic
        .association()
        .map(it -> AddressRefusals.alreadyAssociated(elastic.id(), it.id()))
        .or(
            () ->
                eni.publicAddressOf(address)
                    .filter(it -> it.allocation().isPresent())
                    .map(_ -> AddressRefusals.interfaceHasAddress(eni.id(), address)));
  }

  /** The interface that an Elastic IP stands before, without it. */
  private static List<Change<?, ?>> freed(Vpcs vpcs, ElasticIp elastic) {
    return elastic
        .association()
        .flatMap(
            it ->
                vpcs.networkInterface(it.eni())
                    .map(eni -> eni.withoutPublicAddress(it.privateAddress())))
        .<List<Change<?, ?>>>map(eni -> List.of(Change.put(NetworkInterface.KIND, eni)))
        .orElse(List.of());
  }

  /** The Elastic IP that has to give way to another. */
  private static List<Change<?, ?>> displaced(
      Vpcs vpcs, NetworkInterface eni, Ipv4Address address) {
    return eni.publicAddressOf(address)
        .flatMap(NetworkInterface.PublicAddress::allocation)
        .flatMap(allocation -> vpcs.facts().find(ElasticIp.KIND, allocation))
        .<List<Change<?, ?>>>map(
            other -> List.of(Change.put(ElasticIp.KIND, other.disassociated())))
        .orElse(List.of());
  }
}
