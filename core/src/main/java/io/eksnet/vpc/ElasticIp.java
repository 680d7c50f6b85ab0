package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.AssociationId;
import io.eksnet.id.EniId;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.net.AddressBitmap;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Fold;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.util.Optional;

/**
 * An Elastic IP address: a public IPv4 address that an account holds.
 *
 * @param association what it stands in front of
 * @param gateway the regional NAT gateway that sends from it, which has no interface
 * @param domainName what its reverse DNS record says, with a final dot
 */
public record ElasticIp(
    AllocationId id,
    Scope scope,
    Ipv4Address publicAddress,
    Optional<Association> association,
    Optional<OfGateway> gateway,
    Optional<String> domainName,
    Tags tags)
    implements Scoped {

  /** The interface and private address behind an Elastic IP. */
  public record Association(AssociationId id, EniId eni, Ipv4Address privateAddress) {}

  /**
   * The use of an Elastic IP by a regional NAT gateway.
   *
   * @param provisioned whether AWS allocated it for the gateway, and releases it with the gateway
   */
  public record OfGateway(AssociationId id, NatGatewayId gateway, boolean provisioned) {}

  /** All public addresses are of one pool, whoever has them. */
  private static final String EVERYWHERE = "all";

  /** Elastic IPs by their address. */
  public static final Index<ElasticIp, Ipv4Address> BY_ADDRESS =
      Index.by("Elastic IPs by address", ElasticIp::publicAddress);

  /** Elastic IPs by their association with an interface. */
  public static final Index<ElasticIp, AssociationId> BY_ASSOCIATION =
      Index.byOptional("Elastic IPs by association", ip -> ip.association().map(Association::id));

  /** How many Elastic IPs an account asked for in a Region. */
  public static final Fold<ElasticIp, Scope, Integer> PER_SCOPE =
      new Fold<>(
          "Elastic IPs per scope",
          ElasticIp::scope,
          0,
          (count, ip) -> count + (ip.provisioned() ? 0 : 1),
          (count, ip) -> count - (ip.provisioned() ? 0 : 1));

  private static final Fold<ElasticIp, String, AddressBitmap> HELD =
      new Fold<>(
          "addresses of Elastic IPs",
          _ -> EVERYWHERE,
          AddressBitmap.EMPTY,
          (held, ip) -> held.with(ip.publicAddress()),
          (held, ip) -> held.without(ip.publicAddress()));

  /** Elastic IPs by allocation. */
  public static final Kind<AllocationId, ElasticIp> KIND =
      Kind.of("elastic-ip", ElasticIp.class, ElasticIp::id)
          .indexed(BY_ADDRESS)
          .indexed(BY_ASSOCIATION)
          .folded(PER_SCOPE)
          .folded(HELD);

  /** A new address in front of nothing. */
  public static ElasticIp allocated(AllocationId id, Scope scope, Ipv4Address address, Tags tags) {
    return new ElasticIp(
        id, scope, address, Optional.empty(), Optional.empty(), Optional.empty(), tags);
  }

  /** The addresses of all Elastic IPs. */
  static AddressBitmap held(Vpcs vpcs) {
    return vpcs.facts().table(KIND).fold(HELD, EVERYWHERE);
  }

  /** Whether something sends from it. */
  public boolean inUse() {
    return association.isPresent() || gateway.isPresent();
  }

  /** Whether AWS allocated it by itself, for a regional NAT gateway. */
  public boolean provisioned() {
    return gateway.map(OfGateway::provisioned).orElse(false);
  }

  /** This address in front of something. */
  public ElasticIp associated(Association with) {
    return new ElasticIp(
        id, scope, publicAddress, Optional.of(with), Optional.empty(), domainName, tags);
  }

  /** This address as one of a regional NAT gateway. */
  public ElasticIp ofGateway(OfGateway use) {
    return new ElasticIp(
        id, scope, publicAddress, Optional.empty(), Optional.of(use), domainName, tags);
  }

  /** This address in front of nothing. */
  public ElasticIp disassociated() {
    return new ElasticIp(
        id, scope, publicAddress, Optional.empty(), Optional.empty(), domainName, tags);
  }

  /** This address with another reverse DNS record, or none. */
  public ElasticIp withDomainName(Optional<String> other) {
    return new ElasticIp(id, scope, publicAddress, association, gateway, other, tags);
  }

  /** This address with other tags. */
  public ElasticIp withTags(Tags others) {
    return new ElasticIp(id, scope, publicAddress, association, gateway, domainName, others);
  }
}
