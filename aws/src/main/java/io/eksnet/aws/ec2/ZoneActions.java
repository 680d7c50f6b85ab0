package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.Region;
import io.eksnet.vpc.Zone;
import io.eksnet.vpc.Zones;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.AvailabilityZoneOptInStatus;
import software.amazon.awssdk.services.ec2.model.AvailabilityZoneState;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsResponse;

/** Regions and Availability Zones as EC2 shows them. */
final class ZoneActions {
  private ZoneActions() {}

  private static final AvailabilityZoneOptInStatus NO_OPT_IN =
      AvailabilityZoneOptInStatus.OPT_IN_NOT_REQUIRED;
  private static final String ZONE_TYPE = "availability-zone";

  private static final Filters<Zone> ZONES =
      Filters.<Zone>of()
          .by("zone-name", Zone::name)
          .by("zone-id", Zone::id)
          .by("zone-type", _ -> ZONE_TYPE)
          .each("message", _ -> Stream.of())
          .each("parent-zone-id", _ -> Stream.of())
          .each("parent-zone-name", _ -> Stream.of())
          .seen("group-long-name", (_, view) -> Stream.of(longName(view)))
          .by("state", _ -> AvailabilityZoneState.AVAILABLE)
          .by("opt-in-status", _ -> NO_OPT_IN)
          .seen("region-name", (_, view) -> Stream.of(view.region()))
          .seen("group-name", (_, view) -> Stream.of(group(view)))
          .build();

  private static final Filters<Region> REGIONS =
      Filters.<Region>of()
          .by("region-name", Region::value)
          .by("endpoint", ZoneActions::endpoint)
          .by("opt-in-status", ZoneActions::optInStatus)
          .build();

  static void register(Ec2Registration on) {
    on.on(
            "DescribeAvailabilityZones",
            DescribeAvailabilityZonesRequest::builder,
            served("ZoneNames", "ZoneIds", "AllAvailabilityZones", "Filters", "DryRun"),
            (q, call) -> describe(q, call))
        .on(
            "DescribeRegions",
            DescribeRegionsRequest::builder,
            served("RegionNames", "AllRegions", "Filters", "DryRun"),
            (q, call) ->
                REGIONS
                    .predicate(q.filters(), call.view())
                    .then(
                        wanted ->
                            named(
                                    Zones.beside(call.scope().region()),
                                    q.regionNames(),
                                    Region::value,
                                    "region name")
                                .map(regions -> regions.stream().filter(wanted).toList()))
                    .map(
                        regions ->
                            DescribeRegionsResponse.builder()
                                .regions(regions.stream().map(ZoneActions::sdk).toList())
                                .build()));
  }

  private static Reply<DescribeAvailabilityZonesResponse> describe(
      DescribeAvailabilityZonesRequest q, Call call) {
    View view = call.view();
    List<Zone> all = Zones.of(view.scope().region());
    return ZONES
        .predicate(q.filters(), view)
        .then(
            wanted ->
                named(all, q.zoneNames(), zone -> zone.name().value(), "availability zone")
                    .then(some -> named(some, q.zoneIds(), zone -> zone.id().value(), "zone ID"))
                    .map(zones -> zones.stream().filter(wanted).toList()))
        .map(
            zones ->
                DescribeAvailabilityZonesResponse.builder()
                    .availabilityZones(zones.stream().map(zone -> sdk(zone, view)).toList())
                    .build());
  }

  private static <T> Reply<List<T>> named(
      List<T> all, List<String> names, Function<T, String> name, String noun) {
    if (names.isEmpty()) {
      return Reply.answer(all);
    }
    List<String> known = all.stream().map(name).toList();
    List<String> unknown = names.stream().filter(asked -> !known.contains(asked)).toList();
    return unknown.isEmpty()
        ? Reply.answer(all.stream().filter(it -> names.contains(name.apply(it))).toList())
        : Reply.refuse(
            "InvalidParameterValue",
            "Invalid "
                + noun
                + ": ["
                + String.join(", ", unknown)
                + "]. Expected one of: "
                + String.join(", ", known)
                + ".");
  }

  private static String group(View view) {
    return view.region() + "-zg-1";
  }

  private static String longName(View view) {
    return RegionNames.of(view.scope().region()) + " 1";
  }

  /** Everybody has opted in: every Region can be used here. */
  private static String optInStatus(Region region) {
    return RegionNames.needsOptIn(region) ? "opted-in" : NO_OPT_IN.toString();
  }

  private static String endpoint(Region region) {
    return "ec2." + region + ".amazonaws.com";
  }

  private static AvailabilityZone sdk(Zone zone, View view) {
    return AvailabilityZone.builder()
        .zoneName(zone.name().value())
        .zoneId(zone.id().value())
        .zoneType(ZONE_TYPE)
        .regionName(view.region())
        .groupName(group(view))
        .groupLongName(longName(view))
        .networkBorderGroup(view.region())
        .state(AvailabilityZoneState.AVAILABLE)
        .optInStatus(NO_OPT_IN)
        .messages(List.of())
        .build();
  }

  private static software.amazon.awssdk.services.ec2.model.Region sdk(Region region) {
    return software.amazon.awssdk.services.ec2.model.Region.builder()
        .regionName(region.value())
        .endpoint(endpoint(region))
        .optInStatus(optInStatus(region))
        .build();
  }
}
