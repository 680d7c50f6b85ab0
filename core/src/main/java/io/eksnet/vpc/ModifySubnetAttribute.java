package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.SubnetId;
import io.eksnet.table.Facts;

/**
 * Changes one attribute of a subnet; EC2 takes one in each call.
 *
 * <p>Refused with InvalidSubnetID.NotFound, InvalidParameterValue (IPv6 addresses without an IPv6
 * block).
 */
public record ModifySubnetAttribute(SubnetId id, Attribute attribute) implements Command<Subnet> {
  /** An attribute and its new value. */
  public sealed interface Attribute {
    /** Whether instances launched here get a public address. */
    record MapPublicIpOnLaunch(boolean value) implements Attribute {}

    /** Whether interfaces made here get an IPv6 address. */
    record AssignIpv6AddressOnCreation(boolean value) implements Attribute {}

    /** Whether the resolver answers with synthetic IPv6 addresses. */
    record EnableDns64(boolean value) implements Attribute {}

    /** What the private DNS names of instances launched here are made of. */
    record PrivateDnsHostnameTypeOnLaunch(Subnet.HostnameType value) implements Attribute {}

    /** Whether resource names have A records. */
    record EnableResourceNameDnsARecordOnLaunch(boolean value) implements Attribute {}

    /** Whether resource names have AAAA records. */
    record EnableResourceNameDnsAaaaRecordOnLaunch(boolean value) implements Attribute {}
  }

  @Override
  public Decision<Subnet> decide(Facts facts, Context context) {
    return Subnets.modify(new Vpcs(facts), this);
  }
}
