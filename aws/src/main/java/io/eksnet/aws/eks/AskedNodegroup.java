package io.eksnet.aws.eks;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.eks.CreateNodegroup;
import io.eksnet.eks.NodeGroup;
import io.eksnet.eks.UpdateNodegroupConfig;
import io.eksnet.eks.UpdateNodegroupVersion;
import io.eksnet.id.Scope;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.eks.model.NodeRepairConfig;
import software.amazon.awssdk.services.eks.model.NodegroupScalingConfig;
import software.amazon.awssdk.services.eks.model.NodegroupUpdateConfig;
import software.amazon.awssdk.services.eks.model.Taint;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupVersionRequest;

/** What requests ask of node groups, as commands. */
final class AskedNodegroup {
  private AskedNodegroup() {}

  static Reply<CreateNodegroup> of(CreateNodegroupRequest q, Scope scope) {
    return capacity(Optional.ofNullable(q.capacityTypeAsString()))
        .then(
            capacity ->
                update(Optional.ofNullable(q.updateConfig()))
                    .then(
                        update ->
                            taints(q.taints())
                                .map(taints -> create(q, scope, capacity, update, taints))));
  }

  private static CreateNodegroup create(
      CreateNodegroupRequest q,
      Scope scope,
      NodeGroup.Capacity capacity,
      Optional<NodeGroup.UpdateConfig> update,
      List<NodeGroup.Taint> taints) {
    return new CreateNodegroup(
        scope,
        q.clusterName(),
        q.nodegroupName(),
        sizes(Optional.ofNullable(q.scalingConfig())),
        q.subnets().stream().distinct().map(SubnetId::new).toList(),
        new CreateNodegroup.Machine(
            q.nodeRole(),
            q.instanceTypes(),
            Optional.ofNullable(q.amiTypeAsString()),
            capacity,
            Optional.ofNullable(q.diskSize()),
            template(q.launchTemplate()),
            text(q.version()),
            text(q.releaseVersion())),
        q.labels(),
        taints,
        update,
        repair(q.nodeRepairConfig()).orElse(false),
        Tags.of(q.tags()));
  }

  static Reply<UpdateNodegroupConfig> of(UpdateNodegroupConfigRequest q, Scope scope) {
    var labels = Optional.ofNullable(q.labels());
    var taints = Optional.ofNullable(q.taints());
    return update(Optional.ofNullable(q.updateConfig()))
        .then(
            update ->
                taints(taints.map(it -> it.addOrUpdateTaints()).orElse(List.of()))
                    .then(
                        more ->
                            taints(taints.map(it -> it.removeTaints()).orElse(List.of()))
                                .map(
                                    fewer ->
                                        new UpdateNodegroupConfig(
                                            scope,
                                            new NodeGroup.Key(q.clusterName(), q.nodegroupName()),
                                            sizes(Optional.ofNullable(q.scalingConfig())),
                                            labels
                                                .map(it -> it.addOrUpdateLabels())
                                                .orElse(java.util.Map.of()),
                                            Set.copyOf(
                                                labels
                                                    .map(it -> it.removeLabels())
                                                    .orElse(List.of())),
                                            more,
                                            fewer,
                                            update,
                                            repair(q.nodeRepairConfig())))));
  }

  static UpdateNodegroupVersion of(UpdateNodegroupVersionRequest q, Scope scope) {
    return new UpdateNodegroupVersion(
        scope,
        new NodeGroup.Key(q.clusterName(), q.nodegroupName()),
        text(q.version()),
        text(q.releaseVersion()),
        template(q.launchTemplate()),
        Boolean.TRUE.equals(q.force()));
  }

  private static Optional<String> text(String value) {
    return Optional.ofNullable(value).filter(it -> !it.isEmpty());
  }

  private static Optional<Boolean> repair(NodeRepairConfig config) {
    return Optional.ofNullable(config).flatMap(it -> Optional.ofNullable(it.enabled()));
  }

  private static Reply<NodeGroup.Capacity> capacity(Optional<String> asked) {
    return switch (asked.orElse("ON_DEMAND")) {
      case "ON_DEMAND" -> Reply.answer(NodeGroup.Capacity.ON_DEMAND);
      case "SPOT" -> Reply.answer(NodeGroup.Capacity.SPOT);
      case "CAPACITY_BLOCK" ->
          Reply.refuse(
              "InvalidParameterException", "eksnet does not serve capacityType CAPACITY_BLOCK");
      case String other ->
          Reply.refuse(
              "InvalidParameterException",
              "The specified capacityType " + other + " is not valid.");
    };
  }

  private static CreateNodegroup.Sizes sizes(Optional<NodegroupScalingConfig> asked) {
    return asked
        .map(
            it ->
                new CreateNodegroup.Sizes(
                    Optional.ofNullable(it.minSize()),
                    Optional.ofNullable(it.maxSize()),
                    Optional.ofNullable(it.desiredSize())))
        .orElse(CreateNodegroup.Sizes.NONE);
  }

  private static Reply<Optional<NodeGroup.UpdateConfig>> update(
      Optional<NodegroupUpdateConfig> asked) {
    if (asked.isEmpty()) {
      return Reply.answer(Optional.empty());
    }
    NodegroupUpdateConfig it = asked.get();
    String strategy = Optional.ofNullable(it.updateStrategyAsString()).orElse("DEFAULT");
    if (!strategy.equals("DEFAULT") && !strategy.equals("MINIMAL")) {
      return Reply.refuse(
          "InvalidParameterException",
          "The specified updateStrategy " + strategy + " is not valid.");
    }
    Optional<Integer> percentage = Optional.ofNullable(it.maxUnavailablePercentage());
    Optional<Integer> count =
        Optional.ofNullable(it.maxUnavailable())
            .or(() -> percentage.isPresent() ? Optional.empty() : Optional.of(1));
    return Reply.answer(
        Optional.of(new NodeGroup.UpdateConfig(count, percentage, strategy.equals("MINIMAL"))));
  }

  private static Optional<CreateNodegroup.TemplateName> template(
      LaunchTemplateSpecification asked) {
    return Optional.ofNullable(asked)
        .map(
            it ->
                new CreateNodegroup.TemplateName(
                    text(it.id()), text(it.name()), text(it.version()).orElse("")));
  }

  private static Reply<List<NodeGroup.Taint>> taints(List<Taint> asked) {
    List<NodeGroup.Taint> taints = new ArrayList<>();
    for (Taint taint : asked) {
      Optional<String> effect =
          switch (Optional.ofNullable(taint.effectAsString()).orElse("")) {
            case "NO_SCHEDULE" -> Optional.of("NoSchedule");
            case "NO_EXECUTE" -> Optional.of("NoExecute");
            case "PREFER_NO_SCHEDULE" -> Optional.of("PreferNoSchedule");
            default -> Optional.empty();
          };
      if (effect.isEmpty()) {
        return Reply.refuse(
            "InvalidParameterException",
            "The effect of a taint must be NO_SCHEDULE, NO_EXECUTE or PREFER_NO_SCHEDULE.");
      }
      taints.add(
          new NodeGroup.Taint(
              Optional.ofNullable(taint.key()).orElse(""),
              Optional.ofNullable(taint.value()).orElse(""),
              effect.get()));
    }
    return Reply.answer(taints);
  }
}
