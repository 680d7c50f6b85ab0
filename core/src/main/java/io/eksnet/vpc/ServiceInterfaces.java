package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.EniId;
import io.eksnet.id.Refusal;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.Tags;
import io.eksnet.net.Ipv4Address;
import io.eksnet.net.Ipv6Address;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The interfaces that services keep in a subnet: those of NAT gateways, endpoints, transit gateways
 * and load balancers. Their users see them and may not attach, change or delete them.
 */
public final class ServiceInterfaces {
  private ServiceInterfaces() {}

  /**
   * Makes one with an address of EC2's choice.
   *
   * <p>Refused with NetworkInterfaceLimitExceeded and InsufficientFreeAddressesInSubnet.
   *
   * @param type one that is {@linkplain NetworkInterface.Type#requesterManaged() kept by a service}
   * @param groups its security groups, none for services that have none
   */
  public static Decision<NetworkInterface> make(
      Vpcs vpcs,
      Subnet subnet,
      NetworkInterface.Type type,
      String description,
      List<SecurityGroupId> groups,
      Context context) {
    Optional<List<Ipv4Address>> address = SubnetAddresses.of(vpcs, subnet).pick(1);
    return address.isEmpty()
        ? Decision.refuse(Ec2Refusals.noFreeAddress())
        : make(vpcs, subnet, type, description, groups, address.get().getFirst(), context);
  }

  /**
   * Makes one with an address of its user's choice.
   *
   * <p>Refused with NetworkInterfaceLimitExceeded, InvalidParameterValue (an address outside of the
   * subnet, a reserved one) and InvalidIPAddress.InUse.
   */
  public static Decision<NetworkInterface> make(
      Vpcs vpcs,
      Subnet subnet,
      NetworkInterface.Type type,
      String description,
      List<SecurityGroupId> groups,
      Ipv4Address address,
      Context context) {
    if (!type.requesterManaged()) {
      throw new IllegalArgumentException(type + " is not kept by a service");
    }
    if (NetworkInterfaces.limitReached(vpcs, subnet.scope(), 1)) {
      return Decision.refuse(Ec2Refusals.interfaceLimit());
    }
    SubnetAddresses free = SubnetAddresses.of(vpcs, subnet);
    var unfit = free.unfit(address);
    if (unfit.isPresent()) {
      return Decision.refuse(unfit.get());
    }
    if (free.isTaken(address)) {
      return Decision.refuse(Ec2Refusals.primaryAddressInUse(address));
    }
    EniId id = new EniId(context.ids().next("eni"));
    NetworkInterface made =
        new NetworkInterface(
            id,
            subnet.scope(),
            subnet.id(),
            subnet.vpc(),
            subnet.zone(),
            type,
            NetworkInterfaces.macAddress(id),
            NetworkInterface.Addresses.of(address),
            new NetworkInterface.Attributes(description, groups, checked(type)),
            Optional.empty(),
            List.of(),
            Tags.NONE);
    return Decision.accept(made, Change.put(NetworkInterface.KIND, made));
  }

  /**
   * One that is to have an IPv6 address too.
   *
   * <p>Refused with InvalidParameterValue (an address outside of the subnet, reserved or taken) and
   * InsufficientFreeAddressesInSubnet (no IPv6 block).
   *
   * @param address none means one of EC2's choice
   */
  public static Decision<NetworkInterface> withIpv6(
      Vpcs vpcs, NetworkInterface eni, Optional<Ipv6Address> address) {
    SubnetAddresses free = SubnetAddresses.of(vpcs, vpcs.subnet(eni.subnet()).orElseThrow());
    if (address.isPresent()) {
      Optional<Refusal> unfit = free.unfit(address.get());
      if (unfit.isPresent()) {
        return Decision.refuse(unfit.get());
      }
      if (free.isTaken(address.get())) {
        return Decision.refuse(
            "InvalidParameterValue", "The address " + address.get() + " is already in use");
      }
    }
    Optional<List<Ipv6Address>> chosen = address.map(List::of).or(() -> free.pickIpv6(1));
    return chosen.isEmpty()
        ? Decision.refuse(Ec2Refusals.noFreeAddress())
        : Decision.accept(
            eni.withHeld(eni.held().withIpv6(chosen.get(), eni.held().ipv6Prefixes())));
  }

  /**
   * One that is to have so many secondary addresses in all.
   *
   * <p>Refused with InsufficientFreeAddressesInSubnet.
   */
  public static Decision<NetworkInterface> withSecondary(
      Vpcs vpcs, NetworkInterface eni, int count) {
    SubnetAddresses free = SubnetAddresses.of(vpcs, vpcs.subnet(eni.subnet()).orElseThrow());
    int more = Math.max(0, count - eni.secondary().size());
    Optional<List<Ipv4Address>> picked = free.pick(more);
    if (picked.isEmpty()) {
      return Decision.refuse(Ec2Refusals.noFreeAddress());
    }
    List<Ipv4Address> all = new ArrayList<>(eni.secondary());
    all.addAll(picked.get());
    return Decision.accept(eni.withSecondary(all));
  }

  /** What goes when a service gives one up; nothing when it is gone already. */
  public static List<Change<?, ?>> removal(Vpcs vpcs, EniId id) {
    return vpcs.networkInterface(id)
        .map(eni -> NetworkInterfaces.removal(vpcs, eni))
        .orElse(List.of());
  }

  /** Public addresses that AWS may lend to a service's interfaces; fewer when none are left. */
  public static List<Ipv4Address> publicAddresses(Vpcs vpcs, int count) {
    return PublicAddresses.free(vpcs, count);
  }

  /** Whether packets of others are dropped: not where they are meant to pass through. */
  private static boolean checked(NetworkInterface.Type type) {
    return switch (type) {
      case NAT_GATEWAY, NETWORK_LOAD_BALANCER, GATEWAY_LOAD_BALANCER_ENDPOINT, TRANSIT_GATEWAY ->
          false;
      case INTERFACE, EFA, TRUNK, BRANCH, VPC_ENDPOINT, LOAD_BALANCER, EKS_CONTROL_PLANE -> true;
    };
  }
}
