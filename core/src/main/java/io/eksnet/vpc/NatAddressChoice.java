package io.eksnet.vpc;

import io.eksnet.id.Refusal;
import io.eksnet.net.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which private addresses of its subnet a NAT gateway gets. */
final class NatAddressChoice {
  private NatAddressChoice() {}

  /** Why it cannot have the addresses that its user names, if so. */
  static Optional<Refusal> problem(
      SubnetAddresses free, Optional<Ipv4Address> primary, AddressRequest<Ipv4Address> secondary) {
    return primary
        .flatMap(
            address ->
                free.unfit(address)
                    .or(
                        () ->
                            free.isTaken(address)
                                ? Optional.of(Ec2Refusals.primaryAddressInUse(address))
                                : Optional.empty()))
        .or(() -> problem(primary.map(free::with).orElse(free), secondary));
  }

  /** Why it cannot have further addresses that its user names, if so. */
  static Optional<Refusal> problem(SubnetAddresses free, AddressRequest<Ipv4Address> secondary) {
    return switch (secondary) {
      case AddressRequest.Count<Ipv4Address> _ -> Optional.empty();
      case AddressRequest.Exactly<Ipv4Address>(List<Ipv4Address> addresses) -> {
        for (Ipv4Address address : addresses) {
          Optional<Refusal> unfit = free.unfit(address);
          if (unfit.isPresent()) {
            yield unfit;
          }
          if (free.isTaken(address)) {
            yield Optional.of(NatRefusals.assigned(address));
          }
        }
        yield Optional.empty();
      }
    };
  }

  /** All its addresses, the primary first; none when the subnet has too few. */
  static Optional<List<Ipv4Address>> choose(
      SubnetAddresses free, Optional<Ipv4Address> primary, AddressRequest<Ipv4Address> secondary) {
    SubnetAddresses left = free;
    if (secondary instanceof AddressRequest.Exactly<Ipv4Address>(List<Ipv4Address> named)) {
      for (Ipv4Address address : named) {
        left = left.with(address);
      }
    }
    Optional<Ipv4Address> first = primary.or(firstOf(left));
    if (first.isEmpty()) {
      return Optional.empty();
    }
    SubnetAddresses rest = left.with(first.get());
    return further(rest, secondary)
        .map(
            more -> {
              List<Ipv4Address> all = new ArrayList<>();
              all.add(first.get());
              all.addAll(more);
              return all;
            });
  }

  private static java.util.function.Supplier<Optional<Ipv4Address>> firstOf(SubnetAddresses free) {
    return () -> free.pick(1).map(List::getFirst);
  }

  /** Further addresses; none when the subnet has too few. */
  static Optional<List<Ipv4Address>> further(
      SubnetAddresses free, AddressRequest<Ipv4Address> wanted) {
    return switch (wanted) {
      case AddressRequest.Count<Ipv4Address>(int count) -> free.pick(count);
      case AddressRequest.Exactly<Ipv4Address>(List<Ipv4Address> addresses) ->
          Optional.of(addresses);
    };
  }
}
