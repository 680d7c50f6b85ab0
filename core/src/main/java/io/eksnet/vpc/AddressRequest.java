package io.eksnet.vpc;

import io.eksnet.net.Ipv4Address;
import java.util.List;

/** Which private addresses a client wants of a subnet. */
public sealed interface AddressRequest {
  /** As many as said, of EC2's choice. */
  record Count(int count) implements AddressRequest {}

  /** Exactly these. */
  record Exactly(List<Ipv4Address> addresses) implements AddressRequest {
    public Exactly {
      addresses = addresses.stream().distinct().toList();
    }
  }

  /** No address. */
  static AddressRequest none() {
    return new Count(0);
  }

  /** How many addresses are wanted. */
  default int size() {
    return switch (this) {
      case Count(int count) -> count;
      case Exactly(List<Ipv4Address> addresses) -> addresses.size();
    };
  }
}
