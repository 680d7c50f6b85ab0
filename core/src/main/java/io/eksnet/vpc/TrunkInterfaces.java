package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.EniId;
import io.eksnet.id.Refusal;
import io.eksnet.id.Tags;
import io.eksnet.id.TrunkAssociationId;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules for branch interfaces on trunk interfaces. */
final class TrunkInterfaces {
  private static final int MAX_VLAN = 4_094;

  private TrunkInterfaces() {}

  static Decision<TrunkAssociation> associate(
      Vpcs vpcs, AssociateTrunkInterface command, Context context) {
    Optional<NetworkInterface> trunk = vpcs.networkInterface(command.trunk());
    if (trunk.isEmpty()) {
      return Decision.refuse(Ec2Refusals.interfaceNotFound(command.trunk()));
    }
    Optional<NetworkInterface> branch = vpcs.networkInterface(command.branch());
    if (branch.isEmpty()) {
      return Decision.refuse(Ec2Refusals.interfaceNotFound(command.branch()));
    }
    Optional<Refusal> problem =
        problem(trunk.get(), branch.get()).or(() -> keyProblem(vpcs, command));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    Optional<InstanceType> type =
        trunk
            .get()
            .attachment()
            .flatMap(at -> vpcs.instance(at.instance()))
            .flatMap(instance -> vpcs.instanceType(instance.type()));
    int branches = of(vpcs, command.trunk()).size() + 1;
    Optional<Refusal> limit = type.flatMap(it -> limitProblem(it, branches));
    if (limit.isPresent()) {
      return Decision.refuse(limit.get());
    }
    TrunkAssociation made =
        new TrunkAssociation(
            new TrunkAssociationId(context.ids().next("trunk-assoc")),
            branch.get().scope(),
            command.trunk(),
            command.branch(),
            command.key(),
            Tags.NONE);
    return Decision.accept(
        made,
        Change.put(TrunkAssociation.KIND, made),
        Change.put(NetworkInterface.KIND, branch.get().withType(NetworkInterface.Type.BRANCH)));
  }

  static Decision<TrunkAssociation> disassociate(Vpcs vpcs, DisassociateTrunkInterface command) {
    Optional<TrunkAssociation> known = vpcs.facts().find(TrunkAssociation.KIND, command.id());
    return known
        .map(it -> Decision.accept(it, freed(vpcs, it)))
        .orElseGet(() -> Decision.refuse(InterfaceRefusals.trunkAssociationNotFound(command.id())));
  }

  /** What goes when a trunk goes: its branches stay, as ordinary interfaces. */
  static List<Change<?, ?>> withoutTrunk(Vpcs vpcs, EniId trunk) {
    List<Change<?, ?>> changes = new ArrayList<>();
    of(vpcs, trunk).forEach(association -> changes.addAll(freed(vpcs, association)));
    return changes;
  }

  /** Why a trunk with the branches it has cannot be on an instance of a type, if so. */
  static Optional<Refusal> typeProblem(Vpcs vpcs, EniId trunk, InstanceType type) {
    if (type.trunk().filter(takes -> !takes).isPresent()) {
      return Optional.of(InterfaceRefusals.trunkNotSupported(type.name()));
    }
    return limitProblem(type, of(vpcs, trunk).size());
  }

  private static Optional<Refusal> limitProblem(InstanceType type, int branches) {
    return type.branchEnis()
        .filter(most -> branches > most)
        .map(_ -> Ec2Refusals.attachmentLimit(branches, type.name()));
  }

  private static List<TrunkAssociation> of(Vpcs vpcs, EniId trunk) {
    return vpcs.facts().table(TrunkAssociation.KIND).by(TrunkAssociation.BY_TRUNK, trunk);
  }

  private static List<Change<?, ?>> freed(Vpcs vpcs, TrunkAssociation association) {
    List<Change<?, ?>> changes = new ArrayList<>();
    changes.add(Change.remove(TrunkAssociation.KIND, association.id()));
    vpcs.networkInterface(association.branch())
        .ifPresent(
            branch ->
                changes.add(
                    Change.put(
                        NetworkInterface.KIND, branch.withType(NetworkInterface.Type.INTERFACE))));
    return changes;
  }

  private static Optional<Refusal> problem(NetworkInterface trunk, NetworkInterface branch) {
    if (trunk.type() != NetworkInterface.Type.TRUNK) {
      return Optional.of(InterfaceRefusals.noTrunk(trunk.id()));
    }
    if (branch.type() == NetworkInterface.Type.BRANCH) {
      return Optional.of(Ec2Refusals.interfaceInUse(branch.id()));
    }
    boolean free =
        branch.type() == NetworkInterface.Type.INTERFACE && branch.attachment().isEmpty();
    if (!free) {
      return Optional.of(InterfaceRefusals.noBranch(branch.id()));
    }
    return branch.vpc().equals(trunk.vpc()) && branch.zone().equals(trunk.zone())
        ? Optional.empty()
        : Optional.of(InterfaceRefusals.branchElsewhere(branch.id(), trunk.id()));
  }

  private static Optional<Refusal> keyProblem(Vpcs vpcs, AssociateTrunkInterface command) {
    if (command.key() instanceof TrunkAssociation.Key.Vlan(int vlan)
        && (vlan < 1 || vlan > MAX_VLAN)) {
      return Optional.of(InterfaceRefusals.invalid("vlanId", vlan, "1 to 4094."));
    }
    return of(vpcs, command.trunk()).stream().anyMatch(it -> it.key().equals(command.key()))
        ? Optional.of(InterfaceRefusals.trunkKeyInUse(command.trunk(), command.key()))
        : Optional.empty();
  }
}
