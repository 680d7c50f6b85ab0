package io.eksnet.reach;

import io.eksnet.fabric.Fabric;
import io.eksnet.id.VpcId;
import io.eksnet.id.VpcPeeringConnectionId;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.Premises;
import io.eksnet.vpc.RouteTable;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Vpc;
import io.eksnet.vpc.VpcPeeringConnection;
import io.eksnet.vpc.VpnGateway;
import java.util.List;
import java.util.Optional;

/** The ways from a VPC into other networks: peering connections, and gateways to premises. */
final class Connections {
  private final Walk walk;
  private final VpcLeg vpc;
  private final Fabric fabric;
  private final TransitLeg transit;

  Connections(Walk walk, VpcLeg vpc, Checks checks) {
    this.walk = walk;
    this.vpc = vpc;
    this.fabric = walk.fabric();
    this.transit = new TransitLeg(walk, vpc, checks, this);
  }

  /** Through transit gateways. */
  TransitLeg transit() {
    return transit;
  }

  /** The route leads to a peering connection. */
  End peering(VpcPeeringConnectionId id, Subnet subnet, RouteTable table, RouteTable.Route route) {
    Optional<VpcPeeringConnection> found = fabric.world().find(VpcPeeringConnection.KIND, id);
    Optional<VpcId> far =
        found
            .filter(VpcPeeringConnection::isActive)
            .flatMap(it -> it.across(subnet.vpc()))
            .map(VpcPeeringConnection.Side::vpc);
    if (far.isEmpty()) {
      String state = found.map(it -> "is " + it.state().text()).orElse("does not exist");
      vpc.addRoute(
          subnet,
          table,
          Optional.of(route),
          Optional.empty(),
          Optional.of(
              new Obstacle(
                  Disposition.NO_ROUTE,
                  "the route is a blackhole: " + id + " " + state,
                  activate(id, found))));
      return new End.Nowhere("nothing arrives");
    }
    vpc.addRoute(subnet, table, Optional.of(route), crossing(subnet, far.get()), Optional.empty());
    walk.at(Place.Kind.PEERING_CONNECTION, id);
    boolean theirs =
        fabric.vpcs().vpc(far.get()).filter(it -> it.contains(walk.destination())).isPresent();
    boolean ours =
        fabric
            .vpcs()
            .vpc(subnet.vpc())
            .filter(it -> it.contains(walk.packet().source()))
            .isPresent();
    Optional<Obstacle> obstacle =
        theirs && ours ? Optional.empty() : Optional.of(notTransitive(subnet.vpc(), far.get()));
    walk.add(
        new Step.Gateway(
            Place.Kind.PEERING_CONNECTION,
            id.value(),
            obstacle.map(Obstacle::why).orElse("joins " + subnet.vpc() + " and " + far.get()),
            obstacle,
            List.of(Origin.aws("vpc-peering-connection", id))));
    return obstacle.isPresent() ? new End.Nowhere("nothing arrives") : into(far.get());
  }

  private static Fix activate(VpcPeeringConnectionId id, Optional<VpcPeeringConnection> found) {
    boolean waits =
        found.filter(it -> it.state() == VpcPeeringConnection.State.PENDING_ACCEPTANCE).isPresent();
    return waits
        ? Fix.command(
            "accept the connection as its other side",
            "aws ec2 accept-vpc-peering-connection --vpc-peering-connection-id " + id)
        : Fix.advice("make another peering connection and replace the route");
  }

  /** Reachability Analyzer's PCX_REQUIRES_ADDRESS_IN_VPC_CIDR. */
  private Obstacle notTransitive(VpcId near, VpcId far) {
    return new Obstacle(
        Disposition.UNREACHABLE,
        "a peering connection carries only packets between addresses of "
            + near
            + " and of "
            + far
            + ", and these are from "
            + walk.packet().source()
            + " to "
            + walk.destination(),
        Fix.advice("peer with the VPC that has the address, or use a transit gateway"));
  }

  private Optional<Step.ZoneCrossing> crossing(Subnet from, VpcId far) {
    return fabric
        .vpcs()
        .interfaceWith(far, walk.destination())
        .flatMap(eni -> VpcLeg.crossing(from, eni.zone().name()));
  }

  /** Into a VPC, to the interface that has the destination. */
  End into(VpcId id) {
    Optional<NetworkInterface> eni = fabric.vpcs().interfaceWith(id, walk.destination());
    if (eni.isPresent()) {
      return vpc.intoSubnet(eni.get());
    }
    walk.drop(
        "vpc",
        new Obstacle(
            Disposition.UNREACHABLE,
            "no interface of " + id + " has " + walk.destination(),
            Fix.advice("call an address that something holds")),
        List.of());
    return new End.Nowhere("nothing arrives");
  }

  /** The route leads to a virtual private gateway. */
  End virtualPrivate(VpnGatewayId id, Subnet subnet, RouteTable table, RouteTable.Route route) {
    boolean attached =
        fabric
            .world()
            .find(VpnGateway.KIND, id)
            .filter(it -> it.isAttachedTo(subnet.vpc()))
            .isPresent();
    if (!attached) {
      vpc.addRoute(
          subnet,
          table,
          Optional.of(route),
          Optional.empty(),
          Optional.of(
              new Obstacle(
                  Disposition.NO_ROUTE,
                  "the route is a blackhole: " + id + " is not attached to " + subnet.vpc(),
                  Fix.command(
                      "attach " + id,
                      "aws ec2 attach-vpn-gateway --vpn-gateway-id "
                          + id
                          + " --vpc-id "
                          + subnet.vpc()))));
      return new End.Nowhere("nothing arrives");
    }
    vpc.addRoute(subnet, table, Optional.of(route), Optional.empty(), Optional.empty());
    walk.at(Place.Kind.VPN_GATEWAY, id);
    Optional<Premises.Way> way = Premises.way(fabric.vpcs(), id, walk.destination());
    Optional<Obstacle> obstacle =
        way.isEmpty()
            ? Optional.of(noWay(id))
            : way.filter(it -> !it.leadsBackTo(walk.packet().source())).map(this::notAllowed);
    walk.add(
        new Step.Gateway(
            Place.Kind.VPN_GATEWAY,
            id.value(),
            obstacle
                .map(Obstacle::why)
                .orElseGet(() -> way.map(it -> it.prefix() + " by " + it.by()).orElse("")),
            obstacle,
            List.of(Origin.aws("vpn-gateway", id))));
    return obstacle.isPresent()
        ? new End.Nowhere("nothing arrives")
        : onPremises(new Premises.Entry.AtVpnGateway(id));
  }

  private Obstacle noWay(VpnGatewayId id) {
    return new Obstacle(
        Disposition.NO_ROUTE,
        "no VPN connection of "
            + id
            + " has a static route to "
            + walk.destination()
            + ", and no Direct Connect advertises it",
        Fix.command(
            "tell a VPN connection what is behind it",
            "aws ec2 create-vpn-connection-route --vpn-connection-id vpn-... "
                + "--destination-cidr-block "
                + walk.destination()
                + "/32"));
  }

  private Obstacle notAllowed(Premises.Way way) {
    return new Obstacle(
        Disposition.NO_ROUTE,
        way.by()
            + " does not allow "
            + walk.packet().source()
            + ", so the other side is not told of a way back",
        Fix.advice("add a block that holds it to the association's allowed prefixes"));
  }

  /** Out of AWS: the routes decide no further. */
  End onPremises(Premises.Entry by) {
    walk.at(Place.Kind.PREMISES, "on premises");
    if (!walk.isReply()) {
      walk.add(
          new Step.Deliver(
              new Place(Place.Kind.PREMISES, "on premises"),
              walk.packet().source(),
              walk.packet().protocol(),
              walk.packet().destinationPort(),
              Step.Listening.NOT_KNOWN,
              Optional.empty(),
              List.of()));
    }
    return new End.OnPremises(by);
  }

  /** In from a network outside of AWS. A VPC is reached whatever its own routes say. */
  End fromPremises(Premises.Entry by) {
    return switch (by) {
      case Premises.Entry.AtTransitGateway(var gateway, var attachment) ->
          transit.from(gateway, attachment);
      case Premises.Entry.AtVpnGateway(VpnGatewayId id) -> {
        walk.at(Place.Kind.VPN_GATEWAY, id);
        Optional<Vpc> home =
            fabric
                .world()
                .find(VpnGateway.KIND, id)
                .flatMap(VpnGateway::attachment)
                .flatMap(it -> fabric.vpcs().vpc(it.vpc()));
        if (home.filter(it -> it.contains(walk.destination())).isEmpty()) {
          yield vpc.unknown("the VPC of " + id + " is not known");
        }
        walk.add(
            new Step.Gateway(
                Place.Kind.VPN_GATEWAY,
                id.value(),
                "leads into " + home.get().id(),
                Optional.empty(),
                List.of(Origin.aws("vpn-gateway", id))));
        yield into(home.get().id());
      }
    };
  }
}
