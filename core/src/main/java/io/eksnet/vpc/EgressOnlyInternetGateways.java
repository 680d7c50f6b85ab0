package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.EgressOnlyInternetGatewayId;
import io.eksnet.table.Change;
import java.util.Optional;

/** The rules for egress-only internet gateways. */
final class EgressOnlyInternetGateways {
  private EgressOnlyInternetGateways() {}

  static Decision<EgressOnlyInternetGateway> create(
      Vpcs vpcs, CreateEgressOnlyInternetGateway command, Context context) {
    Optional<Vpc> vpc = vpcs.vpc(command.vpc());
    if (vpc.isEmpty()) {
      return Decision.refuse(NetworkRefusals.vpcNotFound(command.vpc()));
    }
    var table = vpcs.facts().table(EgressOnlyInternetGateway.KIND);
    if (!table.keysBy(EgressOnlyInternetGateway.BY_VPC, command.vpc()).isEmpty()) {
      return Decision.refuse(GatewayRefusals.vpcHasEgressOnlyGateway(command.vpc()));
    }
    long present =
        table.stream().filter(gateway -> gateway.scope().equals(vpc.get().scope())).count();
    if (present >= vpcs.quota(Quota.EGRESS_ONLY_INTERNET_GATEWAYS_PER_REGION)) {
      return Decision.refuse(GatewayRefusals.egressOnlyGatewayLimit());
    }
    EgressOnlyInternetGateway made =
        new EgressOnlyInternetGateway(
            new EgressOnlyInternetGatewayId(context.ids().next("eigw")),
            vpc.get().scope(),
            vpc.get().id(),
            command.tags());
    return Decision.accept(made, Change.put(EgressOnlyInternetGateway.KIND, made));
  }

  static Decision<EgressOnlyInternetGatewayId> delete(
      Vpcs vpcs, DeleteEgressOnlyInternetGateway command) {
    return vpcs.facts().find(EgressOnlyInternetGateway.KIND, command.id()).isPresent()
        ? Decision.accept(command.id(), Change.remove(EgressOnlyInternetGateway.KIND, command.id()))
        : Decision.refuse(GatewayRefusals.gatewayNotFound(command.id().value()));
  }
}
