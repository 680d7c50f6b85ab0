package io.eksnet.cni;

import io.eksnet.id.EniId;
import io.eksnet.net.Ipv4Address;
import io.eksnet.vpc.NetworkInterface;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One interface of a pool. Its own primary address is never given to a pod.
 *
 * @param eni what EC2 says of it
 * @param excluded whether its subnet is closed to pods
 * @param addresses what it has for pods, in numeric order
 * @param held those of them that are assigned or cooling down
 */
public record PoolEni(
    NetworkInterface eni,
    boolean excluded,
    List<Ipv4Address> addresses,
    Map<Ipv4Address, PodAddress> held) {

  /** How old an interface must be to be freed. */
  public static final Duration MIN_AGE = Duration.ofSeconds(60);

  public PoolEni {
    addresses = addresses.stream().sorted(Comparator.naturalOrder()).toList();
    held = Map.copyOf(held);
  }

  /** EC2's id. */
  public EniId id() {
    return eni.id();
  }

  /** Where it is plugged in. */
  public int deviceIndex() {
    return eni.attachment().map(NetworkInterface.Attachment::deviceIndex).orElse(-1);
  }

  /** How many addresses pods have. */
  public int assigned() {
    return (int) held.values().stream().filter(PodAddress::assigned).count();
  }

  /** How many addresses cool down. */
  public int cooling() {
    return held.size() - assigned();
  }

  /** How many addresses no pod has, those that cool down among them. */
  public int unassigned() {
    return addresses.size() - assigned();
  }

  /** The addresses that a pod may have at once, in numeric order. */
  List<Ipv4Address> free() {
    return addresses.stream().filter(address -> !held.containsKey(address)).toList();
  }

  /** The highest addresses that no pod has; those that cool down are not spared. */
  List<Ipv4Address> returnable(int count) {
    return addresses.reversed().stream()
        .filter(address -> held.get(address) == null || !held.get(address).assigned())
        .limit(count)
        .toList();
  }

  /** From when on it may be freed, as far as its age and its cooling addresses decide. */
  Instant freeableFrom(Duration cooldown) {
    Instant old = eni.attachment().map(at -> at.attachedAt().plus(MIN_AGE)).orElse(Instant.EPOCH);
    Optional<Instant> cool =
        held.values().stream()
            .flatMap(address -> address.coolsUntil(cooldown).stream())
            .max(Comparator.naturalOrder());
    return cool.filter(old::isBefore).orElse(old);
  }
}
