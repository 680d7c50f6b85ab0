package io.eksnet.workloads;

import io.eksnet.id.EniId;
import io.eksnet.kube.PodSandbox;
import io.eksnet.kube.PodSandbox.Network;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Change;
import io.eksnet.table.Kind;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.util.Collection;

/**
 * A CNI that hands out the addresses of 10.0.0.0/8 upwards, at most so many at a time, and forgets
 * what is released.
 */
public final class FakeCni implements Controller<String> {
  /** How many addresses it may have handed out; without the fact, any number. */
  public record Limit(String name, int addresses) {
    static final Kind<String, Limit> KIND = Kind.of("fake-cni-limit", Limit.class, Limit::name);
  }

  /** The last address that was handed out. */
  record Last(String name, int address) {
    static final Kind<String, Last> KIND = Kind.of("fake-cni-last", Last.class, Last::name);
  }

  static Change<?, ?> limit(int addresses) {
    return Change.put(Limit.KIND, new Limit("", addresses));
  }

  @Override
  public String name() {
    return "fake-cni";
  }

  @Override
  public Collection<String> affectedBy(Delta delta, World world) {
    return delta.of(PodSandbox.KIND).map(Delta.Row::key).toList();
  }

  @Override
  public Outcome reconcile(World world, String podUid, Moment moment) {
    return world
        .find(PodSandbox.KIND, podUid)
        .map(sandbox -> answer(world, sandbox, moment))
        .orElse(Outcome.done());
  }

  private static Outcome answer(World world, PodSandbox sandbox, Moment moment) {
    return switch (sandbox.network()) {
      case Network.Wanted wanted -> add(world, sandbox, wanted, moment);
      case Network.Released _ -> Outcome.state(Change.remove(PodSandbox.KIND, sandbox.podUid()));
      case Network.Assigned _, Network.Failed _ -> Outcome.done();
    };
  }

  private static Outcome add(
      World world, PodSandbox sandbox, Network.Wanted wanted, Moment moment) {
    int limit = world.find(Limit.KIND, "").map(Limit::addresses).orElse(Integer.MAX_VALUE);
    long used =
        limit == Integer.MAX_VALUE
            ? 0
            : world.table(PodSandbox.KIND).stream()
                .filter(one -> one.network() instanceof Network.Assigned)
                .count();
    if (used >= limit) {
      return put(
          sandbox.with(
              new Network.Failed(
                  "plugin type=\"aws-cni\" name=\"aws-cni\" failed (add): add cmd: failed to assign"
                      + " an IP address to container",
                  moment.now(),
                  wanted.attempts() + 1)));
    }
    int address = world.find(Last.KIND, "").map(Last::address).orElse(0x0a000100) + 1;
    return Outcome.state(Change.put(Last.KIND, new Last("", address)))
        .and(
            put(
                sandbox.with(
                    new Network.Assigned(
                        new Ipv4Address(address), new EniId("eni-0fake"), moment.now()))));
  }

  private static Outcome put(PodSandbox sandbox) {
    return Outcome.state(Change.put(PodSandbox.KIND, sandbox));
  }
}
