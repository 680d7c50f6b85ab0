package io.eksnet.cloud;

import io.eksnet.id.SubnetId;
import io.eksnet.table.Change;
import io.eksnet.vpc.CidrState;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Subnet.Ipv6Association;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * The IPv6 block of a subnet becomes associated some time after it was asked for, and is forgotten
 * some time after it was given back.
 */
final class SubnetCidrLifecycle implements Controller<SubnetId> {
  @Override
  public String name() {
    return "subnet-cidr-lifecycle";
  }

  @Override
  public Collection<SubnetId> affectedBy(Delta delta, World world) {
    return delta.of(Subnet.KIND).map(Delta.Row::key).toList();
  }

  @Override
  public Outcome reconcile(World world, SubnetId key, Moment moment) {
    Optional<Subnet> subnet = world.find(Subnet.KIND, key);
    Optional<Ipv6Association> block =
        subnet.flatMap(Subnet::ipv6).filter(it -> it.state() != CidrState.ASSOCIATED);
    if (block.isEmpty()) {
      return Outcome.done();
    }
    Instant due = block.get().since().plus(moment.pace().latency(VpcCidrLifecycle.CHANGE));
    if (moment.now().isBefore(due)) {
      return Outcome.again(due);
    }
    Optional<Ipv6Association> next =
        block
            .filter(it -> it.state() == CidrState.ASSOCIATING)
            .map(it -> it.to(CidrState.ASSOCIATED, moment.now()));
    return Outcome.state(Change.put(Subnet.KIND, subnet.orElseThrow().withIpv6(next)));
  }
}
