package io.eksnet.cni;

import io.eksnet.kube.Kube;
import io.eksnet.kube.Node;
import io.eksnet.table.Facts;
import io.eksnet.vpc.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One node's addresses as {@code get ips} shows them.
 *
 * @param enis how many interfaces ipamd manages
 * @param maxEnis how many it may
 * @param addresses how many addresses it holds for pods
 * @param used how many of them pods have
 * @param cooling how many cool down
 * @param free how many a pod may have at once
 * @param pods how many pods are on the node, those with the node's own address among them
 * @param maxPods how many the kubelet takes
 * @param nextEvent what the next pod that needs an address would bring about
 */
public record NodeAddresses(
    String node,
    String instanceType,
    String zone,
    int enis,
    int maxEnis,
    int addresses,
    int used,
    int cooling,
    int free,
    int pods,
    int maxPods,
    String nextEvent) {

  /** All nodes whose instance is known, by name. */
  public static List<NodeAddresses> all(Facts facts, Instant now) {
    return new Kube(facts).nodes().flatMap(node -> of(facts, node, now).stream()).toList();
  }

  /** One node; none when its instance is unknown. */
  public static Optional<NodeAddresses> of(Facts facts, Node node, Instant now) {
    AwsNode awsNode = AwsNode.on(facts, node.name());
    Settings settings =
        awsNode.settings().orElseGet(() -> Settings.ofManifestWith(java.util.Map.of()));
    return Pool.of(facts, node.name(), settings, now).map(pool -> of(facts, node, pool));
  }

  private static NodeAddresses of(Facts facts, Node node, Pool pool) {
    Instance instance = pool.instance();
    int pods = (int) new Kube(facts).usageOf(node.name()).pods();
    return new NodeAddresses(
        node.name(),
        instance.type(),
        instance.zone().name().value(),
        pool.enis().size(),
        pool.limits().enis() - pool.unmanaged(),
        pool.total(),
        pool.assigned(),
        pool.cooling(),
        pool.free(),
        pods,
        pool.limits().pods(),
        nextEvent(facts, pool, pods));
  }

  private static String nextEvent(Facts facts, Pool pool, int pods) {
    if (pods >= pool.limits().pods()) {
      return "no pod fits: max-pods " + pool.limits().pods() + " reached";
    }
    Optional<IpamdState> memory = Ipamd.serving(facts, pool.node(), AwsNode.on(facts, pool.node()));
    if (memory.isEmpty()) {
      return "next pod waits: ipamd does not run";
    }
    if (pool.free() == 0) {
      return whenEmpty(pool, pool.need(memory.get()));
    }
    return switch (pool.need(memory.get(), 1)) {
      case Need.Addresses(var eni, int count) ->
          "asks for " + count + " more on " + eni + " with the next pod";
      case Need.AnotherEni _ -> "attaches ENI " + (pool.enis().size() + 1) + " with the next pod";
      case Need.Stuck(Need.Why why, Optional<Instant> until) ->
          "takes " + pool.free() + " more; then " + reason(why, until, pool);
      case Need.Enough _, Need.Cooling _, Need.Surplus _ -> "next pod takes a free address";
      case Need.FreeEni _, Need.Detached _ -> "next pod takes a free address";
      case Need.Unattached _, Need.Unmarked _ -> "next pod takes a free address";
    };
  }

  private static String whenEmpty(Pool pool, Need need) {
    if (need.grows()) {
      return "next pod waits for the pool to grow";
    }
    Optional<Instant> cool = pool.coolUntil();
    if (pool.cooling() > 0 && cool.isPresent()) {
      long seconds = Math.max(1, Duration.between(pool.now(), cool.get()).toSeconds());
      return "next pod waits up to " + seconds + " s (cooling)";
    }
    return need instanceof Need.Stuck(Need.Why why, Optional<Instant> until)
        ? "next pod gets no address: " + reason(why, until, pool)
        : "next pod gets no address: "
            + pool.settings().targets()
            + " keeps the pool at "
            + pool.total();
  }

  private static String reason(Need.Why why, Optional<Instant> until, Pool pool) {
    return switch (why) {
      case ENI_LIMIT -> "all " + pool.enis().size() + " ENIs are full";
      case CORDONED -> "the node is cordoned and its pool does not grow";
      case BACK_OFF ->
          "the subnet is exhausted, EC2 is asked again in "
              + until.map(at -> Duration.between(pool.now(), at).toSeconds()).orElse(0L)
              + " s";
      case NO_SUBNET -> "no subnet may be used for another ENI";
    };
  }
}
