package io.eksnet.vpc;

import io.eksnet.id.EniId;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a route leads anywhere. A route whose target is gone stays, as a blackhole: it matches
 * and drops (EC2 API reference, Route, "State").
 */
public final class RouteStates {
  private RouteStates() {}

  /** Whether a route's target can take no packets. */
  public static boolean isBlackhole(Vpcs vpcs, RouteTable table, RouteTable.Route route) {
    return blackhole(vpcs, table, route).isPresent();
  }

  /**
   * Why a route's target can take no packets, such as {@code nat-1 is deleted}; none when it can.
   */
  public static Optional<String> blackhole(Vpcs vpcs, RouteTable table, RouteTable.Route route) {
    return switch (route.target()) {
      case RouteTable.Target.Local _ -> Optional.empty();
      case RouteTable.Target.Internet(var gateway) ->
          vpcs.facts()
                  .find(InternetGateway.KIND, gateway)
                  .flatMap(InternetGateway::vpc)
                  .equals(Optional.of(table.vpc()))
              ? Optional.empty()
              : Optional.of(gateway + " is not attached to " + table.vpc());
      case RouteTable.Target.Nat(var gateway) ->
          vpcs.facts()
              .find(NatGateway.KIND, gateway)
              .map(RouteStates::blackhole)
              .orElseGet(() -> missing(gateway));
      case RouteTable.Target.Interface(var eni) -> blackhole(vpcs, eni);
      case RouteTable.Target.EgressOnly(var gateway) ->
          vpcs.facts().find(EgressOnlyInternetGateway.KIND, gateway).isPresent()
              ? Optional.empty()
              : missing(gateway);
      case RouteTable.Target.Peering(var id) -> ConnectionTargets.blackhole(vpcs, table, id);
      case RouteTable.Target.Transit(var id) -> ConnectionTargets.blackhole(vpcs, table, id);
      case RouteTable.Target.VirtualPrivate(var id) -> ConnectionTargets.blackhole(vpcs, table, id);
      case RouteTable.Target.Endpoint(var endpoint) ->
          vpcs.facts()
                  .find(VpcEndpoint.KIND, endpoint)
                  .filter(it -> it.state() != VpcEndpoint.State.DELETING)
                  .isPresent()
              ? Optional.empty()
              : missing(endpoint);
    };
  }

  private static Optional<String> blackhole(NatGateway gateway) {
    return switch (gateway.state()) {
      case PENDING, AVAILABLE -> Optional.empty();
      case DELETING, DELETED, FAILED ->
          Optional.of(gateway.id() + " is " + gateway.state().name().toLowerCase(Locale.ROOT));
    };
  }

  /** An interface takes packets while it is attached to an instance that runs, or to a service. */
  private static Optional<String> blackhole(Vpcs vpcs, EniId id) {
    Optional<NetworkInterface> eni = vpcs.networkInterface(id);
    if (eni.isEmpty()) {
      return missing(id);
    }
    if (eni.get().status().equals("available")) {
      return Optional.of(id + " is attached to nothing");
    }
    return eni.get()
        .attachment()
        .flatMap(at -> vpcs.instance(at.instance()))
        .filter(instance -> !takesPackets(instance.state()))
        .map(
            instance ->
                instance.id()
                    + " with "
                    + id
                    + " is "
                    + instance.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private static boolean takesPackets(Instance.State state) {
    return switch (state) {
      case PENDING, RUNNING -> true;
      case SHUTTING_DOWN, TERMINATED, STOPPING, STOPPED -> false;
    };
  }

  private static Optional<String> missing(Object target) {
    return Optional.of(target + " does not exist");
  }
}
