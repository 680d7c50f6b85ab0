package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.TransitGatewayAttachmentId;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.VpcId;
import io.eksnet.id.ZoneName;
import io.eksnet.table.Change;
import io.eksnet.vpc.TransitGatewayAttachment.Place;
import io.eksnet.vpc.TransitGatewayAttachment.Resource;
import io.eksnet.vpc.TransitGatewayAttachment.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The rules for what is plugged into transit gateways. */
final class TransitAttachments {
  private TransitAttachments() {}

  static Decision<TransitGatewayAttachment> create(
      Vpcs vpcs, CreateTransitGatewayVpcAttachment command, Context context) {
    Optional<Vpc> vpc = vpcs.vpc(command.vpc());
    if (vpc.isEmpty()) {
      return Decision.refuse(NetworkRefusals.vpcNotFound(command.vpc()));
    }
    Optional<TransitGateway> gateway = TransitGateways.present(vpcs, command.gateway());
    if (gateway.isEmpty() || !sameRegion(gateway.get().scope(), vpc.get().scope())) {
      return Decision.refuse(TransitRefusals.gatewayNotFound(command.gateway()));
    }
    if (!gateway.get().scope().equals(vpc.get().scope())) {
      return Decision.refuse(TransitRefusals.sharedGateway(command.gateway()));
    }
    Optional<Refusal> problem = usable(vpcs, gateway.get());
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    boolean twice =
        TransitGateways.attachmentsOf(vpcs, command.gateway()).stream()
            .filter(it -> !it.state().isOver())
            .anyMatch(it -> it.vpc().equals(Optional.of(command.vpc())));
    if (twice) {
      return Decision.refuse(TransitRefusals.duplicateAttachment(command.gateway()));
    }
    if (command.subnets().isEmpty()) {
      return Decision.refuse(Ec2Refusals.missing("subnetIds"));
    }
    TransitGatewayAttachmentId id = newId(context);
    return switch (placed(vpcs, vpc.get(), id, List.of(), command.subnets(), context)) {
      case Decision.Refused<List<Place>>(Refusal refusal) -> Decision.refuse(refusal);
      case Decision.Accepted<List<Place>>(List<Place> places, List<Change<?, ?>> changes) -> {
        TransitGatewayAttachment made =
            plugged(
                gateway.get(),
                id,
                new Resource.OfVpc(command.vpc(), places, command.options()),
                command.tags(),
                context);
        List<Change<?, ?>> all = new ArrayList<>(changes);
        all.add(Change.put(TransitGatewayAttachment.KIND, made));
        yield Decision.accept(made, all);
      }
    };
  }

  /** Why nothing more can be attached to a gateway. */
  static Optional<Refusal> usable(Vpcs vpcs, TransitGateway gateway) {
    if (!gateway.isAvailable()) {
      return Optional.of(TransitRefusals.invalidState(gateway.id()));
    }
    long present =
        TransitGateways.attachmentsOf(vpcs, gateway.id()).stream()
            .filter(it -> !it.state().isOver())
            .count();
    return present >= vpcs.quota(Quota.TRANSIT_GATEWAY_ATTACHMENTS)
        ? Optional.of(TransitRefusals.attachmentLimit())
        : Optional.empty();
  }

  /** A new attachment, associated and propagating as its gateway does by default. */
  static TransitGatewayAttachment plugged(
      TransitGateway gateway,
      TransitGatewayAttachmentId id,
      Resource resource,
      Tags tags,
      Context context) {
    boolean learns = !(resource instanceof Resource.OfPeer);
    return new TransitGatewayAttachment(
        id,
        gateway.scope(),
        gateway.id(),
        resource,
        State.PENDING,
        gateway.associationTable(),
        learns ? gateway.propagationTable().stream().toList() : List.of(),
        context.now(),
        context.now(),
        tags);
  }

  static TransitGatewayAttachmentId newId(Context context) {
    return new TransitGatewayAttachmentId(context.ids().next("tgw-attach"));
  }

  private static boolean sameRegion(Scope one, Scope other) {
    return one.region().equals(other.region());
  }

  /** Puts the gateway's interfaces into subnets, at most one in each zone. */
  private static Decision<List<Place>> placed(
      Vpcs vpcs,
      Vpc vpc,
      TransitGatewayAttachmentId id,
      List<Place> kept,
      List<SubnetId> subnets,
      Context context) {
    Set<ZoneName> zones = new HashSet<>();
    kept.forEach(place -> vpcs.subnet(place.subnet()).ifPresent(it -> zones.add(it.zone().name())));
    List<Place> places = new ArrayList<>(kept);
    List<Change<?, ?>> changes = new ArrayList<>();
    for (SubnetId subnetId : subnets) {
      Optional<Subnet> subnet = vpcs.subnet(subnetId);
      if (subnet.isEmpty()) {
        return Decision.refuse(Ec2Refusals.subnetNotFound(subnetId));
      }
      if (!subnet.get().vpc().equals(vpc.id())) {
        return Decision.refuse(TransitRefusals.subnetOfOtherVpc(subnetId));
      }
      if (!zones.add(subnet.get().zone().name())) {
        return Decision.refuse(TransitRefusals.duplicateZone());
      }
      Decision<NetworkInterface> eni =
          ServiceInterfaces.make(
              vpcs,
              subnet.get(),
              NetworkInterface.Type.TRANSIT_GATEWAY,
              "Network Interface for Transit Gateway Attachment " + id,
              List.of(),
              context);
      switch (eni) {
        case Decision.Refused<NetworkInterface>(Refusal refusal) -> {
          return Decision.refuse(refusal);
        }
        case Decision.Accepted<NetworkInterface>(NetworkInterface made, var more) -> {
          places.add(new Place(subnetId, made.id()));
          changes.addAll(more);
        }
      }
    }
    return Decision.accept(places, changes);
  }

  static Decision<TransitGatewayAttachment> modify(
      Vpcs vpcs, ModifyTransitGatewayVpcAttachment command, Context context) {
    Optional<TransitGatewayAttachment> found =
        vpcs.facts()
            .find(TransitGatewayAttachment.KIND, command.attachment())
            .filter(it -> it.scope().equals(command.by()) && it.state() != State.DELETED);
    Optional<Resource.OfVpc> resource = found.flatMap(TransitGatewayAttachment::ofVpc);
    Optional<Vpc> vpc = resource.flatMap(it -> vpcs.vpc(it.vpc()));
    if (found.isEmpty() || resource.isEmpty() || vpc.isEmpty()) {
      return Decision.refuse(TransitRefusals.notOfVpc(command.attachment()));
    }
    if (!found.get().isAvailable()) {
      return Decision.refuse(TransitRefusals.invalidState(command.attachment()));
    }
    List<Place> kept = new ArrayList<>(resource.get().places());
    List<Change<?, ?>> all = new ArrayList<>();
    for (SubnetId gone : command.removed()) {
      Optional<Place> place = kept.stream().filter(it -> it.subnet().equals(gone)).findFirst();
      if (place.isEmpty()) {
        return Decision.refuse(TransitRefusals.subnetNotAttached(command.attachment(), gone));
      }
      kept.remove(place.get());
      all.add(Change.remove(NetworkInterface.KIND, place.get().eni()));
    }
    return switch (placed(vpcs, vpc.get(), command.attachment(), kept, command.added(), context)) {
      case Decision.Refused<List<Place>>(Refusal refusal) -> Decision.refuse(refusal);
      case Decision.Accepted<List<Place>>(List<Place> places, var changes) -> {
        if (places.isEmpty()) {
          yield Decision.refuse(TransitRefusals.noSubnetLeft(command.attachment()));
        }
        TransitGatewayAttachment after =
            found
                .get()
                .withResource(
                    new Resource.OfVpc(
                        vpc.get().id(), places, changed(resource.get().options(), command)))
                .withState(State.MODIFYING, context.now());
        all.addAll(changes);
        all.add(Change.put(TransitGatewayAttachment.KIND, after));
        yield Decision.accept(after, all);
      }
    };
  }

  private static TransitGatewayAttachment.Options changed(
      TransitGatewayAttachment.Options old, ModifyTransitGatewayVpcAttachment command) {
    return new TransitGatewayAttachment.Options(
        command.dns().orElse(old.dns()),
        command.groupReferencing().orElse(old.groupReferencing()),
        command.ipv6().orElse(old.ipv6()),
        command.applianceMode().orElse(old.applianceMode()));
  }

  static Decision<TransitGatewayAttachment> delete(
      Vpcs vpcs, DeleteTransitGatewayVpcAttachment command, Context context) {
    return vpcs.facts()
        .find(TransitGatewayAttachment.KIND, command.attachment())
        .filter(it -> it.scope().equals(command.by()) && it.vpc().isPresent())
        .filter(it -> it.state() != State.DELETED)
        .map(it -> deleting(it, context))
        .orElseGet(() -> Decision.refuse(TransitRefusals.notOfVpc(command.attachment())));
  }

  private static Decision<TransitGatewayAttachment> deleting(
      TransitGatewayAttachment attachment, Context context) {
    return attachment.isAvailable()
        ? changed(attachment.withState(State.DELETING, context.now()))
        : Decision.refuse(TransitRefusals.invalidState(attachment.id()));
  }

  static Decision<TransitGatewayAttachment> createPeering(
      Vpcs vpcs, CreateTransitGatewayPeeringAttachment command, Context context) {
    Optional<TransitGateway> gateway = TransitGateways.present(vpcs, command.gateway());
    if (gateway.isEmpty()) {
      return Decision.refuse(TransitRefusals.gatewayNotFound(command.gateway()));
    }
    Optional<Refusal> problem = usable(vpcs, gateway.get());
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    Optional<TransitGateway> peer =
        TransitGateways.present(vpcs, command.peer())
            .filter(it -> it.scope().equals(command.peerScope()));
    if (peer.isEmpty() || command.peer().equals(command.gateway())) {
      return Decision.refuse(TransitRefusals.gatewayNotFound(command.peer()));
    }
    boolean twice =
        TransitGateways.attachmentsOf(vpcs, command.gateway()).stream()
            .filter(it -> !it.state().isOver() && it.ofPeer().isPresent())
            .anyMatch(it -> it.gateways().contains(command.peer()));
    if (twice) {
      return Decision.refuse(TransitRefusals.duplicatePeering(command.gateway(), command.peer()));
    }
    Resource.OfPeer resource =
        new Resource.OfPeer(command.peer(), command.peerScope(), peer.get().associationTable());
    return changed(
        plugged(gateway.get(), newId(context), resource, command.tags(), context)
            .withState(State.INITIATING_REQUEST, context.now()));
  }

  static Decision<TransitGatewayAttachment> answerPeering(
      Vpcs vpcs, TransitGatewayAttachmentId id, Scope by, boolean accept, Context context) {
    Optional<TransitGatewayAttachment> found = peering(vpcs, id, by);
    if (found.isEmpty()) {
      return Decision.refuse(TransitRefusals.notOfPeer(id));
    }
    boolean own = found.get().scope().equals(by);
    boolean accepter = found.get().ofPeer().filter(it -> it.accepterScope().equals(by)).isPresent();
    if (own && !accepter) {
      return Decision.refuse(TransitRefusals.ownRequest(accept ? "accept" : "reject", id));
    }
    if (found.get().state() != State.PENDING_ACCEPTANCE) {
      return Decision.refuse(TransitRefusals.invalidState(id));
    }
    return changed(found.get().withState(accept ? State.PENDING : State.REJECTED, context.now()));
  }

  static Decision<TransitGatewayAttachment> deletePeering(
      Vpcs vpcs, DeleteTransitGatewayPeeringAttachment command, Context context) {
    Optional<TransitGatewayAttachment> found = peering(vpcs, command.attachment(), command.by());
    if (found.isEmpty()) {
      return Decision.refuse(TransitRefusals.notOfPeer(command.attachment()));
    }
    boolean waits =
        found.get().state() == State.PENDING_ACCEPTANCE
            || found.get().state() == State.INITIATING_REQUEST;
    return waits
        ? changed(found.get().withState(State.DELETING, context.now()))
        : deleting(found.get(), context);
  }

  private static Optional<TransitGatewayAttachment> peering(
      Vpcs vpcs, TransitGatewayAttachmentId id, Scope by) {
    return vpcs.facts()
        .find(TransitGatewayAttachment.KIND, id)
        .filter(it -> it.ofPeer().isPresent() && it.isSeenBy(by))
        .filter(it -> it.state() != State.DELETED);
  }

  /** The attachment of a VPC to a gateway that packets can take. */
  static Optional<TransitGatewayAttachment> of(Vpcs vpcs, TransitGatewayId gateway, VpcId vpc) {
    return vpcs
        .facts()
        .table(TransitGatewayAttachment.KIND)
        .by(TransitGatewayAttachment.BY_VPC, vpc)
        .stream()
        .filter(it -> it.gateway().equals(gateway) && it.isAvailable())
        .findFirst();
  }

  /** Whether two VPCs are on one gateway and it and both attachments let groups be named. */
  static boolean sharesGroups(Vpcs vpcs, VpcId one, VpcId other) {
    return sharing(vpcs, one)
        .anyMatch(
            id ->
                sharing(vpcs, other).anyMatch(id::equals)
                    && TransitGateways.present(vpcs, id)
                        .filter(it -> it.options().groupReferencing())
                        .isPresent());
  }

  private static Stream<TransitGatewayId> sharing(Vpcs vpcs, VpcId vpc) {
    return vpcs
        .facts()
        .table(TransitGatewayAttachment.KIND)
        .by(TransitGatewayAttachment.BY_VPC, vpc)
        .stream()
        .filter(TransitGatewayAttachment::isAvailable)
        .filter(it -> it.ofVpc().map(of -> of.options().groupReferencing()).orElse(false))
        .map(TransitGatewayAttachment::gateway);
  }

  private static Decision<TransitGatewayAttachment> changed(TransitGatewayAttachment attachment) {
    return Decision.accept(attachment, Change.put(TransitGatewayAttachment.KIND, attachment));
  }
}
