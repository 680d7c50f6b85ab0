package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.EniId;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.Optional;

/**
 * A NAT gateway of one zone: many private addresses leave behind its own.
 *
 * @param subnet the subnet its interface is in; a public gateway needs a route to an internet
 *     gateway there
 * @param allocation the Elastic IP of a public gateway; a private one has none
 * @param publicAddress that Elastic IP's address
 */
public record NatGateway(
    NatGatewayId id,
    Scope scope,
    VpcId vpc,
    SubnetId subnet,
    EniId eni,
    Ipv4Address privateAddress,
    Optional<AllocationId> allocation,
    Optional<Ipv4Address> publicAddress,
    State state,
    Instant createdAt,
    Tags tags)
    implements Scoped {

  /** The states of a NAT gateway, in AWS's words when lower-cased. */
  public enum State {
    PENDING,
    AVAILABLE,
    DELETING,
    DELETED,
    FAILED
  }

  /** NAT gateways by VPC. */
  public static final Index<NatGateway, VpcId> BY_VPC =
      Index.by("NAT gateways by VPC", NatGateway::vpc);

  /** NAT gateways by id. */
  public static final Kind<NatGatewayId, NatGateway> KIND =
      Kind.of("nat-gateway", NatGateway.class, NatGateway::id).indexed(BY_VPC);

  /** Whether it reaches the internet. */
  public boolean isPublic() {
    return allocation.isPresent();
  }

  /** This gateway in another state. */
  public NatGateway withState(State next) {
    return new NatGateway(
        id,
        scope,
        vpc,
        subnet,
        eni,
        privateAddress,
        allocation,
        publicAddress,
        next,
        createdAt,
        tags);
  }

  /** This gateway with other tags. */
  public NatGateway withTags(Tags others) {
    return new NatGateway(
        id,
        scope,
        vpc,
        subnet,
        eni,
        privateAddress,
        allocation,
        publicAddress,
        state,
        createdAt,
        others);
  }
}
