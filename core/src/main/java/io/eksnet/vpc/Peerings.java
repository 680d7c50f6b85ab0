package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.id.VpcPeeringConnectionId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Change;
import io.eksnet.vpc.VpcPeeringConnection.State;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The rules for peering connections (VPC peering guide, "VPC peering basics"). */
final class Peerings {
  private Peerings() {}

  static Decision<VpcPeeringConnection> create(
      Vpcs vpcs, CreateVpcPeeringConnection command, Context context) {
    Optional<Vpc> own = vpcs.vpc(command.vpc());
    if (own.isEmpty()) {
      return Decision.refuse(NetworkRefusals.vpcNotFound(command.vpc()));
    }
    VpcPeeringConnectionId id =
        command.id().orElseGet(() -> new VpcPeeringConnectionId(context.ids().next("pcx")));
    Optional<Refusal> problem = problem(vpcs, own.get(), command, id);
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    VpcPeeringConnection made =
        new VpcPeeringConnection(
            id,
            new VpcPeeringConnection.Side(own.get().id(), own.get().scope(), false),
            new VpcPeeringConnection.Side(command.peer(), command.peerScope(), false),
            new VpcPeeringConnection.Status(
                State.INITIATING_REQUEST,
                "Initiating Request to " + command.peerScope().account(),
                context.now()),
            context.now(),
            command.tags(),
            Tags.NONE);
    return changed(made);
  }

  private static Optional<Refusal> problem(
      Vpcs vpcs, Vpc own, CreateVpcPeeringConnection command, VpcPeeringConnectionId id) {
    if (!Zones.regions().contains(command.peerScope().region())) {
      return Optional.of(PeeringRefusals.badRegion(command.peerScope().region()));
    }
    if (command.peerScope().equals(own.scope())
        && vpcs.vpc(command.peer()).filter(it -> it.scope().equals(own.scope())).isEmpty()) {
      return Optional.of(NetworkRefusals.vpcNotFound(command.peer()));
    }
    if (vpcs.facts().find(VpcPeeringConnection.KIND, id).isPresent()) {
      return Optional.of(Ec2Refusals.idInUse(id));
    }
    Optional<VpcPeeringConnection> same =
        of(vpcs, own.id()).stream()
            .filter(it -> !it.state().isOver())
            .filter(it -> it.across(own.id()).map(to -> to.vpc().equals(command.peer())).get())
            .findFirst();
    if (same.isPresent()) {
      return Optional.of(PeeringRefusals.exists(same.get().id()));
    }
    long outstanding =
        count(
            vpcs, own.id(), it -> it.state().isRequest() && it.requester().vpc().equals(own.id()));
    if (outstanding >= vpcs.quota(Quota.OUTSTANDING_PEERING_REQUESTS)) {
      return Optional.of(PeeringRefusals.outstandingLimit(own.id()));
    }
    return fullOf(vpcs, own.id());
  }

  static Decision<VpcPeeringConnection> accept(
      Vpcs vpcs, AcceptVpcPeeringConnection command, Context context) {
    Optional<VpcPeeringConnection> found = seen(vpcs, command.connection(), command.by());
    if (found.isEmpty()) {
      return Decision.refuse(PeeringRefusals.notFound(command.connection()));
    }
    VpcPeeringConnection connection = found.get();
    Optional<Refusal> problem =
        notAccepter(connection, command.by(), "accept")
            .or(() -> notPending(connection, State.PROVISIONING))
            .or(() -> fullOf(vpcs, connection.requester().vpc()))
            .or(() -> fullOf(vpcs, connection.accepter().vpc()));
    return problem.isPresent()
        ? Decision.refuse(problem.get())
        : changed(connection.with(State.PROVISIONING, "Provisioning", context.now()));
  }

  static Decision<VpcPeeringConnection> reject(
      Vpcs vpcs, RejectVpcPeeringConnection command, Context context) {
    Optional<VpcPeeringConnection> found = seen(vpcs, command.connection(), command.by());
    if (found.isEmpty()) {
      return Decision.refuse(PeeringRefusals.notFound(command.connection()));
    }
    VpcPeeringConnection connection = found.get();
    Optional<Refusal> problem =
        notAccepter(connection, command.by(), "reject")
            .or(() -> notPending(connection, State.REJECTED));
    return problem.isPresent()
        ? Decision.refuse(problem.get())
        : changed(
            connection.with(
                State.REJECTED, "Rejected by " + command.by().account(), context.now()));
  }

  static Decision<VpcPeeringConnection> delete(
      Vpcs vpcs, DeleteVpcPeeringConnection command, Context context) {
    Optional<VpcPeeringConnection> found = seen(vpcs, command.connection(), command.by());
    if (found.isEmpty()) {
      return Decision.refuse(PeeringRefusals.notFound(command.connection()));
    }
    VpcPeeringConnection connection = found.get();
    boolean request = connection.state().isRequest();
    if (connection.state().isOver() && connection.state() != State.EXPIRED) {
      return Decision.refuse(PeeringRefusals.transition(connection, State.DELETING));
    }
    if (request && !connection.requester().scope().account().equals(command.by().account())) {
      return Decision.refuse(
          PeeringRefusals.notAccepter(command.by().account(), "delete", connection.id()));
    }
    return changed(
        connection.with(State.DELETING, "Deleted by " + command.by().account(), context.now()));
  }

  static Decision<VpcPeeringConnection> modify(
      Vpcs vpcs, ModifyVpcPeeringConnectionOptions command) {
    Optional<VpcPeeringConnection> found = seen(vpcs, command.connection(), command.by());
    if (found.isEmpty()) {
      return Decision.refuse(PeeringRefusals.notFound(command.connection()));
    }
    VpcPeeringConnection connection = found.get();
    if (!connection.isActive()) {
      return Decision.refuse(PeeringRefusals.optionsOfInactive(connection.id()));
    }
    boolean foreign =
        (command.requesterDns().isPresent() && !mayModify(connection.requester(), command.by()))
            || (command.accepterDns().isPresent()
                && !mayModify(connection.accepter(), command.by()));
    if (foreign) {
      return Decision.refuse(
          PeeringRefusals.optionsOfOther(command.by().account(), connection.id()));
    }
    boolean enables = command.requesterDns().orElse(false) || command.accepterDns().orElse(false);
    Optional<VpcId> without =
        List.of(connection.requester().vpc(), connection.accepter().vpc()).stream()
            .filter(vpc -> !vpcs.vpc(vpc).map(Peerings::hasDns).orElse(false))
            .findFirst();
    if (enables && without.isPresent()) {
      return Decision.refuse(PeeringRefusals.dnsDisabled(without.get()));
    }
    return changed(
        connection.withDnsResolution(
            command.requesterDns().orElse(connection.requester().dnsResolution()),
            command.accepterDns().orElse(connection.accepter().dnsResolution())));
  }

  private static boolean mayModify(VpcPeeringConnection.Side side, Scope by) {
    return side.scope().equals(by);
  }

  private static boolean hasDns(Vpc vpc) {
    return vpc.enableDnsSupport() && vpc.enableDnsHostnames();
  }

  /**
   * Why a VPC may not get another block because of its peering connections (VPC user guide, "VPC
   * CIDR blocks"): a requester gets none while its request waits, and none may overlap with an
   * active peer's.
   */
  static Optional<Refusal> cidrProblem(Vpcs vpcs, VpcId vpc, Cidr cidr) {
    for (VpcPeeringConnection connection : of(vpcs, vpc)) {
      boolean waits = connection.state().isRequest() && connection.requester().vpc().equals(vpc);
      if (waits) {
        return Optional.of(PeeringRefusals.requestPending(vpc, connection.id()));
      }
      boolean joined =
          connection.state() == State.ACTIVE || connection.state() == State.PROVISIONING;
      Optional<Vpc> overlapping =
          connection
              .across(vpc)
              .flatMap(side -> vpcs.vpc(side.vpc()))
              .filter(peer -> peer.blocks().stream().anyMatch(cidr::overlaps));
      if (joined && overlapping.isPresent()) {
        return Optional.of(
            PeeringRefusals.overlapsPeer(cidr, overlapping.get().id(), connection.id()));
      }
    }
    return Optional.empty();
  }

  /** Whether two VPCs have an address in common; every VPC overlaps with itself. */
  static boolean overlap(Vpc one, Vpc other) {
    return one.blocks().stream().anyMatch(a -> other.blocks().stream().anyMatch(a::overlaps));
  }

  /** The connections of a VPC, those that are over too. */
  static List<VpcPeeringConnection> of(Vpcs vpcs, VpcId vpc) {
    return vpcs.facts().table(VpcPeeringConnection.KIND).by(VpcPeeringConnection.BY_VPC, vpc);
  }

  private static long count(Vpcs vpcs, VpcId vpc, Predicate<VpcPeeringConnection> which) {
    return of(vpcs, vpc).stream().filter(which).count();
  }

  private static Optional<Refusal> fullOf(Vpcs vpcs, VpcId vpc) {
    long active =
        count(vpcs, vpc, it -> it.state() == State.ACTIVE || it.state() == State.PROVISIONING);
    return active >= vpcs.quota(Quota.ACTIVE_PEERING_CONNECTIONS_PER_VPC)
        ? Optional.of(PeeringRefusals.activeLimit(vpc))
        : Optional.empty();
  }

  private static Optional<VpcPeeringConnection> seen(
      Vpcs vpcs, VpcPeeringConnectionId id, Scope by) {
    return vpcs.facts().find(VpcPeeringConnection.KIND, id).filter(it -> it.isSeenBy(by));
  }

  private static Optional<Refusal> notAccepter(
      VpcPeeringConnection connection, Scope by, String verb) {
    if (connection.accepter().scope().equals(by)) {
      return Optional.empty();
    }
    return Optional.of(
        connection.accepter().scope().account().equals(by.account())
            ? PeeringRefusals.accepterRegion(
                connection.id(), connection.accepter().scope().region())
            : PeeringRefusals.notAccepter(by.account(), verb, connection.id()));
  }

  private static Optional<Refusal> notPending(VpcPeeringConnection connection, State attempted) {
    return connection.state() == State.PENDING_ACCEPTANCE
        ? Optional.empty()
        : Optional.of(PeeringRefusals.transition(connection, attempted));
  }

  private static Decision<VpcPeeringConnection> changed(VpcPeeringConnection connection) {
    return Decision.accept(connection, Change.put(VpcPeeringConnection.KIND, connection));
  }
}
