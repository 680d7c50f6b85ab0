package io.eksnet.reach;

import io.eksnet.fabric.Fabric;
import io.eksnet.id.InternetGatewayId;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Ipv4Address;
import io.eksnet.net.Packet;
import io.eksnet.vpc.InternetGateway;
import io.eksnet.vpc.NatGateway;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.RouteTable;
import io.eksnet.vpc.Subnet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** NAT gateways and internet gateways on the way (facts: vpc 1.8). */
final class Gateways {
  /** What an internet gateway refuses: RFC 1918, RFC 6598 and link-local. */
  private static final List<Cidr> PRIVATE =
      List.of(
          Cidr.parse("10.0.0.0/8"),
          Cidr.parse("172.16.0.0/12"),
          Cidr.parse("192.168.0.0/16"),
          Cidr.parse("100.64.0.0/10"),
          Cidr.parse("169.254.0.0/16"));

  private final Walk walk;
  private final VpcLeg vpc;
  private final Fabric fabric;
  private final Checks checks;

  Gateways(Walk walk, VpcLeg vpc, Checks checks) {
    this.walk = walk;
    this.vpc = vpc;
    this.fabric = walk.fabric();
    this.checks = checks;
  }

  static boolean isPrivate(IpAddress address) {
    return PRIVATE.stream().anyMatch(block -> block.contains(address));
  }

  /** No route has the destination: says so, and walks on by the gateway that would fit. */
  End withoutRoute(NetworkInterface eni, Subnet subnet, RouteTable table) {
    Optional<RouteTable.Target> fitting =
        isPrivate(walk.destination()) ? Optional.empty() : fitting(eni, subnet);
    Fix fix =
        fitting.map(target -> Fixes.route(table, target)).orElseGet(() -> withoutGateway(subnet));
    String who =
        walk.destination().equals(Ends.INTERNET) ? "the internet" : walk.destination() + "";
    Obstacle obstacle =
        new Obstacle(Disposition.NO_ROUTE, "no route of " + table.id() + " leads to " + who, fix);
    return switch (fitting.orElse(new RouteTable.Target.Local())) {
      case RouteTable.Target.Nat(var id) when !walk.isReply() -> {
        vpc.addRoute(subnet, table, Optional.empty(), Optional.empty(), Optional.of(obstacle));
        yield fabric
            .world()
            .find(NatGateway.KIND, id)
            .map(nat -> throughNat(nat, subnet))
            .orElseGet(() -> vpc.unknown("NAT gateway " + id + " is not known"));
      }
      case RouteTable.Target.Internet(var id) -> {
        vpc.addRoute(subnet, table, Optional.empty(), Optional.empty(), Optional.of(obstacle));
        yield throughInternetGateway(id, eni, publicAddress(eni));
      }
      case RouteTable.Target _ -> {
        vpc.addRoute(subnet, table, Optional.empty(), Optional.empty(), Optional.of(obstacle));
        yield new End.Nowhere("nothing arrives");
      }
    };
  }

  private Fix withoutGateway(Subnet subnet) {
    if (isPrivate(walk.destination())) {
      return Fix.advice(
          "connect the network of " + walk.destination() + " by peering or a transit gateway");
    }
    return new Fix(
        "give the VPC an internet gateway, then a NAT gateway or a public address",
        List.of(
            "aws ec2 create-internet-gateway",
            "aws ec2 attach-internet-gateway --vpc-id "
                + subnet.vpc()
                + " --internet-gateway-id igw-..."));
  }

  /** The internet gateway for what has a public address, else a NAT gateway, of its zone first. */
  private Optional<RouteTable.Target> fitting(NetworkInterface eni, Subnet subnet) {
    Optional<RouteTable.Target> internet =
        fabric
            .vpcs()
            .internetGatewayOf(subnet.vpc())
            .map(InternetGateway::id)
            .map(RouteTable.Target.Internet::new);
    if (walk.isReply() || publicAddress(eni).isPresent()) {
      return internet;
    }
    return fabric.world().table(NatGateway.KIND).by(NatGateway.BY_VPC, subnet.vpc()).stream()
        .filter(nat -> nat.state() == NatGateway.State.AVAILABLE && nat.isPublic())
        .filter(nat -> !nat.subnet().equals(Optional.of(subnet.id())))
        .min(Comparator.comparing(nat -> !zoneOf(nat).equals(subnet.zone().name().value())))
        .<RouteTable.Target>map(nat -> new RouteTable.Target.Nat(nat.id()))
        .or(() -> internet);
  }

  private String zoneOf(NatGateway nat) {
    return nat.subnet()
        .flatMap(fabric.vpcs()::subnet)
        .map(it -> it.zone().name().value())
        .orElse("");
  }

  /** A public address stands for an interface's primary address only. */
  private Optional<Ipv4Address> publicAddress(NetworkInterface eni) {
    IpAddress own = walk.packet().source();
    return eni.publicAddress()
        .filter(_ -> eni.primary().equals(own))
        .map(NetworkInterface.PublicAddress::address);
  }

  /** The route leads to a NAT gateway. */
  End nat(NatGateway nat, Subnet subnet, RouteTable table, Optional<RouteTable.Route> route) {
    Optional<Subnet> home = nat.subnet().flatMap(fabric.vpcs()::subnet);
    Optional<Step.ZoneCrossing> crossing =
        home.flatMap(it -> VpcLeg.crossing(subnet, it.zone().name()));
    if (walk.isReply()) {
      vpc.addRoute(subnet, table, route, crossing, Optional.of(strayReply(nat, table, subnet)));
      return new End.Nowhere("the caller does not recognise the reply");
    }
    Optional<Obstacle> obstacle = natObstacle(nat, subnet);
    vpc.addRoute(subnet, table, route, crossing, obstacle);
    return obstacle.isPresent() ? new End.Nowhere("nothing arrives") : throughNat(nat, subnet);
  }

  private Obstacle strayReply(NatGateway nat, RouteTable table, Subnet subnet) {
    return new Obstacle(
        Disposition.ASYMMETRIC_RETURN,
        "replies leave by " + nat.id() + " and carry its address, not the one that was called",
        fabric
            .vpcs()
            .internetGatewayOf(subnet.vpc())
            .map(igw -> Fixes.route(table, new RouteTable.Target.Internet(igw.id())))
            .orElseGet(() -> Fix.advice("give the VPC an internet gateway")));
  }

  private static Optional<Obstacle> natObstacle(NatGateway nat, Subnet subnet) {
    if (nat.state() != NatGateway.State.AVAILABLE) {
      return Optional.of(
          new Obstacle(
              Disposition.NO_ROUTE,
              nat.id() + " is " + lower(nat.state()) + " and takes no packets yet",
              Fix.advice("wait until it is available")));
    }
    if (nat.subnet().equals(Optional.of(subnet.id()))) {
      return Optional.of(
          new Obstacle(
              Disposition.UNREACHABLE,
              nat.id() + " is in this very subnet, so its own packets come back to it",
              Fix.advice("put the NAT gateway into a subnet with a route to an internet gateway")));
    }
    return Optional.empty();
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(java.util.Locale.ROOT);
  }

  private End throughNat(NatGateway nat, Subnet from) {
    if (nat.placement() instanceof NatGateway.Placement.Regional) {
      return throughRegionalNat(nat, from);
    }
    Optional<NetworkInterface> eni = nat.eni().flatMap(fabric.vpcs()::networkInterface);
    if (eni.isEmpty()) {
      return vpc.unknown("the interface of " + nat.id() + " is not known");
    }
    Subnet subnet = fabric.subnet(eni.get());
    walk.at(Place.Kind.SUBNET, subnet.id());
    checks.acl(subnet, false);
    walk.at(Place.Kind.NAT_GATEWAY, nat.id());
    walk.translate(
        Step.Translator.NAT_GATEWAY,
        nat.id().value(),
        walk.packet().withSource(eni.get().primary()),
        Walk.ANY_CLIENT,
        "many addresses leave behind one",
        List.of(Origin.aws("natgateway", nat.id())));
    walk.at(Place.Kind.SUBNET, subnet.id());
    checks.acl(subnet, true);
    RouteTable table = fabric.vpcs().routeTableOf(subnet).orElseThrow();
    Optional<RouteTable.Route> route = fabric.route(table, walk.destination());
    Optional<InternetGatewayId> gateway =
        route
            .map(RouteTable.Route::target)
            .flatMap(
                target ->
                    target instanceof RouteTable.Target.Internet(var id)
                        ? Optional.of(id)
                        : Optional.empty());
    if (gateway.isPresent()) {
      vpc.addRoute(subnet, table, route, Optional.empty(), Optional.empty());
      return throughInternetGateway(gateway.get(), eni.get(), nat.publicAddress());
    }
    Optional<InternetGateway> attached = fabric.vpcs().internetGatewayOf(subnet.vpc());
    Fix fix =
        attached
            .map(igw -> Fixes.route(table, new RouteTable.Target.Internet(igw.id())))
            .orElseGet(() -> withoutGateway(subnet));
    String why = nat.id() + " is in a subnet without a route to an internet gateway";
    vpc.addRoute(
        subnet,
        table,
        route,
        Optional.empty(),
        Optional.of(new Obstacle(Disposition.NO_ROUTE, why, fix)));
    return attached
        .map(igw -> throughInternetGateway(igw.id(), eni.get(), nat.publicAddress()))
        .orElseGet(() -> new End.Nowhere("nothing arrives"));
  }

  /** A regional gateway is in no subnet: it sends from the address of the caller's zone. */
  private End throughRegionalNat(NatGateway nat, Subnet from) {
    Optional<Ipv4Address> address =
        nat.addresses().stream()
            .min(Comparator.comparing(it -> !it.zone().equals(Optional.of(from.zone()))))
            .flatMap(NatGateway.Address::elastic)
            .flatMap(NatGateway.Elastic::use)
            .map(NatGateway.Use::address);
    walk.at(Place.Kind.NAT_GATEWAY, nat.id());
    if (address.isEmpty()) {
      return vpc.unknown(nat.id() + " has no address yet");
    }
    if (isPrivate(walk.destination())) {
      return unreachable(
          nat.id() + " sends to the internet only, not to " + walk.destination(),
          "connect that network by peering or a transit gateway");
    }
    walk.translate(
        Step.Translator.NAT_GATEWAY,
        nat.id().value(),
        walk.packet().withSource(address.get()),
        Walk.ANY_CLIENT,
        "many addresses leave behind one",
        List.of(Origin.aws("natgateway", nat.id())));
    return outside();
  }

  /** The route leads to an internet gateway. */
  End internet(
      InternetGatewayId id,
      NetworkInterface eni,
      Subnet subnet,
      RouteTable table,
      Optional<RouteTable.Route> route) {
    boolean attached =
        fabric
            .world()
            .find(InternetGateway.KIND, id)
            .flatMap(InternetGateway::vpc)
            .map(subnet.vpc()::equals)
            .orElse(false);
    Optional<Obstacle> blackhole =
        attached
            ? Optional.empty()
            : Optional.of(
                new Obstacle(
                    Disposition.NO_ROUTE,
                    "the route is a blackhole: " + id + " is not attached to " + subnet.vpc(),
                    Fix.command(
                        "attach " + id,
                        "aws ec2 attach-internet-gateway --vpc-id "
                            + subnet.vpc()
                            + " --internet-gateway-id "
                            + id)));
    vpc.addRoute(subnet, table, route, Optional.empty(), blackhole);
    return throughInternetGateway(id, eni, publicAddress(eni));
  }

  private End throughInternetGateway(
      InternetGatewayId id, NetworkInterface eni, Optional<Ipv4Address> publicAddress) {
    walk.at(Place.Kind.INTERNET_GATEWAY, id);
    List<Origin> origins = List.of(Origin.aws("internet-gateway", id));
    if (walk.isReply()) {
      walk.undo(id.value());
      return new End.Outside();
    }
    if (isPrivate(walk.destination())) {
      String why = "an internet gateway takes no packets to private addresses";
      Obstacle refused =
          new Obstacle(
              Disposition.UNREACHABLE,
              why,
              Fix.advice("connect that network by peering or a transit gateway"));
      walk.add(
          new Step.Gateway(
              Place.Kind.INTERNET_GATEWAY, id.value(), why, Optional.of(refused), origins));
      return new End.Nowhere("nothing arrives");
    }
    if (publicAddress.isEmpty()) {
      Obstacle obstacle = noPublicAddress(eni);
      walk.add(
          new Step.Gateway(
              Place.Kind.INTERNET_GATEWAY,
              id.value(),
              obstacle.why(),
              Optional.of(obstacle),
              origins));
      return new End.Nowhere("nothing leaves");
    }
    walk.translate(
        Step.Translator.INTERNET_GATEWAY,
        id.value(),
        walk.packet().withSource(publicAddress.get()),
        walk.clientPorts(),
        "one public address for one private",
        origins);
    return outside();
  }

  private Obstacle noPublicAddress(NetworkInterface eni) {
    boolean nodes = eni.primary().equals(walk.packet().source());
    return new Obstacle(
        Disposition.UNREACHABLE,
        walk.packet().source()
            + " has no public address, and an internet gateway passes nothing else",
        nodes
            ? Fixes.publicAddress(eni)
            : Fix.command(
                "let nodes put their own address in place of the pod's",
                "kubectl -n kube-system set env daemonset/aws-node"
                    + " AWS_VPC_K8S_CNI_EXTERNALSNAT=false"));
  }

  private End outside() {
    Packet packet = walk.packet();
    if (packet.destination() instanceof Ipv4Address address
        && fabric.vpcs().interfaceBehind(address).isPresent()) {
      return fromInternet();
    }
    walk.at(Place.Kind.INTERNET, "internet");
    walk.add(
        new Step.Deliver(
            new Place(Place.Kind.INTERNET, "internet"),
            packet.source(),
            packet.protocol(),
            packet.destinationPort(),
            Step.Listening.NOT_KNOWN,
            Optional.empty(),
            List.of()));
    return new End.Outside();
  }

  /** A packet from outside comes to an internet gateway. */
  End fromInternet() {
    if (walk.isReply()) {
      Session session = walk.lastSession().orElseThrow();
      boolean regionalNat = session.at().startsWith("nat-");
      walk.at(regionalNat ? Place.Kind.NAT_GATEWAY : Place.Kind.INTERNET_GATEWAY, session.at());
      walk.undo(session.at());
      return fabric
          .vpcs()
          .interfaceWith(homeVpc(), walk.destination())
          .map(vpc::intoSubnet)
          .orElseGet(() -> vpc.unknown("no interface has " + walk.destination()));
    }
    Optional<NetworkInterface> eni =
        walk.destination() instanceof Ipv4Address address
            ? fabric.vpcs().interfaceBehind(address)
            : Optional.empty();
    if (eni.isEmpty()) {
      return unreachable(
          "no interface is behind " + walk.destination(), "call an address that something holds");
    }
    if (eni.get().type() == NetworkInterface.Type.NAT_GATEWAY) {
      return unreachable(
          walk.destination() + " is a NAT gateway's: it takes no connections from outside",
          "call a load balancer or a node with a public address");
    }
    Optional<InternetGateway> gateway = fabric.vpcs().internetGatewayOf(eni.get().vpc());
    if (gateway.isEmpty()) {
      return unreachable(
          eni.get().vpc() + " has no internet gateway", "attach an internet gateway to it");
    }
    walk.at(Place.Kind.INTERNET_GATEWAY, gateway.get().id());
    walk.translate(
        Step.Translator.INTERNET_GATEWAY,
        gateway.get().id().value(),
        walk.packet().withDestination(eni.get().primary()),
        walk.clientPorts(),
        "one public address for one private",
        List.of(Origin.aws("internet-gateway", gateway.get().id())));
    return vpc.intoSubnet(eni.get());
  }

  private io.eksnet.id.VpcId homeVpc() {
    return fabric
        .vpcWith(walk.destination())
        .map(io.eksnet.vpc.Vpc::id)
        .orElse(new io.eksnet.id.VpcId(""));
  }

  private End unreachable(String why, String advice) {
    walk.drop(
        "internet", new Obstacle(Disposition.UNREACHABLE, why, Fix.advice(advice)), List.of());
    return new End.Nowhere("nothing arrives");
  }

  /** A reply came to a NAT gateway, which knows for whom it is. */
  End natReply(NetworkInterface eni) {
    walk.lastSession()
        .ifPresent(
            session -> {
              walk.at(Place.Kind.NAT_GATEWAY, session.at());
              walk.undo(session.at());
            });
    Subnet subnet = fabric.subnet(eni);
    walk.at(Place.Kind.SUBNET, subnet.id());
    checks.acl(subnet, true);
    return vpc.routed(eni, subnet);
  }
}
