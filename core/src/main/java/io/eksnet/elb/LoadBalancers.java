package io.eksnet.elb;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.Quota;
import io.eksnet.vpc.SecurityGroup;
import io.eksnet.vpc.ServiceInterfaces;
import io.eksnet.vpc.VpcEndpointService;
import io.eksnet.vpc.Vpcs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules for load balancers; {@link PlacementRules} has those for their zones. */
final class LoadBalancers {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]+");
  private static final int MAX_NAME = 32;
  private static final int ID_DIGITS = 16;

  private LoadBalancers() {}

  static Decision<LoadBalancer> create(Facts facts, CreateLoadBalancer command, Context context) {
    Vpcs vpcs = new Vpcs(facts);
    List<LoadBalancer> own =
        facts.table(LoadBalancer.KIND).by(LoadBalancer.BY_SCOPE, command.scope());
    Optional<LoadBalancer> same =
        own.stream().filter(it -> it.name().equals(command.name())).findFirst();
    if (same.isPresent()) {
      return isAsAsked(vpcs, same.get(), command)
          ? Decision.accept(same.get())
          : Decision.refuse(ElbRefusals.duplicateName(command.name()));
    }
    Placement placement = Placement.of(command);
    Optional<Refusal> problem =
        nameProblem(command.name())
            .or(() -> ElbTags.problem(vpcs, command.tags(), Tags.NONE))
            .or(() -> tooMany(vpcs, own, command.type()))
            .or(() -> PlacementRules.problem(vpcs, placement, Optional.empty()))
            .or(() -> groupProblem(vpcs, placement.vpc(vpcs), command.groups()));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    LoadBalancer bare = bare(vpcs, command, context);
    return LoadBalancerNodes.made(vpcs, bare, placement, context)
        .then(nodes -> changed(bare.withNodes(command.ipAddressType(), nodes)));
  }

  private static LoadBalancer bare(Vpcs vpcs, CreateLoadBalancer command, Context context) {
    VpcId vpc = Placement.of(command).vpc(vpcs);
    String path =
        "loadbalancer/"
            + command.type().arnPart()
            + "/"
            + command.name()
            + "/"
            + context.ids().hex(ID_DIGITS);
    return new LoadBalancer(
        new LoadBalancerArn(command.scope().arn("elasticloadbalancing", path)),
        command.scope(),
        command.name(),
        command.type(),
        command.scheme(),
        command.ipAddressType(),
        vpc,
        List.of(),
        groups(vpcs, vpc, command),
        true,
        LoadBalancer.State.PROVISIONING,
        Map.of(),
        context.now(),
        command.tags());
  }

  static Decision<LoadBalancerArn> delete(Facts facts, DeleteLoadBalancer command) {
    Optional<LoadBalancer> found = own(facts, command.owner(), command.arn());
    if (found.isEmpty()) {
      return Decision.accept(command.arn());
    }
    if (LoadBalancerAttributes.isProtected(found.get())) {
      return Decision.refuse(ElbRefusals.isProtected(command.arn()));
    }
    boolean serves =
        facts.table(VpcEndpointService.KIND).stream()
            .anyMatch(service -> service.loadBalancers().contains(command.arn().value()));
    if (serves) {
      return Decision.refuse(ElbRefusals.inUse(command.arn()));
    }
    List<Change<?, ?>> changes = new ArrayList<>();
    for (Listener listener :
        facts.table(Listener.KIND).by(Listener.BY_LOAD_BALANCER, command.arn())) {
      changes.addAll(Listeners.removal(facts, listener));
    }
    for (LoadBalancer.Node node : found.get().nodes()) {
      changes.addAll(LoadBalancerNodes.removal(new Vpcs(facts), node));
    }
    changes.add(Change.remove(LoadBalancer.KIND, command.arn()));
    return Decision.accept(command.arn(), changes);
  }

  static Decision<LoadBalancer> modify(Facts facts, ModifyLoadBalancerAttributes command) {
    Optional<LoadBalancer> found = own(facts, command.owner(), command.arn());
    if (found.isEmpty()) {
      return Decision.refuse(ElbRefusals.notFound(command.arn()));
    }
    LoadBalancer balancer = found.get();
    Optional<Refusal> problem =
        command.attributes().entrySet().stream()
            .flatMap(
                it -> LoadBalancerAttributes.problem(balancer, it.getKey(), it.getValue()).stream())
            .findFirst();
    Map<String, String> attributes = new HashMap<>(balancer.attributes());
    attributes.putAll(command.attributes());
    problem = problem.or(() -> LoadBalancerAttributes.problem(attributes));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    LoadBalancer made = balancer.withAttributes(attributes);
    return withSecondary(new Vpcs(facts), made).then(_ -> changed(made));
  }

  /** Gives each interface the secondary addresses that the attribute asks for. */
  private static Decision<Boolean> withSecondary(Vpcs vpcs, LoadBalancer balancer) {
    int count = LoadBalancerAttributes.secondaryAddresses(balancer);
    List<Change<?, ?>> changes = new ArrayList<>();
    for (LoadBalancer.Node node : balancer.nodes()) {
      NetworkInterface eni = vpcs.networkInterface(node.eni()).orElseThrow();
      switch (ServiceInterfaces.withSecondary(vpcs, eni, count)) {
        case Decision.Refused<NetworkInterface> _ -> {
          return Decision.refuse(ElbRefusals.subnetFull(node.subnet()));
        }
        case Decision.Accepted<NetworkInterface>(NetworkInterface made, var _) -> {
          if (!made.equals(eni)) {
            changes.add(Change.put(NetworkInterface.KIND, made));
          }
        }
      }
    }
    return Decision.accept(true, changes);
  }

  static Decision<LoadBalancer> setGroups(Facts facts, SetSecurityGroups command) {
    Vpcs vpcs = new Vpcs(facts);
    Optional<LoadBalancer> found = own(facts, command.owner(), command.arn());
    if (found.isEmpty()) {
      return Decision.refuse(ElbRefusals.notFound(command.arn()));
    }
    LoadBalancer balancer = found.get();
    if (command.groups().isEmpty()) {
      return Decision.refuse(ElbRefusals.noGroup());
    }
    if (balancer.groups().isEmpty()) {
      return Decision.refuse(ElbRefusals.neverHadGroups(command.arn()));
    }
    if (command.filtersPrivateLink().isPresent()
        && balancer.type() == LoadBalancerType.APPLICATION) {
      return Decision.refuse(ElbRefusals.privateLinkOfApplication());
    }
    Optional<Refusal> problem = groupProblem(vpcs, balancer.vpc(), command.groups());
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    LoadBalancer made =
        balancer.withGroups(
            command.groups(), command.filtersPrivateLink().orElse(balancer.filtersPrivateLink()));
    List<Change<?, ?>> changes = new ArrayList<>();
    for (LoadBalancer.Node node : made.nodes()) {
      vpcs.networkInterface(node.eni())
          .ifPresent(
              eni ->
                  changes.add(Change.put(NetworkInterface.KIND, eni.withGroups(command.groups()))));
    }
    changes.add(Change.put(LoadBalancer.KIND, made));
    return Decision.accept(made, changes);
  }

  static Decision<LoadBalancer> setSubnets(Facts facts, SetSubnets command, Context context) {
    Optional<LoadBalancer> found = own(facts, command.owner(), command.arn());
    if (found.isEmpty()) {
      return Decision.refuse(ElbRefusals.notFound(command.arn()));
    }
    LoadBalancer balancer = found.get();
    Vpcs vpcs = new Vpcs(facts);
    Placement placement = placement(balancer, command.mappings());
    Optional<Refusal> problem =
        PlacementRules.problem(vpcs, placement, Optional.of(balancer.vpc()))
            .or(() -> changedInPlace(balancer, command.mappings()));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    List<LoadBalancer.Node> nodes = new ArrayList<>();
    List<Change<?, ?>> changes = new ArrayList<>();
    for (LoadBalancer.Node node : balancer.nodes()) {
      if (command.mappings().stream().anyMatch(it -> it.subnet().equals(node.subnet()))) {
        nodes.add(node);
      } else {
        changes.addAll(LoadBalancerNodes.removal(vpcs, node));
      }
    }
    Decision<LoadBalancer> moved =
        Decision.accept(true, changes)
            .then(_ -> LoadBalancerNodes.made(vpcs, balancer, placement, context))
            .then(
                made -> {
                  nodes.addAll(made);
                  return changed(balancer.withNodes(balancer.ipAddressType(), nodes));
                });
    return command.ipAddressType().isPresent()
        ? readdressed(facts, moved, command.ipAddressType().get())
        : moved;
  }

  /** Changes the families of addresses of what a decision made. */
  private static Decision<LoadBalancer> readdressed(
      Facts facts, Decision<LoadBalancer> moved, IpAddressType type) {
    return switch (moved) {
      case Decision.Refused<LoadBalancer> refused -> refused;
      case Decision.Accepted<LoadBalancer>(LoadBalancer made, var changes) ->
          Decision.accept(made, changes).then(it -> readdressed(facts.with(changes), it, type));
    };
  }

  static Decision<LoadBalancer> setIpAddressType(
      Facts facts, SetIpAddressType command, Context context) {
    return own(facts, command.owner(), command.arn())
        .map(balancer -> readdressed(facts, balancer, command.ipAddressType()))
        .orElseGet(() -> Decision.refuse(ElbRefusals.notFound(command.arn())));
  }

  private static Decision<LoadBalancer> readdressed(
      Facts facts, LoadBalancer balancer, IpAddressType type) {
    Vpcs vpcs = new Vpcs(facts);
    Placement placement =
        new Placement(
            balancer.scope(),
            balancer.type(),
            balancer.scheme(),
            type,
            mappings(balancer),
            balancer.nodes());
    Optional<Refusal> problem =
        PlacementRules.problem(vpcs, placement, Optional.of(balancer.vpc()))
            .or(() -> Listeners.forbidsDualstack(facts, balancer, type));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    Decision<List<LoadBalancer.Node>> nodes = Decision.accept(List.of());
    Facts now = facts;
    for (LoadBalancer.Node node : balancer.nodes()) {
      Vpcs at = new Vpcs(now);
      Decision<LoadBalancer.Node> exposed =
          LoadBalancerNodes.withPublicIpv4(at, node, placement.hasPublicIpv4());
      now = after(now, exposed);
      Vpcs then = new Vpcs(now);
      Decision<LoadBalancer.Node> made =
          exposed.then(
              it ->
                  type.hasIpv6()
                      ? LoadBalancerNodes.withIpv6(then, it)
                      : LoadBalancerNodes.withoutIpv6(then, it));
      now = after(now, made);
      nodes =
          nodes.then(
              all ->
                  made.map(
                      it -> {
                        List<LoadBalancer.Node> more = new ArrayList<>(all);
                        more.add(it);
                        return more;
                      }));
    }
    return nodes.then(all -> changed(balancer.withNodes(type, all)));
  }

  private static Facts after(Facts facts, Decision<?> decision) {
    return decision instanceof Decision.Accepted<?>(var _, var changes)
        ? facts.with(changes)
        : facts;
  }

  /** One that belongs to somebody. */
  static Optional<LoadBalancer> own(Facts facts, Scope owner, LoadBalancerArn arn) {
    return facts.find(LoadBalancer.KIND, arn).filter(it -> it.scope().equals(owner));
  }

  private static Placement placement(
      LoadBalancer balancer, List<CreateLoadBalancer.Mapping> mappings) {
    return new Placement(
        balancer.scope(),
        balancer.type(),
        balancer.scheme(),
        balancer.ipAddressType(),
        mappings,
        balancer.nodes());
  }

  private static List<CreateLoadBalancer.Mapping> mappings(LoadBalancer balancer) {
    return balancer.nodes().stream()
        .map(node -> CreateLoadBalancer.Mapping.in(node.subnet()))
        .toList();
  }

  /** The addresses of a node that stays cannot be exchanged. */
  private static Optional<Refusal> changedInPlace(
      LoadBalancer balancer, List<CreateLoadBalancer.Mapping> mappings) {
    for (CreateLoadBalancer.Mapping mapping : mappings) {
      for (LoadBalancer.Node node : balancer.nodes()) {
        boolean other =
            mapping
                    .allocation()
                    .filter(it -> !node.allocation().equals(Optional.of(it)))
                    .isPresent()
                || mapping.address().filter(it -> !node.privateAddress().equals(it)).isPresent();
        if (node.subnet().equals(mapping.subnet()) && other) {
          return Optional.of(
              ElbRefusals.configuration(
                  "The addresses of subnet '" + node.subnet() + "' cannot be changed"));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isAsAsked(Vpcs vpcs, LoadBalancer balancer, CreateLoadBalancer command) {
    List<SecurityGroupId> groups = groups(vpcs, balancer.vpc(), command);
    return balancer.type() == command.type()
        && balancer.scheme() == command.scheme()
        && balancer.ipAddressType() == command.ipAddressType()
        && balancer.tags().equals(command.tags())
        && new HashSet<>(balancer.groups()).equals(new HashSet<>(groups))
        && PlacementRules.areAsAsked(balancer.nodes(), command.mappings());
  }

  /** The groups that were asked for, or the VPC's own for an Application Load Balancer. */
  private static List<SecurityGroupId> groups(Vpcs vpcs, VpcId vpc, CreateLoadBalancer command) {
    if (!command.groups().isEmpty() || command.type() == LoadBalancerType.NETWORK) {
      return command.groups();
    }
    return vpcs.facts().table(SecurityGroup.KIND).by(SecurityGroup.BY_VPC, vpc).stream()
        .filter(SecurityGroup::isDefault)
        .map(SecurityGroup::id)
        .toList();
  }

  private static Optional<Refusal> tooMany(
      Vpcs vpcs, List<LoadBalancer> own, LoadBalancerType type) {
    Quota quota =
        switch (type) {
          case APPLICATION -> Quota.APPLICATION_LOAD_BALANCERS_PER_REGION;
          case NETWORK -> Quota.NETWORK_LOAD_BALANCERS_PER_REGION;
        };
    return own.stream().filter(it -> it.type() == type).count() >= vpcs.quota(quota)
        ? Optional.of(ElbRefusals.tooMany())
        : Optional.empty();
  }

  private static Optional<Refusal> nameProblem(String name) {
    if (name.length() > MAX_NAME) {
      return Optional.of(
          ElbRefusals.name(name, "cannot be longer than '" + MAX_NAME + "' characters"));
    }
    if (!NAME.matcher(name).matches()) {
      return Optional.of(
          ElbRefusals.name(
              name, "can only contain characters that are alphanumeric characters and hyphens(-)"));
    }
    if (name.startsWith("-") || name.endsWith("-")) {
      return Optional.of(ElbRefusals.name(name, "cannot begin or end with a hyphen(-)"));
    }
    return name.startsWith("internal-")
        ? Optional.of(ElbRefusals.name(name, "cannot begin with 'internal-'"))
        : Optional.empty();
  }

  private static Optional<Refusal> groupProblem(
      Vpcs vpcs, VpcId vpc, List<SecurityGroupId> groups) {
    if (groups.size() > vpcs.quota(Quota.SECURITY_GROUPS_PER_INTERFACE)) {
      return Optional.of(
          ElbRefusals.configuration(
              "The maximum number of security groups of a load balancer has been reached"));
    }
    return groups.stream()
        .filter(id -> vpcs.securityGroup(id).filter(group -> vpcs.usableIn(group, vpc)).isEmpty())
        .findFirst()
        .map(ElbRefusals::securityGroup);
  }

  private static Decision<LoadBalancer> changed(LoadBalancer balancer) {
    return Decision.accept(balancer, Change.put(LoadBalancer.KIND, balancer));
  }
}
