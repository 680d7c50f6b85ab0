package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcEndpointId;
import io.eksnet.id.VpcId;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Optional;

/**
 * Makes a VPC endpoint. A gateway endpoint is available at once, an interface endpoint is pending
 * at first, or pendingAcceptance where the service's owner accepts each.
 *
 * <p>Refused with InvalidVpcID.NotFound, InvalidServiceName (no such service, or not for this
 * caller), InvalidParameter (another type than the service offers; a subnet, table or group of
 * another VPC; a zone without the service; private DNS that cannot be),
 * InvalidRouteTableId.NotFound, InvalidSubnetID.NotFound, InvalidGroup.NotFound,
 * DuplicateSubnetsInSameZone, RouteAlreadyExists, RouteLimitExceeded, VpcEndpointLimitExceeded,
 * InvalidPolicyDocument, InsufficientFreeAddressesInSubnet.
 *
 * @param principal the caller's ARN, for services that allow only some
 * @param policy JSON of at most {@value #MAX_POLICY} characters; none for full access
 * @param id pinned in networks that are built from files; otherwise none
 */
public record CreateVpcEndpoint(
    VpcId vpc,
    String serviceName,
    String principal,
    Access access,
    Optional<String> policy,
    Tags tags,
    Optional<VpcEndpointId> id)
    implements Command<VpcEndpoint> {

  /** The most characters of a policy (AWS PrivateLink guide, "Quotas"). */
  public static final int MAX_POLICY = 20_480;

  /** How the service is to be reached. */
  public sealed interface Access {
    /** The type of endpoint that is asked for. */
    VpcEndpoint.Type type();
  }

  /** By a route in each of some tables; there may be none yet. */
  public record Gateway(List<RouteTableId> tables) implements Access {
    public Gateway {
      tables = tables.stream().distinct().toList();
    }

    @Override
    public VpcEndpoint.Type type() {
      return VpcEndpoint.Type.GATEWAY;
    }
  }

  /**
   * By an interface in each of some subnets; there may be none yet.
   *
   * @param groups none means the VPC's default security group
   * @param dnsRecordIpType {@code ipv4}, or {@code service-defined}
   */
  public record Interface(
      List<Place> places, List<SecurityGroupId> groups, boolean privateDns, String dnsRecordIpType)
      implements Access {
    public Interface {
      places = List.copyOf(places);
      groups = groups.stream().distinct().toList();
    }

    @Override
    public VpcEndpoint.Type type() {
      return VpcEndpoint.Type.INTERFACE;
    }
  }

  /**
   * Where an interface is to be.
   *
   * @param address none means one of EC2's choice
   */
  public record Place(SubnetId subnet, Optional<Ipv4Address> address) {
    /** A subnet and an address of EC2's choice. */
    public static Place in(SubnetId subnet) {
      return new Place(subnet, Optional.empty());
    }
  }

  @Override
  public Decision<VpcEndpoint> decide(Facts facts, Context context) {
    return VpcEndpoints.create(new Vpcs(facts), this, context);
  }
}
