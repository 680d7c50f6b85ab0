package io.eksnet.vpc;

import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpFamily;
import io.eksnet.net.Ipv6Address;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules for the IPv6 addresses and prefixes of interfaces. */
final class Ipv6Addresses {
  private Ipv6Addresses() {}

  static Decision<AssignIpv6Addresses.Assigned> assign(Vpcs vpcs, AssignIpv6Addresses command) {
    Optional<NetworkInterface> found = vpcs.networkInterface(command.eni());
    Optional<Subnet> subnet = found.flatMap(eni -> vpcs.subnet(eni.subnet()));
    if (found.isEmpty() || subnet.isEmpty()) {
      return Decision.refuse(Ec2Refusals.interfaceNotFound(command.eni()));
    }
    int addresses = command.addresses().size();
    int prefixes = command.prefixes().size();
    if (addresses <= 0 && prefixes <= 0) {
      return Decision.refuse(Ec2Refusals.missing("ipv6Addresses or ipv6AddressCount"));
    }
    if (addresses > 0 && prefixes > 0) {
      return Decision.refuse(InterfaceRefusals.notTogether("ipv6Prefixes", "ipv6Addresses"));
    }
    if (subnet.get().ipv6Cidr().isEmpty()) {
      return Decision.refuse(InterfaceRefusals.noIpv6(subnet.get().id()));
    }
    Optional<Refusal> limit =
        InterfaceLimits.problem(vpcs, found.get(), 0, addresses + prefixes, prefixes > 0);
    return limit
        .<Decision<AssignIpv6Addresses.Assigned>>map(Decision::refuse)
        .orElseGet(() -> assigned(vpcs, found.get(), subnet.get(), command));
  }

  static Decision<NetworkInterface> unassign(Vpcs vpcs, UnassignIpv6Addresses command) {
    Optional<NetworkInterface> found = vpcs.networkInterface(command.eni());
    if (found.isEmpty()) {
      return Decision.refuse(Ec2Refusals.interfaceNotFound(command.eni()));
    }
    if (command.addresses().isEmpty() && command.prefixes().isEmpty()) {
      return Decision.refuse(Ec2Refusals.missing("ipv6Addresses"));
    }
    NetworkInterface.Addresses held = found.get().held();
    if (!held.ipv6().containsAll(command.addresses())) {
      return Decision.refuse(Ec2Refusals.addressesNotAssigned(command.eni()));
    }
    if (!held.ipv6Prefixes().containsAll(command.prefixes())) {
      return Decision.refuse(InterfaceRefusals.prefixesNotAssigned(command.eni()));
    }
    List<Ipv6Address> addresses = new ArrayList<>(held.ipv6());
    addresses.removeAll(command.addresses());
    List<Cidr> prefixes = new ArrayList<>(held.ipv6Prefixes());
    prefixes.removeAll(command.prefixes());
    NetworkInterface less = found.get().withHeld(held.withIpv6(addresses, prefixes));
    return Decision.accept(less, Change.put(NetworkInterface.KIND, less));
  }

  private static Decision<AssignIpv6Addresses.Assigned> assigned(
      Vpcs vpcs, NetworkInterface eni, Subnet subnet, AssignIpv6Addresses command) {
    AddressChoice choice = AddressChoice.forMore(SubnetAddresses.of(vpcs, subnet));
    return choice
        .ipv6(command.addresses())
        .then(
            addresses ->
                choice
                    .prefixes(command.prefixes(), IpFamily.IPV6)
                    .then(prefixes -> given(eni, addresses, prefixes)));
  }

  private static Decision<AssignIpv6Addresses.Assigned> given(
      NetworkInterface eni, List<Ipv6Address> addresses, List<Cidr> prefixes) {
    List<Ipv6Address> all = new ArrayList<>(eni.held().ipv6());
    all.addAll(addresses);
    List<Cidr> blocks = new ArrayList<>(eni.held().ipv6Prefixes());
    blocks.addAll(prefixes);
    return Decision.accept(
        new AssignIpv6Addresses.Assigned(addresses, prefixes),
        Change.put(NetworkInterface.KIND, eni.withHeld(eni.held().withIpv6(all, blocks))));
  }
}
