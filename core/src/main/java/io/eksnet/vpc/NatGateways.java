package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.AssociationId;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.EniId;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.Refusal;
import io.eksnet.id.Tags;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules for NAT gateways. */
final class NatGateways {
  private NatGateways() {}

  static Decision<NatGateway> create(Vpcs vpcs, CreateNatGateway command, Context context) {
    Optional<Subnet> subnet = vpcs.subnet(command.subnet());
    Optional<Vpc> vpc = subnet.flatMap(it -> vpcs.vpc(it.vpc()));
    if (subnet.isEmpty() || vpc.isEmpty()) {
      return Decision.refuse(Ec2Refusals.subnetNotFound(command.subnet()));
    }
    NatGatewayId id = command.id().orElseGet(() -> new NatGatewayId(context.ids().next("nat")));
    if (vpcs.facts().table(NatGateway.KIND).contains(id)) {
      return Decision.refuse(Ec2Refusals.idInUse(id));
    }
    if (inZone(vpcs, subnet.get().zone()) >= vpcs.quota(Quota.NAT_GATEWAYS_PER_ZONE)) {
      return Decision.refuse(NetworkRefusals.natLimit());
    }
    Optional<Refusal> badAllocation =
        command.allocation().flatMap(allocation -> allocationProblem(vpcs, vpc.get(), allocation));
    if (badAllocation.isPresent()) {
      return Decision.refuse(badAllocation.get());
    }
    Optional<List<Ipv4Address>> address = SubnetAddresses.of(vpcs, subnet.get()).pick(1);
    if (address.isEmpty()) {
      return Decision.refuse(NetworkRefusals.natSubnetFull());
    }
    NetworkInterface eni = ownInterface(subnet.get(), id, address.get().getFirst(), context);
    return made(vpcs, command, vpc.get(), eni, id, context);
  }

  private static Decision<NatGateway> made(
      Vpcs vpcs,
      CreateNatGateway command,
      Vpc vpc,
      NetworkInterface eni,
      NatGatewayId id,
      Context context) {
    Optional<ElasticIp> elastic =
        command.allocation().flatMap(it -> vpcs.facts().find(ElasticIp.KIND, it));
    List<Change<?, ?>> changes = new ArrayList<>();
    NetworkInterface own = eni;
    if (elastic.isPresent()) {
      AssociationId association = new AssociationId(context.ids().next("eipassoc"));
      changes.add(
          Change.put(
              ElasticIp.KIND,
              elastic
                  .get()
                  .associated(new ElasticIp.Association(association, eni.id(), eni.primary()))));
      own =
          eni.withPublicAddress(
              new NetworkInterface.PublicAddress(
                  elastic.get().publicAddress(),
                  Optional.of(elastic.get().id()),
                  Optional.of(association)));
    }
    NatGateway gateway =
        new NatGateway(
            id,
            vpc.scope(),
            vpc.id(),
            command.subnet(),
            eni.id(),
            eni.primary(),
            command.allocation(),
            elastic.map(ElasticIp::publicAddress),
            NatGateway.State.PENDING,
            context.now(),
            command.tags());
    changes.add(Change.put(NetworkInterface.KIND, own));
    changes.add(Change.put(NatGateway.KIND, gateway));
    return Decision.accept(gateway, changes);
  }

  private static NetworkInterface ownInterface(
      Subnet subnet, NatGatewayId gateway, Ipv4Address address, Context context) {
    EniId id = new EniId(context.ids().next("eni"));
    return new NetworkInterface(
        id,
        subnet.scope(),
        subnet.id(),
        subnet.vpc(),
        subnet.zone(),
        NetworkInterface.Type.NAT_GATEWAY,
        "Interface for NAT Gateway " + gateway,
        NetworkInterfaces.macAddress(id),
        address,
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        false,
        Tags.NONE);
  }

  private static Optional<Refusal> allocationProblem(Vpcs vpcs, Vpc vpc, AllocationId allocation) {
    if (vpcs.internetGatewayOf(vpc.id()).isEmpty()) {
      return Optional.of(NetworkRefusals.natWithoutInternet(vpc.id()));
    }
    Optional<ElasticIp> elastic = vpcs.facts().find(ElasticIp.KIND, allocation);
    if (elastic.isEmpty()) {
      return Optional.of(NetworkRefusals.natAllocationNotFound(allocation));
    }
    return elastic.get().association().isPresent()
        ? Optional.of(NetworkRefusals.natAllocationInUse(allocation))
        : Optional.empty();
  }

  private static long inZone(Vpcs vpcs, Zone zone) {
    return vpcs.facts().table(NatGateway.KIND).stream()
        .filter(
            gateway -> vpcs.subnet(gateway.subnet()).map(Subnet::zone).equals(Optional.of(zone)))
        .filter(
            gateway ->
                switch (gateway.state()) {
                  case PENDING, AVAILABLE, DELETING -> true;
                  case DELETED, FAILED -> false;
                })
        .count();
  }
}
