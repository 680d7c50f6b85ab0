package io.eksnet.aws.elb;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.elb.DeregisterTargets;
import io.eksnet.elb.RegisterTargets;
import io.eksnet.elb.Target;
import io.eksnet.elb.TargetDescription;
import io.eksnet.elb.TargetGroup;
import io.eksnet.elb.TargetHealth;
import io.eksnet.id.ZoneName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AnomalyResultEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.MitigationInEffectEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** Targets: registered, deregistered, and how they are. */
final class TargetActions {
  private static final List<String> INCLUDES = List.of("AnomalyDetection", "All");

  private TargetActions() {}

  static void register(Call.Registry on) {
    on.on(
            "RegisterTargets",
            RegisterTargetsRequest::builder,
            served("TargetGroupArn!", "Targets!"),
            (q, call) ->
                TargetGroupActions.arn(q.targetGroupArn())
                    .then(
                        arn ->
                            read(q.targets())
                                .then(
                                    targets ->
                                        call.execute(
                                            new RegisterTargets(call.scope(), arn, targets))))
                    .map(_ -> RegisterTargetsResponse.builder().build()))
        .on(
            "DeregisterTargets",
            DeregisterTargetsRequest::builder,
            served("TargetGroupArn!", "Targets!"),
            (q, call) ->
                TargetGroupActions.arn(q.targetGroupArn())
                    .then(
                        arn ->
                            read(q.targets())
                                .then(
                                    targets ->
                                        call.execute(
                                            new DeregisterTargets(call.scope(), arn, targets))))
                    .map(_ -> DeregisterTargetsResponse.builder().build()))
        .on(
            "DescribeTargetHealth",
            DescribeTargetHealthRequest::builder,
            served("TargetGroupArn!", "Targets", "Include"),
            TargetActions::health);
  }

  private static Reply<List<TargetDescription>> read(
      List<software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription> asked) {
    List<TargetDescription> targets = new ArrayList<>();
    for (var each : asked) {
      if (each.id() == null || each.id().isEmpty()) {
        return ElbFound.invalid("A target must have an ID");
      }
      targets.add(
          new TargetDescription(
              each.id(),
              Optional.ofNullable(each.port()),
              Optional.ofNullable(each.availabilityZone()),
              Optional.ofNullable(each.quicServerId())));
    }
    return Reply.answer(targets);
  }

  private static Reply<DescribeTargetHealthResponse> health(
      DescribeTargetHealthRequest q, Call call) {
    Optional<String> unknown =
        q.includeAsStrings().stream().filter(it -> !INCLUDES.contains(it)).findFirst();
    if (unknown.isPresent()) {
      return ElbFound.invalid("Include '" + unknown.get() + "' must be one of " + INCLUDES);
    }
    return TargetGroupActions.found(call, q.targetGroupArn())
        .then(
            group ->
                read(q.targets())
                    .map(
                        asked ->
                            DescribeTargetHealthResponse.builder()
                                .targetHealthDescriptions(
                                    described(call, group, asked, q.includeAsStrings()))
                                .build()));
  }

  private static List<TargetHealthDescription> described(
      Call call, TargetGroup group, List<TargetDescription> asked, List<String> include) {
    var targets = call.world().table(Target.KIND);
    if (asked.isEmpty()) {
      return targets.by(Target.BY_GROUP, group.arn()).stream()
          .map(it -> sdk(call, group, it, include))
          .toList();
    }
    return asked.stream()
        .map(
            each ->
                targets
                    .get(each.in(group))
                    .map(it -> sdk(call, group, it, include))
                    .orElseGet(() -> notRegistered(group, each)))
        .toList();
  }

  private static TargetHealthDescription sdk(
      Call call, TargetGroup group, Target target, List<String> include) {
    TargetHealth health =
        call.world()
            .find(TargetHealth.KIND, target.key())
            .orElseGet(() -> TargetHealth.registering(target));
    boolean watched = !include.isEmpty() && group.application();
    var sdk =
        TargetHealthDescription.builder()
            .target(
                it -> {
                  it.id(target.id()).port(target.port());
                  if (group.targetType() == TargetGroup.TargetType.IP) {
                    it.availabilityZone(
                        target.zone().map(ZoneName::value).orElse(Target.ALL_ZONES));
                  }
                  target.quicServerId().ifPresent(it::quicServerId);
                })
            .healthCheckPort(checkPort(group, target.port()))
            .targetHealth(
                it -> {
                  it.state(health.state().text());
                  health.reason().ifPresent(why -> it.reason(why.code()));
                  if (!health.description().isEmpty()) {
                    it.description(health.description());
                  }
                });
    if (watched) {
      sdk.anomalyDetection(
          it -> it.result(AnomalyResultEnum.NORMAL).mitigationInEffect(MitigationInEffectEnum.NO));
    }
    return sdk.build();
  }

  private static TargetHealthDescription notRegistered(TargetGroup group, TargetDescription asked) {
    Target.Key key = asked.in(group);
    TargetHealth.Reason why = TargetHealth.Reason.NOT_REGISTERED;
    return TargetHealthDescription.builder()
        .target(it -> it.id(asked.id()).port(key.port()))
        .healthCheckPort(checkPort(group, key.port()))
        .targetHealth(
            it ->
                it.state(TargetHealth.State.UNUSED.text())
                    .reason(why.code())
                    .description(why.description()))
        .build();
  }

  private static String checkPort(TargetGroup group, int trafficPort) {
    return group.healthCheck().fixedPort().orElse(trafficPort).toString();
  }
}
