package io.eksnet.eks;

import io.eksnet.iam.Role;
import io.eksnet.iam.Roles;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.id.SubnetId;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import io.eksnet.vpc.InstanceType;
import io.eksnet.vpc.Quota;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Vpcs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What EKS asks of a node group before it makes one. The words are EKS's where public reports of
 * its errors have them.
 */
final class NodeGroupRules {
  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z][A-Za-z0-9\\-_]{0,62}");
  private static final Pattern LABEL_VALUE =
      Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");
  private static final List<String> RESERVED =
      List.of("kubernetes.io/", "k8s.io/", "eks.amazonaws.com/");
  private static final int MOST_LABEL_CHARACTERS = 63;
  private static final int MOST_TAINTS = 50;
  private static final int MOST_TYPES = 20;
  private static final int STANDARD_SIZE = 2;

  private NodeGroupRules() {}

  /** The caller's node group, or EKS's refusal. */
  static Decision<NodeGroup> known(Facts facts, Scope scope, NodeGroup.Key key) {
    return cluster(facts, scope, key.cluster())
        .then(
            _ ->
                facts
                    .find(NodeGroup.KIND, key)
                    .<Decision<NodeGroup>>map(Decision::accept)
                    .orElseGet(() -> Decision.refuse(EksRefusals.noNodeGroup(key.name()))));
  }

  /** The caller's cluster, or EKS's refusal. */
  static Decision<Cluster> cluster(Facts facts, Scope scope, String name) {
    return facts
        .find(Cluster.KIND, name)
        .filter(it -> it.scope().equals(scope))
        .<Decision<Cluster>>map(Decision::accept)
        .orElseGet(() -> Decision.refuse(EksRefusals.noCluster(name)));
  }

  static Decision<NodeGroup> create(Facts facts, CreateNodegroup command, Context context) {
    return cluster(facts, command.scope(), command.cluster())
        .then(cluster -> create(facts, cluster, command, context));
  }

  private static Decision<NodeGroup> create(
      Facts facts, Cluster cluster, CreateNodegroup command, Context context) {
    NodeGroup.Scaling scaling = scaling(command.sizes());
    Optional<Refusal> wrong =
        Stream.<Optional<Refusal>>of(
                name(command.name()),
                free(facts, cluster, command.name()),
                sizes(scaling, new Vpcs(facts).quota(Quota.NODES_PER_MANAGED_NODE_GROUP)),
                labels(command.labels()),
                taints(command.taints()),
                command.update().flatMap(NodeGroupRules::updateConfig),
                subnets(facts, cluster, command.subnets()),
                role(facts, command.machine().role()))
            .flatMap(Optional::stream)
            .findFirst();
    if (wrong.isPresent()) {
      return Decision.refuse(wrong.get());
    }
    return NodeMachines.of(facts, cluster, command.machine())
        .then(
            nodes -> {
              NodeGroup made =
                  new NodeGroup(
                      cluster.name(),
                      command.name(),
                      context.ids().uuid(),
                      scaling,
                      command.subnets(),
                      nodes,
                      command.labels(),
                      command.taints(),
                      command.update().orElse(NodeGroup.UpdateConfig.STANDARD),
                      command.repair(),
                      NodeGroup.Status.CREATING,
                      context.now(),
                      context.now(),
                      command.tags());
              List<Change<?, ?>> changes = new ArrayList<>();
              changes.add(Change.put(NodeGroup.KIND, made));
              AccessEntries.ofNodes(facts, cluster, nodes.role(), context)
                  .ifPresent(entry -> changes.add(Change.put(AccessEntry.KIND, entry)));
              return Decision.accept(made, changes);
            });
  }

  /** EKS fills in two nodes for what is not said, as far as the rest allows it. */
  private static NodeGroup.Scaling scaling(CreateNodegroup.Sizes asked) {
    int min = asked.min().or(asked::desired).orElse(1);
    int desired = asked.desired().orElse(Math.max(min, asked.max().orElse(STANDARD_SIZE)));
    int fitting = asked.desired().isPresent() ? desired : Math.max(min, Math.min(desired, 2));
    int max = asked.max().orElse(Math.max(fitting, STANDARD_SIZE));
    return new NodeGroup.Scaling(min, max, fitting);
  }

  private static Optional<Refusal> name(String name) {
    return NAME.matcher(name).matches()
        ? Optional.empty()
        : Optional.of(
            EksRefusals.parameter(
                "nodegroupName must begin with a letter or digit, have at most 63 characters, and"
                    + " contain only letters, digits, hyphens and underscores: "
                    + name));
  }

  private static Optional<Refusal> free(Facts facts, Cluster cluster, String name) {
    if (facts.find(NodeGroup.KIND, new NodeGroup.Key(cluster.name(), name)).isPresent()) {
      return Optional.of(
          EksRefusals.inUse(
              "NodeGroup already exists with name "
                  + name
                  + " and cluster name "
                  + cluster.name()));
    }
    if (cluster.status() != Cluster.Status.ACTIVE && cluster.status() != Cluster.Status.UPDATING) {
      return Optional.of(
          EksRefusals.request(
              "Cluster '"
                  + cluster.name()
                  + "' is not in ACTIVE state, it is "
                  + cluster.status()));
    }
    int most = new Vpcs(facts).quota(Quota.MANAGED_NODE_GROUPS_PER_CLUSTER);
    return facts.table(NodeGroup.KIND).keysBy(NodeGroup.BY_CLUSTER, cluster.name()).size() >= most
        ? Optional.of(
            EksRefusals.limit(
                "You've reached the limit of " + most + " managed node groups for this cluster."))
        : Optional.empty();
  }

  /** Whether a node group may have so many nodes. */
  static Optional<Refusal> sizes(NodeGroup.Scaling scaling, int most) {
    if (scaling.min() < 0) {
      return Optional.of(EksRefusals.parameter("minSize must be 0 or more."));
    }
    if (scaling.max() < 1) {
      return Optional.of(EksRefusals.parameter("maxSize must be 1 or more."));
    }
    if (scaling.min() > scaling.max()) {
      return Optional.of(
          EksRefusals.parameter(
              "Minimum capacity "
                  + scaling.min()
                  + " can't be greater than maximum capacity "
                  + scaling.max()));
    }
    if (scaling.min() > scaling.desired()) {
      return Optional.of(
          EksRefusals.parameter(
              "Minimum capacity "
                  + scaling.min()
                  + " can't be greater than desired size "
                  + scaling.desired()));
    }
    if (scaling.desired() > scaling.max()) {
      return Optional.of(
          EksRefusals.parameter(
              "Desired capacity "
                  + scaling.desired()
                  + " can't be greater than max size "
                  + scaling.max()));
    }
    return scaling.max() > most
        ? Optional.of(
            EksRefusals.limit("A managed node group can have at most " + most + " nodes."))
        : Optional.empty();
  }

  /** Whether nodes may be labelled so. */
  static Optional<Refusal> labels(Map<String, String> labels) {
    for (Map.Entry<String, String> label : labels.entrySet()) {
      if (RESERVED.stream().anyMatch(label.getKey()::startsWith)) {
        return Optional.of(
            EksRefusals.parameter(
                "Label cannot contain reserved prefixes [" + String.join(", ", RESERVED) + "]"));
      }
      int slash = label.getKey().indexOf('/');
      Optional<Refusal> wrong =
          label.getKey().isEmpty()
              ? Optional.of(EksRefusals.parameter("A label's key can't be empty."))
              : value(label.getKey().substring(slash + 1)).or(() -> value(label.getValue()));
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> value(String text) {
    return text.length() <= MOST_LABEL_CHARACTERS && LABEL_VALUE.matcher(text).matches()
        ? Optional.empty()
        : Optional.of(
            EksRefusals.parameter(
                "Invalid value: "
                    + text
                    + " : field must consist of alphanumeric characters, '-', '_' or '.', and must"
                    + " start and end with an alphanumeric character (e.g. 'MyName',  or"
                    + " 'my.name',  or '123-abc', regex used for validation is"
                    + " '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"));
  }

  /** Whether nodes may be tainted so. */
  static Optional<Refusal> taints(List<NodeGroup.Taint> taints) {
    if (taints.size() > MOST_TAINTS) {
      return Optional.of(
          EksRefusals.parameter(
              "A managed node group can have at most "
                  + MOST_TAINTS
                  + " taints, not "
                  + taints.size()
                  + "."));
    }
    if (taints.stream().map(it -> it.key() + ":" + it.effect()).distinct().count()
        < taints.size()) {
      return Optional.of(EksRefusals.parameter("Two taints can't have the same key and effect."));
    }
    return taints.stream()
        .flatMap(
            taint ->
                (taint.key().isEmpty()
                        ? Optional.of(EksRefusals.parameter("A taint's key can't be empty."))
                        : value(taint.key().substring(taint.key().indexOf('/') + 1))
                            .or(() -> value(taint.value())))
                    .stream())
        .findFirst();
  }

  /** Whether a group may be updated so. */
  static Optional<Refusal> updateConfig(NodeGroup.UpdateConfig update) {
    if (update.maxUnavailable().isPresent() && update.percentage().isPresent()) {
      return Optional.of(
          EksRefusals.parameter(
              "Only one of maxUnavailable and maxUnavailablePercentage can be specified."));
    }
    boolean fits =
        Stream.concat(update.maxUnavailable().stream(), update.percentage().stream())
            .allMatch(it -> it >= 1 && it <= 100);
    return fits
        ? Optional.empty()
        : Optional.of(
            EksRefusals.parameter(
                "maxUnavailable and maxUnavailablePercentage must be from 1 to 100."));
  }

  private static Optional<Refusal> subnets(Facts facts, Cluster cluster, List<SubnetId> subnets) {
    for (SubnetId id : subnets) {
      Optional<Subnet> subnet =
          facts.find(Subnet.KIND, id).filter(it -> it.scope().equals(cluster.scope()));
      if (subnet.isEmpty()) {
        return Optional.of(EksRefusals.parameter("The subnet ID '" + id + "' does not exist"));
      }
      if (!subnet.get().vpc().equals(cluster.vpc())) {
        return Optional.of(EksRefusals.parameter("Subnets specified must belong in the same VPC"));
      }
    }
    return subnets.isEmpty()
        ? Optional.of(EksRefusals.parameter("Subnets cannot be empty"))
        : Optional.empty();
  }

  private static Optional<Refusal> role(Facts facts, String arn) {
    if (facts.find(Role.KIND, arn).isEmpty()) {
      return Optional.of(
          EksRefusals.parameter(
              "The role with name "
                  + arn.substring(arn.lastIndexOf('/') + 1)
                  + " cannot be found."));
    }
    return Roles.assumableBy(facts, arn, "ec2.amazonaws.com")
        ? Optional.empty()
        : Optional.of(
            EksRefusals.parameter(
                "Following required service principals [ec2.amazonaws.com] were not found in the"
                    + " trust relationships of nodeRole "
                    + arn));
  }

  /** Whether an image runs on all of some instance types. */
  static Optional<Refusal> types(Facts facts, AmiType ami, List<String> names) {
    Vpcs vpcs = new Vpcs(facts);
    if (names.size() > MOST_TYPES) {
      return Optional.of(
          EksRefusals.parameter(
              "A managed node group can have at most " + MOST_TYPES + " instance types."));
    }
    List<String> unknown =
        names.stream().filter(name -> vpcs.instanceType(name).isEmpty()).toList();
    if (!unknown.isEmpty()) {
      return Optional.of(
          EksRefusals.parameter("The following supplied instance types do not exist: " + unknown));
    }
    List<String> unfit =
        names.stream()
            .flatMap(name -> vpcs.instanceType(name).stream())
            .filter(type -> !ami.fits(type))
            .map(InstanceType::name)
            .toList();
    return unfit.isEmpty()
        ? Optional.empty()
        : Optional.of(
            EksRefusals.parameter(
                unfit + " is not a valid instance type for requested amiType " + ami.name()));
  }
}
