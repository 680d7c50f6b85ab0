package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.DhcpOptionsId;
import io.eksnet.table.Facts;

/**
 * Deletes a set of DHCP options.
 *
 * <p>Refused with InvalidDhcpOptionID.NotFound, DependencyViolation (a VPC uses it).
 */
public record DeleteDhcpOptions(DhcpOptionsId id) implements Command<DhcpOptions> {
  @Override
  public Decision<DhcpOptions> decide(Facts facts, Context context) {
    return DhcpOptionSets.delete(new Vpcs(facts), this);
  }
}
