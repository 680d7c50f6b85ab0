package io.eksnet.vpc;

import io.eksnet.id.Region;
import io.eksnet.id.ZoneId;
import io.eksnet.id.ZoneName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The Regions that eksnet knows and their Availability Zones. AWS maps zone names to zone ids for
 * each account on its own; here the letters follow the numbers.
 */
public final class Regions {
  private static final SortedMap<String, List<Zone>> ZONES = new TreeMap<>();

  static {
    add("ap-northeast-1", "apne1", "acd", 4, 1, 2);
    add("ap-northeast-2", "apne2", "abcd", 1, 2, 3, 4);
    add("ap-south-1", "aps1", "abc", 1, 3, 2);
    add("ap-southeast-1", "apse1", "abc", 1, 2, 3);
    add("ap-southeast-2", "apse2", "abc", 1, 3, 2);
    add("ca-central-1", "cac1", "abd", 1, 2, 4);
    add("eu-central-1", "euc1", "abc", 2, 3, 1);
    add("eu-north-1", "eun1", "abc", 1, 2, 3);
    add("eu-west-1", "euw1", "abc", 1, 2, 3);
    add("eu-west-2", "euw2", "abc", 2, 3, 1);
    add("eu-west-3", "euw3", "abc", 1, 2, 3);
    add("sa-east-1", "sae1", "abc", 1, 2, 3);
    add("us-east-1", "use1", "abcdef", 1, 2, 4, 6, 3, 5);
    add("us-east-2", "use2", "abc", 1, 2, 3);
    add("us-west-1", "usw1", "ac", 1, 3);
    add("us-west-2", "usw2", "abcd", 1, 2, 3, 4);
  }

  private Regions() {}

  /** The Regions by name. */
  public static List<Region> all() {
    return ZONES.keySet().stream().map(Region::new).toList();
  }

  /** The zones of a Region, by name; none if it is not known. */
  public static List<Zone> zonesOf(Region region) {
    return ZONES.getOrDefault(region.value(), List.of());
  }

  /** A zone by its name. */
  public static Optional<Zone> zone(ZoneName name) {
    return ZONES.values().stream()
        .flatMap(List::stream)
        .filter(zone -> zone.name().equals(name))
        .findFirst();
  }

  private static void add(String region, String code, String letters, int... numbers) {
    List<Zone> zones = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      zones.add(
          new Zone(
              new ZoneName(region + letters.charAt(i)), new ZoneId(code + "-az" + numbers[i])));
    }
    ZONES.put(region, List.copyOf(zones));
  }
}
