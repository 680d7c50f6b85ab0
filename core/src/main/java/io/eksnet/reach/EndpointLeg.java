package io.eksnet.reach;

import io.eksnet.fabric.Fabric;
import io.eksnet.id.VpcEndpointId;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Packet;
import io.eksnet.net.Protocol;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.RouteTable;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.VpcEndpoint;
import java.util.List;
import java.util.Optional;

/** The end of the way at a VPC endpoint: the service behind it takes the packet (vpc 1.8). */
final class EndpointLeg {
  private static final int HTTPS = 443;

  private final Walk walk;
  private final VpcLeg vpc;
  private final Fabric fabric;

  EndpointLeg(Walk walk, VpcLeg vpc) {
    this.walk = walk;
    this.vpc = vpc;
    this.fabric = walk.fabric();
  }

  /** A route leads to a gateway endpoint. */
  End gateway(
      VpcEndpointId id,
      NetworkInterface eni,
      Subnet subnet,
      RouteTable table,
      Optional<RouteTable.Route> route) {
    Optional<VpcEndpoint> endpoint = fabric.world().find(VpcEndpoint.KIND, id);
    Optional<Obstacle> obstacle =
        endpoint.isEmpty()
            ? Optional.of(gone(id))
            : unusable(endpoint.get())
                .or(() -> otherProtocol(id))
                .or(() -> otherSource(endpoint.get()));
    vpc.addRoute(subnet, table, route, Optional.empty(), obstacle);
    if (obstacle.isPresent() || endpoint.isEmpty()) {
      return new End.Nowhere("nothing arrives");
    }
    walk.at(Place.Kind.VPC_ENDPOINT, id);
    deliver(endpoint.get(), Optional.empty());
    return new End.AtService(eni);
  }

  /** An interface of an endpoint got the packet; nothing when it is not one. */
  boolean took(NetworkInterface eni) {
    Optional<VpcEndpoint> endpoint =
        fabric.world().table(VpcEndpoint.KIND).firstBy(VpcEndpoint.BY_INTERFACE, eni.id());
    endpoint.ifPresent(it -> deliver(it, unusable(it)));
    return endpoint.isPresent();
  }

  private void deliver(VpcEndpoint endpoint, Optional<Obstacle> obstacle) {
    Packet packet = walk.packet();
    boolean amazons = endpoint.connection().isEmpty();
    boolean listens =
        amazons && packet.protocol().equals(Protocol.TCP) && packet.destinationPort() == HTTPS;
    if (amazons) {
      walk.note("the policy of " + endpoint.id() + " is not evaluated");
    } else {
      walk.note(
          "what the owner of "
              + endpoint.serviceName()
              + " does behind "
              + endpoint.id()
              + " is not traced further");
    }
    walk.add(
        new Step.Deliver(
            new Place(Place.Kind.AWS_SERVICE, endpoint.serviceName()),
            packet.source(),
            packet.protocol(),
            packet.destinationPort(),
            listens ? Step.Listening.LISTENS : Step.Listening.NOT_KNOWN,
            obstacle,
            List.of(
                new Origin.Aws(
                    "vpc-endpoint", endpoint.id().value(), Optional.of(endpoint.arn())))));
  }

  private static Obstacle gone(VpcEndpointId id) {
    return new Obstacle(
        Disposition.NO_ROUTE,
        "the route is a blackhole: " + id + " does not exist",
        Fix.advice("delete the route and make the endpoint again"));
  }

  private static Optional<Obstacle> unusable(VpcEndpoint endpoint) {
    String state = endpoint.id() + " is " + endpoint.state().text();
    return switch (endpoint.state()) {
      case AVAILABLE -> Optional.empty();
      case PENDING ->
          Optional.of(
              new Obstacle(
                  Disposition.UNREACHABLE, state, Fix.advice("wait until it is available")));
      case PENDING_ACCEPTANCE ->
          Optional.of(
              new Obstacle(
                  Disposition.UNREACHABLE,
                  state + ": the owner of " + endpoint.serviceName() + " has not accepted it",
                  Fix.command(
                      "let the service's owner accept it",
                      "aws ec2 accept-vpc-endpoint-connections --service-id "
                          + endpoint.connection().map(it -> it.service().value()).orElse("")
                          + " --vpc-endpoint-ids "
                          + endpoint.id())));
      case REJECTED, DELETING ->
          Optional.of(
              new Obstacle(
                  Disposition.UNREACHABLE, state, Fix.advice("make another VPC endpoint")));
    };
  }

  /** What comes over a peering connection, a transit gateway or a VPN cannot use it. */
  private Optional<Obstacle> otherSource(VpcEndpoint endpoint) {
    IpAddress source = walk.packet().source();
    boolean own = fabric.vpcs().vpc(endpoint.vpc()).filter(it -> it.contains(source)).isPresent();
    return own
        ? Optional.empty()
        : Optional.of(
            new Obstacle(
                Disposition.UNREACHABLE,
                endpoint.id()
                    + " is a gateway endpoint of "
                    + endpoint.vpc()
                    + " and serves only that VPC's own addresses, not "
                    + source,
                Fix.advice("give the VPC of " + source + " an endpoint of its own")));
  }

  private Optional<Obstacle> otherProtocol(VpcEndpointId id) {
    Protocol protocol = walk.packet().protocol();
    return protocol.equals(Protocol.TCP) || protocol.isIcmp()
        ? Optional.empty()
        : Optional.of(
            new Obstacle(
                Disposition.UNREACHABLE,
                id + " is a gateway endpoint, which carries TCP and ICMP echo only",
                Fix.advice("call the service by TCP")));
  }
}
