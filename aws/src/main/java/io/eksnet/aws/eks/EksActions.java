package io.eksnet.aws.eks;

import io.eksnet.aws.endpoint.Actions.Registration;
import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Service;
import io.eksnet.world.Ledger;
import java.time.InstantSource;

/** All of EKS that eksnet serves. */
public final class EksActions {

  private EksActions() {}

  /** Registers EKS's actions over a world. */
  public static void register(Registration actions, Ledger ledger) {
    Call.Registry on = new Call.Registry(actions, Service.EKS, ledger);
    ClusterActions.register(on);
    UpdateActions.register(on, InstantSource.system());
    AccessActions.register(on);
    PodIdentityActions.register(on);
    TagActions.register(on);
    NodegroupActions.register(on);
    AddonActions.register(on);
    AddonVersionActions.register(on);
  }
}
