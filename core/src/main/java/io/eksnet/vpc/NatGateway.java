package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.AssociationId;
import io.eksnet.id.EniId;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A NAT gateway: many private addresses leave behind its own.
 *
 * @param isPublic whether it sends from Elastic IPs to the internet; a private one does not
 * @param addresses what it sends from, the primary first
 * @param failure why it failed, or is about to; EC2 tells it once the state is failed
 * @param deletedAt when it was deleted or failed; an hour later it is forgotten
 */
public record NatGateway(
    NatGatewayId id,
    Scope scope,
    VpcId vpc,
    Placement placement,
    boolean isPublic,
    List<Address> addresses,
    State state,
    Optional<Failure> failure,
    Instant createdAt,
    Optional<Instant> deletedAt,
    Tags tags)
    implements Scoped {

  /** Where a gateway is. */
  public sealed interface Placement {
    /** In a subnet; a public gateway needs a route to an internet gateway there. */
    record Zonal(SubnetId subnet) implements Placement {}

    /**
     * In several zones of the VPC, and in no subnet.
     *
     * @param routeTable its own route table, which leads to the internet gateway
     * @param provisionsZones whether it follows the VPC's subnets into their zones by itself
     */
    record Regional(RouteTableId routeTable, boolean provisionsZones) implements Placement {}
  }

  /**
   * One of the addresses of a gateway.
   *
   * @param zone the zone that it is for, of a regional gateway
   * @param eni the gateway's interface; a regional or failed one has none
   * @param privateAddress that of the interface
   * @param elastic the Elastic IP of a public gateway
   * @param since when it came into its status
   */
  public record Address(
      Optional<Zone> zone,
      Optional<EniId> eni,
      Optional<Ipv4Address> privateAddress,
      Optional<Elastic> elastic,
      boolean primary,
      Status status,
      Instant since) {
    /** This address in another status. */
    public Address withStatus(Status next, Instant at) {
      return new Address(zone, eni, privateAddress, elastic, primary, next, at);
    }
  }

  /**
   * An Elastic IP of a gateway.
   *
   * @param use the association and the address; none of what a failed gateway could not have
   */
  public record Elastic(AllocationId allocation, Optional<Use> use) {}

  /** An Elastic IP in use. */
  public record Use(AssociationId association, Ipv4Address address) {}

  /** The states of one address, in AWS's words when lower-cased. */
  public enum Status {
    ASSIGNING,
    UNASSIGNING,
    ASSOCIATING,
    DISASSOCIATING,
    SUCCEEDED,
    FAILED
  }

  /** The states of a NAT gateway, in AWS's words when lower-cased. */
  public enum State {
    PENDING,
    AVAILABLE,
    DELETING,
    DELETED,
    FAILED
  }

  /** Why EC2 could not make a gateway: FailureCode and FailureMessage. */
  public record Failure(String code, String message) {}

  /** NAT gateways by VPC. */
  public static final Index<NatGateway, VpcId> BY_VPC =
      Index.by("NAT gateways by VPC", NatGateway::vpc);

  /** NAT gateways by id. */
  public static final Kind<NatGatewayId, NatGateway> KIND =
      Kind.of("nat-gateway", NatGateway.class, NatGateway::id).indexed(BY_VPC);

  public NatGateway {
    addresses = List.copyOf(addresses);
  }

  /** The subnet of a zonal gateway. */
  public Optional<SubnetId> subnet() {
    return switch (placement) {
      case Placement.Zonal(SubnetId subnet) -> Optional.of(subnet);
      case Placement.Regional _ -> Optional.empty();
    };
  }

  /** Its interface; regional gateways, failed and deleted ones have none. */
  public Optional<EniId> eni() {
    return addresses.stream().flatMap(address -> address.eni().stream()).findFirst();
  }

  /** The primary private address of a zonal gateway. */
  public Optional<Ipv4Address> privateAddress() {
    return primary().flatMap(Address::privateAddress);
  }

  /** The primary public address. */
  public Optional<Ipv4Address> publicAddress() {
    return primary().flatMap(Address::elastic).flatMap(Elastic::use).map(Use::address);
  }

  /** Whether it exists for EC2's quotas and for its subnet: neither failed nor deleted. */
  public boolean isAlive() {
    return switch (state) {
      case PENDING, AVAILABLE, DELETING -> failure.isEmpty();
      case DELETED, FAILED -> false;
    };
  }

  private Optional<Address> primary() {
    return addresses.stream().filter(Address::primary).findFirst();
  }

  /** This gateway in another state. */
  public NatGateway withState(State next) {
    return new NatGateway(
        id, scope, vpc, placement, isPublic, addresses, next, failure, createdAt, deletedAt, tags);
  }

  /** This gateway at its end, which is told from a moment on. */
  public NatGateway ended(State next, Instant at) {
    return new NatGateway(
        id,
        scope,
        vpc,
        placement,
        isPublic,
        addresses,
        next,
        failure,
        createdAt,
        Optional.of(at),
        tags);
  }

  /** This gateway with other addresses. */
  public NatGateway withAddresses(List<Address> others) {
    return new NatGateway(
        id, scope, vpc, placement, isPublic, others, state, failure, createdAt, deletedAt, tags);
  }

  /** This gateway with other tags. */
  public NatGateway withTags(Tags others) {
    return new NatGateway(
        id, scope, vpc, placement, isPublic, addresses, state, failure, createdAt, deletedAt,
        others);
  }
}
