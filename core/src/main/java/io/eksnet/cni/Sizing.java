package io.eksnet.cni;

import io.eksnet.id.EniId;
import io.eksnet.id.SubnetId;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.Vpcs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The vendor's rules for the size of a pool, in the vendor's order: what has been begun is
 * finished; then too low, or else too high; then an interface that is not needed. Source: vpc-cni
 * v1.23.1, pkg/ipamd: updateIPPoolIfRequired and what it calls.
 *
 * <p>Where the vendor walks a Go map, in no particular order, this walks by device index: upwards
 * to fill, downwards to return, so that the interface that came last goes first.
 */
record Sizing(Pool pool, IpamdState memory, int assigned) {

  /** What is wanted next. */
  Need need() {
    if (!pool.loose().isEmpty()) {
      return begun(pool.loose().getFirst());
    }
    if (!pool.settings().provisioning() || pool.primary().isEmpty()) {
      return new Need.Enough();
    }
    List<Need.Returned> closed = ofClosedSubnets();
    if (!closed.isEmpty()) {
      return new Need.Surplus(closed);
    }
    return tooLow() ? grow() : shrink();
  }

  /** How an interface that ipamd has in its hands goes on; EC2's facts say how far it is. */
  private Need begun(LooseEni loose) {
    if (loose.notBefore().isAfter(pool.now())) {
      return new Need.Cooling(loose.notBefore());
    }
    Optional<NetworkInterface> eni = new Vpcs(pool.facts()).networkInterface(loose.eni());
    if (eni.isEmpty()) {
      return new Need.Detached(loose.eni());
    }
    Optional<NetworkInterface.Attachment> attachment = eni.get().attachment();
    return switch (loose.purpose()) {
      case ATTACH ->
          attachment
              .<Need>map(at -> new Need.Unmarked(loose.eni(), at.id()))
              .orElseGet(() -> new Need.Unattached(loose.eni(), pool.freeDevice()));
      case DELETE ->
          attachment
              .<Need>map(at -> new Need.FreeEni(loose.eni(), at.id()))
              .orElseGet(() -> new Need.Detached(loose.eni()));
    };
  }

  /** Whether the pool has fewer addresses than its targets ask for. */
  boolean tooLow() {
    if (pool.total() >= pool.limits().pods()) {
      return false;
    }
    Targets targets = pool.settings().targets();
    if (targets.countAddresses()) {
      return missing() > 0;
    }
    int available = available();
    return available < pool.limits().slots() * targets.warmEni()
        || (targets.warmEni() == 0 && available == 0);
  }

  /** Those that cool down count as available: issues 1700 and 2896. */
  private int available() {
    return pool.total() - assigned;
  }

  /** How many addresses the pool lacks of its warm and minimum numbers. */
  int missing() {
    Targets targets = pool.settings().targets();
    return Math.max(
        0, Math.max(targets.warmIp() - available(), targets.minimumIp() - pool.total()));
  }

  /** How many addresses the pool has beyond its warm and minimum numbers; only those count. */
  int over() {
    Targets targets = pool.settings().targets();
    if (!targets.countAddresses()) {
      return 0;
    }
    return Math.max(
        0, Math.min(available() - targets.warmIp(), pool.total() - targets.minimumIp()));
  }

  private Need grow() {
    if (keptByCordon()) {
      return new Need.Stuck(Need.Why.CORDONED, Optional.empty());
    }
    Optional<Instant> backOff = memory.backOffUntil(pool.now());
    if (backOff.isPresent()) {
      return new Need.Stuck(Need.Why.BACK_OFF, backOff);
    }
    int slots = pool.limits().slots();
    int want = pool.settings().targets().countAddresses() ? missing() : slots;
    IpamdState.Attempt attempt = memory.attempt();
    for (PoolEni eni : pool.open()) {
      int room = slots - eni.addresses().size();
      if (room > 0 && !attempt.enis().contains(eni.id())) {
        boolean second = attempt.halved().filter(eni.id()::equals).isPresent();
        return new Need.Addresses(eni.id(), second ? 1 : Math.min(room, want));
      }
    }
    if (pool.enis().size() >= pool.limits().enis() - pool.unmanaged()) {
      return new Need.Stuck(Need.Why.ENI_LIMIT, Optional.empty());
    }
    List<SubnetId> subnets =
        PodSubnets.forNewEni(new Vpcs(pool.facts()), pool.instance(), pool.settings()).stream()
            .filter(subnet -> !attempt.subnets().contains(subnet))
            .toList();
    return subnets.isEmpty()
        ? new Need.Stuck(Need.Why.NO_SUBNET, Optional.empty())
        : new Need.AnotherEni(Math.min(want, slots), subnets);
  }

  private Need shrink() {
    int over = over();
    Instant from = memory.decreaseFrom(pool.now());
    if (over > 0 && !from.isAfter(pool.now())) {
      return new Need.Surplus(surplus(over));
    }
    Optional<Instant> first = over > 0 ? Optional.of(from) : Optional.empty();
    for (PoolEni eni : notNeeded()) {
      Instant age = eni.freeableFrom(pool.settings().cooldown());
      if (!age.isAfter(pool.now())) {
        return eni.eni()
            .attachment()
            .<Need>map(at -> new Need.FreeEni(eni.id(), at.id()))
            .orElseGet(Need.Enough::new);
      }
      first = Optional.of(first.filter(age::isAfter).orElse(age));
    }
    return first.<Need>map(Need.Cooling::new).orElseGet(Need.Enough::new);
  }

  /** What interfaces in closed subnets still hold and no pod has. */
  private List<Need.Returned> ofClosedSubnets() {
    List<Need.Returned> returned = new ArrayList<>();
    for (PoolEni eni : pool.enis()) {
      if (eni.excluded() && eni.unassigned() > 0) {
        returned.add(new Need.Returned(eni.id(), eni.returnable(eni.unassigned())));
      }
    }
    return returned;
  }

  private List<Need.Returned> surplus(int over) {
    List<Need.Returned> returned = new ArrayList<>();
    int left = over;
    for (PoolEni eni : pool.open().reversed()) {
      var addresses = eni.returnable(left);
      if (!addresses.isEmpty()) {
        returned.add(new Need.Returned(eni.id(), addresses));
        left -= addresses.size();
      }
    }
    return returned;
  }

  /** The interfaces that could go if they are old and cool enough; the last that came first. */
  private List<PoolEni> notNeeded() {
    Targets targets = pool.settings().targets();
    boolean spare =
        targets.countAddresses() || available() >= (targets.warmEni() + 1) * pool.limits().slots();
    if (!spare || keptByCordon()) {
      return List.of();
    }
    return pool.enis().reversed().stream()
        .filter(eni -> !eni.eni().isPrimary() && eni.assigned() == 0)
        .filter(eni -> targets.warmIp() == 0 || unassignedOfOthers(eni.id()) >= targets.warmIp())
        .filter(eni -> targets.minimumIp() == 0 || totalOfOthers(eni.id()) >= targets.minimumIp())
        .toList();
  }

  private int unassignedOfOthers(EniId id) {
    return pool.open().stream()
        .filter(other -> !other.id().equals(id))
        .mapToInt(PoolEni::unassigned)
        .sum();
  }

  private int totalOfOthers(EniId id) {
    return pool.open().stream()
        .filter(other -> !other.id().equals(id))
        .mapToInt(other -> other.addresses().size())
        .sum();
  }

  /**
   * A cordoned node neither attaches nor frees interfaces. It does return single addresses: the
   * vendor guards only the former two.
   */
  private boolean keptByCordon() {
    return pool.cordoned() && !pool.settings().manageNonSchedulable();
  }
}
