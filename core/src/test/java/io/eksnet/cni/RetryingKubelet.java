package io.eksnet.cni;

import io.eksnet.kube.PodSandbox;
import io.eksnet.kube.PodSandbox.Network;
import io.eksnet.table.Change;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** As much of a kubelet as the CNI meets: it asks again ten seconds after a failure. */
final class RetryingKubelet implements Controller<String> {
  static final Duration RETRY = Duration.ofSeconds(10);

  @Override
  public String name() {
    return "kubelet";
  }

  @Override
  public Collection<String> affectedBy(Delta delta, World world) {
    return delta.of(PodSandbox.KIND).map(Delta.Row::key).toList();
  }

  @Override
  public Outcome reconcile(World world, String uid, Moment moment) {
    Optional<PodSandbox> sandbox = world.find(PodSandbox.KIND, uid);
    if (sandbox.isEmpty()
        || !(sandbox.get().network() instanceof Network.Failed(var _, Instant at, int attempts))) {
      return Outcome.done();
    }
    Instant retry = at.plus(RETRY);
    return retry.isAfter(moment.now())
        ? Outcome.again(retry)
        : Outcome.state(
            Change.put(
                PodSandbox.KIND, sandbox.get().with(new Network.Wanted(moment.now(), attempts))));
  }
}
