package io.eksnet.cni;

import io.eksnet.table.Facts;
import io.eksnet.world.Controller;
import java.util.List;
import java.util.Optional;

/** The VPC CNI's daemon on all nodes, for those who run it or read its log. */
public final class Ipamd {
  private Ipamd() {}

  /** Its controllers, in the order in which they should take turns: pods are answered first. */
  public static List<Controller<?>> controllers(AddressOrder order) {
    return List.of(new NetworkServer(order), new PoolManager());
  }

  /**
   * What a node's ipamd said last, the oldest first: a text each, as {@code kubectl logs} shows.
   */
  public static List<String> lines(Facts facts, String node) {
    return IpamdLog.lines(facts, node).stream().map(IpamdLog.Line::toString).toList();
  }

  /** Whether a node's ipamd runs, has grown its pool once, and answers the kubelet. */
  public static boolean ready(Facts facts, String node) {
    return serving(facts, node, AwsNode.on(facts, node)).isPresent();
  }

  /** What a node's ipamd remembers, if it runs and answers the kubelet. */
  static Optional<IpamdState> serving(Facts facts, String node, AwsNode awsNode) {
    return awsNode
        .process()
        .flatMap(
            process ->
                facts
                    .find(IpamdState.KIND, node)
                    .filter(state -> state.isOf(process))
                    .filter(IpamdState::initialized));
  }
}
