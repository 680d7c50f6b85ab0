package io.eksnet.vpc;

import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules for the secondary private addresses of interfaces. */
final class PrivateAddresses {
  private PrivateAddresses() {}

  static Decision<List<Ipv4Address>> assign(Vpcs vpcs, AssignPrivateIpAddresses command) {
    Optional<NetworkInterface> found = vpcs.networkInterface(command.eni());
    if (found.isEmpty()) {
      return Decision.refuse(Ec2Refusals.interfaceNotFound(command.eni()));
    }
    NetworkInterface eni = found.get();
    Optional<Subnet> subnet = vpcs.subnet(eni.subnet());
    if (subnet.isEmpty()) {
      return Decision.refuse(Ec2Refusals.subnetNotFound(eni.subnet()));
    }
    if (command.addresses().size() <= 0) {
      return Decision.refuse(
          Ec2Refusals.missing("privateIpAddresses or secondaryPrivateIpAddressCount"));
    }
    if (exceedsLimit(vpcs, eni, command.addresses().size())) {
      return Decision.refuse(Ec2Refusals.addressLimit());
    }
    SubnetAddresses free = SubnetAddresses.of(vpcs, subnet.get());
    return switch (command.addresses()) {
      case AddressRequest.Count(int count) ->
          free.pick(count)
              .map(addresses -> assigned(eni, addresses, List.of()))
              .orElseGet(() -> Decision.refuse(Ec2Refusals.noFreeAddress()));
      case AddressRequest.Exactly(List<Ipv4Address> addresses) ->
          assignNamed(vpcs, eni, addresses, free, command.allowReassignment());
    };
  }

  static Decision<NetworkInterface> unassign(Vpcs vpcs, UnassignPrivateIpAddresses command) {
    Optional<NetworkInterface> eni = vpcs.networkInterface(command.eni());
    if (eni.isEmpty()) {
      return Decision.refuse(Ec2Refusals.interfaceNotFound(command.eni()));
    }
    if (!eni.get().secondary().containsAll(command.addresses())) {
      return Decision.refuse(Ec2Refusals.addressesNotAssigned(command.eni()));
    }
    NetworkInterface less = without(eni.get(), command.addresses());
    return Decision.accept(less, Change.put(NetworkInterface.KIND, less));
  }

  /** What an instance type allows an interface binds it only while it is attached. */
  private static boolean exceedsLimit(Vpcs vpcs, NetworkInterface eni, int more) {
    return eni.attachment()
        .flatMap(at -> vpcs.instance(at.instance()))
        .flatMap(instance -> vpcs.instanceType(instance.type()))
        .filter(type -> eni.addresses().size() + more > type.ipv4PerEni())
        .isPresent();
  }

  private static Decision<List<Ipv4Address>> assignNamed(
      Vpcs vpcs,
      NetworkInterface eni,
      List<Ipv4Address> addresses,
      SubnetAddresses free,
      boolean allowReassignment) {
    Map<NetworkInterface, List<Ipv4Address>> moved = new LinkedHashMap<>();
    for (Ipv4Address address : addresses) {
      Optional<Refusal> unfit = free.unfit(address);
      if (unfit.isPresent()) {
        return Decision.refuse(unfit.get());
      }
      Optional<NetworkInterface> holder = vpcs.interfaceWith(eni.vpc(), address);
      if (holder.isPresent()) {
        boolean movable =
            allowReassignment
                && !holder.get().id().equals(eni.id())
                && !holder.get().primary().equals(address);
        if (!movable) {
          return Decision.refuse(Ec2Refusals.secondaryAddressInUse(address));
        }
        moved.computeIfAbsent(holder.get(), _ -> new ArrayList<>()).add(address);
      }
    }
    List<Change<?, ?>> losses = new ArrayList<>();
    moved.forEach(
        (holder, gone) -> losses.add(Change.put(NetworkInterface.KIND, without(holder, gone))));
    return assigned(eni, addresses, losses);
  }

  private static Decision<List<Ipv4Address>> assigned(
      NetworkInterface eni, List<Ipv4Address> addresses, List<Change<?, ?>> before) {
    List<Ipv4Address> all = new ArrayList<>(eni.secondary());
    all.addAll(addresses);
    List<Change<?, ?>> changes = new ArrayList<>(before);
    changes.add(Change.put(NetworkInterface.KIND, eni.withSecondary(all)));
    return Decision.accept(addresses, changes);
  }

  private static NetworkInterface without(NetworkInterface eni, List<Ipv4Address> gone) {
    return eni.withSecondary(
        eni.secondary().stream().filter(address -> !gone.contains(address)).toList());
  }
}
