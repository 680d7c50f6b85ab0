package io.eksnet.reach;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.kube.Container;
import io.eksnet.kube.KubeFact;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ResourceName;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Protocol;
import io.eksnet.table.Change;
import io.eksnet.world.World;
import java.util.List;

/** A network that a scenario made, to ask and to change. */
public final class Net {
  private World world;
  private final Context context;

  Net(World world, Context context) {
    this.world = world;
    this.context = context;
  }

  public World world() {
    return world;
  }

  /** A pod's address. */
  public IpAddress addressOf(String pod) {
    return world
        .kube()
        .pod(new ObjectKey("default", pod))
        .flatMap(it -> it.status().podIp())
        .orElseThrow();
  }

  /** A node's address. */
  public IpAddress addressOfNode(String node) {
    return world.kube().node(node).flatMap(it -> it.internalIp()).orElseThrow();
  }

  /** Carries out an EC2 command. */
  public Net run(Command<?> command) {
    if (!(command.decide(world, context) instanceof Decision.Accepted<?> accepted)) {
      throw new AssertionError(command + " was refused");
    }
    world = world.with(accepted.changes());
    return this;
  }

  /** Changes any fact. */
  public Net with(Change<?, ?> change) {
    world = world.with(List.of(change));
    return this;
  }

  /** Puts a Kubernetes object. */
  public Net with(ResourceName resource, KubeFact fact) {
    return with(Scenario.change(resource, fact));
  }

  /** A question from a pod of namespace default. */
  public From trace(String pod) {
    return new From("pod/" + pod);
  }

  /** A question's answer. */
  public TraceAnswer ask(String from, String to) {
    return Tracer.trace(world, from, to, "default");
  }

  /** A trace between two ends as people write them. */
  public Trace trace(String from, String to) {
    return switch (ask(from, to)) {
      case TraceAnswer.Traced(Trace trace) -> trace;
      case TraceAnswer.Unclear unclear -> throw new AssertionError(unclear.toString());
    };
  }

  /** The first half of a question. */
  public final class From {
    private final String from;

    private From(String from) {
      this.from = from;
    }

    /** To a pod's port. */
    public Trace to(String pod, Container.Port port) {
      String protocol = port.protocol().equals(Protocol.TCP) ? "" : "/" + port.protocol();
      return trace(from, "pod/" + pod + ":" + port.containerPort() + protocol);
    }
  }
}
