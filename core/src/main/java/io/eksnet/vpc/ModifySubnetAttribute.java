package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.SubnetId;
import io.eksnet.table.Facts;

/**
 * Changes one attribute of a subnet; EC2 takes one in each call.
 *
 * <p>Refused with InvalidSubnetID.NotFound.
 */
public record ModifySubnetAttribute(SubnetId id, Attribute attribute) implements Command<Subnet> {
  /** An attribute and its new value. */
  public sealed interface Attribute {
    /** Whether instances launched here get a public address. */
    record MapPublicIpOnLaunch(boolean value) implements Attribute {}
  }

  @Override
  public Decision<Subnet> decide(Facts facts, Context context) {
    return Subnets.modify(new Vpcs(facts), this);
  }
}
