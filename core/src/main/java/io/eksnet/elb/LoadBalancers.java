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
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The rules for Network Load Balancers; {@link LoadBalancerNodes} has those for their zones. */
final class LoadBalancers {
  /** How many addresses of a subnet must be free (ELB user guides). */
  static final int FREE_ADDRESSES = 8;

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
      return isAsAsked(same.get(), command)
          ? Decision.accept(same.get())
          : Decision.refuse(ElbRefusals.duplicateName(command.name()));
    }
    Optional<Refusal> problem =
        nameProblem(command.name())
            .or(() -> tagProblem(vpcs, command.tags(), Tags.NONE))
            .or(
                () ->
                    own.size() >= vpcs.quota(Quota.NETWORK_LOAD_BALANCERS_PER_REGION)
                        ? Optional.of(ElbRefusals.tooMany())
                        : Optional.empty())
            .or(() -> LoadBalancerNodes.problem(vpcs, command))
            .or(() -> groupProblem(vpcs, LoadBalancerNodes.vpc(vpcs, command), command.groups()));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    LoadBalancerArn arn =
        new LoadBalancerArn(
            command
                .scope()
                .arn(
                    "elasticloadbalancing",
                    "loadbalancer/net/" + command.name() + "/" + context.ids().hex(ID_DIGITS)));
    LoadBalancer bare =
        new LoadBalancer(
            arn,
            command.scope(),
            command.name(),
            LoadBalancerType.NETWORK,
            command.scheme(),
            LoadBalancerNodes.vpc(vpcs, command),
            List.of(),
            command.groups(),
            LoadBalancer.State.PROVISIONING,
            Map.of(),
            context.now(),
            command.tags());
    return LoadBalancerNodes.made(vpcs, bare, command.mappings(), context);
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
    for (LoadBalancer.Node node : found.get().nodes()) {
      changes.addAll(ServiceInterfaces.removal(new Vpcs(facts), node.eni()));
    }
    changes.add(Change.remove(LoadBalancer.KIND, command.arn()));
    return Decision.accept(command.arn(), changes);
  }

  static Decision<LoadBalancer> modify(Facts facts, ModifyLoadBalancerAttributes command) {
    Optional<LoadBalancer> found = own(facts, command.owner(), command.arn());
    if (found.isEmpty()) {
      return Decision.refuse(ElbRefusals.notFound(List.of(command.arn())));
    }
    for (Map.Entry<String, String> each : command.attributes().entrySet()) {
      Optional<Refusal> problem = LoadBalancerAttributes.problem(each.getKey(), each.getValue());
      if (problem.isPresent()) {
        return Decision.refuse(problem.get());
      }
    }
    Map<String, String> attributes = new HashMap<>(found.get().attributes());
    attributes.putAll(command.attributes());
    return changed(found.get().withAttributes(attributes));
  }

  static Decision<LoadBalancer> setGroups(Facts facts, SetSecurityGroups command) {
    Vpcs vpcs = new Vpcs(facts);
    Optional<LoadBalancer> found = own(facts, command.owner(), command.arn());
    if (found.isEmpty()) {
      return Decision.refuse(ElbRefusals.notFound(List.of(command.arn())));
    }
    if (found.get().groups().isEmpty() || command.groups().isEmpty()) {
      return Decision.refuse(ElbRefusals.neverHadGroups(command.arn()));
    }
    Optional<Refusal> problem = groupProblem(vpcs, found.get().vpc(), command.groups());
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    LoadBalancer made = found.get().withGroups(command.groups());
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

  static Decision<Boolean> addTags(Facts facts, AddTags command) {
    for (LoadBalancerArn arn : command.arns()) {
      Optional<Refusal> problem =
          own(facts, command.owner(), arn)
              .flatMap(it -> tagProblem(new Vpcs(facts), command.tags(), it.tags()));
      if (problem.isPresent()) {
        return Decision.refuse(problem.get());
      }
    }
    return retagged(
        facts,
        command.owner(),
        command.arns(),
        tags -> {
          Tags more = tags;
          for (Map.Entry<String, String> tag : command.tags().values().entrySet()) {
            more = more.with(tag.getKey(), tag.getValue());
          }
          return more;
        });
  }

  static Decision<Boolean> removeTags(Facts facts, RemoveTags command) {
    return retagged(
        facts,
        command.owner(),
        command.arns(),
        tags -> {
          Tags less = tags;
          for (String key : command.keys()) {
            less = less.without(key);
          }
          return less;
        });
  }

  private static Decision<Boolean> retagged(
      Facts facts, Scope owner, List<LoadBalancerArn> arns, UnaryOperator<Tags> edit) {
    List<Change<?, ?>> changes = new ArrayList<>();
    for (LoadBalancerArn arn : arns) {
      Optional<LoadBalancer> found = own(facts, owner, arn);
      if (found.isEmpty()) {
        return Decision.refuse(ElbRefusals.notFound(List.of(arn)));
      }
      changes.add(
          Change.put(LoadBalancer.KIND, found.get().withTags(edit.apply(found.get().tags()))));
    }
    return Decision.accept(true, changes);
  }

  private static Optional<LoadBalancer> own(Facts facts, Scope owner, LoadBalancerArn arn) {
    return facts.find(LoadBalancer.KIND, arn).filter(it -> it.scope().equals(owner));
  }

  private static boolean isAsAsked(LoadBalancer balancer, CreateLoadBalancer command) {
    return balancer.scheme() == command.scheme()
        && balancer.tags().equals(command.tags())
        && new HashSet<>(balancer.groups()).equals(new HashSet<>(command.groups()))
        && LoadBalancerNodes.areAsAsked(balancer.nodes(), command.mappings());
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
        .filter(id -> vpcs.securityGroup(id).map(SecurityGroup::vpc).filter(vpc::equals).isEmpty())
        .findFirst()
        .map(ElbRefusals::securityGroup);
  }

  private static Optional<Refusal> tagProblem(Vpcs vpcs, Tags more, Tags there) {
    Optional<String> reserved =
        more.values().keySet().stream().filter(key -> key.startsWith("aws:")).findFirst();
    if (reserved.isPresent()) {
      return Optional.of(ElbRefusals.reservedTag(reserved.get()));
    }
    HashSet<String> keys = new HashSet<>(there.values().keySet());
    keys.addAll(more.values().keySet());
    return keys.size() > vpcs.quota(Quota.TAGS_PER_RESOURCE)
        ? Optional.of(ElbRefusals.tooManyTags())
        : Optional.empty();
  }

  private static Decision<LoadBalancer> changed(LoadBalancer balancer) {
    return Decision.accept(balancer, Change.put(LoadBalancer.KIND, balancer));
  }
}
