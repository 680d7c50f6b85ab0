package io.eksnet.vpc;

import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcCidrAssociationId;
import io.eksnet.id.VpcId;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.util.List;

/**
 * A virtual private cloud.
 *
 * @param scope its account and Region
 * @param cidrs its blocks, the primary first; never empty
 * @param enableDnsSupport whether the resolver at base + 2 answers
 * @param enableDnsHostnames whether instances get public DNS names
 */
public record Vpc(
    VpcId id,
    Scope scope,
    List<CidrAssociation> cidrs,
    boolean enableDnsSupport,
    boolean enableDnsHostnames,
    boolean isDefault,
    Tags tags)
    implements Scoped {

  /** VPCs by account and Region. */
  public static final Index<Vpc, Scope> BY_SCOPE = Index.by("VPCs by scope", Vpc::scope);

  /** VPCs by id. */
  public static final Kind<VpcId, Vpc> KIND = Kind.of("vpc", Vpc.class, Vpc::id).indexed(BY_SCOPE);

  /** A block of addresses and the association that gives it to the VPC. */
  public record CidrAssociation(VpcCidrAssociationId id, Cidr cidr) {}

  public Vpc {
    cidrs = List.copyOf(cidrs);
  }

  /** The block it was made with. */
  public Cidr primaryCidr() {
    return cidrs.getFirst().cidr();
  }

  /** Whether one of its blocks holds all of a range. */
  public boolean contains(Cidr range) {
    return cidrs.stream().anyMatch(block -> block.cidr().contains(range));
  }

  /** Whether one of its blocks holds an address. */
  public boolean contains(IpAddress address) {
    return cidrs.stream().anyMatch(block -> block.cidr().contains(address));
  }

  /** Its ARN. */
  public String arn() {
    return scope.arn("ec2", "vpc/" + id);
  }

  /** This VPC with other tags. */
  public Vpc withTags(Tags others) {
    return new Vpc(id, scope, cidrs, enableDnsSupport, enableDnsHostnames, isDefault, others);
  }

  /** This VPC with other DNS attributes. */
  public Vpc withDns(boolean support, boolean hostnames) {
    return new Vpc(id, scope, cidrs, support, hostnames, isDefault, tags);
  }
}
