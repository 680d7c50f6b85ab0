package io.eksnet.reach;

import io.eksnet.fabric.Fabric;
import io.eksnet.fabric.Host;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Packet;
import io.eksnet.net.PortRange;
import io.eksnet.net.Protocol;
import io.eksnet.proxy.Backend;
import io.eksnet.proxy.Resolution;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.Premises;
import io.eksnet.world.World;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Walks connections through a world. Pure: the same world gives the same trace. */
public final class Tracer {
  /** The source port of packets; what matters is the range that clients choose from. */
  private static final int SOURCE_PORT = 40000;

  /** No way has more legs than this: two for each node that translates, and the gateways. */
  private static final int LEGS = 16;

  private final Fabric fabric;
  private final Where from;
  private final Where to;
  private final Set<String> notes = new LinkedHashSet<>();

  private Tracer(Fabric fabric, Where from, Where to) {
    this.fabric = fabric;
    this.from = from;
    this.to = to;
  }

  /**
   * Traces a connection between two ends as people write them; see {@link Where#parse}.
   *
   * @param namespace of pods and Services that are written without one
   */
  public static TraceAnswer trace(World world, String from, String to, String namespace) {
    return switch (Where.parse(from, namespace)) {
      case Where.Parsed.Problem(String message) -> new TraceAnswer.Unclear(message, List.of());
      case Where.Parsed.Ok(Where source) ->
          switch (Where.parse(to, namespace)) {
            case Where.Parsed.Problem(String message) ->
                new TraceAnswer.Unclear(message, List.of());
            case Where.Parsed.Ok(Where target) -> trace(world, source, target);
          };
    };
  }

  /** Traces a connection between two ends. */
  public static TraceAnswer trace(World world, Where from, Where to) {
    return new Tracer(new Fabric(world), from, to).answer();
  }

  private TraceAnswer answer() {
    Ends ends = new Ends(fabric);
    return switch (ends.source(from)) {
      case Found.Not<Source>(var answer) -> answer;
      case Found.Stuck<Source>(var party, var obstacle) -> stuck(party, Optional.empty(), obstacle);
      case Found.Ok<Source>(Source source) ->
          switch (new Targets(fabric, ends, source).target(to)) {
            case Found.Not<Target>(var answer) -> answer;
            case Found.Stuck<Target>(var party, var obstacle) ->
                stuck(source.party(), Optional.of(party), obstacle);
            case Found.Ok<Target>(Target target) -> traced(source, target);
          };
    };
  }

  /** A trace of a single obstacle. */
  private TraceAnswer stuck(Trace.Party source, Optional<Trace.Party> target, Obstacle obstacle) {
    Trace.Party destination =
        target.orElseGet(
            () -> new Trace.Party(new Place(Place.Kind.ADDRESS, to.toString()), Optional.empty()));
    Place at = target.map(Trace.Party::place).orElse(source.place());
    Trace.Path path =
        new Trace.Path(
            destination,
            1,
            List.of(new Hop(at, List.of(new Step.Drop(at.kind().text(), obstacle, List.of())))),
            new Trace.Reply.NotWalked("nothing arrives"));
    Where.Port port = to.port().orElse(new Where.Port("0", Optional.empty()));
    return new TraceAnswer.Traced(
        new Trace(
            from,
            to,
            source,
            destination,
            port.protocol().orElse(Protocol.TCP),
            port.number().orElse(0),
            fabric.world().revision(),
            List.of(path),
            List.of()));
  }

  private TraceAnswer traced(Source source, Target target) {
    List<Trace.Path> paths = new ArrayList<>();
    for (Call call : target.calls()) {
      if (call.virtual().map(Call.Virtual::resolution).orElse(null)
          instanceof Resolution.Balanced balanced) {
        noteOf(balanced);
        for (Endpoints.Kind kind : Endpoints.kinds(fabric, source, balanced.backends())) {
          paths.add(
              path(
                  source,
                  call,
                  Optional.of(kind.one()),
                  Endpoints.party(kind.one()),
                  kind.alike()));
        }
      } else {
        paths.add(path(source, call, Optional.empty(), call.party(), 1));
      }
    }
    return new TraceAnswer.Traced(
        new Trace(
            from,
            to,
            source.party(),
            target.party(),
            target.protocol(),
            target.port(),
            fabric.world().revision(),
            paths,
            List.copyOf(notes)));
  }

  private void noteOf(Resolution.Balanced balanced) {
    if (balanced.service().spec().sessionAffinity().equals("ClientIP")) {
      notes.add("sessionAffinity ClientIP: a client that reached one endpoint keeps going there");
    }
    if (balanced.terminating()) {
      notes.add("all endpoints are terminating; they still serve");
    }
  }

  private Trace.Path path(
      Source source, Call call, Optional<Backend> chosen, Trace.Party endpoint, int alike) {
    boolean linux = source instanceof Source.OnHost;
    PortRange ports = linux ? Walk.LINUX : Walk.ANY_CLIENT;
    int sourcePort = call.protocol().hasPorts() ? SOURCE_PORT : 0;
    Packet first =
        new Packet(source.address(), sourcePort, call.address(), call.port(), call.protocol());
    Walk walk = new Walk(fabric, source.party().place(), first, ports);
    Checks checks = new Checks(walk);
    NodeLeg node = new NodeLeg(walk, checks, call.virtual(), chosen);
    VpcLeg vpc = new VpcLeg(walk, checks);
    Legs legs = new Legs(walk, node, vpc);
    End end = legs.run(begin(source, walk, node, vpc));
    List<Hop> forward = walk.takeHops();
    Trace.Reply reply = reply(walk, node, vpc, legs, end);
    notes.addAll(walk.notes());
    if (end instanceof End.OnHost(Host host, var _)
        && forward.stream().noneMatch(hop -> hop.place().kind() == Place.Kind.INTERFACE)) {
      notes.add(
          (call.virtual().isPresent() ? "to " + endpoint.place().name() + " " : "")
              + "the packet never leaves "
              + host.name()
              + ", so no security group and no network ACL is asked");
    }
    return new Trace.Path(endpoint, alike, forward, reply);
  }

  private End begin(Source source, Walk walk, NodeLeg node, VpcLeg vpc) {
    return switch (source) {
      case Source.OnHost at -> node.open(at);
      case Source.InVpc at -> new End.Leaves(at.eni());
      case Source.Outside at -> {
        boolean privateTarget = fabric.vpcWith(walk.destination()).isPresent();
        Optional<Premises.Entry> premises =
            Premises.entry(fabric.vpcs(), at.address(), walk.destination());
        if (privateTarget && premises.isPresent()) {
          yield vpc.fromPremises(premises.get());
        }
        if (Gateways.isPrivate(at.address()) || privateTarget) {
          walk.drop("internet", notFromOutside(at.address(), walk.destination()), List.of());
          yield new End.Nowhere("nothing arrives");
        }
        yield vpc.fromInternet();
      }
    };
  }

  private static Obstacle notFromOutside(IpAddress client, IpAddress destination) {
    return Gateways.isPrivate(client)
        ? new Obstacle(
            Disposition.NO_ROUTE,
            client + " is a private address of another network, and no route leads from there",
            Fix.advice("connect that network by peering, a transit gateway or a VPN"))
        : new Obstacle(
            Disposition.UNREACHABLE,
            destination
                + " is a private address: the internet has no route to it, and an internet gateway"
                + " only knows public ones",
            Fix.advice("put a Service of type LoadBalancer or an Ingress in front of it"));
  }

  private static Trace.Reply reply(Walk walk, NodeLeg node, VpcLeg vpc, Legs legs, End end) {
    walk.turn();
    End back =
        switch (end) {
          case End.OnHost(var host, var eni) -> legs.run(node.answer(host, eni));
          case End.AtInterface(var eni) -> legs.run(new End.Leaves(eni));
          case End.AtService(var eni) -> legs.run(vpc.fromService(eni));
          case End.Outside _ -> legs.run(vpc.fromInternet());
          case End.OnPremises(var by) -> legs.run(vpc.fromPremises(by));
          case End.Nowhere nowhere -> nowhere;
          case End.Leaves _, End.Arrives _ -> throw new IllegalStateException("walks in circles");
        };
    if (end instanceof End.Nowhere(String why)) {
      return new Trace.Reply.NotWalked(why);
    }
    if (!(back instanceof End.Nowhere) && !walk.packet().equals(walk.first().reply())) {
      walk.drop(
          "reply",
          new Obstacle(
              Disposition.ASYMMETRIC_RETURN,
              "the reply comes back as " + walk.packet() + ", which its caller does not know",
              Fix.advice("let replies take the way of the request")),
          List.of());
    }
    return new Trace.Reply.Walked(walk.takeHops());
  }

  /** Goes from leg to leg until something takes the packet. */
  private record Legs(Walk walk, NodeLeg node, VpcLeg vpc) {
    End run(End begin) {
      End end = begin;
      for (int leg = 0; leg < LEGS; leg++) {
        switch (end) {
          case End.Leaves(var eni) -> end = vpc.carry(eni);
          case End.Arrives(var eni) -> end = arrived(eni);
          case End.OnHost _,
              End.AtInterface _,
              End.AtService _,
              End.Outside _,
              End.OnPremises _,
              End.Nowhere _ -> {
            return end;
          }
        }
      }
      return vpc.unknown("the packet goes in circles");
    }

    private End arrived(NetworkInterface eni) {
      boolean nat = eni.type() == NetworkInterface.Type.NAT_GATEWAY;
      if (nat && walk.isReply()) {
        return vpc.natReply(eni);
      }
      Optional<Host> host = Ends.hostOf(walk.fabric(), eni);
      if (host.isPresent()) {
        return node.arrive(host.get(), eni);
      }
      walk.at(Place.Kind.INTERFACE, eni.id());
      if (!walk.isReply() && !new EndpointLeg(walk, vpc).took(eni)) {
        new Deliveries(walk, Optional.empty(), Optional.empty()).toInterface(eni);
      }
      return nat ? new End.Nowhere("a NAT gateway answers nobody") : new End.AtInterface(eni);
    }
  }
}
