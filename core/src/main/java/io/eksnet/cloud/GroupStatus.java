package io.eksnet.cloud;

import io.eksnet.eks.NodeGroup;
import io.eksnet.eks.NodeGroupHealth;
import io.eksnet.iam.Role;
import io.eksnet.table.Change;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.LaunchTemplate;
import io.eksnet.world.Effect;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A new group is active when all of its nodes are ready, and has failed when they are not in time;
 * an issue degrades an active one.
 */
final class GroupStatus {
  private GroupStatus() {}

  static Outcome of(World world, NodeGroup group, GroupMembers members, Moment moment) {
    return switch (group.status()) {
      case CREATING -> created(world, group, members, moment);
      case ACTIVE, DEGRADED -> judged(world, group, moment);
      case UPDATING, DELETING, CREATE_FAILED, DELETE_FAILED -> Outcome.done();
    };
  }

  private static Outcome created(
      World world, NodeGroup group, GroupMembers members, Moment moment) {
    List<Instance> serving = members.serving();
    if (serving.size() >= group.scaling().desired() && serving.stream().allMatch(members::ready)) {
      return to(group, NodeGroup.Status.ACTIVE, moment);
    }
    Instant limit = group.createdAt().plus(NodeGroups.CREATION);
    if (moment.now().isBefore(limit)) {
      return Outcome.again(limit);
    }
    Optional<NodeGroupHealth> health = world.find(NodeGroupHealth.KIND, group.key());
    Outcome failed = to(group, NodeGroup.Status.CREATE_FAILED, moment);
    return health.isPresent()
        ? failed
        : Outcome.state(
                Change.put(
                    NodeGroupHealth.KIND,
                    new NodeGroupHealth(
                        group.key(), List.of(notReady(serving, members)), moment.now())))
            .and(failed);
  }

  /** In EKS's words: some never came, or all came and some are not ready. */
  static NodeGroupHealth.Issue notReady(List<Instance> instances, GroupMembers members) {
    List<Instance> unready = instances.stream().filter(it -> !members.ready(it)).toList();
    List<Instance> absent = unready.stream().filter(it -> members.node(it.id()).isEmpty()).toList();
    return new NodeGroupHealth.Issue(
        NodeGroupHealth.NODE_CREATION_FAILURE,
        absent.isEmpty()
            ? "Unhealthy nodes in the kubernetes cluster"
            : "Instances failed to join the kubernetes cluster",
        (absent.isEmpty() ? unready : absent).stream().map(it -> it.id().value()).toList());
  }

  private static Outcome judged(World world, NodeGroup group, Moment moment) {
    List<NodeGroupHealth.Issue> missing = missing(world, group);
    Optional<NodeGroupHealth> health = world.find(NodeGroupHealth.KIND, group.key());
    boolean told = health.filter(it -> it.issues().containsAll(missing)).isPresent();
    Outcome issues =
        missing.isEmpty() || told
            ? Outcome.done()
            : Outcome.state(
                Change.put(
                    NodeGroupHealth.KIND, new NodeGroupHealth(group.key(), missing, moment.now())));
    NodeGroup.Status next =
        health.isPresent() || !missing.isEmpty()
            ? NodeGroup.Status.DEGRADED
            : NodeGroup.Status.ACTIVE;
    return next == group.status() ? issues : issues.and(to(group, next, moment));
  }

  /** What the group needs and is gone. */
  private static List<NodeGroupHealth.Issue> missing(World world, NodeGroup group) {
    List<NodeGroupHealth.Issue> issues = new ArrayList<>();
    String role = group.nodes().role();
    if (!role.isEmpty() && world.find(Role.KIND, role).isEmpty()) {
      issues.add(
          new NodeGroupHealth.Issue(
              NodeGroupHealth.IAM_NODE_ROLE_NOT_FOUND,
              "We couldn't find the IAM role for your managed node group. You may be able to"
                  + " recreate an IAM role with the same settings to recover.",
              List.of(role)));
    }
    group
        .nodes()
        .template()
        .filter(it -> world.find(LaunchTemplate.KIND, it.id()).isEmpty())
        .ifPresent(
            it ->
                issues.add(
                    new NodeGroupHealth.Issue(
                        NodeGroupHealth.LAUNCH_TEMPLATE_NOT_FOUND,
                        "We couldn't find the Amazon EC2 launch template for your managed node"
                            + " group.",
                        List.of(it.id().value()))));
    return issues;
  }

  /** Forgets a failed launch when the group has all of its instances. */
  static Outcome healed(World world, NodeGroup group, GroupMembers members) {
    boolean well =
        missing(world, group).isEmpty()
            && world.table(NodeGroupHealth.KIND).contains(group.key())
            && members.serving().size() >= group.scaling().desired();
    return well
        ? Outcome.of(new Effect.State(Change.remove(NodeGroupHealth.KIND, group.key())))
        : Outcome.done();
  }

  private static Outcome to(NodeGroup group, NodeGroup.Status next, Moment moment) {
    return Outcome.state(Change.put(NodeGroup.KIND, group.withStatus(next, moment.now())));
  }
}
