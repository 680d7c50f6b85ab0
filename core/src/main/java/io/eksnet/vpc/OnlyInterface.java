package io.eksnet.vpc;

import io.eksnet.id.Decision;
import io.eksnet.id.EniId;
import io.eksnet.id.InstanceId;
import java.util.List;

/** What a client means by an instance where EC2 wants an interface: the only one that it has. */
public final class OnlyInterface {
  private OnlyInterface() {}

  /**
   * The only interface of an instance.
   *
   * <p>Refused with InvalidInstanceID.NotFound, and InvalidInstanceID when there are several.
   */
  public static Decision<EniId> of(Vpcs vpcs, InstanceId id) {
    if (vpcs.instance(id).isEmpty()) {
      return Decision.refuse(Ec2Refusals.instanceNotFound(id));
    }
    List<NetworkInterface> interfaces = vpcs.interfacesOf(id);
    return switch (interfaces.size()) {
      case 0 -> Decision.refuse(RouteRefusals.noInterface(id));
      case 1 -> Decision.accept(interfaces.getFirst().id(), List.of());
      default -> Decision.refuse(RouteRefusals.severalInterfaces(id));
    };
  }
}
