package io.eksnet.elb;

import io.eksnet.id.InstanceId;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Refusal;
import io.eksnet.id.VpcId;
import io.eksnet.id.ZoneName;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.IpFamily;
import io.eksnet.table.Facts;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Vpcs;
import io.eksnet.vpc.Zones;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where targets are and whether they can be targets there (API reference, RegisterTargets and
 * TargetDescription; user guides, "Register targets").
 */
final class TargetPlaces {
  private static final Pattern INSTANCE = Pattern.compile("i-[0-9a-f]{1,17}");

  /** Where addresses outside of the VPC may be: RFC 1918 and RFC 6598. */
  private static final List<Cidr> OUTSIDE =
      List.of(
          Cidr.parse("10.0.0.0/8"),
          Cidr.parse("100.64.0.0/10"),
          Cidr.parse("172.16.0.0/12"),
          Cidr.parse("192.168.0.0/16"));

  /** Families of instance types whose clients' addresses cannot be kept (NLB user guide). */
  private static final Set<String> WITHOUT_CLIENT_IP =
      Set.of(
          "c1", "cc1", "cc2", "cg1", "cg2", "cr1", "g1", "g2", "hi1", "hs1", "m1", "m2", "m3",
          "t1");

  private TargetPlaces() {}

  /** Why some targets cannot be registered with a group, if so. */
  static Optional<Refusal> problem(
      Facts facts, TargetGroup group, List<TargetDescription> targets) {
    return switch (group.targetType()) {
      case INSTANCE -> instanceProblem(new Vpcs(facts), group, targets);
      case IP -> first(targets, it -> addressProblem(new Vpcs(facts), group, it));
      case ALB -> first(targets, it -> balancerProblem(facts, group, it));
      case LAMBDA -> Optional.empty();
    };
  }

  /** The zone whose load balancer nodes send to an accepted target; none if all do. */
  static Optional<ZoneName> zone(Facts facts, TargetGroup group, TargetDescription target) {
    Vpcs vpcs = new Vpcs(facts);
    return switch (group.targetType()) {
      case INSTANCE -> vpcs.instance(new InstanceId(target.id())).map(it -> it.zone().name());
      case IP -> addressZone(vpcs, group, target);
      case ALB, LAMBDA -> Optional.empty();
    };
  }

  private static Optional<ZoneName> addressZone(
      Vpcs vpcs, TargetGroup group, TargetDescription target) {
    Optional<Subnet> subnet =
        IpAddress.tryParse(target.id()).flatMap(address -> subnet(vpcs, group, address));
    if (subnet.isPresent()) {
      return Optional.of(subnet.get().zone().name());
    }
    return target
        .availabilityZone()
        .filter(it -> !it.equals(Target.ALL_ZONES) && zoneCounts(group))
        .map(ZoneName::new);
  }

  /** For Application Load Balancers a zone counts only where cross-zone balancing is off. */
  private static boolean zoneCounts(TargetGroup group) {
    return !group.application() || crossZoneOff(group);
  }

  private static boolean crossZoneOff(TargetGroup group) {
    return TargetGroupAttributes.get(group, TargetGroupAttributes.CROSS_ZONE)
        .filter("false"::equals)
        .isPresent();
  }

  private static Optional<Refusal> instanceProblem(
      Vpcs vpcs, TargetGroup group, List<TargetDescription> targets) {
    List<String> stopped = new ArrayList<>();
    List<String> old = new ArrayList<>();
    for (TargetDescription target : targets) {
      if (!INSTANCE.matcher(target.id()).matches()) {
        return Optional.of(TargetRefusals.badInstance(target.id()));
      }
      if (target.availabilityZone().isPresent()) {
        return Optional.of(TargetRefusals.zoneNotSupported(group.targetType()));
      }
      Optional<Instance> instance =
          vpcs.instance(new InstanceId(target.id())).filter(it -> it.scope().equals(group.scope()));
      if (instance.isEmpty() || !group.vpc().equals(instance.map(Instance::vpc))) {
        return Optional.of(TargetRefusals.notInVpc());
      }
      if (instance.get().state() != Instance.State.RUNNING) {
        stopped.add(target.id());
      } else if (!group.application() && WITHOUT_CLIENT_IP.contains(family(instance.get()))) {
        old.add(target.id());
      }
    }
    if (!stopped.isEmpty()) {
      return Optional.of(TargetRefusals.notRunning(stopped));
    }
    return old.isEmpty() ? Optional.empty() : Optional.of(TargetRefusals.notSupported(old));
  }

  private static String family(Instance instance) {
    String type = instance.type();
    return type.substring(0, Math.max(type.indexOf('.'), 0)).toLowerCase(Locale.ROOT);
  }

  private static Optional<Refusal> addressProblem(
      Vpcs vpcs, TargetGroup group, TargetDescription target) {
    Optional<IpAddress> parsed =
        IpAddress.tryParse(target.id()).filter(it -> it.family() == group.family());
    if (parsed.isEmpty()) {
      return Optional.of(
          TargetRefusals.badAddress(
              target.id(), group.family() == IpFamily.IPV4 ? "IPv4" : "IPv6"));
    }
    Optional<Subnet> subnet = subnet(vpcs, group, parsed.get());
    if (subnet.isEmpty()) {
      return outsideProblem(group, parsed.get(), target);
    }
    String own = subnet.get().zone().name().value();
    return target
        .availabilityZone()
        .filter(asked -> !asked.equals(own))
        .map(asked -> TargetRefusals.zoneOverridden(target.id(), asked, own));
  }

  private static Optional<Refusal> outsideProblem(
      TargetGroup group, IpAddress address, TargetDescription target) {
    if (OUTSIDE.stream().noneMatch(range -> range.contains(address))) {
      return Optional.of(TargetRefusals.publicAddress(target.id()));
    }
    if (target.availabilityZone().isEmpty()) {
      return Optional.of(TargetRefusals.zoneRequired(target.id()));
    }
    String asked = target.availabilityZone().get();
    if (asked.equals(Target.ALL_ZONES)) {
      return group.application() && crossZoneOff(group)
          ? Optional.of(TargetRefusals.zoneWithoutCrossZone(target.id()))
          : Optional.empty();
    }
    boolean known =
        Zones.of(group.scope().region()).stream().anyMatch(it -> it.name().value().equals(asked));
    return known ? Optional.empty() : Optional.of(TargetRefusals.badZone(asked));
  }

  private static Optional<Subnet> subnet(Vpcs vpcs, TargetGroup group, IpAddress address) {
    VpcId vpc = group.vpc().orElseThrow();
    return vpcs.subnetsOf(vpc).stream()
        .filter(
            it ->
                it.cidr().contains(address)
                    || it.ipv6Cidr().filter(block -> block.contains(address)).isPresent())
        .findFirst();
  }

  private static Optional<Refusal> balancerProblem(
      Facts facts, TargetGroup group, TargetDescription target) {
    if (target.availabilityZone().isPresent()) {
      return Optional.of(TargetRefusals.zoneNotSupported(group.targetType()));
    }
    Optional<LoadBalancer> balancer =
        facts
            .find(LoadBalancer.KIND, new LoadBalancerArn(target.id()))
            .filter(it -> it.type() == LoadBalancerType.APPLICATION)
            .filter(it -> it.scope().equals(group.scope()));
    if (balancer.isEmpty() || !group.vpc().equals(balancer.map(LoadBalancer::vpc))) {
      return Optional.of(TargetRefusals.notInVpc());
    }
    int port = target.in(group).port();
    boolean listens =
        facts.table(Listener.KIND).by(Listener.BY_LOAD_BALANCER, balancer.get().arn()).stream()
            .anyMatch(listener -> listener.port() == port);
    return listens ? Optional.empty() : Optional.of(TargetRefusals.noListener());
  }

  private static Optional<Refusal> first(
      List<TargetDescription> targets,
      java.util.function.Function<TargetDescription, Optional<Refusal>> judge) {
    return targets.stream().flatMap(it -> judge.apply(it).stream()).findFirst();
  }
}
