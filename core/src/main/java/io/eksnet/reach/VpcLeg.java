package io.eksnet.reach;

import io.eksnet.fabric.Fabric;
import io.eksnet.id.ZoneName;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Packet;
import io.eksnet.net.Protocol;
import io.eksnet.vpc.NatGateway;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.Premises;
import io.eksnet.vpc.RouteStates;
import io.eksnet.vpc.RouteTable;
import io.eksnet.vpc.SecurityGroupRule.Direction;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Vpc;
import java.util.List;
import java.util.Optional;

/** The way between two interfaces, or between an interface and the internet. */
final class VpcLeg {
  private static final IpAddress AMAZON_DNS = IpAddress.parse("169.254.169.253");
  private static final IpAddress METADATA = IpAddress.parse("169.254.169.254");

  private final Walk walk;
  private final Fabric fabric;
  private final Checks checks;
  private final Gateways gateways;
  private final Connections connections;

  VpcLeg(Walk walk, Checks checks) {
    this.walk = walk;
    this.fabric = walk.fabric();
    this.checks = checks;
    this.gateways = new Gateways(walk, this, checks);
    this.connections = new Connections(walk, this, checks);
  }

  /** Carries the packet on from an interface that sends it. */
  End carry(NetworkInterface eni) {
    walk.at(Place.Kind.INTERFACE, eni.id());
    Optional<String> service = amazonService(eni);
    if (service.isPresent()) {
      deliverToAmazon(service.get());
      return new End.Nowhere("the VPC's own services are not traced further");
    }
    checks.groups(eni, Direction.EGRESS);
    Subnet subnet = fabric.subnet(eni);
    if (subnet.cidr().contains(walk.destination())) {
      return withinSubnet(subnet);
    }
    walk.at(Place.Kind.SUBNET, subnet.id());
    checks.acl(subnet, true);
    return routed(eni, subnet);
  }

  private End withinSubnet(Subnet subnet) {
    walk.at(Place.Kind.SUBNET, subnet.id());
    walk.add(new Step.SameSubnet(subnet.id(), subnet.zone().name()));
    return fabric
        .vpcs()
        .interfaceWith(subnet.vpc(), walk.destination())
        .map(this::enter)
        .orElseGet(this::nobody);
  }

  /** Sends the packet where the subnet's route table says. */
  End routed(NetworkInterface eni, Subnet subnet) {
    Optional<RouteTable> table = fabric.vpcs().routeTableOf(subnet);
    if (table.isEmpty()) {
      return unknown("the route table of " + subnet.id() + " is not known");
    }
    Optional<RouteTable.Route> route = fabric.route(table.get(), walk.destination());
    if (route.isEmpty()) {
      return gateways.withoutRoute(eni, subnet, table.get());
    }
    Optional<String> gone = RouteStates.blackhole(fabric.vpcs(), table.get(), route.get());
    if (gone.isPresent() && !knowsABetterFix(route.get().target())) {
      addRoute(subnet, table.get(), route, Optional.empty(), Optional.of(blackhole(gone.get())));
      return new End.Nowhere("nothing arrives");
    }
    return switch (route.get().target()) {
      case RouteTable.Target.Local _ -> local(subnet, table.get(), route.get());
      case RouteTable.Target.Nat(var id) ->
          fabric
              .world()
              .find(NatGateway.KIND, id)
              .map(nat -> gateways.nat(nat, subnet, table.get(), route))
              .orElseGet(() -> unknown("NAT gateway " + id + " is not known"));
      case RouteTable.Target.Internet(var id) ->
          gateways.internet(id, eni, subnet, table.get(), route);
      case RouteTable.Target.Endpoint(var id) ->
          new EndpointLeg(walk, this).gateway(id, eni, subnet, table.get(), route);
      case RouteTable.Target.Peering(var id) ->
          connections.peering(id, subnet, table.get(), route.get());
      case RouteTable.Target.Transit(var id) ->
          connections.transit().to(id, subnet, table.get(), route.get());
      case RouteTable.Target.VirtualPrivate(var id) ->
          connections.virtualPrivate(id, subnet, table.get(), route.get());
      case RouteTable.Target.EgressOnly _ -> {
        addRoute(subnet, table.get(), route, Optional.empty(), Optional.empty());
        yield unknown("traces do not follow " + route.get().target() + " yet");
      }
      case RouteTable.Target.Interface(var id) -> {
        addRoute(subnet, table.get(), route, Optional.empty(), Optional.empty());
        yield unknown("what " + id + " does with packets that are not for it is not known");
      }
    };
  }

  /** Whether the leg through a target tells itself that it is a blackhole, and what helps. */
  private static boolean knowsABetterFix(RouteTable.Target target) {
    return switch (target) {
      case RouteTable.Target.Internet _,
          RouteTable.Target.Peering _,
          RouteTable.Target.Transit _,
          RouteTable.Target.VirtualPrivate _ ->
          true;
      case RouteTable.Target.Local _,
          RouteTable.Target.Nat _,
          RouteTable.Target.Interface _,
          RouteTable.Target.EgressOnly _,
          RouteTable.Target.Endpoint _ ->
          false;
    };
  }

  /** A route whose target is gone matches and drops. */
  private static Obstacle blackhole(String why) {
    return new Obstacle(
        Disposition.NO_ROUTE,
        "the route is a blackhole: " + why,
        Fix.advice("give the route a target that is there, or delete it"));
  }

  private End local(Subnet subnet, RouteTable table, RouteTable.Route route) {
    Optional<NetworkInterface> to = fabric.vpcs().interfaceWith(subnet.vpc(), walk.destination());
    if (to.isEmpty()) {
      addRoute(subnet, table, Optional.of(route), Optional.empty(), Optional.empty());
      return nobody();
    }
    ZoneName zone = to.get().zone().name();
    addRoute(subnet, table, Optional.of(route), crossing(subnet, zone), Optional.empty());
    return intoSubnet(to.get());
  }

  static Optional<Step.ZoneCrossing> crossing(Subnet from, ZoneName to) {
    ZoneName zone = from.zone().name();
    return zone.equals(to) ? Optional.empty() : Optional.of(new Step.ZoneCrossing(zone, to));
  }

  void addRoute(
      Subnet subnet,
      RouteTable table,
      Optional<RouteTable.Route> route,
      Optional<Step.ZoneCrossing> crossing,
      Optional<Obstacle> obstacle) {
    walk.at(Place.Kind.SUBNET, subnet.id());
    walk.add(
        new Step.VpcRoute(
            table.id(),
            subnet.id(),
            walk.destination(),
            route,
            crossing,
            obstacle,
            List.of(
                new Origin.Aws(
                    "route-table",
                    table.id().value(),
                    Optional.of(table.scope().arn("ec2", "route-table/" + table.id()))))));
  }

  /** Takes the packet over the border of the subnet of the interface that it is for. */
  End intoSubnet(NetworkInterface eni) {
    Subnet subnet = fabric.subnet(eni);
    walk.at(Place.Kind.SUBNET, subnet.id());
    checks.acl(subnet, false);
    return enter(eni);
  }

  /** Comes in from the internet. */
  End fromInternet() {
    return gateways.fromInternet();
  }

  /** Takes the reply of a service behind a gateway endpoint back to the interface that called. */
  End fromService(NetworkInterface eni) {
    return intoSubnet(eni);
  }

  /** Comes in from a network outside of AWS. */
  End fromPremises(Premises.Entry by) {
    return connections.fromPremises(by);
  }

  /** Comes in by the interface of a transit gateway; the routes of its subnet decide. */
  End fromAttachment(NetworkInterface eni) {
    Subnet subnet = fabric.subnet(eni);
    walk.at(Place.Kind.SUBNET, subnet.id());
    if (subnet.cidr().contains(walk.destination())) {
      return fabric
          .vpcs()
          .interfaceWith(subnet.vpc(), walk.destination())
          .map(this::intoSubnet)
          .orElseGet(this::nobody);
    }
    checks.acl(subnet, true);
    return routed(eni, subnet);
  }

  /** Takes a reply that a NAT gateway's interface got. */
  End natReply(NetworkInterface eni) {
    return gateways.natReply(eni);
  }

  private End enter(NetworkInterface eni) {
    walk.at(Place.Kind.INTERFACE, eni.id());
    checks.groups(eni, Direction.INGRESS);
    return new End.Arrives(eni);
  }

  private End nobody() {
    String why = "no interface of the VPC has " + walk.destination();
    walk.drop(
        "vpc",
        new Obstacle(
            Disposition.UNREACHABLE, why, Fix.advice("call an address that something holds")),
        List.of());
    return new End.Nowhere("nothing arrives");
  }

  End unknown(String why) {
    walk.drop(
        "vpc",
        new Obstacle(Disposition.UNKNOWN, why, Fix.advice("give eksnet the missing facts")),
        List.of());
    return new End.Nowhere("nothing is known beyond this point");
  }

  /** Neither groups nor ACLs filter what goes to these (facts: vpc 1.5). */
  private Optional<String> amazonService(NetworkInterface eni) {
    IpAddress destination = walk.destination();
    if (destination.equals(METADATA)) {
      return Optional.of("instance metadata");
    }
    boolean resolver =
        destination.equals(AMAZON_DNS)
            || fabric
                .vpcs()
                .vpc(eni.vpc())
                .map(Vpc::primaryCidr)
                .map(Cidr::base)
                .map(base -> base.plus(2).equals(destination))
                .orElse(false);
    return resolver ? Optional.of("Amazon DNS") : Optional.empty();
  }

  private void deliverToAmazon(String name) {
    Packet packet = walk.packet();
    boolean dns = name.equals("Amazon DNS");
    boolean answers = packet.destinationPort() == (dns ? 53 : 80);
    walk.note(name + " is filtered neither by security groups nor by network ACLs");
    walk.add(
        new Step.Deliver(
            new Place(Place.Kind.ADDRESS, name),
            packet.source(),
            packet.protocol(),
            packet.destinationPort(),
            answers && (dns || packet.protocol().equals(Protocol.TCP))
                ? Step.Listening.LISTENS
                : Step.Listening.NOT_KNOWN,
            Optional.empty(),
            List.of()));
  }
}
