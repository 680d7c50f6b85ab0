package io.eksnet.vpc;

import io.eksnet.id.Region;
import io.eksnet.id.ZoneId;
import io.eksnet.id.ZoneName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The Availability Zones of AWS's Regions ("AWS Regions and Availability Zones"). AWS maps zone
 * names to zone ids anew for each account; eksnet maps them in order: a is az1.
 */
public final class Zones {
  private static final String LETTERS = "abcdef";
  private static final int USUAL = 3;

  /** Regions that have another number of zones than three, for accounts made today. */
  private static final Map<String, Integer> OTHERS =
      Map.of("us-east-1", 6, "us-west-1", 2, "us-west-2", 4, "ap-northeast-2", 4);

  private static final List<String> REGIONS =
      List.of(
          "af-south-1",
          "ap-east-1",
          "ap-east-2",
          "ap-northeast-1",
          "ap-northeast-2",
          "ap-northeast-3",
          "ap-south-1",
          "ap-south-2",
          "ap-southeast-1",
          "ap-southeast-2",
          "ap-southeast-3",
          "ap-southeast-4",
          "ap-southeast-5",
          "ap-southeast-6",
          "ap-southeast-7",
          "ca-central-1",
          "ca-west-1",
          "cn-north-1",
          "cn-northwest-1",
          "eu-central-1",
          "eu-central-2",
          "eu-north-1",
          "eu-south-1",
          "eu-south-2",
          "eu-west-1",
          "eu-west-2",
          "eu-west-3",
          "il-central-1",
          "me-central-1",
          "me-south-1",
          "mx-central-1",
          "sa-east-1",
          "us-east-1",
          "us-east-2",
          "us-gov-east-1",
          "us-gov-west-1",
          "us-west-1",
          "us-west-2");

  private Zones() {}

  /** The Regions that AWS has, in the order of their names. */
  public static List<Region> regions() {
    return REGIONS.stream().map(Region::new).toList();
  }

  /** The Regions of the same partition as a Region: AWS's own, China's or the US government's. */
  public static List<Region> beside(Region region) {
    return regions().stream().filter(it -> partition(it).equals(partition(region))).toList();
  }

  private static String partition(Region region) {
    String name = region.value();
    return name.startsWith("cn-") ? "aws-cn" : name.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  /** The zones of a Region by name; a Region that is not listed is taken to have three. */
  public static List<Zone> of(Region region) {
    int count = OTHERS.getOrDefault(region.value(), USUAL);
    String prefix = idPrefix(region);
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new Zone(
                    new ZoneName(region.value() + LETTERS.charAt(i)),
                    new ZoneId(prefix + "-az" + (i + 1))))
        .toList();
  }

  /** A zone of a Region by its name. */
  public static Optional<Zone> find(Region region, ZoneName name) {
    return of(region).stream().filter(zone -> zone.name().equals(name)).findFirst();
  }

  /** us-west-2 is usw2, ap-southeast-1 is apse1, us-gov-east-1 is usge1. */
  private static String idPrefix(Region region) {
    String[] words = region.value().split("-", -1);
    StringBuilder prefix = new StringBuilder();
    for (int i = 0; i < words.length; i++) {
      prefix.append(i == 0 || i == words.length - 1 ? words[i] : initials(words[i]));
    }
    return prefix.toString();
  }

  private static String initials(String direction) {
    return direction
        .replace("north", "n")
        .replace("south", "s")
        .replace("east", "e")
        .replace("west", "w")
        .replace("central", "c")
        .replace("gov", "g");
  }
}
