package io.eksnet.vpc;

import io.eksnet.id.DhcpOptionsId;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcCidrAssociationId;
import io.eksnet.id.VpcId;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A virtual private cloud.
 *
 * @param scope its account and Region
 * @param cidrs its IPv4 blocks, the primary first; never empty
 * @param ipv6Cidrs its IPv6 blocks
 * @param dhcpOptions what its instances learn by DHCP; none when associated with "default"
 * @param attributes what ModifyVpcAttribute and ModifyVpcTenancy change
 */
public record Vpc(
    VpcId id,
    Scope scope,
    List<CidrAssociation> cidrs,
    List<CidrAssociation> ipv6Cidrs,
    Optional<DhcpOptionsId> dhcpOptions,
    Attributes attributes,
    boolean isDefault,
    Tags tags)
    implements Scoped {

  /** VPCs by account and Region. */
  public static final Index<Vpc, Scope> BY_SCOPE = Index.by("VPCs by scope", Vpc::scope);

  /** VPCs by the DHCP options they use. */
  public static final Index<Vpc, DhcpOptionsId> BY_DHCP_OPTIONS =
      Index.byOptional("VPCs by DHCP options", Vpc::dhcpOptions);

  /** VPCs by id. */
  public static final Kind<VpcId, Vpc> KIND =
      Kind.of("vpc", Vpc.class, Vpc::id).indexed(BY_SCOPE).indexed(BY_DHCP_OPTIONS);

  /**
   * A block of addresses and the association that gives it to the VPC.
   *
   * @param since when it came into its state
   */
  public record CidrAssociation(
      VpcCidrAssociationId id, Cidr cidr, CidrState state, Instant since) {
    /** This association in another state. */
    public CidrAssociation to(CidrState next, Instant at) {
      return new CidrAssociation(id, cidr, next, at);
    }
  }

  /** The hardware that instances run on, as CreateVpc knows it. */
  public enum Tenancy {
    DEFAULT,
    DEDICATED;

    /** AWS's word. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What can be switched.
   *
   * @param enableDnsSupport whether the resolver at base + 2 answers
   * @param enableDnsHostnames whether instances get public DNS names
   * @param networkAddressUsageMetrics whether AWS counts network address units
   */
  public record Attributes(
      boolean enableDnsSupport,
      boolean enableDnsHostnames,
      boolean networkAddressUsageMetrics,
      Tenancy tenancy) {
    /** Those of a VPC that CreateVpc makes. */
    public static final Attributes STANDARD = new Attributes(true, false, false, Tenancy.DEFAULT);

    /** These with other DNS attributes. */
    public Attributes withDns(boolean support, boolean hostnames) {
      return new Attributes(support, hostnames, networkAddressUsageMetrics, tenancy);
    }

    /** These with metrics or without. */
    public Attributes withNetworkAddressUsageMetrics(boolean metrics) {
      return new Attributes(enableDnsSupport, enableDnsHostnames, metrics, tenancy);
    }

    /** These with another tenancy. */
    public Attributes withTenancy(Tenancy other) {
      return new Attributes(
          enableDnsSupport, enableDnsHostnames, networkAddressUsageMetrics, other);
    }
  }

  public Vpc {
    cidrs = List.copyOf(cidrs);
    ipv6Cidrs = List.copyOf(ipv6Cidrs);
  }

  /** The block it was made with. */
  public Cidr primaryCidr() {
    return cidrs.getFirst().cidr();
  }

  /** Its blocks of both families whose addresses are its own, the primary first. */
  public List<Cidr> blocks() {
    return associations()
        .filter(block -> block.state().inUse())
        .map(CidrAssociation::cidr)
        .toList();
  }

  /** The associations of all its blocks, those of IPv4 first. */
  public Stream<CidrAssociation> associations() {
    return Stream.concat(cidrs.stream(), ipv6Cidrs.stream());
  }

  /** Whether one of its blocks holds all of a range. */
  public boolean contains(Cidr range) {
    return blocks().stream().anyMatch(block -> block.contains(range));
  }

  /** Whether one of its blocks holds an address. */
  public boolean contains(IpAddress address) {
    return blocks().stream().anyMatch(block -> block.contains(address));
  }

  /** Whether the resolver at base + 2 answers. */
  public boolean enableDnsSupport() {
    return attributes.enableDnsSupport();
  }

  /** Whether instances get public DNS names. */
  public boolean enableDnsHostnames() {
    return attributes.enableDnsHostnames();
  }

  /** Its ARN. */
  public String arn() {
    return scope.arn("ec2", "vpc/" + id);
  }

  /** This VPC with other tags. */
  public Vpc withTags(Tags others) {
    return new Vpc(id, scope, cidrs, ipv6Cidrs, dhcpOptions, attributes, isDefault, others);
  }

  /** This VPC with other attributes. */
  public Vpc withAttributes(Attributes others) {
    return new Vpc(id, scope, cidrs, ipv6Cidrs, dhcpOptions, others, isDefault, tags);
  }

  /** This VPC with other blocks. */
  public Vpc withCidrs(List<CidrAssociation> ipv4, List<CidrAssociation> ipv6) {
    return new Vpc(id, scope, ipv4, ipv6, dhcpOptions, attributes, isDefault, tags);
  }

  /** This VPC with other DHCP options. */
  public Vpc withDhcpOptions(Optional<DhcpOptionsId> others) {
    return new Vpc(id, scope, cidrs, ipv6Cidrs, others, attributes, isDefault, tags);
  }
}
