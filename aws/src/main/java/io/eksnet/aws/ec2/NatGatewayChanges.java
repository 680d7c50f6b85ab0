package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.AllocationId;
import io.eksnet.id.AssociationId;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.VpcId;
import io.eksnet.id.ZoneName;
import io.eksnet.net.Ipv4Address;
import io.eksnet.vpc.AddressRequest;
import io.eksnet.vpc.AssignPrivateNatGatewayAddress;
import io.eksnet.vpc.AssociateNatGatewayAddress;
import io.eksnet.vpc.CreateNatGateway;
import io.eksnet.vpc.CreateNatGateway.Wanted;
import io.eksnet.vpc.DeleteNatGateway;
import io.eksnet.vpc.DisassociateNatGatewayAddress;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.UnassignPrivateNatGatewayAddress;
import io.eksnet.vpc.Zone;
import io.eksnet.vpc.Zones;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.AssignPrivateNatGatewayAddressRequest;
import software.amazon.awssdk.services.ec2.model.AssignPrivateNatGatewayAddressResponse;
import software.amazon.awssdk.services.ec2.model.AssociateNatGatewayAddressRequest;
import software.amazon.awssdk.services.ec2.model.AssociateNatGatewayAddressResponse;
import software.amazon.awssdk.services.ec2.model.AvailabilityMode;
import software.amazon.awssdk.services.ec2.model.AvailabilityZoneAddress;
import software.amazon.awssdk.services.ec2.model.ConnectivityType;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateNatGatewayAddressRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateNatGatewayAddressResponse;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.UnassignPrivateNatGatewayAddressRequest;
import software.amazon.awssdk.services.ec2.model.UnassignPrivateNatGatewayAddressResponse;

/** What makes and deletes NAT gateways and changes their addresses. */
final class NatGatewayChanges {
  private NatGatewayChanges() {}

  static void register(Ec2Registration on) {
    on.on(
            "CreateNatGateway",
            CreateNatGatewayRequest::builder,
            served(
                "AvailabilityMode",
                "AllocationId",
                "ClientToken",
                "DryRun",
                "SubnetId",
                "VpcId",
                "AvailabilityZoneAddresses",
                "TagSpecifications",
                "ConnectivityType",
                "PrivateIpAddress",
                "SecondaryAllocationIds",
                "SecondaryPrivateIpAddresses",
                "SecondaryPrivateIpAddressCount"),
            (q, call) -> create(q, call))
        .on(
            "DeleteNatGateway",
            DeleteNatGatewayRequest::builder,
            served("NatGatewayId!", "DryRun"),
            (q, call) ->
                id(q.natGatewayId())
                    .then(id -> call.execute(new DeleteNatGateway(id)))
                    .map(
                        gone ->
                            DeleteNatGatewayResponse.builder()
                                .natGatewayId(gone.id().value())
                                .build()))
        .on(
            "AssociateNatGatewayAddress",
            AssociateNatGatewayAddressRequest::builder,
            served(
                "NatGatewayId!",
                "AllocationIds!",
                "PrivateIpAddresses",
                "AvailabilityZone",
                "AvailabilityZoneId",
                "DryRun"),
            (q, call) -> associate(q, call))
        .on(
            "DisassociateNatGatewayAddress",
            DisassociateNatGatewayAddressRequest::builder,
            served("NatGatewayId!", "AssociationIds!", "MaxDrainDurationSeconds", "DryRun"),
            (q, call) -> disassociate(q, call))
        .on(
            "AssignPrivateNatGatewayAddress",
            AssignPrivateNatGatewayAddressRequest::builder,
            served("NatGatewayId!", "PrivateIpAddresses", "PrivateIpAddressCount", "DryRun"),
            (q, call) -> assign(q, call))
        .on(
            "UnassignPrivateNatGatewayAddress",
            UnassignPrivateNatGatewayAddressRequest::builder,
            served("NatGatewayId!", "PrivateIpAddresses!", "MaxDrainDurationSeconds", "DryRun"),
            (q, call) -> unassign(q, call));
  }

  private static Reply<CreateNatGatewayResponse> create(CreateNatGatewayRequest q, Call call) {
    return wanted(q, call)
        .then(
            wanted ->
                TagSpecifications.of(q.tagSpecifications(), ResourceType.NATGATEWAY)
                    .then(
                        tags ->
                            call.create(
                                Ec2Resources.NAT_GATEWAYS,
                                new CreateNatGateway(wanted, tags, Optional.empty()))))
        .map(
            made ->
                CreateNatGatewayResponse.builder()
                    .natGateway(NatGatewayActions.sdk(made))
                    .clientToken(q.clientToken())
                    .build());
  }

  private static Reply<Wanted> wanted(CreateNatGatewayRequest q, Call call) {
    if (q.availabilityMode() == AvailabilityMode.REGIONAL) {
      return regional(q, call);
    }
    if (q.vpcId() != null || !q.availabilityZoneAddresses().isEmpty()) {
      return combination("vpcId and availabilityZoneAddresses are for regional NAT gateways.");
    }
    return Required.member(q.subnetId(), "subnetId")
        .map(SubnetId::new)
        .then(
            subnet ->
                q.connectivityType() == ConnectivityType.PRIVATE
                    ? privateOne(q, subnet)
                    : publicOne(q, subnet));
  }

  private static Reply<Wanted> regional(CreateNatGatewayRequest q, Call call) {
    if (q.subnetId() != null
        || q.allocationId() != null
        || q.privateIpAddress() != null
        || q.secondaryPrivateIpAddressCount() != null
        || !q.secondaryAllocationIds().isEmpty()
        || !q.secondaryPrivateIpAddresses().isEmpty()
        || q.connectivityType() == ConnectivityType.PRIVATE) {
      return combination(
          "A regional NAT gateway is public, and takes vpcId and availabilityZoneAddresses only.");
    }
    List<CreateNatGateway.InZone> zones = new ArrayList<>();
    for (AvailabilityZoneAddress each : q.availabilityZoneAddresses()) {
      Optional<Zone> zone = zone(each.availabilityZone(), each.availabilityZoneId(), call);
      if (zone.isEmpty()) {
        return noZone(each.availabilityZone() + each.availabilityZoneId());
      }
      zones.add(
          new CreateNatGateway.InZone(
              zone.get(), each.allocationIds().stream().map(AllocationId::new).toList()));
    }
    return Required.member(q.vpcId(), "vpcId")
        .map(vpc -> new Wanted.Regional(new VpcId(vpc), zones));
  }

  private static Reply<Wanted> privateOne(CreateNatGatewayRequest q, SubnetId subnet) {
    if (q.allocationId() != null || !q.secondaryAllocationIds().isEmpty()) {
      return combination("A private NAT gateway takes no Elastic IP address.");
    }
    return request(q.secondaryPrivateIpAddresses(), q.secondaryPrivateIpAddressCount(), 0)
        .then(
            secondary ->
                address(q.privateIpAddress())
                    .map(primary -> new Wanted.Private(subnet, primary, secondary)));
  }

  private static Reply<Wanted> publicOne(CreateNatGatewayRequest q, SubnetId subnet) {
    if (q.secondaryPrivateIpAddressCount() != null) {
      return combination("secondaryPrivateIpAddressCount is for private NAT gateways.");
    }
    if (q.allocationId() == null) {
      return Reply.refuse(
          "MissingParameter",
          "The request must include the AllocationId parameter. Add the required parameter and"
              + " retry the request.");
    }
    return addresses(q.secondaryPrivateIpAddresses())
        .then(
            secondary ->
                address(q.privateIpAddress())
                    .map(
                        primary ->
                            new Wanted.Public(
                                subnet,
                                new AllocationId(q.allocationId()),
                                primary,
                                q.secondaryAllocationIds().stream().map(AllocationId::new).toList(),
                                secondary)));
  }

  private static Reply<AssociateNatGatewayAddressResponse> associate(
      AssociateNatGatewayAddressRequest q, Call call) {
    Optional<Zone> zone = zone(q.availabilityZone(), q.availabilityZoneId(), call);
    if (zone.isEmpty() && (q.availabilityZone() != null || q.availabilityZoneId() != null)) {
      return noZone(q.availabilityZone() + q.availabilityZoneId());
    }
    Optional<ZoneName> zoneName = zone.map(Zone::name);
    return id(q.natGatewayId())
        .then(
            id ->
                addresses(q.privateIpAddresses())
                    .then(
                        addresses ->
                            call.execute(
                                new AssociateNatGatewayAddress(
                                    id,
                                    q.allocationIds().stream().map(AllocationId::new).toList(),
                                    addresses,
                                    zoneName))))
        .map(
            changed ->
                AssociateNatGatewayAddressResponse.builder()
                    .natGatewayId(changed.id().value())
                    .natGatewayAddresses(NatGatewayActions.addresses(changed))
                    .build());
  }

  private static Reply<DisassociateNatGatewayAddressResponse> disassociate(
      DisassociateNatGatewayAddressRequest q, Call call) {
    return drain(q.maxDrainDurationSeconds())
        .then(_ -> id(q.natGatewayId()))
        .then(
            id ->
                Reply.answer(q.associationIds())
                    .then(
                        associations ->
                            call.execute(
                                new DisassociateNatGatewayAddress(
                                    id, associations.stream().map(AssociationId::new).toList()))))
        .map(
            changed ->
                DisassociateNatGatewayAddressResponse.builder()
                    .natGatewayId(changed.id().value())
                    .natGatewayAddresses(NatGatewayActions.addresses(changed))
                    .build());
  }

  private static Reply<AssignPrivateNatGatewayAddressResponse> assign(
      AssignPrivateNatGatewayAddressRequest q, Call call) {
    return id(q.natGatewayId())
        .then(
            id ->
                request(q.privateIpAddresses(), q.privateIpAddressCount(), 1)
                    .then(wanted -> call.execute(new AssignPrivateNatGatewayAddress(id, wanted))))
        .map(
            changed ->
                AssignPrivateNatGatewayAddressResponse.builder()
                    .natGatewayId(changed.id().value())
                    .natGatewayAddresses(NatGatewayActions.addresses(changed))
                    .build());
  }

  private static Reply<UnassignPrivateNatGatewayAddressResponse> unassign(
      UnassignPrivateNatGatewayAddressRequest q, Call call) {
    return drain(q.maxDrainDurationSeconds())
        .then(_ -> id(q.natGatewayId()))
        .then(
            id ->
                addresses(q.privateIpAddresses())
                    .then(gone -> call.execute(new UnassignPrivateNatGatewayAddress(id, gone))))
        .map(
            changed ->
                UnassignPrivateNatGatewayAddressResponse.builder()
                    .natGatewayId(changed.id().value())
                    .natGatewayAddresses(NatGatewayActions.addresses(changed))
                    .build());
  }

  private static Reply<NatGatewayId> id(String text) {
    return Reply.answer(text).map(NatGatewayId::new);
  }

  /** Connections are not simulated, so nothing is left to drain; the bound is checked only. */
  private static Reply<Boolean> drain(Integer seconds) {
    return seconds == null || (seconds >= 1 && seconds <= 4_000)
        ? Reply.answer(true)
        : Reply.refuse(
            "InvalidParameterValue",
            "Value ("
                + seconds
                + ") for parameter maxDrainDurationSeconds is invalid. Expected 1 to 4000.");
  }

  private static Reply<AddressRequest<Ipv4Address>> request(
      List<String> named, Integer count, int otherwise) {
    if (!named.isEmpty() && count != null) {
      return combination("Name private addresses or their count, not both.");
    }
    return named.isEmpty()
        ? Reply.answer(new AddressRequest.Count<>(count == null ? otherwise : count))
        : addresses(named).map(AddressRequest.Exactly::new);
  }

  private static Reply<Optional<Ipv4Address>> address(String text) {
    return text == null
        ? Reply.answer(Optional.empty())
        : AddressTexts.ipv4(text, "privateIpAddress").map(Optional::of);
  }

  private static Reply<List<Ipv4Address>> addresses(List<String> texts) {
    List<Ipv4Address> all = new ArrayList<>();
    for (String text : texts) {
      switch (AddressTexts.ipv4(text, "privateIpAddress")) {
        case Reply.Answer<Ipv4Address>(var address) -> all.add(address);
        case Reply.Refusal<Ipv4Address>(var error) -> {
          return Reply.refuse(error);
        }
      }
    }
    return Reply.answer(all);
  }

  private static Optional<Zone> zone(String name, String id, Call call) {
    return Zones.of(call.scope().region()).stream()
        .filter(zone -> zone.name().value().equals(name) || zone.id().value().equals(id))
        .findFirst();
  }

  private static <T> Reply<T> noZone(String text) {
    return Reply.refuse(
        "InvalidParameterValue", "Value (" + text + ") for parameter availabilityZone is invalid.");
  }

  private static <T> Reply<T> combination(String message) {
    return Reply.refuse("InvalidParameterCombination", message);
  }
}
