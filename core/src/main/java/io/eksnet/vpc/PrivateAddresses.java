package io.eksnet.vpc;

import io.eksnet.id.Decision;
import io.eksnet.id.EniId;
import io.eksnet.id.Refusal;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpFamily;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules for the secondary private IPv4 addresses and the prefixes of interfaces. */
final class PrivateAddresses {
  private PrivateAddresses() {}

  static Decision<AssignPrivateIpAddresses.Assigned> assign(
      Vpcs vpcs, AssignPrivateIpAddresses command) {
    Optional<NetworkInterface> found = vpcs.networkInterface(command.eni());
    if (found.isEmpty()) {
      return Decision.refuse(Ec2Refusals.interfaceNotFound(command.eni()));
    }
    NetworkInterface eni = found.get();
    Optional<Subnet> subnet = vpcs.subnet(eni.subnet());
    if (subnet.isEmpty()) {
      return Decision.refuse(Ec2Refusals.subnetNotFound(eni.subnet()));
    }
    Optional<Refusal> problem = requestProblem(vpcs, eni, command);
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    SubnetAddresses free = SubnetAddresses.of(vpcs, subnet.get());
    return switch (command.addresses()) {
      case AddressRequest.Exactly<Ipv4Address>(List<Ipv4Address> addresses)
          when command.allowReassignment() ->
          assignNamed(vpcs, eni, addresses, free);
      case AddressRequest<Ipv4Address> addresses ->
          chosen(eni, addresses, command.prefixes(), AddressChoice.forMore(free));
    };
  }

  static Decision<NetworkInterface> unassign(Vpcs vpcs, UnassignPrivateIpAddresses command) {
    Optional<NetworkInterface> eni = vpcs.networkInterface(command.eni());
    if (eni.isEmpty()) {
      return Decision.refuse(Ec2Refusals.interfaceNotFound(command.eni()));
    }
    if (eni.get().type().requesterManaged()) {
      return Decision.refuse(Ec2Refusals.requesterManaged(command.eni()));
    }
    if (command.addresses().isEmpty() && command.prefixes().isEmpty()) {
      return Decision.refuse(Ec2Refusals.missing("privateIpAddresses"));
    }
    if (!eni.get().secondary().containsAll(command.addresses())) {
      return Decision.refuse(Ec2Refusals.addressesNotAssigned(command.eni()));
    }
    if (!eni.get().held().prefixes().containsAll(command.prefixes())) {
      return Decision.refuse(InterfaceRefusals.prefixesNotAssigned(command.eni()));
    }
    List<Change<?, ?>> changes = new ArrayList<>();
    NetworkInterface less = without(eni.get(), command.addresses());
    for (Ipv4Address address : command.addresses()) {
      eni.get()
          .publicAddressOf(address)
          .flatMap(behind -> elastic(vpcs, behind))
          .ifPresent(elastic -> changes.add(Change.put(ElasticIp.KIND, elastic.disassociated())));
      less = less.withoutPublicAddress(address);
    }
    List<Cidr> prefixes = new ArrayList<>(less.held().prefixes());
    prefixes.removeAll(command.prefixes());
    NetworkInterface left = less.withHeld(less.held().withPrefixes(prefixes));
    changes.add(Change.put(NetworkInterface.KIND, left));
    return Decision.accept(left, changes);
  }

  private static Optional<Refusal> requestProblem(
      Vpcs vpcs, NetworkInterface eni, AssignPrivateIpAddresses command) {
    if (eni.type().requesterManaged()) {
      return Optional.of(Ec2Refusals.requesterManaged(eni.id()));
    }
    int addresses = command.addresses().size();
    int prefixes = command.prefixes().size();
    if (addresses <= 0 && prefixes <= 0) {
      return Optional.of(
          Ec2Refusals.missing("privateIpAddresses or secondaryPrivateIpAddressCount"));
    }
    if (addresses > 0 && prefixes > 0) {
      return Optional.of(
          InterfaceRefusals.notTogether("ipv4Prefixes", "secondaryPrivateIpAddresses"));
    }
    return InterfaceLimits.problem(vpcs, eni, addresses + prefixes, 0, prefixes > 0);
  }

  private static Decision<AssignPrivateIpAddresses.Assigned> chosen(
      NetworkInterface eni,
      AddressRequest<Ipv4Address> wanted,
      AddressRequest<Cidr> wantedPrefixes,
      AddressChoice choice) {
    return choice
        .addresses(wanted)
        .then(
            addresses ->
                choice
                    .prefixes(wantedPrefixes, IpFamily.IPV4)
                    .then(prefixes -> given(eni, addresses, prefixes)));
  }

  private static Decision<AssignPrivateIpAddresses.Assigned> given(
      NetworkInterface eni, List<Ipv4Address> addresses, List<Cidr> prefixes) {
    List<Cidr> blocks = new ArrayList<>(eni.held().prefixes());
    blocks.addAll(prefixes);
    NetworkInterface more = with(eni, addresses);
    return Decision.accept(
        new AssignPrivateIpAddresses.Assigned(addresses, prefixes),
        Change.put(NetworkInterface.KIND, more.withHeld(more.held().withPrefixes(blocks))));
  }

  /** Named addresses may be other interfaces' secondary ones; their Elastic IPs move along. */
  private static Decision<AssignPrivateIpAddresses.Assigned> assignNamed(
      Vpcs vpcs, NetworkInterface eni, List<Ipv4Address> addresses, SubnetAddresses free) {
    Map<EniId, NetworkInterface> losers = new LinkedHashMap<>();
    List<Change<?, ?>> changes = new ArrayList<>();
    NetworkInterface winner = with(eni, addresses);
    for (Ipv4Address address : addresses) {
      Optional<Refusal> unfit = free.unfit(address);
      if (unfit.isPresent()) {
        return Decision.refuse(unfit.get());
      }
      Optional<NetworkInterface> holder = vpcs.interfaceWith(eni.vpc(), address);
      if (holder.isPresent()) {
        boolean movable =
            !holder.get().id().equals(eni.id())
                && !holder.get().type().requesterManaged()
                && holder.get().secondary().contains(address);
        if (!movable) {
          return Decision.refuse(Ec2Refusals.secondaryAddressInUse(address));
        }
        NetworkInterface loser = losers.getOrDefault(holder.get().id(), holder.get());
        losers.put(loser.id(), without(loser, List.of(address)).withoutPublicAddress(address));
        for (NetworkInterface.PublicAddress behind :
            loser.publicAddressOf(address).stream().toList()) {
          winner = winner.withPublicAddress(behind);
          elastic(vpcs, behind).ifPresent(it -> changes.add(moved(it, eni.id(), address)));
        }
      }
    }
    losers.values().forEach(loser -> changes.add(Change.put(NetworkInterface.KIND, loser)));
    changes.add(Change.put(NetworkInterface.KIND, winner));
    return Decision.accept(new AssignPrivateIpAddresses.Assigned(addresses, List.of()), changes);
  }

  private static Change<?, ?> moved(ElasticIp elastic, EniId to, Ipv4Address address) {
    return Change.put(
        ElasticIp.KIND,
        elastic
            .association()
            .map(at -> elastic.associated(new ElasticIp.Association(at.id(), to, address)))
            .orElse(elastic));
  }

  private static Optional<ElasticIp> elastic(Vpcs vpcs, NetworkInterface.PublicAddress behind) {
    return behind.allocation().flatMap(id -> vpcs.facts().find(ElasticIp.KIND, id));
  }

  private static NetworkInterface with(NetworkInterface eni, List<Ipv4Address> more) {
    List<Ipv4Address> all = new ArrayList<>(eni.secondary());
    all.addAll(more);
    return eni.withSecondary(all);
  }

  private static NetworkInterface without(NetworkInterface eni, List<Ipv4Address> gone) {
    return eni.withSecondary(
        eni.secondary().stream().filter(address -> !gone.contains(address)).toList());
  }
}
