package io.eksnet.control;

import io.eksnet.cni.NodeAddresses;
import io.eksnet.cni.SubnetUse;
import io.eksnet.report.AddressReport;
import io.eksnet.world.World;
import java.time.InstantSource;
import java.util.List;

/**
 * How many addresses each node and each subnet holds, uses and has left.
 *
 * @param clock for what is cooling at this moment
 */
public record IpsQuestion(InstantSource clock) implements Question {
  @Override
  public Answer answer(World world, Parameters parameters) {
    List<NodeAddresses> nodes = NodeAddresses.all(world, clock.instant());
    List<SubnetUse> subnets = SubnetUse.all(world);
    return new Answer(
        Answer.Verdict.YES,
        () -> NoCluster.note(world) + AddressReport.text(nodes, subnets),
        () -> AddressReport.json(nodes, subnets));
  }
}
