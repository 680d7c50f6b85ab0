package io.eksnet.app.config;

import io.eksnet.app.config.ClusterConfig.Ec2Config;
import io.eksnet.app.config.ClusterConfig.EksnetConfig;
import io.eksnet.app.config.ConfigReading.Section;
import io.eksnet.vpc.AddressPicking;
import io.eksnet.vpc.CidrRestrictions;
import io.eksnet.vpc.Quota;
import io.eksnet.world.Pace;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads the section {@code eksnet:} of a ClusterConfig, which eksctl does not have. */
final class EksnetReader {
  private static final String PACE = "pace";
  private static final String CIDR_RESTRICTIONS = "cidrRestrictions";

  private final ConfigReading reading;

  EksnetReader(ConfigReading reading) {
    this.reading = reading;
  }

  EksnetConfig read(Section section) {
    Section eksnet =
        section.allows(
            Set.of("guide", PACE, "pins", "quotas", "addresses", CIDR_RESTRICTIONS, "cluster"),
            Set.of());
    eksnet
        .section("pins")
        .ifPresent(pins -> pins.allows(Set.of("mainRouteTable", "podSecurityGroup"), Set.of()));
    String pace = oneOf(eksnet, PACE, List.of("fast", "real"));
    String restrictions = oneOf(eksnet, CIDR_RESTRICTIONS, List.of("strict", "off"));
    return new EksnetConfig(
        eksnet.flag("guide", false),
        pace.equals("real") ? Pace.REAL : Pace.FAST,
        eksnet.texts("pins"),
        new Ec2Config(
            eksnet.section("quotas").map(this::quotas).orElse(Map.of()),
            eksnet.section("addresses").map(this::addresses).orElse(AddressPicking.STANDARD),
            new CidrRestrictions(restrictions.equals("strict"))),
        eksnet.flag("cluster", true));
  }

  private Map<Quota, Integer> quotas(Section section) {
    Map<Quota, Integer> quotas = new TreeMap<>();
    List<String> known = Arrays.stream(Quota.values()).map(Quota::setting).toList();
    for (String name : section.keys()) {
      Optional<Quota> quota = Quota.named(name);
      if (quota.isEmpty()) {
        reading.problem(
            section.placeOf(name),
            "unknown quota \""
                + name
                + "\""
                + Nearest.hint(name, known)
                + " (known: "
                + String.join(", ", known)
                + ")");
      } else {
        section
            .number(name, 0, Integer.MAX_VALUE)
            .ifPresent(value -> quotas.put(quota.get(), value));
      }
    }
    return quotas;
  }

  private AddressPicking addresses(Section section) {
    section.allows(Set.of("strategy", "seed"), Set.of());
    List<String> names =
        Arrays.stream(AddressPicking.Strategy.values())
            .map(AddressPicking.Strategy::setting)
            .toList();
    AddressPicking.Strategy strategy =
        AddressPicking.Strategy.named(oneOf(section, "strategy", names)).orElseThrow();
    if (section.has("seed") && strategy != AddressPicking.Strategy.RANDOM) {
      reading.problem(
          section.placeOf("seed"),
          "eksnet.addresses.seed has no effect without strategy: random; leave it out");
    }
    int seed = section.number("seed", Integer.MIN_VALUE, Integer.MAX_VALUE).orElse(0);
    return new AddressPicking(strategy, seed);
  }

  /** One of some words; the first when none is given, or a wrong one, which is told. */
  private String oneOf(Section section, String key, List<String> words) {
    Optional<String> found = section.text(key);
    if (found.filter(it -> !words.contains(it)).isPresent()) {
      reading.problem(
          section.placeOf(key),
          section.name(key)
              + " is \""
              + found.get()
              + "\", expected "
              + String.join(", ", words.subList(0, words.size() - 1))
              + " or "
              + words.getLast());
      return words.getFirst();
    }
    return found.orElse(words.getFirst());
  }
}
