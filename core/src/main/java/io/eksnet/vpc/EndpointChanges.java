package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules for changing a VPC endpoint. */
final class EndpointChanges {
  private EndpointChanges() {}

  static Decision<VpcEndpoint> modify(Vpcs vpcs, ModifyVpcEndpoint command, Context context) {
    Optional<VpcEndpoint> found = vpcs.facts().find(VpcEndpoint.KIND, command.id());
    Optional<Vpc> vpc = found.flatMap(it -> vpcs.vpc(it.vpc()));
    if (found.isEmpty() || vpc.isEmpty()) {
      return Decision.refuse(EndpointRefusals.endpointNotFound(command.id()));
    }
    VpcEndpoint endpoint = found.get();
    Optional<EndpointOffer> offer = EndpointOffer.behind(vpcs, endpoint);
    if (endpoint.state() == VpcEndpoint.State.DELETING || offer.isEmpty()) {
      return Decision.refuse(EndpointRefusals.endpointState(endpoint));
    }
    Optional<Refusal> problem =
        otherType(command, endpoint)
            .or(
                () ->
                    command
                        .policy()
                        .flatMap(policy -> VpcEndpoints.policyProblem(offer.get(), policy)));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    VpcEndpoint governed =
        command
            .policy()
            .map(it -> it.isEmpty() ? VpcEndpoints.fullAccess(endpoint.type()) : it)
            .map(endpoint::withPolicy)
            .orElse(endpoint);
    return switch (endpoint.access()) {
      case VpcEndpoint.Gateway access -> gateway(vpcs, command, governed, access);
      case VpcEndpoint.Interface access ->
          interfaces(vpcs, command, governed, new Reached(vpc.get(), offer.get(), access), context);
    };
  }

  /** Where an interface endpoint is, what it is for, and how it was reached so far. */
  private record Reached(Vpc vpc, EndpointOffer offer, VpcEndpoint.Interface access) {}

  private static Optional<Refusal> otherType(ModifyVpcEndpoint command, VpcEndpoint endpoint) {
    VpcEndpoint.Type type = endpoint.type();
    return switch (type) {
      case INTERFACE ->
          command.tables().isNone()
              ? Optional.empty()
              : Optional.of(EndpointRefusals.otherType("RouteTableIds", type));
      case GATEWAY ->
          !command.subnets().isNone()
              ? Optional.of(EndpointRefusals.otherType("SubnetIds", type))
              : !command.groups().isNone()
                  ? Optional.of(EndpointRefusals.otherType("SecurityGroupIds", type))
                  : command.privateDns().isPresent() && command.privateDns().get()
                      ? Optional.of(EndpointRefusals.otherType("PrivateDnsEnabled", type))
                      : Optional.empty();
    };
  }

  private static Decision<VpcEndpoint> gateway(
      Vpcs vpcs, ModifyVpcEndpoint command, VpcEndpoint endpoint, VpcEndpoint.Gateway access) {
    List<Change<?, ?>> changes = new ArrayList<>();
    for (RouteTableId id : command.tables().remove()) {
      Optional<Change<?, ?>> removal =
          vpcs.facts()
              .find(RouteTable.KIND, id)
              .flatMap(table -> EndpointRoutes.without(table, endpoint.id()));
      if (removal.isEmpty()) {
        return Decision.refuse(EndpointRefusals.noSuchTable(id, endpoint.id()));
      }
      changes.add(removal.get());
    }
    Optional<ManagedPrefixList> list = vpcs.prefixList(access.prefixList());
    if (list.isEmpty()) {
      return Decision.refuse(EndpointRefusals.serviceName(endpoint.serviceName()));
    }
    return switch (EndpointRoutes.add(vpcs, endpoint, list.get(), command.tables().add())) {
      case Decision.Refused<Boolean>(Refusal why) -> Decision.refuse(why);
      case Decision.Accepted<Boolean>(var _, List<Change<?, ?>> routes) -> {
        changes.addAll(routes);
        changes.add(Change.put(VpcEndpoint.KIND, endpoint));
        yield Decision.accept(endpoint, changes);
      }
    };
  }

  private static Decision<VpcEndpoint> interfaces(
      Vpcs vpcs, ModifyVpcEndpoint command, VpcEndpoint endpoint, Reached before, Context context) {
    boolean dns = command.privateDns().orElse(before.access().privateDns());
    List<SecurityGroupId> groups = edited(before.access().groups(), command.groups());
    Optional<Refusal> problem =
        missing(command, endpoint, before.access())
            .or(
                () ->
                    groups.isEmpty()
                        ? Optional.of(EndpointRefusals.lastGroup(endpoint.id()))
                        : EndpointInterfaces.groupProblem(vpcs, before.vpc(), groups))
            .or(
                () ->
                    dns && !before.access().privateDns()
                        ? EndpointInterfaces.privateDnsProblem(
                            vpcs, before.vpc(), before.offer(), endpoint.id())
                        : Optional.empty());
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    List<Change<?, ?>> changes = new ArrayList<>();
    List<VpcEndpoint.Placement> kept = new ArrayList<>();
    for (VpcEndpoint.Placement placement : before.access().placements()) {
      Optional<NetworkInterface> eni = vpcs.networkInterface(placement.eni());
      if (command.subnets().remove().contains(placement.subnet())) {
        eni.ifPresent(it -> changes.addAll(NetworkInterfaces.removal(vpcs, it)));
      } else {
        kept.add(placement);
        eni.ifPresent(it -> changes.add(Change.put(NetworkInterface.KIND, it.withGroups(groups))));
      }
    }
    List<CreateVpcEndpoint.Place> places =
        command.subnets().add().stream()
            .filter(id -> kept.stream().noneMatch(it -> it.subnet().equals(id)))
            .map(CreateVpcEndpoint.Place::in)
            .toList();
    EndpointInterfaces.Plan plan =
        new EndpointInterfaces.Plan(endpoint.id(), before.vpc(), before.offer(), groups, kept);
    return switch (EndpointInterfaces.place(vpcs, plan, places, context)) {
      case Decision.Refused<List<VpcEndpoint.Placement>>(Refusal why) -> Decision.refuse(why);
      case Decision.Accepted<List<VpcEndpoint.Placement>>(var all, var more) ->
          changed(
              endpoint.withAccess(
                  before.access().withPlacements(all).withGroups(groups).withPrivateDns(dns)),
              changes,
              more);
    };
  }

  private static Decision<VpcEndpoint> changed(
      VpcEndpoint endpoint, List<Change<?, ?>> changes, List<Change<?, ?>> more) {
    List<Change<?, ?>> all = new ArrayList<>(changes);
    all.addAll(more);
    all.add(Change.put(VpcEndpoint.KIND, endpoint));
    return Decision.accept(endpoint, all);
  }

  /** What is to be taken away and is not there. */
  private static Optional<Refusal> missing(
      ModifyVpcEndpoint command, VpcEndpoint endpoint, VpcEndpoint.Interface access) {
    for (SubnetId subnet : command.subnets().remove()) {
      if (access.placements().stream().noneMatch(it -> it.subnet().equals(subnet))) {
        return Optional.of(EndpointRefusals.noSuchSubnet(subnet, endpoint.id()));
      }
    }
    for (SecurityGroupId group : command.groups().remove()) {
      if (!access.groups().contains(group)) {
        return Optional.of(EndpointRefusals.noSuchGroup(group, endpoint.id()));
      }
    }
    return Optional.empty();
  }

  private static <T> List<T> edited(List<T> list, ModifyVpcEndpoint.Edit<T> edit) {
    List<T> result = new ArrayList<>(list);
    result.removeAll(edit.remove());
    edit.add().stream().filter(it -> !result.contains(it)).forEach(result::add);
    return result;
  }
}
