package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.ZoneName;
import io.eksnet.table.Facts;

/**
 * Makes the default subnet of a zone in the default VPC, of the lowest /20 that is free there.
 *
 * <p>Refused with DefaultVpcDoesNotExist, DefaultSubnetAlreadyExistsInAvailabilityZone,
 * InvalidParameterValue (the zone), InvalidSubnet.Conflict (no /20 is free).
 */
public record CreateDefaultSubnet(Scope scope, ZoneName zone) implements Command<Subnet> {
  @Override
  public Decision<Subnet> decide(Facts facts, Context context) {
    return DefaultVpcs.subnet(facts, this, context);
  }
}
