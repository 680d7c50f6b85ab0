package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What EC2 does to NAT gateways by itself, once its time has come. */
public final class NatGatewayProgress {
  private NatGatewayProgress() {}

  /** A pending gateway takes packets from now on, or has failed. */
  public static List<Change<?, ?>> started(NatGateway gateway, Instant now) {
    return List.of(
        Change.put(
            NatGateway.KIND,
            gateway.failure().isPresent()
                ? gateway.ended(NatGateway.State.FAILED, now)
                : gateway.withState(NatGateway.State.AVAILABLE)));
  }

  /**
   * A deleting gateway is gone, with its interface and its own route table, unless somebody made
   * subnets use that; its Elastic IPs are free.
   */
  public static List<Change<?, ?>> deleted(Vpcs vpcs, NatGateway gateway) {
    List<Change<?, ?>> changes = new ArrayList<>();
    gateway
        .eni()
        .flatMap(vpcs::networkInterface)
        .ifPresent(eni -> changes.addAll(NetworkInterfaces.removal(vpcs, eni)));
    if (gateway.placement() instanceof NatGateway.Placement.Regional(var table, var _)) {
      gateway
          .addresses()
          .forEach(address -> changes.addAll(RegionalNatGateways.freed(vpcs, address)));
      // A table that its VPC uses elsewhere by now outlives the gateway that came with it.
      vpcs.facts()
          .find(RouteTable.KIND, table)
          .filter(it -> !it.isUsed())
          .ifPresent(_ -> changes.add(Change.remove(RouteTable.KIND, table)));
    }
    changes.add(Change.put(NatGateway.KIND, gateway.withState(NatGateway.State.DELETED)));
    return changes;
  }

  /** A gateway that provisions its zones follows the subnets of its VPC; no changes when it has. */
  public static List<Change<?, ?>> followed(Vpcs vpcs, NatGateway gateway, Context context) {
    boolean follows =
        gateway.placement() instanceof NatGateway.Placement.Regional(var _, boolean provisions)
            && provisions;
    return follows ? RegionalNatGateways.followed(vpcs, gateway, context) : List.of();
  }

  /** Whether an address is on its way to another status. */
  public static boolean inMotion(NatGateway.Address address) {
    return switch (address.status()) {
      case ASSIGNING, ASSOCIATING, UNASSIGNING, DISASSOCIATING -> true;
      case SUCCEEDED, FAILED -> false;
    };
  }

  /** An address that was in motion is there, or gone. */
  public static List<Change<?, ?>> settled(
      Vpcs vpcs, NatGateway gateway, NatGateway.Address address, Instant now) {
    List<NatGateway.Address> others = new ArrayList<>();
    List<Change<?, ?>> changes = new ArrayList<>();
    boolean stays =
        switch (address.status()) {
          case ASSIGNING, ASSOCIATING, SUCCEEDED, FAILED -> true;
          case UNASSIGNING, DISASSOCIATING -> false;
        };
    for (NatGateway.Address each : gateway.addresses()) {
      if (!each.equals(address)) {
        others.add(each);
      } else if (stays) {
        others.add(each.withStatus(NatGateway.Status.SUCCEEDED, now));
      }
    }
    if (!stays) {
      changes.addAll(gone(vpcs, address));
    }
    changes.add(Change.put(NatGateway.KIND, gateway.withAddresses(others)));
    return changes;
  }

  private static List<Change<?, ?>> gone(Vpcs vpcs, NatGateway.Address address) {
    if (address.zone().isPresent()) {
      return RegionalNatGateways.freed(vpcs, address);
    }
    List<Change<?, ?>> changes = new ArrayList<>();
    address
        .elastic()
        .flatMap(it -> vpcs.facts().find(ElasticIp.KIND, it.allocation()))
        .ifPresent(ip -> changes.add(Change.put(ElasticIp.KIND, ip.disassociated())));
    Optional<NetworkInterface> eni = address.eni().flatMap(vpcs::networkInterface);
    Optional<Ipv4Address> held = address.privateAddress();
    if (eni.isPresent() && held.isPresent()) {
      List<Ipv4Address> rest =
          eni.get().secondary().stream().filter(it -> !it.equals(held.get())).toList();
      changes.add(
          Change.put(
              NetworkInterface.KIND,
              eni.get().withoutPublicAddress(held.get()).withSecondary(rest)));
    }
    return changes;
  }
}
