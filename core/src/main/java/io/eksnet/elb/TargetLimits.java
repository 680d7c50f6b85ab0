package io.eksnet.elb;

import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Refusal;
import io.eksnet.id.TargetGroupArn;
import io.eksnet.id.ZoneName;
import io.eksnet.table.Facts;
import io.eksnet.table.Table;
import io.eksnet.vpc.Quota;
import io.eksnet.vpc.Vpcs;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How many targets there may be, of a target group and of a load balancer (ELB's quotas). */
final class TargetLimits {
  /** What an Application Load Balancer counts for as a target, and where cross-zone is on. */
  private static final int BALANCER_WEIGHT = 50;

  private static final int CROSS_ZONE_BALANCER_WEIGHT = 100;

  private TargetLimits() {}

  /** Why some targets are too many beside those that are registered, if so. */
  static Optional<Refusal> problem(Facts facts, TargetGroup group, Collection<Target> fresh) {
    if (fresh.isEmpty()) {
      return Optional.empty();
    }
    Vpcs vpcs = new Vpcs(facts);
    int most =
        group.targetType() == TargetGroup.TargetType.ALB
            ? 1
            : vpcs.quota(Quota.TARGETS_PER_TARGET_GROUP);
    if (count(facts, group.arn()) + fresh.size() > most) {
      return Optional.of(TargetRefusals.tooManyInGroup(most, group.arn()));
    }
    return TargetGroupUse.balancers(facts, group.arn()).stream()
        .flatMap(
            balancer ->
                (balancer.type() == LoadBalancerType.APPLICATION
                        ? applicationProblem(vpcs, balancer, fresh)
                        : networkProblem(vpcs, balancer, group, fresh))
                    .stream())
        .findFirst();
  }

  private static Optional<Refusal> applicationProblem(
      Vpcs vpcs, LoadBalancer balancer, Collection<Target> fresh) {
    Facts facts = vpcs.facts();
    LoadBalancerArn arn = balancer.arn();
    Set<TargetGroupArn> groups = TargetGroupUse.groups(facts, arn);
    int there = groups.stream().mapToInt(it -> count(facts, it)).sum();
    int most = vpcs.quota(Quota.TARGETS_PER_APPLICATION_LOAD_BALANCER);
    if (there + fresh.size() > most) {
      return Optional.of(TargetRefusals.tooManyInBalancer(most, arn));
    }
    int mostOfOne = vpcs.quota(Quota.REGISTRATIONS_PER_TARGET);
    Map<String, Long> byId =
        fresh.stream().collect(Collectors.groupingBy(Target::id, Collectors.counting()));
    return byId.entrySet().stream()
        .filter(it -> registrations(facts, groups, it.getKey()) + it.getValue() > mostOfOne)
        .map(it -> TargetRefusals.tooManyRegistrations(mostOfOne, it.getKey(), arn))
        .findFirst();
  }

  private static long registrations(Facts facts, Set<TargetGroupArn> groups, String id) {
    return facts.table(Target.KIND).by(Target.BY_ID, id).stream()
        .filter(it -> !it.draining() && groups.contains(it.group()))
        .count();
  }

  private static Optional<Refusal> networkProblem(
      Vpcs vpcs, LoadBalancer balancer, TargetGroup group, Collection<Target> fresh) {
    Facts facts = vpcs.facts();
    LoadBalancerArn arn = balancer.arn();
    boolean crossZone =
        "true".equals(LoadBalancerAttributes.of(balancer).get(TargetGroupAttributes.CROSS_ZONE));
    Set<TargetGroupArn> groups = TargetGroupUse.groups(facts, arn);
    int more = fresh.size() * weight(Optional.of(group), crossZone);
    int there =
        groups.stream()
            .mapToInt(it -> count(facts, it) * weight(facts.find(TargetGroup.KIND, it), crossZone))
            .sum();
    int perZone = vpcs.quota(Quota.TARGETS_PER_ZONE_PER_NETWORK_LOAD_BALANCER);
    int most = crossZone ? perZone : vpcs.quota(Quota.TARGETS_PER_NETWORK_LOAD_BALANCER);
    if (there + more > most) {
      return Optional.of(TargetRefusals.tooManyInBalancer(most, arn));
    }
    if (crossZone) {
      return Optional.empty();
    }
    Set<ZoneName> zones = new LinkedHashSet<>();
    balancer.nodes().forEach(node -> zones.add(node.zone().name()));
    Set<TargetGroupArn> all = new HashSet<>(groups);
    all.add(group.arn());
    return zones.stream()
        .filter(zone -> inZone(facts, all, zone) + freshIn(fresh, zone) > perZone)
        .map(zone -> TargetRefusals.tooManyInZone(perZone, zone.value(), arn))
        .findFirst();
  }

  private static long freshIn(Collection<Target> fresh, ZoneName zone) {
    return fresh.stream().filter(it -> it.zone().isEmpty() || it.zone().get().equals(zone)).count();
  }

  private static int inZone(Facts facts, Set<TargetGroupArn> groups, ZoneName zone) {
    Table<Target.Key, Target> targets = facts.table(Target.KIND);
    return groups.stream()
        .mapToInt(
            it ->
                targets.fold(Target.COUNT_IN_ZONE, Target.placed(it, Optional.of(zone)))
                    + targets.fold(Target.COUNT_IN_ZONE, Target.placed(it, Optional.empty())))
        .sum();
  }

  private static int weight(Optional<TargetGroup> group, boolean crossZone) {
    boolean balancers =
        group.filter(it -> it.targetType() == TargetGroup.TargetType.ALB).isPresent();
    return balancers ? (crossZone ? CROSS_ZONE_BALANCER_WEIGHT : BALANCER_WEIGHT) : 1;
  }

  private static int count(Facts facts, TargetGroupArn group) {
    return facts.table(Target.KIND).fold(Target.COUNT, group);
  }
}
