package io.eksnet.reach;

import io.eksnet.fabric.Fabric;
import io.eksnet.id.TransitGatewayAttachmentId;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.TransitGatewayRouteTableId;
import io.eksnet.id.ZoneName;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.Premises;
import io.eksnet.vpc.RouteTable;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.TransitGatewayAttachment;
import io.eksnet.vpc.TransitGatewayAttachment.Resource;
import io.eksnet.vpc.TransitGatewayRouteTable;
import io.eksnet.vpc.TransitGatewayRoutes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The way through transit gateways (facts: vpc 1.8). */
final class TransitLeg {
  /** More gateways in a row than any network has. */
  private static final int MOST = 8;

  private final Walk walk;
  private final VpcLeg vpc;
  private final Checks checks;
  private final Connections connections;
  private final Fabric fabric;
  private int passed;

  TransitLeg(Walk walk, VpcLeg vpc, Checks checks, Connections connections) {
    this.walk = walk;
    this.vpc = vpc;
    this.checks = checks;
    this.connections = connections;
    this.fabric = walk.fabric();
  }

  /** The route of a subnet leads to a transit gateway. */
  End to(TransitGatewayId id, Subnet subnet, RouteTable table, RouteTable.Route route) {
    Optional<TransitGatewayAttachment> attachment =
        fabric.vpcs().transitAttachment(id, subnet.vpc());
    if (attachment.isEmpty()) {
      vpc.addRoute(
          subnet,
          table,
          Optional.of(route),
          Optional.empty(),
          Optional.of(
              new Obstacle(
                  Disposition.NO_ROUTE,
                  "the route is a blackhole: " + subnet.vpc() + " is not attached to " + id,
                  Fix.command(
                      "attach the VPC",
                      "aws ec2 create-transit-gateway-vpc-attachment --transit-gateway-id "
                          + id
                          + " --vpc-id "
                          + subnet.vpc()
                          + " --subnet-ids "
                          + subnet.id()))));
      return new End.Nowhere("nothing arrives");
    }
    vpc.addRoute(subnet, table, Optional.of(route), Optional.empty(), Optional.empty());
    Optional<Subnet> near = placeIn(attachment.get(), subnet.zone().name());
    if (near.isEmpty()) {
      walk.at(Place.Kind.TRANSIT_GATEWAY, id);
      add(id, attachment.get().id(), notInZone(attachment.get(), subnet));
      return new End.Nowhere("nothing arrives");
    }
    if (!near.get().id().equals(subnet.id())) {
      walk.at(Place.Kind.SUBNET, near.get().id());
      checks.acl(near.get(), false);
    }
    return from(id, attachment.get().id());
  }

  private Optional<Subnet> placeIn(TransitGatewayAttachment attachment, ZoneName zone) {
    return subnets(attachment).stream().filter(it -> it.zone().name().equals(zone)).findFirst();
  }

  private List<Subnet> subnets(TransitGatewayAttachment attachment) {
    return attachment.ofVpc().stream()
        .flatMap(it -> it.places().stream())
        .flatMap(place -> fabric.vpcs().subnet(place.subnet()).stream())
        .toList();
  }

  /** Reachability Analyzer's TGW_ROUTE_AZ_RESTRICTION. */
  private Obstacle notInZone(TransitGatewayAttachment attachment, Subnet subnet) {
    String zones =
        subnets(attachment).stream()
            .map(it -> it.zone().name().value())
            .sorted()
            .collect(Collectors.joining(", "));
    return new Obstacle(
        Disposition.UNREACHABLE,
        attachment.id()
            + " has a subnet in "
            + zones
            + " and none in "
            + subnet.zone().name()
            + ", and a transit gateway takes packets only in zones where it is",
        Fix.command(
            "let the gateway into this zone",
            "aws ec2 modify-transit-gateway-vpc-attachment --transit-gateway-attachment-id "
                + attachment.id()
                + " --add-subnet-ids "
                + subnet.id()));
  }

  /** The packet comes into a gateway by an attachment. */
  End from(TransitGatewayId id, TransitGatewayAttachmentId attachmentId) {
    walk.at(Place.Kind.TRANSIT_GATEWAY, id);
    if (++passed > MOST) {
      return vpc.unknown("the packet goes in circles through transit gateways");
    }
    Optional<TransitGatewayAttachment> attachment =
        fabric.world().find(TransitGatewayAttachment.KIND, attachmentId);
    Optional<TransitGatewayRouteTable> table =
        attachment
            .flatMap(it -> it.associationAt(id))
            .flatMap(it -> fabric.world().find(TransitGatewayRouteTable.KIND, it));
    if (table.isEmpty()) {
      add(id, attachmentId, noTable(attachmentId));
      return new End.Nowhere("nothing arrives");
    }
    Optional<TransitGatewayRoutes.Route> route =
        TransitGatewayRoutes.to(fabric.vpcs(), table.get(), walk.destination());
    Optional<TransitGatewayAttachment> next =
        route
            .filter(it -> !it.blackhole())
            .flatMap(TransitGatewayRoutes.Route::attachment)
            .flatMap(it -> fabric.world().find(TransitGatewayAttachment.KIND, it));
    if (route.isEmpty() || next.isEmpty()) {
      add(id, attachmentId, noRoute(table.get().id(), route));
      return new End.Nowhere("nothing arrives");
    }
    walk.add(
        new Step.Gateway(
            Place.Kind.TRANSIT_GATEWAY,
            id.value(),
            table.get().id()
                + ": "
                + route.get().destination()
                + (route.get().isStatic() ? " (static)" : " (propagated)")
                + " to "
                + next.get().resourceType()
                + " "
                + next.get().resourceId(id),
            Optional.empty(),
            List.of(
                Origin.aws("transit-gateway-route-table", table.get().id()),
                Origin.aws("transit-gateway-attachment", next.get().id()))));
    return onward(id, next.get());
  }

  private End onward(TransitGatewayId id, TransitGatewayAttachment next) {
    return switch (next.resource()) {
      case Resource.OfVpc it -> intoVpc(it);
      case Resource.OfPeer it ->
          from(id.equals(next.gateway()) ? it.accepter() : next.gateway(), next.id());
      case Resource.OfVpn _, Resource.OfDirectConnect _ ->
          connections.onPremises(new Premises.Entry.AtTransitGateway(id, next.id()));
    };
  }

  /**
   * Into a VPC by the interface of the zone that has the destination, else by any; from there the
   * route table of that interface's subnet decides.
   */
  private End intoVpc(Resource.OfVpc attached) {
    Optional<ZoneName> zone =
        fabric.vpcs().interfaceWith(attached.vpc(), walk.destination()).map(it -> it.zone().name());
    Optional<NetworkInterface> eni =
        attached.places().stream()
            .flatMap(place -> fabric.vpcs().networkInterface(place.eni()).stream())
            .min(Comparator.comparing(it -> !zone.equals(Optional.of(it.zone().name()))));
    if (eni.isEmpty()) {
      return vpc.unknown("no interface of the gateway is known in " + attached.vpc());
    }
    return vpc.fromAttachment(eni.get());
  }

  private void add(TransitGatewayId id, TransitGatewayAttachmentId attachment, Obstacle obstacle) {
    walk.add(
        new Step.Gateway(
            Place.Kind.TRANSIT_GATEWAY,
            id.value(),
            obstacle.why(),
            Optional.of(obstacle),
            List.of(Origin.aws("transit-gateway-attachment", attachment))));
  }

  private static Obstacle noTable(TransitGatewayAttachmentId attachment) {
    return new Obstacle(
        Disposition.NO_ROUTE,
        attachment + " is associated with no route table of its transit gateway",
        Fix.command(
            "associate it with a table",
            "aws ec2 associate-transit-gateway-route-table --transit-gateway-attachment-id "
                + attachment
                + " --transit-gateway-route-table-id tgw-rtb-..."));
  }

  private Obstacle noRoute(
      TransitGatewayRouteTableId table, Optional<TransitGatewayRoutes.Route> route) {
    if (route.isPresent()) {
      return new Obstacle(
          Disposition.NO_ROUTE,
          "the route " + route.get().destination() + " of " + table + " is a blackhole",
          Fix.command(
              "remove the blackhole",
              "aws ec2 delete-transit-gateway-route --transit-gateway-route-table-id "
                  + table
                  + " --destination-cidr-block "
                  + route.get().destination()));
    }
    return new Obstacle(
        Disposition.NO_ROUTE,
        "no route of " + table + " leads to " + walk.destination(),
        Fix.command(
            "let the attachment that has it propagate",
            "aws ec2 enable-transit-gateway-route-table-propagation"
                + " --transit-gateway-route-table-id "
                + table
                + " --transit-gateway-attachment-id "
                + propagator()));
  }

  private String propagator() {
    return fabric
        .vpcWith(walk.destination())
        .flatMap(
            it ->
                fabric
                    .world()
                    .table(TransitGatewayAttachment.KIND)
                    .by(TransitGatewayAttachment.BY_VPC, it.id())
                    .stream()
                    .filter(TransitGatewayAttachment::isAvailable)
                    .findFirst())
        .map(it -> it.id().value())
        .orElse("tgw-attach-...");
  }
}
