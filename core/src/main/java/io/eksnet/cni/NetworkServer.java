package io.eksnet.cni;

import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.NodeNetwork;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.PodSandbox;
import io.eksnet.kube.PodSandbox.Network;
import io.eksnet.kube.ResourceName;
import io.eksnet.table.Change;
import io.eksnet.vpc.NetworkInterface.VpcAddress;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Effect;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.Pace;
import io.eksnet.world.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * ipamd's server on every node, together with the CNI plugin that the kubelet runs: it answers ADD
 * with an address of the pool, and takes addresses back with DEL.
 *
 * <p>ADD fails at once when the pool has no free address. At pace fast the pool's loop comes round
 * in no time, so an ADD waits there as long as the pool can still grow.
 */
public final class NetworkServer implements Controller<String> {
  /** What every failure of the plugin begins with. */
  private static final String PLUGIN = "plugin type=\"aws-cni\" name=\"aws-cni\" failed (add): ";

  /** Why a pod gets no address: the words of the FailedCreatePodSandBox event. */
  public static final String NO_ADDRESS =
      PLUGIN + "add cmd: failed to assign an IP address to container";

  /** Why a pod gets no address while no ipamd runs on its node. */
  public static final String NO_IPAMD =
      PLUGIN
          + "add cmd: Error received from AddNetwork gRPC call: rpc error: code = Unavailable desc"
          + " = connection error: desc = \"transport: Error while dialing: dial tcp"
          + " 127.0.0.1:50051: connect: connection refused\"";

  /** The annotation that tells a pod's address before the kubelet does. */
  public static final String POD_IPS = "vpc.amazonaws.com/pod-ips";

  private final AddressOrder order;

  /** A server that hands addresses out in some order. */
  public NetworkServer(AddressOrder order) {
    this.order = order;
  }

  @Override
  public String name() {
    return "ipamd-rpc";
  }

  @Override
  public Collection<String> affectedBy(Delta delta, World world) {
    return Affected.sandboxes(delta, world);
  }

  @Override
  public Outcome reconcile(World world, String node, Moment moment) {
    List<PodSandbox> asking =
        world.table(PodSandbox.KIND).by(PodSandbox.BY_NODE, node).stream()
            .filter(Affected::asks)
            .sorted(Comparator.comparing(NetworkServer::since).thenComparing(PodSandbox::pod))
            .toList();
    if (asking.isEmpty()) {
      return Outcome.done();
    }
    AwsNode awsNode = AwsNode.on(world, node);
    Optional<IpamdState> memory = Ipamd.serving(world, node, awsNode);
    Optional<Pool> pool =
        memory.flatMap(it -> Pool.of(world, node, it.process().settings(), moment.now()));
    return memory.isPresent() && pool.isPresent()
        ? new Answers(world, pool.get(), memory.get(), moment).to(asking)
        : withoutIpamd(world, node, asking, awsNode, moment);
  }

  private static java.time.Instant since(PodSandbox sandbox) {
    return switch (sandbox.network()) {
      case Network.Wanted(var since, int _) -> since;
      case Network.Assigned(var _, var _, var at) -> at;
      case Network.Failed(var _, var at, int _) -> at;
      case Network.Released(var at) -> at;
    };
  }

  /**
   * DEL succeeds without ipamd, which learns of it when it starts; ADD fails, unless the node has
   * had no CNI yet or ipamd is just starting.
   */
  private static Outcome withoutIpamd(
      World world, String node, List<PodSandbox> asking, AwsNode awsNode, Moment moment) {
    boolean starting = awsNode.process().isPresent() && moment.pace() == Pace.FAST;
    boolean configured = world.find(NodeNetwork.KIND, node).filter(NodeNetwork::ready).isPresent();
    List<Effect> effects = new ArrayList<>();
    for (PodSandbox sandbox : asking) {
      switch (sandbox.network()) {
        case Network.Released _ ->
            effects.add(state(Change.remove(PodSandbox.KIND, sandbox.podUid())));
        case Network.Wanted(var _, int attempts) -> {
          if (configured && !starting) {
            effects.add(failed(sandbox, NO_IPAMD, attempts, moment));
          }
        }
        case Network.Assigned _, Network.Failed _ -> {}
      }
    }
    return Outcome.of(effects);
  }

  private static Effect failed(PodSandbox sandbox, String message, int attempts, Moment moment) {
    return put(sandbox.with(new Network.Failed(message, moment.now(), attempts + 1)));
  }

  private static Effect put(PodSandbox sandbox) {
    return state(Change.put(PodSandbox.KIND, sandbox));
  }

  private static Effect state(Change<?, ?> change) {
    return new Effect.State(change);
  }

  /** The answers to all sandboxes of a node that ask at one moment. */
  private final class Answers {
    private final World world;
    private final Pool pool;
    private final IpamdState memory;
    private final Moment moment;
    private final Said said;
    private final List<Pool.Free> free;
    private final List<Change<?, ?>> taken = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();

    Answers(World world, Pool pool, IpamdState memory, Moment moment) {
      this.world = world;
      this.pool = pool;
      this.memory = memory;
      this.moment = moment;
      this.said = new Said(moment.now());
      this.free = new ArrayList<>(pool.freeAddresses());
    }

    Outcome to(List<PodSandbox> asking) {
      List<PodSandbox> unserved = new ArrayList<>();
      for (PodSandbox sandbox : asking) {
        switch (sandbox.network()) {
          case Network.Released _ -> release(sandbox);
          case Network.Wanted _ -> {
            if (!assign(sandbox)) {
              unserved.add(sandbox);
            }
          }
          case Network.Assigned _, Network.Failed _ -> {}
        }
      }
      if (!unserved.isEmpty() && !growsAtOnce()) {
        unserved.forEach(this::fail);
      }
      said.effect(world, pool.node()).ifPresent(effects::addFirst);
      return Outcome.of(effects);
    }

    private void release(PodSandbox sandbox) {
      said.info("Received DelNetwork for Sandbox " + sandbox.podUid());
      Optional<PodAddress> held = heldBy(sandbox);
      if (held.isPresent()) {
        effects.add(state(Change.put(PodAddress.KIND, held.get().released(moment.now()))));
        said.info(
            "UnassignPodIPAddress: sandbox "
                + sandbox.podUid()
                + "'s ipAddr "
                + held.get().address()
                + ", in cooldown for "
                + pool.settings().cooldown().toSeconds()
                + "s");
        annotate(sandbox, "");
      } else {
        said.warn("UnassignPodIPAddress: Failed to find sandbox " + sandbox.podUid());
      }
      effects.add(state(Change.remove(PodSandbox.KIND, sandbox.podUid())));
    }

    /** Gives a pod the address that it has already, or a free one. */
    private boolean assign(PodSandbox sandbox) {
      Optional<PodAddress> held = heldBy(sandbox);
      if (held.isPresent()) {
        said.info("AssignPodIPv4Address: duplicate pod assign for sandbox " + sandbox.podUid());
        answer(sandbox, held.get());
        return true;
      }
      if (free.isEmpty()) {
        return false;
      }
      Pool.Free picked = free.remove(order.pick(free.size(), sandbox.podUid()));
      PodAddress address =
          new PodAddress(
              new VpcAddress(pool.instance().vpc(), picked.address()),
              picked.eni().id(),
              pool.node(),
              sandbox.podUid(),
              sandbox.pod(),
              moment.now(),
              Optional.empty());
      Change<?, ?> change = Change.put(PodAddress.KIND, address);
      taken.add(change);
      effects.add(state(change));
      answer(sandbox, address);
      annotate(sandbox, address.address().toString());
      return true;
    }

    private void answer(PodSandbox sandbox, PodAddress address) {
      effects.add(
          put(sandbox.with(new Network.Assigned(address.address(), address.eni(), moment.now()))));
      said.info(
          "Send AddNetworkReply: Success: true IPAddr: "
              + address.address()
              + " of ENI "
              + address.eni()
              + " for "
              + sandbox.pod());
    }

    private void fail(PodSandbox sandbox) {
      if (sandbox.network() instanceof Network.Wanted(var _, int attempts)) {
        said.error("DataStore has no available IP/Prefix addresses");
        said.warn(
            "Send AddNetworkReply: Success: false for "
                + sandbox.pod()
                + ", err: AssignPodIPAddress: no available IP/Prefix addresses");
        effects.add(failed(sandbox, NO_ADDRESS, attempts, moment));
      }
    }

    /** Whether the pool's loop, which takes no time at pace fast, is about to find more. */
    private boolean growsAtOnce() {
      boolean sleeping = memory.nextRound().filter(moment.now()::isBefore).isPresent();
      if (moment.pace() != Pace.FAST || sleeping) {
        return false;
      }
      return Pool.of(world.with(taken), pool.node(), pool.settings(), moment.now())
          .map(after -> after.need(memory))
          .filter(Need::grows)
          .isPresent();
    }

    private Optional<PodAddress> heldBy(PodSandbox sandbox) {
      return world.table(PodAddress.KIND).firstBy(PodAddress.BY_POD, sandbox.podUid());
    }

    private void annotate(PodSandbox sandbox, String address) {
      if (pool.settings().annotatePodIp()) {
        effects.add(
            new Effect.Write(
                new KubeWrite.Annotate(
                    new ObjectRef(ResourceName.PODS, sandbox.pod()), Map.of(POD_IPS, address))));
      }
    }
  }
}
