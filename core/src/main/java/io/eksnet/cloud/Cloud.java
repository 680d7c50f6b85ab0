package io.eksnet.cloud;

import io.eksnet.eks.NodeGroupHealth;
import io.eksnet.table.Kind;
import io.eksnet.world.Controller;
import java.util.List;

/** All of this room: its controllers, in the order in which they run, and the facts they keep. */
public final class Cloud {
  private Cloud() {}

  /** The controllers. */
  public static List<Controller<?>> controllers() {
    return List.of(
        new VpcCidrLifecycle(),
        new SubnetCidrLifecycle(),
        new NatGatewayLifecycle(),
        new VpcEndpointLifecycle(),
        new LoadBalancerLifecycle(),
        new NodeGroups(),
        new InstanceLifecycle(),
        new NodeRegistration());
  }

  /** The kinds of facts that they keep, for the journal. */
  public static List<Kind<?, ?>> kinds() {
    return List.of(NodeGroupHealth.KIND, Registration.KIND, Departure.KIND);
  }
}
