package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Optional;

/**
 * Makes a NAT gateway. It is pending at first.
 *
 * <p>What EC2 finds out only later is no refusal: the gateway that is made then fails, with the
 * code Gateway.NotAttached, InvalidAllocationID.NotFound, Resource.AlreadyAssociated or
 * InsufficientFreeAddressesInSubnet.
 *
 * <p>Refused with InvalidSubnetID.NotFound, InvalidVpcID.NotFound, NatGatewayLimitExceeded,
 * AddressLimitExceeded and PrivateIpAddressLimitExceeded (too many for one gateway),
 * InvalidParameterValue and InvalidIPAddress.InUse (addresses that it cannot have),
 * Resource.AlreadyAssigned (a secondary one in use).
 *
 * @param id pinned in networks that are built from files; otherwise none
 */
public record CreateNatGateway(Wanted wanted, Tags tags, Optional<NatGatewayId> id)
    implements Command<NatGateway> {

  /** The kinds of gateways. */
  public sealed interface Wanted {
    /**
     * A gateway to the internet, in a subnet.
     *
     * @param privateAddress the primary private address; none means one of EC2's choice
     * @param secondary further Elastic IPs
     * @param secondaryAddresses their private addresses; none at all means of EC2's choice
     */
    record Public(
        SubnetId subnet,
        AllocationId allocation,
        Optional<Ipv4Address> privateAddress,
        List<AllocationId> secondary,
        List<Ipv4Address> secondaryAddresses)
        implements Wanted {
      public Public {
        secondary = List.copyOf(secondary);
        secondaryAddresses = List.copyOf(secondaryAddresses);
      }
    }

    /** A gateway to other networks, in a subnet. */
    record Private(
        SubnetId subnet,
        Optional<Ipv4Address> privateAddress,
        AddressRequest<Ipv4Address> secondary)
        implements Wanted {}

    /**
     * A gateway to the internet for all zones of a VPC.
     *
     * @param zones where it is to be, and from which Elastic IPs it sends there; none means that
     *     AWS sees to both
     */
    record Regional(VpcId vpc, List<InZone> zones) implements Wanted {
      public Regional {
        zones = List.copyOf(zones);
      }
    }
  }

  /** The Elastic IPs for a zone. */
  public record InZone(Zone zone, List<AllocationId> allocations) {
    public InZone {
      allocations = List.copyOf(allocations);
    }
  }

  /** A gateway with one address; a private one when no Elastic IP is named. */
  public CreateNatGateway(
      SubnetId subnet, Optional<AllocationId> allocation, Tags tags, Optional<NatGatewayId> id) {
    this(
        allocation
            .<Wanted>map(
                it -> new Wanted.Public(subnet, it, Optional.empty(), List.of(), List.of()))
            .orElseGet(() -> new Wanted.Private(subnet, Optional.empty(), AddressRequest.none())),
        tags,
        id);
  }

  @Override
  public Decision<NatGateway> decide(Facts facts, Context context) {
    return NatGateways.create(new Vpcs(facts), this, context);
  }
}
