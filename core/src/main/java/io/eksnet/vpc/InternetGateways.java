package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.InternetGatewayId;
import io.eksnet.table.Change;
import java.util.Optional;

/** The rules for internet gateways. */
final class InternetGateways {
  private InternetGateways() {}

  static Decision<InternetGateway> create(
      Vpcs vpcs, CreateInternetGateway command, Context context) {
    var table = vpcs.facts().table(InternetGateway.KIND);
    long present =
        table.stream().filter(gateway -> gateway.scope().equals(command.scope())).count();
    if (present >= vpcs.quota(Quota.INTERNET_GATEWAYS_PER_REGION)) {
      return Decision.refuse(NetworkRefusals.internetGatewayLimit());
    }
    InternetGatewayId id =
        command.id().orElseGet(() -> new InternetGatewayId(context.ids().next("igw")));
    if (table.contains(id)) {
      return Decision.refuse(Ec2Refusals.idInUse(id));
    }
    InternetGateway made =
        new InternetGateway(id, command.scope(), Optional.empty(), command.tags());
    return Decision.accept(made, Change.put(InternetGateway.KIND, made));
  }

  static Decision<InternetGateway> attach(Vpcs vpcs, AttachInternetGateway command) {
    Optional<InternetGateway> gateway = vpcs.facts().find(InternetGateway.KIND, command.gateway());
    if (gateway.isEmpty()) {
      return Decision.refuse(NetworkRefusals.internetGatewayNotFound(command.gateway()));
    }
    if (vpcs.vpc(command.vpc()).isEmpty()) {
      return Decision.refuse(NetworkRefusals.vpcNotFound(command.vpc()));
    }
    if (gateway.get().vpc().isPresent()) {
      return Decision.refuse(
          NetworkRefusals.gatewayAttached(command.gateway(), gateway.get().vpc().get()));
    }
    if (vpcs.internetGatewayOf(command.vpc()).isPresent()) {
      return Decision.refuse(NetworkRefusals.vpcHasGateway(command.vpc()));
    }
    InternetGateway attached = gateway.get().attached(command.vpc());
    return Decision.accept(attached, Change.put(InternetGateway.KIND, attached));
  }

  static Decision<InternetGateway> detach(Vpcs vpcs, DetachInternetGateway command) {
    Optional<InternetGateway> gateway = vpcs.facts().find(InternetGateway.KIND, command.gateway());
    if (gateway.isEmpty()) {
      return Decision.refuse(NetworkRefusals.internetGatewayNotFound(command.gateway()));
    }
    if (!gateway.get().vpc().equals(Optional.of(command.vpc()))) {
      return Decision.refuse(GatewayRefusals.notAttached(command.gateway().value(), command.vpc()));
    }
    if (vpcs.hasPublicAddresses(command.vpc())) {
      return Decision.refuse(GatewayRefusals.mappedAddresses(command.vpc()));
    }
    boolean edge =
        !vpcs.facts()
            .table(RouteTable.KIND)
            .keysBy(RouteTable.BY_GATEWAY, command.gateway().value())
            .isEmpty();
    if (edge) {
      return Decision.refuse(GatewayRefusals.gatewayHasTable(command.gateway()));
    }
    InternetGateway loose = gateway.get().detached();
    return Decision.accept(loose, Change.put(InternetGateway.KIND, loose));
  }

  static Decision<InternetGatewayId> delete(Vpcs vpcs, DeleteInternetGateway command) {
    Optional<InternetGateway> gateway = vpcs.facts().find(InternetGateway.KIND, command.id());
    if (gateway.isEmpty()) {
      return Decision.refuse(NetworkRefusals.internetGatewayNotFound(command.id()));
    }
    return gateway.get().vpc().isPresent()
        ? Decision.refuse(GatewayRefusals.gatewayHasDependencies(command.id()))
        : Decision.accept(command.id(), Change.remove(InternetGateway.KIND, command.id()));
  }
}
