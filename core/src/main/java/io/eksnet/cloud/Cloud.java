package io.eksnet.cloud;

import io.eksnet.eks.AddonRuling;
import io.eksnet.eks.NodeGroupHealth;
import io.eksnet.eks.NodeGroupUpdate;
import io.eksnet.table.Kind;
import io.eksnet.world.Controller;
import java.util.ArrayList;
import java.util.List;

/** All of this room: its controllers, in the order in which they run, and the facts they keep. */
public final class Cloud {
  private Cloud() {}

  /** The controllers. */
  public static List<Controller<?>> controllers() {
    List<Controller<?>> all = new ArrayList<>();
    all.add(new VpcCidrLifecycle());
    all.add(new SubnetCidrLifecycle());
    all.add(new NatGatewayLifecycle());
    all.add(new VpcEndpointLifecycle());
    all.add(new LoadBalancerLifecycle());
    all.add(new TargetHealths());
    all.add(new PeeringLifecycle());
    all.addAll(TransitGatewayLifecycles.all());
    all.addAll(VpnLifecycles.all());
    all.add(CertificateLifecycle.create());
    all.add(new ClassicHealths());
    all.add(new ClusterLifecycle());
    all.add(new NodeGroups());
    all.add(new NodeGroupUpdates());
    all.add(new NodeDrains());
    all.add(new AddonHealth());
    all.add(new InstanceLifecycle());
    all.add(new NodeRegistration());
    return List.copyOf(all);
  }

  /** The kinds of facts that they keep, for the journal. */
  public static List<Kind<?, ?>> kinds() {
    return List.of(
        NodeGroupHealth.KIND,
        NodeGroupUpdate.KIND,
        NodeDrain.KIND,
        AddonTrouble.KIND,
        AddonRuling.KIND,
        Registration.KIND,
        Departure.KIND);
  }
}
