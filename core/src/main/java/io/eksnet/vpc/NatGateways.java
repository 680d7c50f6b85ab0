package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.AssociationId;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.Refusal;
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
    return switch (ServiceInterfaces.make(
        vpcs,
        subnet.get(),
        NetworkInterface.Type.NAT_GATEWAY,
        "Interface for NAT Gateway " + id,
        List.of(),
        context)) {
      case Decision.Refused<NetworkInterface>(Refusal why) ->
          Decision.refuse(
              why.equals(Ec2Refusals.noFreeAddress()) ? NetworkRefusals.natSubnetFull() : why);
      case Decision.Accepted<NetworkInterface>(NetworkInterface eni, var _) ->
          made(vpcs, command, vpc.get(), eni, id, context);
    };
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
                  eni.primary(),
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
