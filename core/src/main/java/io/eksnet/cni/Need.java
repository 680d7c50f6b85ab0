package io.eksnet.cni;

import io.eksnet.id.AttachmentId;
import io.eksnet.id.EniId;
import io.eksnet.id.SubnetId;
import io.eksnet.net.Ipv4Address;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What ipamd wants done next about a node's pool. */
public sealed interface Need {
  /** Nothing. */
  record Enough() implements Need {}

  /** Nothing before a moment: something must cool down, or grow old enough. */
  record Cooling(Instant until) implements Need {}

  /** The pool is too small, and ipamd may not enlarge it. */
  record Stuck(Why why, Optional<Instant> until) implements Need {}

  /** More addresses on an interface that has room. */
  record Addresses(EniId eni, int count) implements Need {}

  /**
   * Another interface.
   *
   * @param count how many secondary addresses it is to have
   * @param subnets where it may be made, the best first
   */
  record AnotherEni(int count, List<SubnetId> subnets) implements Need {
    public AnotherEni {
      subnets = List.copyOf(subnets);
    }
  }

  /** An interface was made and is to be attached. */
  record Unattached(EniId eni, int deviceIndex) implements Need {}

  /** An interface was attached and is to be marked to go with its instance. */
  record Unmarked(EniId eni, AttachmentId attachment) implements Need {}

  /** Addresses that are too many, to be returned. */
  record Surplus(List<Returned> returned) implements Need {
    public Surplus {
      returned = List.copyOf(returned);
    }
  }

  /** An interface that is not needed, to be detached. */
  record FreeEni(EniId eni, AttachmentId attachment) implements Need {}

  /** An interface was detached and is to be deleted. */
  record Detached(EniId eni) implements Need {}

  /** Addresses of one interface. */
  record Returned(EniId eni, List<Ipv4Address> addresses) {
    public Returned {
      addresses = List.copyOf(addresses);
    }
  }

  /** Why a pool cannot grow. */
  enum Why {
    /** The instance, or MAX_ENI, allows no more interfaces, and those there are are full. */
    ENI_LIMIT,
    /** The node is cordoned. */
    CORDONED,
    /** EC2 had no more addresses a moment ago. */
    BACK_OFF,
    /** No subnet may be used. */
    NO_SUBNET
  }

  /** Whether it makes the pool larger, now. */
  default boolean grows() {
    return switch (this) {
      case Addresses _, AnotherEni _, Unattached _, Unmarked _ -> true;
      case Enough _, Cooling _, Stuck _, Surplus _, FreeEni _, Detached _ -> false;
    };
  }

  /** Whether something is to be done now. */
  default boolean acts() {
    return switch (this) {
      case Addresses _, AnotherEni _, Unattached _, Unmarked _ -> true;
      case Surplus _, FreeEni _, Detached _ -> true;
      case Enough _, Cooling _, Stuck _ -> false;
    };
  }

  /** When to look again though nothing changes. */
  default Optional<Instant> again() {
    return switch (this) {
      case Cooling(Instant until) -> Optional.of(until);
      case Stuck(Why _, Optional<Instant> until) -> until;
      case Addresses _, AnotherEni _, Unattached _, Unmarked _ -> Optional.empty();
      case Enough _, Surplus _, FreeEni _, Detached _ -> Optional.empty();
    };
  }
}
