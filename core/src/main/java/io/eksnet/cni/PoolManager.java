package io.eksnet.cni;

import io.eksnet.kube.NodeNetwork;
import io.eksnet.kube.PodSandbox;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Change;
import io.eksnet.vpc.Vpcs;
import io.eksnet.world.Answer;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Effect;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * ipamd's pool loop on every node: it starts ipamd where aws-node runs, and then keeps each node's
 * pool as large as its settings ask, one step at a time, by EC2's own commands and in EC2's own
 * steps. See {@link Sizing} for what it wants and {@link PoolAnswers} for what it makes of EC2's
 * answers.
 *
 * <p>At pace fast the loop comes round whenever something changes; at pace real every five seconds.
 * Cool-downs, ages, intervals and back-offs are promised durations and the same at any pace.
 */
public final class PoolManager implements Controller<String> {
  /** How long after the last change of the pool ipamd compares it with what EC2 says. */
  static final Duration RECONCILE_INTERVAL = Duration.ofSeconds(60);

  @Override
  public String name() {
    return "ipamd";
  }

  @Override
  public Collection<String> affectedBy(Delta delta, World world) {
    return Affected.pools(delta, world);
  }

  @Override
  public Outcome reconcile(World world, String node, Moment moment) {
    if (world.kube().node(node).isEmpty()) {
      return forget(world, node);
    }
    AwsNode awsNode = AwsNode.on(world, node);
    if (awsNode.process().isEmpty()) {
      return Outcome.of(notReadyYet(world, node));
    }
    AwsNode.Process process = awsNode.process().get();
    Optional<Pool> pool = Pool.of(world, node, process.settings(), moment.now());
    Optional<IpamdState> memory =
        world.find(IpamdState.KIND, node).filter(state -> state.isOf(process));
    if (memory.isEmpty()) {
      return start(world, node, process, pool, moment);
    }
    return pool.map(it -> round(it, memory.get(), world, moment)).orElseGet(Outcome::done);
  }

  @Override
  public List<Effect> hear(World world, String node, Answer answer, Moment moment) {
    Optional<IpamdState> memory = world.find(IpamdState.KIND, node);
    Optional<Pool> pool =
        memory.flatMap(it -> Pool.of(world, node, it.process().settings(), moment.now()));
    return memory.isEmpty() || pool.isEmpty()
        ? List.of()
        : new PoolAnswers(pool.get(), memory.get(), moment).hear(answer);
  }

  private static List<Effect> notReadyYet(World world, String node) {
    return world.find(NodeNetwork.KIND, node).isPresent()
        ? List.of()
        : List.of(state(Change.put(NodeNetwork.KIND, NodeNetwork.notReady(node))));
  }

  /** The node is gone, and all that its ipamd knew. */
  private static Outcome forget(World world, String node) {
    List<Effect> effects = new ArrayList<>();
    for (PodAddress it : world.table(PodAddress.KIND).by(PodAddress.BY_NODE, node)) {
      effects.add(state(Change.remove(PodAddress.KIND, it.at())));
    }
    for (LooseEni it : world.table(LooseEni.KIND).by(LooseEni.BY_NODE, node)) {
      effects.add(state(Change.remove(LooseEni.KIND, it.eni())));
    }
    for (PodSandbox it : world.table(PodSandbox.KIND).by(PodSandbox.BY_NODE, node)) {
      effects.add(state(Change.remove(PodSandbox.KIND, it.podUid())));
    }
    if (world.find(IpamdState.KIND, node).isPresent()) {
      effects.add(state(Change.remove(IpamdState.KIND, node)));
    }
    if (world.find(IpamdLog.KIND, node).isPresent()) {
      effects.add(state(Change.remove(IpamdLog.KIND, node)));
    }
    if (world.find(NodeNetwork.KIND, node).isPresent()) {
      effects.add(state(Change.remove(NodeNetwork.KIND, node)));
    }
    return Outcome.of(effects);
  }

  /**
   * A new process: it reads its settings and its checkpoint. The vendor does not save what cools
   * down, so an address released a moment before is free at once; what a pod had that went while
   * ipamd was down is free, too.
   */
  private static Outcome start(
      World world, String node, AwsNode.Process process, Optional<Pool> pool, Moment moment) {
    Said said = new Said(moment.now());
    List<Effect> effects = new ArrayList<>();
    Settings settings = process.settings();
    Optional<SettingFinding> refusal = settings.refusal();
    if (refusal.isPresent()) {
      said.once(world, node, IpamdLog.Level.ERROR, refusal.get().toString());
    } else if (pool.isEmpty()) {
      said.once(world, node, IpamdLog.Level.ERROR, unknownInstance(world, node));
    } else if (pool.get().primary().isPresent()) {
      said.info("Starting L-IPAMD, " + settings.targets());
      for (SettingFinding finding : settings.findings()) {
        said.warn(finding.toString());
      }
      for (PodAddress it : world.table(PodAddress.KIND).by(PodAddress.BY_NODE, node)) {
        if (!it.assigned() || world.find(PodSandbox.KIND, it.podUid()).isEmpty()) {
          effects.add(state(Change.remove(PodAddress.KIND, it.at())));
        }
      }
      effects.add(
          state(Change.put(IpamdState.KIND, IpamdState.started(node, process, moment.now()))));
    }
    said.effect(world, node).ifPresent(effects::addFirst);
    effects.addAll(notReadyYet(world, node));
    return Outcome.of(effects);
  }

  private static String unknownInstance(World world, String node) {
    return world
        .kube()
        .node(node)
        .flatMap(io.eksnet.kube.Node::instanceId)
        .flatMap(id -> new Vpcs(world).instance(new io.eksnet.id.InstanceId(id)))
        .map(
            instance ->
                "unknown instance type "
                    + instance.type()
                    + ": ipamd needs its limits on interfaces and addresses; state them with"
                    + " --instance-types")
        .orElse("Failed to get instance ID: the node's provider id names no known instance");
  }

  private static Outcome round(Pool pool, IpamdState memory, World world, Moment moment) {
    Said said = new Said(moment.now());
    List<Effect> effects = new ArrayList<>();
    List<Instant> again = new ArrayList<>();
    pool.coolUntil().ifPresent(again::add);
    effects.addAll(forgottenAddresses(pool, memory, world, said, again, moment));
    if (!effects.isEmpty()) {
      // The pool is another one now; what is forgotten calls this again.
      said.effect(world, pool.node()).ifPresent(effects::addFirst);
      return Outcome.of(effects);
    }
    Need need = pool.need(memory);
    if (memory.initialized() && notReady(world, pool.node())) {
      effects.add(state(Change.put(NodeNetwork.KIND, NodeNetwork.ready(pool.node()))));
    }
    if (!memory.initialized() && !need.grows()) {
      said.debug("node init completed successfully");
      effects.add(state(Change.put(IpamdState.KIND, memory.served())));
    } else if (need.acts()) {
      Instant due = due(pool, memory, moment);
      if (due.isAfter(moment.now())) {
        effects.add(state(Change.put(IpamdState.KIND, memory.rounding(Optional.of(due)))));
        again.add(due);
      } else {
        effects.addAll(new PoolActions(pool, memory, moment, said).act(need));
      }
    } else {
      memory.nextRound().filter(moment.now()::isBefore).ifPresent(again::add);
      if (memory.nextRound().filter(at -> !at.isAfter(moment.now())).isPresent()) {
        effects.add(state(Change.put(IpamdState.KIND, memory.rounding(Optional.empty()))));
      }
      need.again().ifPresent(again::add);
      PoolActions.explain(need, pool, said);
    }
    said.effect(world, pool.node()).ifPresent(effects::addFirst);
    Outcome outcome = Outcome.of(effects);
    return again.stream()
        .filter(moment.now()::isBefore)
        .min(Instant::compareTo)
        .map(outcome::andAgain)
        .orElse(outcome);
  }

  private static boolean notReady(World world, String node) {
    return world.find(NodeNetwork.KIND, node).filter(NodeNetwork::ready).isEmpty();
  }

  /** When the loop comes round to a need that has just been found. */
  private static Instant due(Pool pool, IpamdState memory, Moment moment) {
    if (!pool.loose().isEmpty()) {
      return moment.now();
    }
    return memory
        .nextRound()
        .orElseGet(() -> memory.initialized() ? nextRound(memory, moment) : moment.now());
  }

  private static Instant nextRound(IpamdState memory, Moment moment) {
    long period = moment.pace().latency(IpamdState.ROUND).toMillis();
    if (period == 0) {
      return moment.now();
    }
    long since = Duration.between(memory.startedAt(), moment.now()).toMillis();
    return memory.startedAt().plusMillis(Math.ceilDiv(since, period) * period);
  }

  /** Addresses that have cooled down, and those that EC2 no longer knows on this node. */
  private static List<Effect> forgottenAddresses(
      Pool pool, IpamdState memory, World world, Said said, List<Instant> again, Moment moment) {
    Set<Ipv4Address> known = new HashSet<>();
    pool.enis().forEach(eni -> known.addAll(eni.addresses()));
    Instant reconcile =
        memory
            .lastAction()
            .orElse(memory.startedAt())
            .plus(moment.pace().latency(RECONCILE_INTERVAL));
    List<Effect> effects = new ArrayList<>();
    for (PodAddress it : world.table(PodAddress.KIND).by(PodAddress.BY_NODE, pool.node())) {
      boolean cooled =
          it.coolsUntil(pool.settings().cooldown())
              .filter(until -> !until.isAfter(moment.now()))
              .isPresent();
      boolean gone = !known.contains(it.address());
      if (gone && reconcile.isAfter(moment.now())) {
        again.add(reconcile);
      } else if (gone || cooled) {
        if (gone) {
          said.debug("Reconcile and delete IP " + it.address() + " on ENI " + it.eni());
        }
        effects.add(state(Change.remove(PodAddress.KIND, it.at())));
      }
    }
    return effects;
  }

  static Effect state(Change<?, ?> change) {
    return new Effect.State(change);
  }
}
