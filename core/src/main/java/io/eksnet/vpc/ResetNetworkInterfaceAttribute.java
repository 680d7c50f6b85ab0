package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.EniId;
import io.eksnet.table.Facts;

/**
 * Turns the source/destination check of an interface on again, the one attribute that can be reset.
 *
 * <p>Refused with InvalidNetworkInterfaceID.NotFound, OperationNotPermitted (a service's
 * interface).
 */
public record ResetNetworkInterfaceAttribute(EniId id) implements Command<NetworkInterface> {
  @Override
  public Decision<NetworkInterface> decide(Facts facts, Context context) {
    return NetworkInterfaces.modify(
        new Vpcs(facts),
        new ModifyNetworkInterfaceAttribute(
            id, new ModifyNetworkInterfaceAttribute.Attribute.SourceDestCheck(true)));
  }
}
