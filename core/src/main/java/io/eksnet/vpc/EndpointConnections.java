package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.VpcEndpointId;
import io.eksnet.id.VpcEndpointServiceId;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules for what a service's owner does with the endpoints that connect to it. */
final class EndpointConnections {
  private static final Set<VpcEndpoint.State> ACTIVE =
      Set.of(
          VpcEndpoint.State.PENDING_ACCEPTANCE,
          VpcEndpoint.State.PENDING,
          VpcEndpoint.State.AVAILABLE);

  private EndpointConnections() {}

  static Decision<List<Unsuccessful>> accept(
      Vpcs vpcs, AcceptVpcEndpointConnections command, Context context) {
    return moved(
        vpcs,
        command.service(),
        command.endpoints(),
        Set.of(VpcEndpoint.State.PENDING_ACCEPTANCE, VpcEndpoint.State.REJECTED),
        VpcEndpoint.State.PENDING,
        context);
  }

  static Decision<List<Unsuccessful>> reject(
      Vpcs vpcs, RejectVpcEndpointConnections command, Context context) {
    return moved(
        vpcs, command.service(), command.endpoints(), ACTIVE, VpcEndpoint.State.REJECTED, context);
  }

  /** Whether endpoints use a service, or wait to. */
  static boolean active(Vpcs vpcs, VpcEndpointServiceId service) {
    return vpcs.facts().table(VpcEndpoint.KIND).by(VpcEndpoint.BY_SERVICE, service).stream()
        .anyMatch(endpoint -> ACTIVE.contains(endpoint.state()));
  }

  private static Decision<List<Unsuccessful>> moved(
      Vpcs vpcs,
      VpcEndpointServiceId service,
      List<VpcEndpointId> endpoints,
      Set<VpcEndpoint.State> from,
      VpcEndpoint.State to,
      Context context) {
    if (!vpcs.facts().table(VpcEndpointService.KIND).contains(service)) {
      return Decision.refuse(EndpointRefusals.serviceNotFound(service));
    }
    List<Unsuccessful> failed = new ArrayList<>();
    List<Change<?, ?>> changes = new ArrayList<>();
    for (VpcEndpointId id : endpoints) {
      Optional<VpcEndpoint> endpoint =
          vpcs.facts()
              .find(VpcEndpoint.KIND, id)
              .filter(it -> it.connection().filter(at -> at.service().equals(service)).isPresent());
      Optional<Refusal> problem =
          endpoint.isEmpty()
              ? Optional.of(EndpointRefusals.connectionNotFound(id, service))
              : endpoint
                  .filter(it -> !from.contains(it.state()))
                  .map(EndpointRefusals::connectionState);
      if (problem.isPresent()) {
        failed.add(new Unsuccessful(id.value(), problem.get()));
      } else {
        endpoint.ifPresent(
            it -> changes.add(Change.put(VpcEndpoint.KIND, it.in(to, context.now()))));
      }
    }
    return Decision.accept(failed, changes);
  }
}
