package io.eksnet.eks;

import static java.util.stream.Collectors.joining;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import io.eksnet.vpc.Quota;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Vpcs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What EKS asks of an update of a node group, and the work that it leaves to be done. */
final class NodeGroupUpdates {
  private NodeGroupUpdates() {}

  static Decision<Update> configure(Facts facts, UpdateNodegroupConfig command, Context context) {
    return idle(facts, command.scope(), command.group())
        .then(group -> configured(facts, group, command, context));
  }

  private static Decision<NodeGroup> idle(
      Facts facts, io.eksnet.id.Scope scope, NodeGroup.Key key) {
    return NodeGroupRules.known(facts, scope, key)
        .then(
            group ->
                group.updatable()
                    ? Decision.accept(group)
                    : Decision.refuse(
                        EksRefusals.inUse(
                            "Nodegroup cannot be updated as it is currently not in Active"
                                + " State")));
  }

  private static Decision<Update> configured(
      Facts facts, NodeGroup group, UpdateNodegroupConfig command, Context context) {
    NodeGroup.Scaling scaling =
        new NodeGroup.Scaling(
            command.sizes().min().orElse(group.scaling().min()),
            command.sizes().max().orElse(group.scaling().max()),
            command.sizes().desired().orElse(group.scaling().desired()));
    Map<String, String> labels = new TreeMap<>(group.labels());
    labels.keySet().removeAll(command.labelsGone());
    labels.putAll(command.labels());
    List<NodeGroup.Taint> taints = tainted(group.taints(), command);
    Optional<Refusal> wrong =
        Stream.<Optional<Refusal>>of(
                command.empty()
                    ? Optional.of(
                        EksRefusals.parameter("No changes needed for the nodegroup update request"))
                    : Optional.empty(),
                NodeGroupRules.sizes(
                    scaling, new Vpcs(facts).quota(Quota.NODES_PER_MANAGED_NODE_GROUP)),
                NodeGroupRules.labels(command.labels()),
                NodeGroupRules.taints(taints),
                command.update().flatMap(NodeGroupRules::updateConfig))
            .flatMap(Optional::stream)
            .findFirst();
    if (wrong.isPresent()) {
      return Decision.refuse(wrong.get());
    }
    NodeGroup next =
        group
            .withScaling(scaling, context.now())
            .marked(labels, taints, context.now())
            .updating(
                command.update().orElse(group.update()),
                command.repair().orElse(group.repair()),
                context.now());
    return begun(next, "ConfigUpdate", params(command), mark(group, labels, taints), context);
  }

  private static NodeGroupUpdate.Work mark(
      NodeGroup group, Map<String, String> labels, List<NodeGroup.Taint> taints) {
    Set<String> gone = new java.util.TreeSet<>(group.labels().keySet());
    gone.removeAll(labels.keySet());
    return new NodeGroupUpdate.Work.Mark(
        gone, group.taints().stream().filter(it -> !taints.contains(it)).toList());
  }

  private static List<NodeGroup.Taint> tainted(
      List<NodeGroup.Taint> present, UpdateNodegroupConfig command) {
    List<NodeGroup.Taint> taints = new ArrayList<>(present);
    taints.removeIf(it -> command.taintsGone().stream().anyMatch(gone -> same(it, gone)));
    for (NodeGroup.Taint added : command.taints()) {
      taints.removeIf(it -> same(it, added));
      taints.add(added);
    }
    return taints;
  }

  private static boolean same(NodeGroup.Taint one, NodeGroup.Taint other) {
    return one.key().equals(other.key()) && one.effect().equals(other.effect());
  }

  private static List<Update.Param> params(UpdateNodegroupConfig command) {
    List<Update.Param> params = new ArrayList<>();
    command.sizes().min().ifPresent(it -> params.add(param("MinSize", it)));
    command.sizes().max().ifPresent(it -> params.add(param("MaxSize", it)));
    command.sizes().desired().ifPresent(it -> params.add(param("DesiredSize", it)));
    if (!command.labels().isEmpty()) {
      params.add(
          param(
              "LabelsToAdd",
              new TreeMap<>(command.labels())
                  .entrySet().stream()
                      .map(it -> quoted(it.getKey()) + ":" + quoted(it.getValue()))
                      .collect(joining(",", "{", "}"))));
    }
    if (!command.labelsGone().isEmpty()) {
      params.add(
          param(
              "LabelsToRemove",
              command.labelsGone().stream()
                  .sorted()
                  .map(NodeGroupUpdates::quoted)
                  .collect(joining(",", "[", "]"))));
    }
    if (!command.taints().isEmpty()) {
      params.add(param("TaintsToAdd", json(command.taints())));
    }
    if (!command.taintsGone().isEmpty()) {
      params.add(param("TaintsToRemove", json(command.taintsGone())));
    }
    command
        .update()
        .ifPresent(
            update -> {
              update.maxUnavailable().ifPresent(it -> params.add(param("MaxUnavailable", it)));
              update
                  .percentage()
                  .ifPresent(it -> params.add(param("MaxUnavailablePercentage", it)));
              params.add(param("UpdateStrategy", update.minimal() ? "MINIMAL" : "DEFAULT"));
            });
    command.repair().ifPresent(it -> params.add(param("NodeRepairEnabled", it)));
    return params;
  }

  private static Update.Param param(String type, Object value) {
    return new Update.Param(type, value.toString());
  }

  private static String json(List<NodeGroup.Taint> taints) {
    return taints.stream()
        .map(
            it ->
                "{\"effect\":"
                    + quoted(effect(it.effect()))
                    + ",\"value\":"
                    + quoted(it.value())
                    + ",\"key\":"
                    + quoted(it.key())
                    + "}")
        .collect(joining(",", "[", "]"));
  }

  private static String effect(String kubernetes) {
    return switch (kubernetes) {
      case "NoSchedule" -> "NO_SCHEDULE";
      case "NoExecute" -> "NO_EXECUTE";
      default -> "PREFER_NO_SCHEDULE";
    };
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  static Decision<Update> version(Facts facts, UpdateNodegroupVersion command, Context context) {
    return idle(facts, command.scope(), command.group())
        .then(
            group ->
                NodeGroupRules.cluster(facts, command.scope(), command.group().cluster())
                    .then(cluster -> NodeMachines.next(facts, cluster, group.nodes(), command))
                    .then(nodes -> rolled(facts, group, nodes, command, context)));
  }

  private static Decision<Update> rolled(
      Facts facts,
      NodeGroup group,
      NodeGroup.Nodes nodes,
      UpdateNodegroupVersion command,
      Context context) {
    List<Update.Param> params = new ArrayList<>();
    params.add(param("Version", nodes.version()));
    if (!nodes.release().isEmpty()) {
      params.add(param("ReleaseVersion", nodes.release()));
    }
    nodes
        .template()
        .ifPresent(
            it -> {
              params.add(param("LaunchTemplateName", it.name()));
              params.add(param("LaunchTemplateVersion", it.version()));
            });
    return begun(
        group.withNodes(nodes, context.now()),
        "VersionUpdate",
        params,
        new NodeGroupUpdate.Work.Roll(group.nodes(), surge(facts, group), command.force()),
        context);
  }

  /** Twice the zones or the most at once, whichever is more; none if old nodes go first. */
  private static int surge(Facts facts, NodeGroup group) {
    if (group.update().minimal()) {
      return 0;
    }
    long zones =
        group.subnets().stream()
            .flatMap(id -> facts.find(Subnet.KIND, id).stream())
            .map(subnet -> subnet.zone().name())
            .distinct()
            .count();
    return Math.max((int) zones * 2, group.update().atOnce(group.scaling().desired()));
  }

  private static Decision<Update> begun(
      NodeGroup next,
      String type,
      List<Update.Param> params,
      NodeGroupUpdate.Work work,
      Context context) {
    Update update =
        Update.ofNodeGroup(context.ids().uuid(), next.key(), type, params, context.now());
    return Decision.accept(
        update,
        Change.put(Update.KIND, update),
        Change.put(
            NodeGroupUpdate.KIND,
            new NodeGroupUpdate(next.key(), update.id(), work, context.now())),
        Change.put(NodeGroup.KIND, next.withStatus(NodeGroup.Status.UPDATING, context.now())));
  }
}
