package io.eksnet.cloud;

import io.eksnet.id.SubnetId;
import io.eksnet.id.ZoneName;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Vpcs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How an Auto Scaling group spreads its instances over zones: a new one goes to the zone that has
 * the fewest, one to end is taken from the zone that has the most (Auto Scaling user guide,
 * "Instance distribution" and "Default termination policy"). Ties go by the zone's name.
 *
 * @param subnets those of the group; in a zone with several, the first with room is taken
 */
record ZoneSpread(List<Subnet> subnets, List<Instance> instances) {
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

  /** Which instances to end so that so many fewer are left: the oldest of the fullest zone. */
  List<Instance> terminations(int count) {
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
                      .thenComparing(Instance::launchedAt)
                      .thenComparing(Instance::id))
              .orElseThrow();
      left.remove(next);
      chosen.add(next);
      load.merge(next.zone().name(), -1, Integer::sum);
    }
    return chosen;
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
