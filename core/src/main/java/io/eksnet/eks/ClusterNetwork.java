package io.eksnet.eks;

import io.eksnet.id.Command;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.id.ZoneName;
import io.eksnet.net.Cidr;
import io.eksnet.vpc.AddressSpecification;
import io.eksnet.vpc.AuthorizeSecurityGroupIngress;
import io.eksnet.vpc.CreateNetworkInterface;
import io.eksnet.vpc.CreateSecurityGroup;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.Permission;
import io.eksnet.vpc.SecurityGroup;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Traffic;
import io.eksnet.vpc.Vpc;
import io.eksnet.vpc.Vpcs;
import io.eksnet.vpc.Zones;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a cluster is to the VPC: the subnets and groups that it may have, its own security group,
 * and the control plane's interfaces.
 */
public final class ClusterNetwork {
  /** How many interfaces a control plane has in a VPC (EKS user guide: two to four). */
  public static final int INTERFACES = 2;

  /** How many addresses of each subnet must be free (EKS's own words). */
  static final int FREE_ADDRESSES = 5;

  private static final int SHORTEST = 12;
  private static final int LONGEST = 24;

  /** Zones that EKS puts no control plane into (EKS user guide, network requirements). */
  private static final Set<String> UNSUPPORTED_ZONES = Set.of("use1-az3", "usw1-az2", "cac1-az3");

  private static final List<Cidr> PRIVATE =
      Stream.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16").map(Cidr::parse).toList();

  private ClusterNetwork() {}

  /** The commands that make a cluster's security group: everything among its members. */
  public static List<Command<?>> securityGroup(
      String cluster, VpcId vpc, SecurityGroupId id, String digits) {
    String name = "eks-cluster-sg-" + cluster + "-" + digits;
    return List.of(
        new CreateSecurityGroup(
            vpc,
            name,
            "EKS created security group applied to ENI that is attached to EKS Control Plane"
                + " master nodes, as well as any managed workloads.",
            Tags.named(name)
                .with("kubernetes.io/cluster/" + cluster, "owned")
                .with("aws:eks:cluster-name", cluster),
            Optional.of(id)),
        new AuthorizeSecurityGroupIngress(id, List.of(Permission.of(Traffic.ALL, id)), Tags.NONE));
  }

  /** The command that makes one of the control plane's interfaces. */
  public static CreateNetworkInterface controlPlaneInterface(
      String cluster, SubnetId subnet, List<SecurityGroupId> groups) {
    return new CreateNetworkInterface(
        subnet,
        groups,
        "Amazon EKS " + cluster,
        AddressSpecification.STANDARD,
        NetworkInterface.Type.EKS_CONTROL_PLANE,
        Tags.NONE.with("cluster.k8s.amazonaws.com/name", cluster),
        Optional.empty());
  }

  /** The groups that a control plane's interfaces have. */
  public static List<SecurityGroupId> groups(Cluster cluster) {
    Set<SecurityGroupId> groups = new LinkedHashSet<>(cluster.settings().securityGroups());
    groups.add(cluster.clusterSecurityGroup());
    return List.copyOf(groups);
  }

  /** The control plane's interfaces that are there. */
  public static List<NetworkInterface> interfaces(Vpcs vpcs, Cluster cluster) {
    return vpcs
        .facts()
        .table(NetworkInterface.KIND)
        .by(NetworkInterface.BY_GROUP, cluster.clusterSecurityGroup())
        .stream()
        .filter(eni -> eni.type() == NetworkInterface.Type.EKS_CONTROL_PLANE)
        .toList();
  }

  /**
   * The subnets that a control plane's interfaces go into: private ones before public ones, each in
   * another zone while there are enough.
   */
  public static List<Subnet> choice(Vpcs vpcs, List<SubnetId> subnets) {
    List<Subnet> present = subnets.stream().flatMap(id -> vpcs.subnet(id).stream()).toList();
    List<Subnet> ordered = new ArrayList<>(present);
    ordered.removeIf(vpcs::isPublic);
    present.stream().filter(vpcs::isPublic).forEach(ordered::add);
    Map<ZoneName, Subnet> first = new LinkedHashMap<>();
    ordered.stream()
        .filter(subnet -> vpcs.availableAddresses(subnet) > 0)
        .forEach(subnet -> first.putIfAbsent(subnet.zone().name(), subnet));
    List<Subnet> chosen = new ArrayList<>(first.values());
    ordered.stream().filter(subnet -> !chosen.contains(subnet)).forEach(chosen::add);
    return List.copyOf(chosen);
  }

  /**
   * Whether a cluster may have these subnets.
   *
   * @param lacking the code with which too few free addresses are refused
   */
  static Optional<Refusal> unfit(
      Vpcs vpcs, String cluster, Scope scope, List<SubnetId> ids, String lacking) {
    List<Subnet> subnets = new ArrayList<>();
    for (SubnetId id : ids) {
      Optional<Subnet> subnet = vpcs.subnet(id).filter(it -> it.scope().equals(scope));
      if (subnet.isEmpty()) {
        return Optional.of(
            ClusterRefusals.ec2(
                "The subnet ID '" + id + "' does not exist", "InvalidSubnetID.NotFound"));
      }
      subnets.add(subnet.get());
    }
    Optional<Subnet> elsewhere =
        subnets.stream().filter(it -> !it.vpc().equals(subnets.getFirst().vpc())).findFirst();
    if (elsewhere.isPresent()) {
      return invalid("Subnets provided must belong to the same VPC");
    }
    Optional<Subnet> unsupported =
        subnets.stream()
            .filter(it -> UNSUPPORTED_ZONES.contains(it.zone().id().value()))
            .findFirst();
    if (unsupported.isPresent()) {
      return Optional.of(unsupportedZone(cluster, unsupported.get()));
    }
    if (subnets.stream().map(it -> it.zone().name()).distinct().count() < 2) {
      return invalid("Subnets specified must be in at least two different AZs");
    }
    List<String> full =
        subnets.stream()
            .filter(it -> vpcs.availableAddresses(it) < FREE_ADDRESSES)
            .map(it -> it.id() + " Free IPs: " + vpcs.availableAddresses(it))
            .toList();
    return full.isEmpty()
        ? Optional.empty()
        : Optional.of(ClusterRefusals.freeAddresses(lacking, full, FREE_ADDRESSES));
  }

  private static Refusal unsupportedZone(String cluster, Subnet subnet) {
    String others =
        String.join(
            ", ",
            Zones.of(subnet.scope().region()).stream()
                .filter(zone -> !UNSUPPORTED_ZONES.contains(zone.id().value()))
                .map(zone -> zone.name().value())
                .toList());
    return new Refusal(
        "UnsupportedAvailabilityZoneException",
        "Cannot create cluster '"
            + cluster
            + "' because "
            + subnet.zone().name()
            + ", the targeted availability zone, does not currently have sufficient capacity to"
            + " support the cluster. Retry and choose from these availability zones: "
            + others);
  }

  /** Whether a cluster in a VPC may have these groups of the client's own. */
  static Optional<Refusal> unfitGroups(Vpcs vpcs, VpcId vpc, List<SecurityGroupId> groups) {
    if (groups.size() > FREE_ADDRESSES - 1) {
      return invalid("A cluster can have at most 4 security groups beside its own");
    }
    for (SecurityGroupId id : groups) {
      Optional<SecurityGroup> group = vpcs.securityGroup(id);
      if (group.isEmpty()) {
        return Optional.of(
            ClusterRefusals.ec2(
                "The security group '" + id + "' does not exist", "InvalidGroup.NotFound"));
      }
      if (!vpcs.usableIn(group.get(), vpc)) {
        return invalid(
            "Security group(s) ["
                + id
                + "] are not in the same VPC as the subnets. Please specify a security group that"
                + " is associated with the VPC: "
                + vpc
                + ".");
      }
    }
    return Optional.empty();
  }

  /** The service range of a cluster that asks for none: outside of its VPC. */
  static Cidr serviceCidr(Vpc vpc) {
    Cidr ten = Cidr.parse("10.0.0.0/8");
    boolean inTen = vpc.blocks().stream().anyMatch(ten::overlaps);
    return Cidr.parse(inTen ? "172.20.0.0/16" : "10.100.0.0/16");
  }

  /** Whether a range may be the services'. */
  static Optional<Refusal> unfitServices(Vpc vpc, Cidr range) {
    if (range.length() < SHORTEST || range.length() > LONGEST) {
      return invalid(
          "The service IPv4 CIDR " + range + " must have a prefix length between /12 and /24");
    }
    if (PRIVATE.stream().noneMatch(it -> it.contains(range))) {
      return invalid(
          "The service IPv4 CIDR "
              + range
              + " must be within one of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16");
    }
    return vpc.blocks().stream()
        .filter(range::overlaps)
        .findFirst()
        .flatMap(
            block ->
                invalid(
                    "The service IPv4 CIDR " + range + " overlaps with the VPC's CIDR " + block));
  }

  private static Optional<Refusal> invalid(String message) {
    return Optional.of(new Refusal("InvalidParameterException", message));
  }
}
