package io.eksnet.vpc;

import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.SubnetCidrAssociationId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A range of a VPC's addresses in one zone. Five of them are never handed out: the first four
 * (network, router, DNS, future use) and the last (VPC user guide, "Subnet CIDR blocks"); five of
 * its IPv6 block likewise.
 *
 * @param cidr /16 to /28; fixed for the subnet's life
 * @param ipv6 its IPv6 block, a /64
 * @param attributes what ModifySubnetAttribute changes
 * @param defaultForAz whether it is the zone's default subnet
 */
public record Subnet(
    SubnetId id,
    Scope scope,
    VpcId vpc,
    Zone zone,
    Cidr cidr,
    Optional<Ipv6Association> ipv6,
    Attributes attributes,
    boolean defaultForAz,
    Tags tags)
    implements Scoped {

  /** How many addresses of every subnet AWS keeps. */
  public static final int RESERVED_ADDRESSES = 5;

  /** Subnets by their VPC. */
  public static final Index<Subnet, VpcId> BY_VPC = Index.by("subnets by VPC", Subnet::vpc);

  /** Subnets by id. */
  public static final Kind<SubnetId, Subnet> KIND =
      Kind.of("subnet", Subnet.class, Subnet::id).indexed(BY_VPC);

  /**
   * An IPv6 block and the association that gives it to the subnet.
   *
   * @param since when it came into its state
   */
  public record Ipv6Association(
      SubnetCidrAssociationId id, Cidr cidr, CidrState state, Instant since) {
    /** This association in another state. */
    public Ipv6Association to(CidrState next, Instant at) {
      return new Ipv6Association(id, cidr, next, at);
    }
  }

  /** What the private DNS name of an instance is made of. */
  public enum HostnameType {
    IP_NAME("ip-name"),
    RESOURCE_NAME("resource-name");

    private final String text;

    HostnameType(String text) {
      this.text = text;
    }

    /** AWS's word. */
    public String text() {
      return text;
    }
  }

  /**
   * What can be switched.
   *
   * @param mapPublicIpOnLaunch whether instances launched here get a public address
   * @param assignIpv6AddressOnCreation whether interfaces made here get an IPv6 address
   * @param enableDns64 whether the resolver answers with synthetic IPv6 addresses
   * @param hostnameType the kind of private DNS name of instances launched here
   * @param resourceNameDnsA whether resource names have A records
   * @param resourceNameDnsAaaa whether resource names have AAAA records
   */
  public record Attributes(
      boolean mapPublicIpOnLaunch,
      boolean assignIpv6AddressOnCreation,
      boolean enableDns64,
      HostnameType hostnameType,
      boolean resourceNameDnsA,
      boolean resourceNameDnsAaaa) {
    /** Those of a subnet that CreateSubnet makes. */
    public static final Attributes STANDARD =
        new Attributes(false, false, false, HostnameType.IP_NAME, false, false);

    /** These with or without public addresses for what is launched. */
    public Attributes withMapPublicIpOnLaunch(boolean map) {
      return new Attributes(
          map,
          assignIpv6AddressOnCreation,
          enableDns64,
          hostnameType,
          resourceNameDnsA,
          resourceNameDnsAaaa);
    }

    /** These with or without IPv6 addresses for new interfaces. */
    public Attributes withAssignIpv6AddressOnCreation(boolean assign) {
      return new Attributes(
          mapPublicIpOnLaunch,
          assign,
          enableDns64,
          hostnameType,
          resourceNameDnsA,
          resourceNameDnsAaaa);
    }

    /** These with or without DNS64. */
    public Attributes withEnableDns64(boolean enable) {
      return new Attributes(
          mapPublicIpOnLaunch,
          assignIpv6AddressOnCreation,
          enable,
          hostnameType,
          resourceNameDnsA,
          resourceNameDnsAaaa);
    }

    /** These with another kind of DNS name, and other records for resource names. */
    public Attributes withNames(HostnameType type, boolean a, boolean aaaa) {
      return new Attributes(
          mapPublicIpOnLaunch, assignIpv6AddressOnCreation, enableDns64, type, a, aaaa);
    }
  }

  /** The addresses that are never handed out: the first four and the last. */
  public List<Ipv4Address> reservedAddresses() {
    return reserved(cidr).stream().map(Ipv4Address.class::cast).toList();
  }

  /** The first four addresses of a subnet's block and the last. */
  static List<IpAddress> reserved(Cidr block) {
    IpAddress first = block.first();
    return List.of(first, first.plus(1), first.plus(2), first.plus(3), block.last());
  }

  /** How many IPv4 addresses can be handed out when none is in use: 2^(32 - length) - 5. */
  public long usableAddresses() {
    return cidr.addressCount() - RESERVED_ADDRESSES;
  }

  /** Its IPv6 block, if its addresses are the subnet's own. */
  public Optional<Cidr> ipv6Cidr() {
    return ipv6.filter(block -> block.state().inUse()).map(Ipv6Association::cidr);
  }

  /** Whether instances launched here get a public address. */
  public boolean mapPublicIpOnLaunch() {
    return attributes.mapPublicIpOnLaunch();
  }

  /** Its ARN. */
  public String arn() {
    return scope.arn("ec2", "subnet/" + id);
  }

  /** This subnet with other tags. */
  public Subnet withTags(Tags others) {
    return new Subnet(id, scope, vpc, zone, cidr, ipv6, attributes, defaultForAz, others);
  }

  /** This subnet with other attributes. */
  public Subnet withAttributes(Attributes others) {
    return new Subnet(id, scope, vpc, zone, cidr, ipv6, others, defaultForAz, tags);
  }

  /** This subnet with another IPv6 block, or none. */
  public Subnet withIpv6(Optional<Ipv6Association> other) {
    return new Subnet(id, scope, vpc, zone, cidr, other, attributes, defaultForAz, tags);
  }
}
