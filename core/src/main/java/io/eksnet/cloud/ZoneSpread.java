package io.eksnet.cloud;

import io.eksnet.id.SubnetId;
import io.eksnet.id.ZoneName;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Vpcs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How an Auto Scaling group spreads its instances over zones: a new one goes to the zone that has
 * the fewest; one to end is taken from the zone that has the most, the one of the oldest launch
 * template first, then the one whose next billing hour is nearest (Auto Scaling user guide,
 * "Instance distribution" and "Default termination policy"). Ties go by the zone's name and the id.
 *
 * @param subnets those of the group; in a zone with several, the first with room is taken
 */
record ZoneSpread(List<Subnet> subnets, List<Instance> instances) {
  private static final long BILLING_HOUR = 3_600;

  ZoneSpread {
    subnets = List.copyOf(subnets);
    instances = List.copyOf(instances);
  }

  /**
   * Where to launch so many more. A zone without a free address is passed over while another has
   * one; when none has, what is left to launch gets one subnet, for EC2 to refuse.
   */
  List<SubnetId> launches(Vpcs vpcs, int count) {
    Map<ZoneName, Integer> load = load();
    Map<SubnetId, Long> room = new HashMap<>();
    subnets.forEach(subnet -> room.put(subnet.id(), vpcs.availableAddresses(subnet)));
    List<SubnetId> chosen = new ArrayList<>(count);
    while (chosen.size() < count) {
      Comparator<Subnet> byLoad =
          Comparator.comparingInt((Subnet subnet) -> load.getOrDefault(zone(subnet), 0))
              .thenComparing(ZoneSpread::zone)
              .thenComparing(Subnet::id);
      Optional<Subnet> next =
          subnets.stream().filter(it -> room.getOrDefault(it.id(), 0L) > 0).min(byLoad);
      if (next.isEmpty()) {
        subnets.stream().min(byLoad).map(Subnet::id).ifPresent(chosen::add);
        return chosen;
      }
      chosen.add(next.get().id());
      load.merge(zone(next.get()), 1, Integer::sum);
      room.merge(next.get().id(), -1L, Long::sum);
    }
    return chosen;
  }

  /** Which instances to end so that so many fewer are left. */
  List<Instance> terminations(int count, Instant now) {
    Map<ZoneName, Integer> load = load();
    List<Instance> left = new ArrayList<>(instances);
    List<Instance> chosen = new ArrayList<>(count);
    while (chosen.size() < count && !left.isEmpty()) {
      Instance next =
          left.stream()
              .min(
                  Comparator.comparingInt(
                          (Instance instance) -> -load.getOrDefault(instance.zone().name(), 0))
                      .thenComparing(instance -> instance.zone().name())
                      .thenComparingInt(GroupMembers::generation)
                      .thenComparingLong(instance -> untilNextHour(instance, now))
                      .thenComparing(Instance::id))
              .orElseThrow();
      left.remove(next);
      chosen.add(next);
      load.merge(next.zone().name(), -1, Integer::sum);
    }
    return chosen;
  }

  private static long untilNextHour(Instance instance, Instant now) {
    long seconds = Math.max(0, Duration.between(instance.launchedAt(), now).toSeconds());
    return BILLING_HOUR - seconds % BILLING_HOUR;
  }

  /**
   * Whether a zone with a free address has at least two instances fewer than another: Auto Scaling
   * then launches one there before it ends one of the fullest.
   */
  boolean unbalanced(Vpcs vpcs) {
    Map<ZoneName, Integer> load = load();
    int most = load.values().stream().mapToInt(it -> it).max().orElse(0);
    int fewest =
        subnets.stream().mapToInt(subnet -> load.getOrDefault(zone(subnet), 0)).min().orElse(most);
    return most - fewest >= 2
        && subnets.stream()
            .filter(subnet -> load.getOrDefault(zone(subnet), 0) <= most - 2)
            .anyMatch(subnet -> vpcs.availableAddresses(subnet) > 0);
  }

  private Map<ZoneName, Integer> load() {
    Map<ZoneName, Integer> load = new TreeMap<>();
    instances.forEach(instance -> load.merge(instance.zone().name(), 1, Integer::sum));
    return load;
  }

  private static ZoneName zone(Subnet subnet) {
    return subnet.zone().name();
  }
}
