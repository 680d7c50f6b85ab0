package io.eksnet.cloud;

import io.eksnet.id.VpcId;
import io.eksnet.table.Change;
import io.eksnet.vpc.CidrState;
import io.eksnet.vpc.Vpc;
import io.eksnet.vpc.Vpc.CidrAssociation;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The blocks of a VPC become associated some time after they were asked for, and are forgotten some
 * time after they were given back.
 */
final class VpcCidrLifecycle implements Controller<VpcId> {
  /** How long EC2 usually takes. */
  static final Duration CHANGE = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "vpc-cidr-lifecycle";
  }

  @Override
  public Collection<VpcId> affectedBy(Delta delta, World world) {
    return delta.of(Vpc.KIND).map(Delta.Row::key).toList();
  }

  @Override
  public Outcome reconcile(World world, VpcId key, Moment moment) {
    Optional<Vpc> vpc = world.find(Vpc.KIND, key);
    if (vpc.isEmpty() || vpc.get().associations().allMatch(VpcCidrLifecycle::settled)) {
      return Outcome.done();
    }
    Vpc next =
        vpc.get().withCidrs(next(vpc.get().cidrs(), moment), next(vpc.get().ipv6Cidrs(), moment));
    Outcome outcome =
        next.equals(vpc.get()) ? Outcome.done() : Outcome.state(Change.put(Vpc.KIND, next));
    return next.associations()
        .filter(block -> !settled(block))
        .map(block -> due(block, moment))
        .min(Comparator.naturalOrder())
        .map(outcome::andAgain)
        .orElse(outcome);
  }

  private static List<CidrAssociation> next(List<CidrAssociation> blocks, Moment moment) {
    return blocks.stream()
        .flatMap(
            block -> {
              if (settled(block) || moment.now().isBefore(due(block, moment))) {
                return Stream.of(block);
              }
              return block.state() == CidrState.ASSOCIATING
                  ? Stream.of(block.to(CidrState.ASSOCIATED, moment.now()))
                  : Stream.of();
            })
        .toList();
  }

  private static boolean settled(CidrAssociation block) {
    return block.state() == CidrState.ASSOCIATED;
  }

  private static Instant due(CidrAssociation block, Moment moment) {
    return block.since().plus(moment.pace().latency(CHANGE));
  }
}
