package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.AssociationId;
import io.eksnet.id.EniId;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Kind;
import java.util.Optional;

/**
 * An Elastic IP address: a public IPv4 address that an account holds.
 *
 * @param association what it stands in front of
 */
public record ElasticIp(
    AllocationId id,
    Scope scope,
    Ipv4Address publicAddress,
    Optional<Association> association,
    Tags tags)
    implements Scoped {

  /** The interface and private address behind an Elastic IP. */
  public record Association(AssociationId id, EniId eni, Ipv4Address privateAddress) {}

  /** Elastic IPs by allocation. */
  public static final Kind<AllocationId, ElasticIp> KIND =
      Kind.of("elastic-ip", ElasticIp.class, ElasticIp::id);

  /** This address in front of something. */
  public ElasticIp associated(Association with) {
    return new ElasticIp(id, scope, publicAddress, Optional.of(with), tags);
  }

  /** This address in front of nothing. */
  public ElasticIp disassociated() {
    return new ElasticIp(id, scope, publicAddress, Optional.empty(), tags);
  }

  /** This address with other tags. */
  public ElasticIp withTags(Tags others) {
    return new ElasticIp(id, scope, publicAddress, association, others);
  }
}
