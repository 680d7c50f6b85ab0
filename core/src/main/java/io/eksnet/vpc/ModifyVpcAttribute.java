package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.VpcId;
import io.eksnet.table.Facts;

/**
 * Changes one attribute of a VPC; EC2 takes one in each call.
 *
 * <p>Refused with InvalidVpcID.NotFound.
 */
public record ModifyVpcAttribute(VpcId id, Attribute attribute) implements Command<Vpc> {
  /** An attribute and its new value. */
  public sealed interface Attribute {
    /** Whether the resolver at base + 2 answers. */
    record EnableDnsSupport(boolean value) implements Attribute {}

    /** Whether instances get public DNS names. */
    record EnableDnsHostnames(boolean value) implements Attribute {}

    /** Whether AWS counts the VPC's network address units. */
    record EnableNetworkAddressUsageMetrics(boolean value) implements Attribute {}
  }

  @Override
  public Decision<Vpc> decide(Facts facts, Context context) {
    return VpcRules.modify(new Vpcs(facts), this);
  }
}
