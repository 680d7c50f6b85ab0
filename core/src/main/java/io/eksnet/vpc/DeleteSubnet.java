package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.SubnetId;
import io.eksnet.table.Facts;

/**
 * Deletes a subnet with its associations and its CIDR reservations.
 *
 * <p>Refused with InvalidSubnetID.NotFound, DependencyViolation (interfaces or NAT gateways are
 * still in it).
 */
public record DeleteSubnet(SubnetId id) implements Command<Subnet> {
  @Override
  public Decision<Subnet> decide(Facts facts, Context context) {
    return Subnets.delete(new Vpcs(facts), this);
  }
}
