package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.vpc.InstanceType;
import io.eksnet.vpc.InstanceTypes;
import io.eksnet.vpc.Zones;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.ArchitectureType;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;
import software.amazon.awssdk.services.ec2.model.LocationType;
import software.amazon.awssdk.services.ec2.model.NetworkCardInfo;

/**
 * Instance types as EC2 shows them: what eksnet's table knows of each, and nothing guessed. Every
 * type is offered everywhere.
 */
final class InstanceTypeActions {
  private InstanceTypeActions() {}

  /** This action's own limit, smaller than others'. */
  private static final Pages TYPE_PAGES = new Pages("DescribeInstanceTypes", 5, 100);

  /** The families with CPU credits (EC2 user guide, "Burstable performance instances"). */
  private static final Set<String> BURSTABLE = Set.of("t2", "t3", "t3a", "t4g");

  private static final Pages OFFERING_PAGES = Pages.of("DescribeInstanceTypeOfferings");

  private static final Filters<InstanceType> TYPES =
      Filters.<InstanceType>of()
          .by("instance-type", InstanceType::name)
          .by("bare-metal", InstanceType::bareMetal)
          .by("hypervisor", InstanceType::hypervisor)
          .by("network-info.maximum-network-interfaces", InstanceType::maxEnis)
          .by("network-info.ipv4-addresses-per-interface", InstanceType::ipv4PerEni)
          .by("network-info.maximum-network-cards", InstanceType::networkCards)
          .by("processor-info.supported-architecture", InstanceTypeActions::architecture)
          .by("burstable-performance-supported", type -> BURSTABLE.contains(type.family()))
          .by("network-info.ipv6-addresses-per-interface", InstanceType::ipv6PerEni)
          .by("network-info.ipv6-supported", _ -> true)
          .by("current-generation", _ -> true)
          .by("supported-root-device-type", _ -> "ebs")
          .by("supported-virtualization-type", _ -> "hvm")
          .each("supported-usage-class", _ -> Stream.of("on-demand", "spot"))
          .maybe("vcpu-info.default-vcpus", InstanceType::vcpus)
          .maybe("memory-info.size-in-mib", InstanceType::memoryMib)
          .build();

  private static final Filters<InstanceTypeOffering> OFFERINGS =
      Filters.<InstanceTypeOffering>of()
          .by("instance-type", InstanceTypeOffering::instanceTypeAsString)
          .by("location", InstanceTypeOffering::location)
          .build();

  static void register(Ec2Registration on) {
    on.on(
            "DescribeInstanceTypes",
            DescribeInstanceTypesRequest::builder,
            served("InstanceTypes", "Filters", "MaxResults", "NextToken", "DryRun"),
            (q, call) -> describe(q, call))
        .on(
            "DescribeInstanceTypeOfferings",
            DescribeInstanceTypeOfferingsRequest::builder,
            served("LocationType", "Filters", "MaxResults", "NextToken", "DryRun"),
            (q, call) -> offerings(q, call));
  }

  private static Reply<DescribeInstanceTypesResponse> describe(
      DescribeInstanceTypesRequest q, Call call) {
    View view = call.view();
    Map<String, InstanceType> all = all(view);
    List<String> names = q.instanceTypesAsStrings();
    List<String> unknown = names.stream().filter(name -> !all.containsKey(name)).toList();
    if (!unknown.isEmpty()) {
      return Reply.refuse(
          "InvalidInstanceType",
          "The following supplied instance types do not exist: ["
              + String.join(", ", unknown)
              + "]");
    }
    return TYPES
        .predicate(q.filters(), view)
        .then(
            wanted ->
                TYPE_PAGES
                    .asked(q)
                    .map(
                        asked ->
                            TYPE_PAGES.cut(
                                all.values().stream()
                                    .filter(type -> names.isEmpty() || names.contains(type.name()))
                                    .filter(type -> isAfter(asked, type.name()))
                                    .filter(wanted),
                                asked,
                                InstanceType::name)))
        .map(
            page ->
                DescribeInstanceTypesResponse.builder()
                    .instanceTypes(page.map(InstanceTypeActions::sdk))
                    .nextToken(page.nextOrNull())
                    .build());
  }

  private static Reply<DescribeInstanceTypeOfferingsResponse> offerings(
      DescribeInstanceTypeOfferingsRequest q, Call call) {
    View view = call.view();
    LocationType where = q.locationType() == null ? LocationType.REGION : q.locationType();
    List<String> places =
        switch (where) {
          case REGION -> List.of(view.region());
          case AVAILABILITY_ZONE ->
              Zones.of(view.scope().region()).stream().map(z -> z.name().value()).toList();
          case AVAILABILITY_ZONE_ID ->
              Zones.of(view.scope().region()).stream().map(z -> z.id().value()).toList();
          case OUTPOST -> List.of();
          case UNKNOWN_TO_SDK_VERSION -> List.of();
        };
    if (where == LocationType.UNKNOWN_TO_SDK_VERSION) {
      return Reply.refuse(
          "InvalidParameterValue",
          "Value ("
              + q.locationTypeAsString()
              + ") for parameter locationType is invalid. Expected region, availability-zone,"
              + " availability-zone-id or outpost.");
    }
    return OFFERINGS
        .predicate(q.filters(), view)
        .then(
            wanted ->
                OFFERING_PAGES
                    .asked(q)
                    .map(
                        asked ->
                            OFFERING_PAGES.cut(
                                all(view).keySet().stream()
                                    .flatMap(type -> offered(type, where, places))
                                    .filter(wanted)
                                    .filter(offer -> isAfter(asked, key(offer))),
                                asked,
                                InstanceTypeActions::key)))
        .map(
            page ->
                DescribeInstanceTypeOfferingsResponse.builder()
                    .instanceTypeOfferings(page.items())
                    .nextToken(page.nextOrNull())
                    .build());
  }

  /** EC2's types, with those that the network states for itself in their place. */
  private static Map<String, InstanceType> all(View view) {
    Map<String, InstanceType> all = new TreeMap<>(InstanceTypes.standard().byName());
    view.vpcs().facts().table(InstanceType.KIND).stream().forEach(own -> all.put(own.name(), own));
    return all;
  }

  private static boolean isAfter(Pages.Asked asked, String key) {
    return asked.after().map(last -> key.compareTo(last) > 0).orElse(true);
  }

  private static Stream<InstanceTypeOffering> offered(
      String type, LocationType where, List<String> places) {
    return places.stream()
        .map(
            place ->
                InstanceTypeOffering.builder()
                    .instanceType(type)
                    .locationType(where)
                    .location(place)
                    .build());
  }

  private static String key(InstanceTypeOffering offer) {
    return offer.instanceTypeAsString() + "\t" + offer.location();
  }

  private static ArchitectureType architecture(InstanceType type) {
    return type.arm64() ? ArchitectureType.ARM64 : ArchitectureType.X86_64;
  }

  private static boolean nitro(InstanceType type) {
    return type.hypervisor().equals("nitro");
  }

  private static InstanceTypeInfo sdk(InstanceType type) {
    List<NetworkCardInfo> cards = new ArrayList<>();
    for (int card = 0; card < type.networkCards(); card++) {
      var info = NetworkCardInfo.builder().networkCardIndex(card);
      cards.add(card == 0 ? info.maximumNetworkInterfaces(type.maxEnis()).build() : info.build());
    }
    var sdk =
        InstanceTypeInfo.builder()
            .instanceType(type.name())
            .bareMetal(type.bareMetal())
            .currentGeneration(true)
            .burstablePerformanceSupported(BURSTABLE.contains(type.family()))
            .hibernationSupported(false)
            .ebsInfo(
                ebs ->
                    ebs.ebsOptimizedSupport(nitro(type) ? "default" : "unsupported")
                        .encryptionSupport("supported")
                        .nvmeSupport(nitro(type) ? "required" : "unsupported"))
            .placementGroupInfo(
                groups -> groups.supportedStrategiesWithStrings("cluster", "partition", "spread"))
            .instanceStorageSupported(false)
            .supportedUsageClassesWithStrings("on-demand", "spot")
            .supportedRootDeviceTypesWithStrings("ebs")
            .supportedVirtualizationTypesWithStrings("hvm")
            .processorInfo(p -> p.supportedArchitectures(architecture(type)))
            .networkInfo(
                network ->
                    network
                        .maximumNetworkInterfaces(type.maxEnis())
                        .ipv4AddressesPerInterface(type.ipv4PerEni())
                        .ipv6AddressesPerInterface(type.ipv6PerEni())
                        .ipv6Supported(true)
                        .enaSupport(nitro(type) ? "required" : "supported")
                        .maximumNetworkCards(type.networkCards())
                        .defaultNetworkCardIndex(0)
                        .networkCards(cards));
    if (!type.hypervisor().equals("unknown")) {
      sdk.hypervisor(type.hypervisor());
    }
    type.vcpus().ifPresent(count -> sdk.vCpuInfo(cpus -> cpus.defaultVCpus(count)));
    type.memoryMib().ifPresent(size -> sdk.memoryInfo(memory -> memory.sizeInMiB(size)));
    return sdk.build();
  }
}
