package io.eksnet.vpc;

import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.net.Cidr;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.util.List;

/**
 * A range of a VPC's addresses in one zone. Five of them are never handed out: the first four
 * (network, router, DNS, future use) and the last (VPC user guide, "Subnet CIDR blocks").
 *
 * @param cidr /16 to /28; fixed for the subnet's life
 * @param mapPublicIpOnLaunch whether instances launched here get a public address
 */
public record Subnet(
    SubnetId id,
    Scope scope,
    VpcId vpc,
    Zone zone,
    Cidr cidr,
    boolean mapPublicIpOnLaunch,
    Tags tags)
    implements Scoped {

  /** How many addresses of every subnet AWS keeps. */
  public static final int RESERVED_ADDRESSES = 5;

  /** Subnets by their VPC. */
  public static final Index<Subnet, VpcId> BY_VPC = Index.by("subnets by VPC", Subnet::vpc);

  /** Subnets by id. */
  public static final Kind<SubnetId, Subnet> KIND =
      Kind.of("subnet", Subnet.class, Subnet::id).indexed(BY_VPC);

  /** The addresses that are never handed out: the first four and the last. */
  public List<Ipv4Address> reservedAddresses() {
    Ipv4Address first = (Ipv4Address) cidr.first();
    return List.of(first, first.plus(1), first.plus(2), first.plus(3), (Ipv4Address) cidr.last());
  }

  /** How many addresses can be handed out when none is in use: 2^(32 - length) - 5. */
  public long usableAddresses() {
    return cidr.addressCount() - RESERVED_ADDRESSES;
  }

  /** This subnet with other tags. */
  public Subnet withTags(Tags others) {
    return new Subnet(id, scope, vpc, zone, cidr, mapPublicIpOnLaunch, others);
  }

  /** This subnet with or without public addresses for what is launched in it. */
  public Subnet withMapPublicIpOnLaunch(boolean map) {
    return new Subnet(id, scope, vpc, zone, cidr, map, tags);
  }
}
