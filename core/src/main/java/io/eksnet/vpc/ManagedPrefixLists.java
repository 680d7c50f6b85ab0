package io.eksnet.vpc;

import io.eksnet.id.PrefixListId;
import io.eksnet.id.Region;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The prefix lists that AWS keeps ("Available AWS-managed prefix lists" in the VPC user guide, with
 * the weights given there). Every account has them in every Region.
 *
 * <p>Ids are those that AWS shows where they are widely known. AWS reuses an id for lists of
 * different Regions; here each names one list, so S3 keeps the known id and another service gets a
 * made one, which starts with {@code pl-0eb}.
 *
 * <p>The addresses are not AWS's: like all public addresses of this network they are from the block
 * for benchmarks (RFC 2544) and the documentation block of IPv6 (RFC 3849), and each entry's
 * description says so. VPC Lattice's are the ones that its guide gives, link-local and unique local
 * addresses.
 */
public final class ManagedPrefixLists {
  private static final Map<String, String> S3 =
      Map.ofEntries(
          Map.entry("ap-northeast-1", "pl-61a54008"),
          Map.entry("ap-northeast-2", "pl-78a54011"),
          Map.entry("ap-southeast-1", "pl-6fa54006"),
          Map.entry("ap-southeast-2", "pl-6ca54005"),
          Map.entry("eu-central-1", "pl-6ea54007"),
          Map.entry("eu-north-1", "pl-c3aa4faa"),
          Map.entry("eu-west-1", "pl-6da54004"),
          Map.entry("eu-west-2", "pl-7ca54015"),
          Map.entry("sa-east-1", "pl-6aa54003"),
          Map.entry("us-east-1", "pl-63a5400a"),
          Map.entry("us-east-2", "pl-7ba54012"),
          Map.entry("us-west-1", "pl-6ba54002"),
          Map.entry("us-west-2", "pl-68a54001"));

  private static final Map<String, String> DYNAMODB =
      Map.of(
          "ap-northeast-2", "pl-48a54021",
          "ap-south-1", "pl-66a7420f",
          "ap-southeast-1", "pl-67a5400e",
          "ap-southeast-2", "pl-62a5400b",
          "eu-central-1", "pl-66a5400f",
          "eu-north-1", "pl-adae4bc4",
          "eu-west-2", "pl-b3a742da",
          "us-east-1", "pl-02cd2c6b",
          "us-east-2", "pl-4ca54025",
          "us-west-2", "pl-00a54069");

  private static final Map<String, String> CLOUDFRONT =
      Map.ofEntries(
          Map.entry("ap-northeast-1", "pl-58a04531"),
          Map.entry("ap-southeast-1", "pl-31a34658"),
          Map.entry("ap-southeast-2", "pl-b8a742d1"),
          Map.entry("ca-central-1", "pl-38a64351"),
          Map.entry("eu-central-1", "pl-a3a144ca"),
          Map.entry("eu-north-1", "pl-fab65393"),
          Map.entry("eu-west-1", "pl-4fa04526"),
          Map.entry("eu-west-2", "pl-93a247fa"),
          Map.entry("eu-west-3", "pl-75b1541c"),
          Map.entry("sa-east-1", "pl-5da64334"),
          Map.entry("us-east-1", "pl-3b927c52"),
          Map.entry("us-east-2", "pl-b6a144df"),
          Map.entry("us-west-1", "pl-4ea04527"),
          Map.entry("us-west-2", "pl-82a045eb"));

  private static final Cidr IPV4_POOL = Cidr.parse("198.18.0.0/16");
  private static final Cidr IPV6_POOL = Cidr.parse("2001:db8::/32");
  private static final String STAND_IN = "eksnet: stands in for addresses of AWS";

  /**
   * One of AWS's lists.
   *
   * @param name what stands for the Region is {@code *}
   * @param blocks its addresses when AWS documents them; otherwise stand-ins
   */
  private record Offer(
      String name, IpFamily family, int weight, Map<String, String> ids, List<Cidr> blocks) {
    boolean global() {
      return !name.contains("*");
    }
  }

  private static final List<Offer> OFFERS =
      List.of(
          offer("com.amazonaws.*.s3", IpFamily.IPV4, 1, S3),
          offer("com.amazonaws.*.dynamodb", IpFamily.IPV4, 1, DYNAMODB),
          offer("com.amazonaws.*.s3express", IpFamily.IPV4, 6, Map.of()),
          offer("com.amazonaws.*.ec2-instance-connect", IpFamily.IPV4, 2, Map.of()),
          offer("com.amazonaws.*.ipv6.ec2-instance-connect", IpFamily.IPV6, 2, Map.of()),
          offer("com.amazonaws.*.route53-healthchecks", IpFamily.IPV4, 25, Map.of()),
          offer("com.amazonaws.*.ipv6.route53-healthchecks", IpFamily.IPV6, 25, Map.of()),
          new Offer(
              "com.amazonaws.*.vpc-lattice",
              IpFamily.IPV4,
              10,
              Map.of(),
              List.of(Cidr.parse("169.254.171.0/24"))),
          new Offer(
              "com.amazonaws.*.ipv6.vpc-lattice",
              IpFamily.IPV6,
              10,
              Map.of(),
              List.of(Cidr.parse("fd00:ec2:80::/64"))),
          offer("com.amazonaws.global.cloudfront.origin-facing", IpFamily.IPV4, 55, CLOUDFRONT),
          offer("com.amazonaws.global.ipv6.cloudfront.origin-facing", IpFamily.IPV6, 55, Map.of()),
          offer("com.amazonaws.global.groundstation", IpFamily.IPV4, 5, Map.of()));

  /** Loads the lists when they are first asked for. */
  private static final class Known {
    static final Map<Region, List<ManagedPrefixList>> BY_REGION =
        Zones.regions().stream()
            .collect(Collectors.toUnmodifiableMap(it -> it, ManagedPrefixLists::make));

    static final Map<PrefixListId, ManagedPrefixList> BY_ID =
        BY_REGION.values().stream()
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableMap(ManagedPrefixList::id, Function.identity()));
  }

  private ManagedPrefixLists() {}

  /** AWS's own lists in a Region, in the order of their names; none in an unknown Region. */
  public static List<ManagedPrefixList> aws(Region region) {
    return Known.BY_REGION.getOrDefault(region, List.of());
  }

  /**
   * AWS's own list of a service in a Region.
   *
   * @param service as in the list's name: {@code s3}, {@code dynamodb}
   */
  public static Optional<ManagedPrefixList> aws(Region region, String service) {
    String name = "com.amazonaws." + region + "." + service;
    return aws(region).stream().filter(list -> list.name().equals(name)).findFirst();
  }

  /** One of AWS's own lists. */
  public static Optional<ManagedPrefixList> aws(PrefixListId id) {
    return Optional.ofNullable(Known.BY_ID.get(id));
  }

  private static Offer offer(String name, IpFamily family, int weight, Map<String, String> ids) {
    return new Offer(name, family, weight, ids, List.of());
  }

  private static List<ManagedPrefixList> make(Region region) {
    int regionNumber = Zones.regions().indexOf(region);
    List<ManagedPrefixList> lists = new ArrayList<>();
    for (int i = 0; i < OFFERS.size(); i++) {
      Offer offer = OFFERS.get(i);
      String made = String.format("pl-0eb%06x%08x", regionNumber, i);
      lists.add(
          new ManagedPrefixList(
              new PrefixListId(offer.ids().getOrDefault(region.value(), made)),
              new Scope(ManagedPrefixList.AWS, region),
              offer.name().replace("*", region.value()),
              offer.family(),
              offer.weight(),
              entries(offer, offer.global() ? Zones.regions().size() : regionNumber, i),
              1,
              List.of(),
              ManagedPrefixList.State.CREATE_COMPLETE,
              Tags.NONE));
    }
    lists.sort(java.util.Comparator.comparing(ManagedPrefixList::name));
    return List.copyOf(lists);
  }

  /** Documented blocks, or two in a range of the pool that no other list has. */
  private static List<ManagedPrefixList.Entry> entries(Offer offer, int region, int number) {
    if (!offer.blocks().isEmpty()) {
      return offer.blocks().stream().map(block -> new ManagedPrefixList.Entry(block, "")).toList();
    }
    long index = (long) region * OFFERS.size() + number;
    Cidr own =
        switch (offer.family()) {
          case IPV4 -> IPV4_POOL.block(25, index);
          case IPV6 -> IPV6_POOL.block(48, index);
        };
    int half = own.length() + 2;
    return List.of(
        new ManagedPrefixList.Entry(own.block(half, 0), STAND_IN),
        new ManagedPrefixList.Entry(own.block(half, 2), STAND_IN));
  }
}
