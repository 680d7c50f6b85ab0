package io.eksnet.reach;

import io.eksnet.fabric.Fabric;
import io.eksnet.fabric.NodeSnat;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Packet;
import io.eksnet.net.PortRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The state of one walk: the packet as it is now, the hops so far, and who remembers what. */
final class Walk {
  /** Ports from which Linux opens connections. */
  static final PortRange LINUX = PortRange.of(32768, 60999);

  /** Ports that translators and unknown clients use. */
  static final PortRange ANY_CLIENT = PortRange.of(1024, 65535);

  private final Fabric fabric;
  private final NodeSnat snat;
  private final Packet first;
  private final List<Hop> hops = new ArrayList<>();
  private final Deque<Session> sessions = new ArrayDeque<>();
  private final Set<String> notes;
  private Place place;
  private List<Step> steps = new ArrayList<>();
  private Packet packet;
  private PortRange clientPorts;
  private boolean reply;

  Walk(Fabric fabric, Place start, Packet first, PortRange clientPorts) {
    this.fabric = fabric;
    this.snat = fabric.nodeSnat();
    this.first = first;
    this.place = start;
    this.packet = first;
    this.clientPorts = clientPorts;
    this.notes = new LinkedHashSet<>();
  }

  Fabric fabric() {
    return fabric;
  }

  NodeSnat snat() {
    return snat;
  }

  /** The packet that opened the connection, as it left its source. */
  Packet first() {
    return first;
  }

  Packet packet() {
    return packet;
  }

  IpAddress destination() {
    return packet.destination();
  }

  /** Whether this is the way back. */
  boolean isReply() {
    return reply;
  }

  /** The destination ports that filters without memory must let pass. */
  PortRange destinationPorts() {
    return reply ? clientPorts : PortRange.of(packet.destinationPort());
  }

  void note(String note) {
    notes.add(note);
  }

  Set<String> notes() {
    return notes;
  }

  void at(Place.Kind kind, Object name) {
    Place next = new Place(kind, name.toString());
    if (!next.equals(place)) {
      closeHop();
      place = next;
    }
  }

  Place place() {
    return place;
  }

  void add(Step step) {
    steps.add(step);
  }

  /** Ends the way with an obstacle that nothing can be walked past. */
  void drop(String at, Obstacle cause, List<Origin> origins) {
    add(new Step.Drop(at, cause, origins));
  }

  /** Rewrites the packet and remembers it. */
  void translate(
      Step.Translator by,
      String at,
      Packet after,
      PortRange portsAfter,
      String why,
      List<Origin> origins) {
    add(new Step.Translation(by, packet, after, why, Optional.empty(), origins));
    sessions.push(new Session(by, at, packet, after, clientPorts));
    packet = after;
    clientPorts = portsAfter;
  }

  PortRange clientPorts() {
    return clientPorts;
  }

  /** Writes a reply back to what its sender expects, where a place remembers the connection. */
  void undo(String at) {
    while (!sessions.isEmpty()
        && sessions.getFirst().at().equals(at)
        && sessions.getFirst().after().reply().equals(packet)) {
      Session session = sessions.pop();
      Packet back = session.before().reply();
      add(
          new Step.Translation(
              session.by(),
              packet,
              back,
              "reply of a remembered connection",
              Optional.empty(),
              List.of()));
      packet = back;
      clientPorts = session.portsBefore();
    }
  }

  /** Who remembers the connection last, as seen from the present place. */
  Optional<Session> lastSession() {
    return Optional.ofNullable(sessions.peek());
  }

  /** The hops so far, and a fresh list for what follows. */
  List<Hop> takeHops() {
    closeHop();
    List<Hop> taken = List.copyOf(hops);
    hops.clear();
    return taken;
  }

  /** Turns round: what follows is the way back. */
  void turn() {
    reply = true;
    packet = packet.reply();
  }

  private void closeHop() {
    if (!steps.isEmpty()) {
      hops.add(new Hop(place, steps));
      steps = new ArrayList<>();
    }
  }
}
