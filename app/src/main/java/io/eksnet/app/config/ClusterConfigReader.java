package io.eksnet.app.config;

import io.eksnet.app.config.ClusterConfig.AddonConfig;
import io.eksnet.app.config.ClusterConfig.EksnetConfig;
import io.eksnet.app.config.ClusterConfig.NatMode;
import io.eksnet.app.config.ClusterConfig.NodeGroupConfig;
import io.eksnet.app.config.ClusterConfig.SubnetConfig;
import io.eksnet.app.config.ClusterConfig.TaintConfig;
import io.eksnet.app.config.ClusterConfig.VpcConfig;
import io.eksnet.app.config.ConfigReading.Section;
import io.eksnet.aws.eks.AddonValues;
import io.eksnet.id.Region;
import io.eksnet.net.Cidr;
import io.eksnet.vpc.InstanceTypes;
import io.eksnet.vpc.Zones;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads eksctl's ClusterConfig (schema of eksctl.io/v1alpha5). What eksctl knows and the network
 * does not feel is left out with a note; what nobody knows is a problem.
 */
public final class ClusterConfigReader {
  private static final List<String> VERSIONS =
      List.of("1.30", "1.31", "1.32", "1.33", "1.34", "1.35");

  private static final String DEFAULT_VERSION = "1.34";

  private static final Set<String> ADDONS =
      Set.of("vpc-cni", "kube-proxy", "coredns", "eks-pod-identity-agent");

  /** What EKS installs without being asked. */
  private static final List<String> STANDARD_ADDONS = List.of("vpc-cni", "kube-proxy", "coredns");

  private final ConfigReading reading;

  private ClusterConfigReader(String file) {
    this.reading = new ConfigReading(file);
  }

  /** What reading a file came to. */
  public sealed interface Read {
    /**
     * A network to run.
     *
     * @param notes what was left out, for the user to know
     */
    record Config(ClusterConfig config, List<String> notes) implements Read {}

    /** All that is wrong with the file. */
    record Wrong(List<Problem> problems) implements Read {}
  }

  /**
   * Reads a file's text.
   *
   * @param file its name, for messages
   */
  public static Read read(String file, String text) {
    return switch (Yaml.read(file, text)) {
      case Yaml.Read.Broken(Problem problem) -> new Read.Wrong(List.of(problem));
      case Yaml.Read.Document(Yaml root) -> new ClusterConfigReader(file).config(root);
    };
  }

  private Read config(Yaml root) {
    Optional<ClusterConfig> config = reading.asSection("", root).flatMap(this::config);
    List<Problem> problems = reading.problems();
    return problems.isEmpty() && config.isPresent()
        ? new Read.Config(config.get(), reading.notes())
        : new Read.Wrong(problems);
  }

  private Optional<ClusterConfig> config(Section root) {
    root.allows(
        Set.of(
            "apiVersion",
            "kind",
            "metadata",
            "kubernetesNetworkConfig",
            "vpc",
            "availabilityZones",
            "managedNodeGroups",
            "nodeGroups",
            "addons",
            "eksnet"),
        Set.of(
            "iam",
            "cloudWatch",
            "secretsEncryption",
            "privateCluster",
            "identityProviders",
            "accessConfig",
            "addonsConfig",
            "upgradePolicy"));
    expect(root, "apiVersion", "eksctl.io/v1alpha5");
    expect(root, "kind", "ClusterConfig");
    Optional<Section> metadata = root.section("metadata");
    if (metadata.isEmpty()) {
      if (!root.has("metadata")) {
        reading.problem(root.place(), "metadata is missing; write metadata: with name and region");
      }
      return Optional.empty();
    }
    Section meta =
        metadata.get().allows(Set.of("name", "region", "version", "tags", "annotations"), Set.of());
    String name = meta.required("name", "my-cluster");
    String region = region(meta);
    String version = version(meta);
    List<String> zones = zones(root, region);
    VpcConfig vpc = vpc(root.section("vpc"), region, zones);
    EksnetConfig eksnet =
        root.section("eksnet").map(new EksnetReader(reading)::read).orElse(EksnetConfig.NONE);
    if (!eksnet.cluster()) {
      refuseWithoutCluster(root, eksnet);
    }
    return Optional.of(
        new ClusterConfig(
            name,
            region,
            version,
            meta.texts("tags"),
            serviceCidr(root, vpc),
            vpc,
            usedZones(vpc, zones),
            nodeGroups(root, usedZones(vpc, zones)),
            eksnet.cluster() ? addons(root) : List.of(),
            eksnet));
  }

  /** What needs a cluster cannot be asked for without one. */
  private void refuseWithoutCluster(Section root, EksnetConfig eksnet) {
    for (String key : List.of("managedNodeGroups", "nodeGroups", "addons")) {
      if (root.has(key)) {
        reading.problem(
            root.placeOf(key),
            key + " needs a cluster, and eksnet.cluster is false; leave one of them out");
      }
    }
    if (eksnet.guide()) {
      reading.problem(
          root.placeOf("eksnet"), "eksnet.guide needs a cluster, and eksnet.cluster is false");
    }
  }

  private void expect(Section section, String key, String value) {
    String found = section.required(key, value);
    if (!found.isEmpty() && !found.equals(value)) {
      reading.problem(section.placeOf(key), key + " is \"" + found + "\", expected " + value);
    }
  }

  private String region(Section meta) {
    String region = meta.required("region", "us-west-2");
    List<String> known = Zones.regions().stream().map(Region::value).toList();
    if (!region.isEmpty() && !known.contains(region)) {
      reading.problem(
          meta.placeOf("region"),
          "unknown Region \"" + region + "\"" + Nearest.hint(region, known));
    }
    return region;
  }

  private String version(Section meta) {
    String version = meta.text("version").orElse(DEFAULT_VERSION);
    if (!VERSIONS.contains(version)) {
      reading.problem(
          meta.placeOf("version"),
          "unknown Kubernetes version \""
              + version
              + "\", expected one of "
              + String.join(", ", VERSIONS));
    }
    return version;
  }

  private List<String> zones(Section root, String region) {
    List<String> known =
        Zones.of(new Region(region)).stream().map(zone -> zone.name().value()).toList();
    List<String> asked = root.textList("availabilityZones");
    for (String zone : asked) {
      checkZone(zone, known, root.placeOf("availabilityZones"));
    }
    if (asked.isEmpty()) {
      return known.stream().limit(3).toList();
    }
    return asked.stream().sorted().distinct().toList();
  }

  private void checkZone(String zone, List<String> known, Yaml.Place place) {
    if (!known.isEmpty() && !known.contains(zone)) {
      reading.problem(
          place,
          "unknown zone \""
              + zone
              + "\""
              + Nearest.hint(zone, known)
              + " (this Region has "
              + String.join(", ", known)
              + ")");
    }
  }

  private VpcConfig vpc(Optional<Section> section, String region, List<String> zones) {
    if (section.isEmpty()) {
      return DefaultSubnets.vpc(
          Optional.empty(), Cidr.parse("192.168.0.0/16"), NatMode.SINGLE, zones);
    }
    Section vpc =
        section
            .get()
            .allows(
                Set.of("id", "cidr", "nat", "subnets"),
                Set.of(
                    "clusterEndpoints",
                    "publicAccessCIDRs",
                    "manageSharedNodeSecurityGroupRules",
                    "autoAllocateIPv6",
                    "hostnameType"));
    Cidr cidr = vpc.cidr("cidr").orElse(Cidr.parse("192.168.0.0/16"));
    if (cidr.length() < 16 || cidr.length() > 28) {
      reading.problem(
          vpc.placeOf("cidr"), "VPC CIDR " + cidr + " is not allowed: a VPC is /16 to /28");
    }
    NatMode nat = nat(vpc.section("nat"));
    List<SubnetConfig> subnets = new ArrayList<>();
    vpc.section("subnets")
        .ifPresent(
            groups -> {
              groups.allows(Set.of("public", "private"), Set.of());
              groups
                  .section("public")
                  .ifPresent(group -> subnets(group, true, cidr, region, subnets));
              groups
                  .section("private")
                  .ifPresent(group -> subnets(group, false, cidr, region, subnets));
            });
    if (!subnets.isEmpty()) {
      return new VpcConfig(vpc.text("id"), cidr, nat, subnets);
    }
    if (cidr.length() + DefaultSubnets.bits(zones.size()) > 28) {
      reading.problem(
          vpc.placeOf("cidr"),
          "VPC CIDR "
              + cidr
              + " is too small to hold a public and a private subnet of at least /28 in each of "
              + zones.size()
              + " zones; use a larger one or fewer availabilityZones");
      return new VpcConfig(vpc.text("id"), cidr, nat, List.of());
    }
    return DefaultSubnets.vpc(vpc.text("id"), cidr, nat, zones);
  }

  private NatMode nat(Optional<Section> section) {
    if (section.isEmpty()) {
      return NatMode.SINGLE;
    }
    Section nat = section.get().allows(Set.of("gateway"), Set.of());
    String mode = nat.text("gateway").orElse("Single");
    return switch (mode) {
      case "Disable" -> NatMode.DISABLE;
      case "Single" -> NatMode.SINGLE;
      case "HighlyAvailable" -> NatMode.HIGHLY_AVAILABLE;
      default -> {
        reading.problem(
            nat.placeOf("gateway"),
            nat.name("gateway")
                + " is \""
                + mode
                + "\", expected Disable, Single or HighlyAvailable");
        yield NatMode.SINGLE;
      }
    };
  }

  private void subnets(
      Section group, boolean isPublic, Cidr vpc, String region, List<SubnetConfig> into) {
    List<String> known =
        Zones.of(new Region(region)).stream().map(zone -> zone.name().value()).toList();
    for (String name : group.keys()) {
      Optional<Section> found = group.section(name);
      if (found.isEmpty()) {
        continue;
      }
      Section subnet = found.get().allows(Set.of("id", "cidr", "az"), Set.of());
      String zone = subnet.text("az").orElse(name);
      checkZone(zone, known, subnet.has("az") ? subnet.placeOf("az") : subnet.place());
      Optional<Cidr> cidr = subnet.cidr("cidr");
      if (cidr.isEmpty()) {
        if (!subnet.has("cidr")) {
          reading.problem(
              subnet.place(), subnet.name("cidr") + " is missing: eksnet makes the subnet itself");
        }
        continue;
      }
      checkSubnet(subnet.placeOf("cidr"), cidr.get(), vpc, into);
      into.add(new SubnetConfig(name, subnet.text("id"), cidr.get(), zone, isPublic));
    }
  }

  private void checkSubnet(Yaml.Place place, Cidr cidr, Cidr vpc, List<SubnetConfig> others) {
    if (cidr.length() < vpc.length()) {
      reading.problem(
          place,
          "subnet CIDR " + cidr + " is larger than its VPC " + vpc + "; a subnet is /16 to /28");
    } else if (!vpc.contains(cidr)) {
      reading.problem(place, "subnet CIDR " + cidr + " is outside of its VPC " + vpc);
    } else if (cidr.length() > 28) {
      reading.problem(place, "subnet CIDR " + cidr + " is too small; a subnet is /16 to /28");
    }
    others.stream()
        .filter(other -> other.cidr().overlaps(cidr))
        .findFirst()
        .ifPresent(
            other ->
                reading.problem(
                    place,
                    "subnet CIDR "
                        + cidr
                        + " overlaps "
                        + other.cidr()
                        + " of subnet "
                        + other.name()));
  }

  private static List<String> usedZones(VpcConfig vpc, List<String> zones) {
    TreeSet<String> used = new TreeSet<>();
    vpc.subnets().forEach(subnet -> used.add(subnet.zone()));
    return used.isEmpty() ? zones : List.copyOf(used);
  }

  private Cidr serviceCidr(Section root, VpcConfig vpc) {
    // EKS takes 10.100.0.0/16 unless the VPC lies in 10.0.0.0/8, then 172.20.0.0/16.
    Cidr otherwise =
        Cidr.parse("10.0.0.0/8").overlaps(vpc.cidr())
            ? Cidr.parse("172.20.0.0/16")
            : Cidr.parse("10.100.0.0/16");
    Optional<Section> section = root.section("kubernetesNetworkConfig");
    if (section.isEmpty()) {
      return otherwise;
    }
    Section network = section.get().allows(Set.of("serviceIPv4CIDR", "ipFamily"), Set.of());
    network
        .text("ipFamily")
        .filter(family -> !family.equalsIgnoreCase("IPv4"))
        .ifPresent(
            family ->
                reading.problem(
                    network.placeOf("ipFamily"),
                    "ipFamily " + family + " is not served yet; only IPv4 is"));
    Cidr cidr = network.cidr("serviceIPv4CIDR").orElse(otherwise);
    if (cidr.length() < 12 || cidr.length() > 24) {
      reading.problem(
          network.placeOf("serviceIPv4CIDR"),
          "service CIDR " + cidr + " is not allowed: EKS takes /12 to /24");
    } else if (cidr.overlaps(vpc.cidr())) {
      reading.problem(
          network.placeOf("serviceIPv4CIDR"),
          "service CIDR " + cidr + " overlaps the VPC's " + vpc.cidr());
    }
    return cidr;
  }

  private List<NodeGroupConfig> nodeGroups(Section root, List<String> zones) {
    List<NodeGroupConfig> groups = new ArrayList<>();
    List<Section> sections = new ArrayList<>(root.sections("managedNodeGroups"));
    sections.addAll(root.sections("nodeGroups"));
    for (Section section : sections) {
      NodeGroupConfig group = nodeGroup(section, zones);
      if (groups.stream().anyMatch(other -> other.name().equals(group.name()))) {
        reading.problem(
            section.placeOf("name"), "there are two node groups called \"" + group.name() + "\"");
      }
      groups.add(group);
    }
    return groups;
  }

  private NodeGroupConfig nodeGroup(Section section, List<String> zones) {
    section.allows(
        Set.of(
            "name",
            "instanceType",
            "minSize",
            "maxSize",
            "desiredCapacity",
            "privateNetworking",
            "maxPodsPerNode",
            "availabilityZones",
            "labels",
            "taints",
            "tags"),
        Set.of(
            "amiFamily",
            "ami",
            "volumeSize",
            "volumeType",
            "volumeEncrypted",
            "ssh",
            "iam",
            "disableIMDSv1",
            "disablePodIMDS",
            "preBootstrapCommands",
            "propagateASGTags",
            "ebsOptimized",
            "spot",
            "capacityType",
            "updateConfig",
            "releaseVersion"));
    String name = section.required("name", "workers");
    String type = section.text("instanceType").orElse("m5.large");
    InstanceTypes types = InstanceTypes.standard();
    if (types.find(type).isEmpty()) {
      reading.problem(
          section.placeOf("instanceType"),
          "unknown instance type \""
              + type
              + "\""
              + types.suggest(type).stream()
                  .findFirst()
                  .map(near -> "; did you mean " + near + "?")
                  .orElse(""));
    }
    int desired =
        section
            .number("desiredCapacity", 0, 5000)
            .or(() -> section.number("minSize", 0, 5000))
            .orElse(2);
    int min = section.number("minSize", 0, 5000).orElse(desired);
    int max = section.number("maxSize", 0, 5000).orElse(Math.max(desired, min));
    if (min > desired || desired > max) {
      reading.problem(
          section.has("desiredCapacity") ? section.placeOf("desiredCapacity") : section.place(),
          "minSize "
              + min
              + ", desiredCapacity "
              + desired
              + ", maxSize "
              + max
              + ": they must not get smaller in this order");
    }
    List<String> own = section.textList("availabilityZones");
    own.forEach(zone -> checkZone(zone, zones, section.placeOf("availabilityZones")));
    return new NodeGroupConfig(
        name,
        type,
        min,
        max,
        desired,
        section.flag("privateNetworking", false),
        section.number("maxPodsPerNode", 1, 1000),
        own,
        section.texts("labels"),
        taints(section),
        section.texts("tags"));
  }

  private List<TaintConfig> taints(Section section) {
    List<TaintConfig> taints = new ArrayList<>();
    for (Section taint : section.sections("taints")) {
      taint.allows(Set.of("key", "value", "effect"), Set.of());
      String effect = taint.required("effect", "NoSchedule");
      if (!Set.of("NoSchedule", "PreferNoSchedule", "NoExecute", "").contains(effect)) {
        reading.problem(
            taint.placeOf("effect"),
            "taint effect \""
                + effect
                + "\" is unknown, expected NoSchedule, PreferNoSchedule or NoExecute");
      }
      taints.add(
          new TaintConfig(
              taint.required("key", "dedicated"), taint.text("value").orElse(""), effect));
    }
    return taints;
  }

  private List<AddonConfig> addons(Section root) {
    Map<String, AddonConfig> addons = new TreeMap<>();
    // Without a list EKS installs these three by itself, the policy agent off.
    for (String name : STANDARD_ADDONS) {
      addons.put(name, new AddonConfig(name, Optional.empty(), ""));
    }
    for (Section section : root.sections("addons")) {
      section.allows(
          Set.of("name", "version", "configurationValues"),
          Set.of(
              "attachPolicyARNs",
              "attachPolicy",
              "wellKnownPolicies",
              "serviceAccountRoleARN",
              "podIdentityAssociations",
              "useDefaultPodIdentityAssociations",
              "resolveConflicts",
              "tags",
              "permissionsBoundary"));
      String name = section.required("name", "vpc-cni");
      if (!name.isEmpty() && !ADDONS.contains(name)) {
        reading.problem(
            section.placeOf("name"),
            "add-on \""
                + name
                + "\" is not served yet"
                + Nearest.hint(name, ADDONS)
                + " (served: "
                + String.join(", ", new TreeSet<>(ADDONS))
                + ")");
      }
      String values = section.text("configurationValues").orElse("");
      if (ADDONS.contains(name)) {
        AddonValues.problem(name, values)
            .ifPresent(it -> reading.problem(section.placeOf("configurationValues"), it));
      }
      addons.put(name, new AddonConfig(name, section.text("version"), values));
    }
    return List.copyOf(addons.values());
  }
}
