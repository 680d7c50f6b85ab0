package io.eksnet.elb.classic;

import io.eksnet.elb.classic.ClassicLoadBalancer.Node;
import io.eksnet.elb.classic.ModifyLoadBalancerAttributes.Log;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.VpcId;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.Quota;
import io.eksnet.vpc.SecurityGroup;
import io.eksnet.vpc.ServiceInterfaces;
import io.eksnet.vpc.Vpcs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The rules for Classic Load Balancers; {@link ClassicNodes} has those for their zones. */
final class ClassicLoadBalancers {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]+");
  private static final int LONGEST_NAME = 32;
  private static final int MOST = 20;
  private static final int NUMBER_DIGITS = 8;
  private static final List<String> DESYNC_MODES = List.of("monitor", "defensive", "strictest");
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(4_000);
  private static final Duration LONGEST_DRAINING = Duration.ofHours(1);

  private ClassicLoadBalancers() {}

  static Optional<ClassicLoadBalancer> find(Facts facts, Scope owner, String name) {
    return facts.find(ClassicLoadBalancer.KIND, new ClassicLoadBalancer.Key(owner, name));
  }

  /** What an edit makes of a load balancer that must be there. */
  static Decision<ClassicLoadBalancer> edited(
      Facts facts,
      Scope owner,
      String name,
      Function<ClassicLoadBalancer, Decision<ClassicLoadBalancer>> edit) {
    return find(facts, owner, name)
        .map(
            it ->
                edit.apply(it)
                    .then(
                        after ->
                            Decision.accept(after, Change.put(ClassicLoadBalancer.KIND, after))))
        .orElseGet(() -> Decision.refuse(ClassicRefusals.notFound(name)));
  }

  static Decision<ClassicLoadBalancer> create(
      Facts facts, CreateLoadBalancer command, Context context) {
    Vpcs vpcs = new Vpcs(facts);
    Optional<ClassicLoadBalancer> same = find(facts, command.owner(), command.name());
    if (same.isPresent()) {
      return isAsAsked(same.get(), command)
          ? Decision.accept(same.get())
          : Decision.refuse(ClassicRefusals.duplicateName(command.name()));
    }
    int own =
        facts
            .table(ClassicLoadBalancer.KIND)
            .keysBy(ClassicLoadBalancer.BY_SCOPE, command.owner())
            .size();
    Optional<Refusal> problem =
        nameProblem(command.name())
            .or(() -> own < MOST ? Optional.empty() : Optional.of(ClassicRefusals.tooMany(MOST)))
            .or(() -> ClassicTags.problem(command.tags()))
            .or(() -> ClassicListeners.problem(facts, command.owner(), command.listeners()))
            .or(
                () ->
                    ClassicNodes.problem(
                        vpcs, command.owner(), command.scheme(), command.subnets(), List.of()));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    VpcId vpc = vpcs.subnet(command.subnets().getFirst()).orElseThrow().vpc();
    List<SecurityGroupId> groups =
        command.groups().isEmpty() ? defaultGroup(facts, vpc) : command.groups();
    Optional<Refusal> groupProblem = groupProblem(vpcs, command.owner(), vpc, groups);
    if (groupProblem.isPresent()) {
      return Decision.refuse(groupProblem.get());
    }
    ClassicLoadBalancer bare =
        new ClassicLoadBalancer(
            new ClassicLoadBalancer.Key(command.owner(), command.name()),
            Long.parseLong(context.ids().hex(NUMBER_DIGITS), 16),
            vpc,
            command.scheme(),
            List.of(),
            groups,
            command.listeners(),
            ClassicHealthCheck.standard(command.listeners().getFirst().instancePort()),
            ClassicAttributes.STANDARD,
            List.of(),
            List.of(),
            List.of(),
            context.now(),
            command.tags());
    return ClassicNodes.added(vpcs, bare, command.subnets(), context)
        .then(it -> Decision.accept(it, Change.put(ClassicLoadBalancer.KIND, it)));
  }

  static Decision<String> delete(Facts facts, DeleteLoadBalancer command) {
    List<Change<?, ?>> changes = new ArrayList<>();
    find(facts, command.owner(), command.name())
        .ifPresent(
            it -> {
              it.nodes()
                  .forEach(
                      node ->
                          changes.addAll(ServiceInterfaces.removal(new Vpcs(facts), node.eni())));
              changes.add(Change.remove(ClassicLoadBalancer.KIND, it.key()));
            });
    return Decision.accept(command.name(), changes);
  }

  static Decision<ClassicLoadBalancer> attach(
      Facts facts, AttachLoadBalancerToSubnets command, Context context) {
    Vpcs vpcs = new Vpcs(facts);
    return edited(
        facts,
        command.owner(),
        command.name(),
        it -> {
          List<SubnetId> there = it.nodes().stream().map(Node::subnet).toList();
          List<SubnetId> more =
              command.subnets().stream().distinct().filter(id -> !there.contains(id)).toList();
          return more.isEmpty()
              ? Decision.accept(it)
              : ClassicNodes.problem(vpcs, command.owner(), it.scheme(), more, it.nodes())
                  .<Decision<ClassicLoadBalancer>>map(Decision::refuse)
                  .orElseGet(() -> ClassicNodes.added(vpcs, it, more, context));
        });
  }

  static Decision<ClassicLoadBalancer> detach(Facts facts, DetachLoadBalancerFromSubnets command) {
    return edited(
        facts,
        command.owner(),
        command.name(),
        it -> {
          List<Node> left =
              it.nodes().stream().filter(n -> !command.subnets().contains(n.subnet())).toList();
          if (left.isEmpty()) {
            return Decision.refuse(
                ClassicRefusals.configuration(
                    "A load balancer must be attached to at least one subnet"));
          }
          List<Change<?, ?>> changes = new ArrayList<>();
          for (Node node : it.nodes()) {
            if (!left.contains(node)) {
              changes.addAll(ServiceInterfaces.removal(new Vpcs(facts), node.eni()));
            }
          }
          return Decision.accept(it.withNodes(left), changes);
        });
  }

  static Decision<ClassicLoadBalancer> apply(
      Facts facts, ApplySecurityGroupsToLoadBalancer command) {
    Vpcs vpcs = new Vpcs(facts);
    return edited(
        facts,
        command.owner(),
        command.name(),
        it -> {
          if (command.groups().isEmpty()) {
            return Decision.refuse(
                ClassicRefusals.configuration("At least one security group must be specified"));
          }
          Optional<Refusal> problem =
              groupProblem(vpcs, command.owner(), it.vpc(), command.groups());
          if (problem.isPresent()) {
            return Decision.refuse(problem.get());
          }
          List<Change<?, ?>> changes = new ArrayList<>();
          for (Node node : it.nodes()) {
            vpcs.networkInterface(node.eni())
                .map(eni -> eni.withGroups(command.groups()))
                .ifPresent(eni -> changes.add(Change.put(NetworkInterface.KIND, eni)));
          }
          return Decision.accept(it.withGroups(command.groups()), changes);
        });
  }

  static Decision<ClassicLoadBalancer> modify(Facts facts, ModifyLoadBalancerAttributes command) {
    ModifyLoadBalancerAttributes.Change change = command.change();
    return edited(
        facts,
        command.owner(),
        command.name(),
        it ->
            attributeProblem(change)
                .<Decision<ClassicLoadBalancer>>map(Decision::refuse)
                .orElseGet(
                    () -> {
                      ClassicAttributes now = it.attributes();
                      return Decision.accept(
                          it.withAttributes(
                              new ClassicAttributes(
                                  change.crossZone().orElse(now.crossZone()),
                                  change.accessLog().orElse(new Log(now.accessLog())).on(),
                                  change.draining().orElse(now.draining()),
                                  change.drainingTimeout().orElse(now.drainingTimeout()),
                                  change.idleTimeout().orElse(now.idleTimeout()),
                                  change.desyncMode().orElse(now.desyncMode()))));
                    }));
  }

  private static Optional<Refusal> attributeProblem(ModifyLoadBalancerAttributes.Change change) {
    if (change.idleTimeout().filter(it -> !within(it, LONGEST_IDLE)).isPresent()) {
      return Optional.of(
          ClassicRefusals.configuration("IdleTimeout must be between 1 and 4000 seconds"));
    }
    if (change.drainingTimeout().filter(it -> !within(it, LONGEST_DRAINING)).isPresent()) {
      return Optional.of(
          ClassicRefusals.configuration(
              "ConnectionDraining timeout must be between 1 and 3600 seconds"));
    }
    if (change
        .accessLog()
        .flatMap(Log::on)
        .filter(it -> it.minutes() != 5 && it.minutes() != 60)
        .isPresent()) {
      return Optional.of(
          ClassicRefusals.configuration("AccessLog EmitInterval must be 5 or 60 minutes"));
    }
    return change
        .desyncMode()
        .filter(it -> !DESYNC_MODES.contains(it))
        .map(
            it ->
                ClassicRefusals.configuration(
                    "elb.http.desyncmitigationmode must be monitor, defensive or strictest, not "
                        + it));
  }

  private static boolean within(Duration value, Duration most) {
    return value.compareTo(Duration.ofSeconds(1)) >= 0 && value.compareTo(most) <= 0;
  }

  private static boolean isAsAsked(ClassicLoadBalancer balancer, CreateLoadBalancer command) {
    return balancer.scheme() == command.scheme()
        && balancer.tags().equals(command.tags())
        && new HashSet<>(balancer.nodes().stream().map(Node::subnet).toList())
            .equals(new HashSet<>(command.subnets()))
        && (command.groups().isEmpty()
            || new HashSet<>(balancer.groups()).equals(new HashSet<>(command.groups())))
        && balancer.listeners().size() == command.listeners().size()
        && command.listeners().stream()
            .allMatch(
                it -> ClassicListeners.at(balancer, it.port()).filter(it::looksLike).isPresent());
  }

  private static Optional<Refusal> nameProblem(String name) {
    if (name.length() > LONGEST_NAME) {
      return Optional.of(
          ClassicRefusals.validation("LoadBalancer name cannot be longer than 32 characters"));
    }
    return NAME.matcher(name).matches() && !name.startsWith("-") && !name.endsWith("-")
        ? Optional.empty()
        : Optional.of(
            ClassicRefusals.validation(
                "LoadBalancer name must only contain alphanumeric characters or hyphens, and not"
                    + " begin or end with a hyphen"));
  }

  private static List<SecurityGroupId> defaultGroup(Facts facts, VpcId vpc) {
    return facts.table(SecurityGroup.KIND).by(SecurityGroup.BY_VPC, vpc).stream()
        .filter(SecurityGroup::isDefault)
        .map(SecurityGroup::id)
        .toList();
  }

  private static Optional<Refusal> groupProblem(
      Vpcs vpcs, Scope owner, VpcId vpc, List<SecurityGroupId> groups) {
    if (groups.size() > vpcs.quota(Quota.SECURITY_GROUPS_PER_INTERFACE)) {
      return Optional.of(
          ClassicRefusals.configuration(
              "The maximum number of security groups of a load balancer has been reached"));
    }
    for (SecurityGroupId id : groups) {
      Optional<SecurityGroup> group = vpcs.securityGroup(id).filter(it -> it.scope().equals(owner));
      if (group.isEmpty()) {
        return Optional.of(ClassicRefusals.groupNotFound());
      }
      if (!group.get().vpc().equals(vpc)) {
        return Optional.of(ClassicRefusals.groupElsewhere(id, vpc));
      }
    }
    return Optional.empty();
  }
}
