package io.eksnet.aws.elb;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.elb.CreateTargetGroup;
import io.eksnet.elb.DeleteTargetGroup;
import io.eksnet.elb.ElbProtocol;
import io.eksnet.elb.HealthCheckSettings;
import io.eksnet.elb.LoadBalancer;
import io.eksnet.elb.ModifyTargetGroup;
import io.eksnet.elb.ModifyTargetGroupAttributes;
import io.eksnet.elb.TargetGroup;
import io.eksnet.elb.TargetGroupAttributes;
import io.eksnet.elb.TargetGroupUse;
import io.eksnet.id.TargetGroupArn;
import io.eksnet.id.VpcId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Matcher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

/** Target groups: made, changed, shown and deleted. */
final class TargetGroupActions {
  private static final int MOST_ON_A_PAGE = 400;
  private static final int MOST_NAMED = 20;
  private static final List<String> PROTOCOLS =
      Stream.of(ElbProtocol.values()).map(ElbProtocol::name).toList();

  private TargetGroupActions() {}

  static void register(Call.Registry on) {
    on.on(
            "CreateTargetGroup",
            CreateTargetGroupRequest::builder,
            served(
                "Name!",
                "Protocol",
                "ProtocolVersion",
                "Port",
                "VpcId",
                "HealthCheckProtocol",
                "HealthCheckPort",
                "HealthCheckEnabled",
                "HealthCheckPath",
                "HealthCheckIntervalSeconds",
                "HealthCheckTimeoutSeconds",
                "HealthyThresholdCount",
                "UnhealthyThresholdCount",
                "Matcher",
                "TargetType",
                "Tags",
                "IpAddressType"),
            TargetGroupActions::create)
        .on(
            "ModifyTargetGroup",
            ModifyTargetGroupRequest::builder,
            served(
                "TargetGroupArn!",
                "HealthCheckProtocol",
                "HealthCheckPort",
                "HealthCheckPath",
                "HealthCheckEnabled",
                "HealthCheckIntervalSeconds",
                "HealthCheckTimeoutSeconds",
                "HealthyThresholdCount",
                "UnhealthyThresholdCount",
                "Matcher"),
            TargetGroupActions::modify)
        .on(
            "DeleteTargetGroup",
            DeleteTargetGroupRequest::builder,
            served("TargetGroupArn!"),
            (q, call) ->
                arn(q.targetGroupArn())
                    .then(arn -> call.execute(new DeleteTargetGroup(call.scope(), arn)))
                    .map(_ -> DeleteTargetGroupResponse.builder().build()))
        .on(
            "DescribeTargetGroups",
            DescribeTargetGroupsRequest::builder,
            served("LoadBalancerArn", "TargetGroupArns", "Names", "Marker", "PageSize"),
            TargetGroupActions::describe)
        .on(
            "DescribeTargetGroupAttributes",
            DescribeTargetGroupAttributesRequest::builder,
            served("TargetGroupArn!"),
            (q, call) ->
                found(call, q.targetGroupArn())
                    .map(
                        group ->
                            DescribeTargetGroupAttributesResponse.builder()
                                .attributes(attributes(group))
                                .build()))
        .on(
            "ModifyTargetGroupAttributes",
            ModifyTargetGroupAttributesRequest::builder,
            served("TargetGroupArn!", "Attributes!"),
            TargetGroupActions::modifyAttributes);
  }

  /** One of the caller's target groups. */
  static Reply<TargetGroup> found(Call call, String text) {
    return arn(text)
        .then(
            arn ->
                call.world()
                    .find(TargetGroup.KIND, arn)
                    .filter(it -> it.scope().equals(call.scope()))
                    .map(Reply::answer)
                    .orElseGet(TargetGroupActions::notFound));
  }

  /** The ARN of a target group. */
  static Reply<TargetGroupArn> arn(String text) {
    return text.startsWith("arn:") && text.contains(":targetgroup/")
        ? Reply.answer(new TargetGroupArn(text))
        : ElbFound.invalid("'" + text + "' is not a valid target group ARN");
  }

  private static <T> Reply<T> notFound() {
    return Reply.refuse("TargetGroupNotFound", "One or more target groups not found");
  }

  private static Reply<CreateTargetGroupResponse> create(CreateTargetGroupRequest q, Call call) {
    return targetType(q.targetTypeAsString())
        .then(
            type ->
                protocol("protocol", q.protocolAsString())
                    .then(
                        protocol ->
                            settings(
                                    q.healthCheckProtocolAsString(),
                                    new HealthCheckSettings(
                                        Optional.ofNullable(q.healthCheckEnabled()),
                                        Optional.empty(),
                                        Optional.ofNullable(q.healthCheckPort()),
                                        Optional.ofNullable(q.healthCheckPath()),
                                        Optional.ofNullable(q.healthCheckIntervalSeconds()),
                                        Optional.ofNullable(q.healthCheckTimeoutSeconds()),
                                        Optional.ofNullable(q.healthyThresholdCount()),
                                        Optional.ofNullable(q.unhealthyThresholdCount()),
                                        Optional.ofNullable(q.matcher()).map(Matcher::httpCode),
                                        Optional.ofNullable(q.matcher()).map(Matcher::grpcCode)))
                                .then(check -> made(q, call, type, protocol, check))))
        .map(group -> CreateTargetGroupResponse.builder().targetGroups(sdk(call, group)).build());
  }

  private static Reply<TargetGroup> made(
      CreateTargetGroupRequest q,
      Call call,
      TargetGroup.TargetType type,
      Optional<ElbProtocol> protocol,
      HealthCheckSettings check) {
    return ResourceTags.read(q.tags())
        .then(
            tags ->
                call.execute(
                    new CreateTargetGroup(
                        call.scope(),
                        q.name(),
                        type,
                        protocol,
                        Optional.ofNullable(q.protocolVersion()).filter(it -> !it.isEmpty()),
                        Optional.ofNullable(q.port()),
                        Optional.ofNullable(q.vpcId()).map(VpcId::new),
                        Optional.ofNullable(q.ipAddressTypeAsString()),
                        check,
                        tags)));
  }

  private static Reply<ModifyTargetGroupResponse> modify(ModifyTargetGroupRequest q, Call call) {
    return settings(
            q.healthCheckProtocolAsString(),
            new HealthCheckSettings(
                Optional.ofNullable(q.healthCheckEnabled()),
                Optional.empty(),
                Optional.ofNullable(q.healthCheckPort()),
                Optional.ofNullable(q.healthCheckPath()),
                Optional.ofNullable(q.healthCheckIntervalSeconds()),
                Optional.ofNullable(q.healthCheckTimeoutSeconds()),
                Optional.ofNullable(q.healthyThresholdCount()),
                Optional.ofNullable(q.unhealthyThresholdCount()),
                Optional.ofNullable(q.matcher()).map(Matcher::httpCode),
                Optional.ofNullable(q.matcher()).map(Matcher::grpcCode)))
        .then(
            check ->
                arn(q.targetGroupArn())
                    .then(arn -> call.execute(new ModifyTargetGroup(call.scope(), arn, check))))
        .map(group -> ModifyTargetGroupResponse.builder().targetGroups(sdk(call, group)).build());
  }

  private static Reply<HealthCheckSettings> settings(String protocol, HealthCheckSettings rest) {
    return protocol("healthCheckProtocol", protocol)
        .map(
            read ->
                new HealthCheckSettings(
                    rest.enabled(),
                    read,
                    rest.port(),
                    rest.path(),
                    rest.intervalSeconds(),
                    rest.timeoutSeconds(),
                    rest.healthyThreshold(),
                    rest.unhealthyThreshold(),
                    rest.httpCode(),
                    rest.grpcCode()));
  }

  private static Reply<ModifyTargetGroupAttributesResponse> modifyAttributes(
      ModifyTargetGroupAttributesRequest q, Call call) {
    Map<String, String> attributes = new TreeMap<>();
    for (TargetGroupAttribute each : q.attributes()) {
      if (each.key() == null || each.value() == null) {
        return ElbFound.invalid("An attribute must have a key and a value");
      }
      if (attributes.put(each.key(), each.value()) != null) {
        return ElbFound.invalid("The attribute key '" + each.key() + "' was given twice");
      }
    }
    return arn(q.targetGroupArn())
        .then(arn -> call.execute(new ModifyTargetGroupAttributes(call.scope(), arn, attributes)))
        .map(
            group ->
                ModifyTargetGroupAttributesResponse.builder()
                    .attributes(attributes(group))
                    .build());
  }

  private static Reply<DescribeTargetGroupsResponse> describe(
      DescribeTargetGroupsRequest q, Call call) {
    long ways =
        Stream.of(q.loadBalancerArn() != null, !q.targetGroupArns().isEmpty(), !q.names().isEmpty())
            .filter(given -> given)
            .count();
    if (ways > 1) {
      return ElbFound.invalid(
          "Target group names, target group ARNs, and a load balancer ARN cannot be specified at"
              + " the same time");
    }
    if (q.targetGroupArns().size() > MOST_NAMED || q.names().size() > MOST_NAMED) {
      return ElbFound.invalid(
          "You cannot describe more than '" + MOST_NAMED + "' target groups at a time");
    }
    int size = Optional.ofNullable(q.pageSize()).orElse(MOST_ON_A_PAGE);
    if (size < 1 || size > MOST_ON_A_PAGE) {
      return ElbFound.invalid(
          "Page size must be between 1 and " + MOST_ON_A_PAGE + ", not " + size);
    }
    return asked(q, call).map(groups -> page(q, call, groups, size));
  }

  private static DescribeTargetGroupsResponse page(
      DescribeTargetGroupsRequest q, Call call, List<TargetGroup> groups, int size) {
    List<TargetGroup> rest =
        groups.stream()
            .filter(it -> q.marker() == null || it.arn().value().compareTo(q.marker()) > 0)
            .toList();
    var answer =
        DescribeTargetGroupsResponse.builder()
            .targetGroups(rest.stream().limit(size).map(it -> sdk(call, it)).toList());
    if (rest.size() > size) {
      answer.nextMarker(rest.get(size - 1).arn().value());
    }
    return answer.build();
  }

  private static Reply<List<TargetGroup>> asked(DescribeTargetGroupsRequest q, Call call) {
    List<TargetGroup> all =
        call.world().table(TargetGroup.KIND).by(TargetGroup.BY_SCOPE, call.scope());
    if (q.loadBalancerArn() != null) {
      return ElbFound.balancer(call, q.loadBalancerArn())
          .map(LoadBalancer::arn)
          .map(
              arn ->
                  TargetGroupUse.groups(call.world(), arn).stream()
                      .flatMap(it -> call.world().find(TargetGroup.KIND, it).stream())
                      .toList());
    }
    List<TargetGroup> named =
        all.stream()
            .filter(it -> q.names().isEmpty() || q.names().contains(it.name()))
            .filter(
                it ->
                    q.targetGroupArns().isEmpty() || q.targetGroupArns().contains(it.arn().value()))
            .toList();
    long wanted = q.names().stream().distinct().count() + distinctArns(q);
    return wanted > 0 && named.size() < wanted ? notFound() : Reply.answer(named);
  }

  private static long distinctArns(DescribeTargetGroupsRequest q) {
    return q.targetGroupArns().stream().distinct().count();
  }

  private static Reply<TargetGroup.TargetType> targetType(String text) {
    if (text == null) {
      return Reply.answer(TargetGroup.TargetType.INSTANCE);
    }
    for (TargetGroup.TargetType type : TargetGroup.TargetType.values()) {
      if (type.text().equals(text)) {
        return Reply.answer(type);
      }
    }
    return notOneOf(
        "targetType",
        text,
        Stream.of(TargetGroup.TargetType.values()).map(TargetGroup.TargetType::text).toList());
  }

  private static Reply<Optional<ElbProtocol>> protocol(String member, String text) {
    if (text == null) {
      return Reply.answer(Optional.empty());
    }
    return PROTOCOLS.contains(text)
        ? Reply.answer(Optional.of(ElbProtocol.valueOf(text)))
        : notOneOf(member, text, PROTOCOLS);
  }

  private static <T> Reply<T> notOneOf(String member, String text, List<String> values) {
    return ElbFound.invalid(
        "1 validation error detected: Value '"
            + text
            + "' at '"
            + member
            + "' failed to satisfy constraint: Member must satisfy enum value set: "
            + values);
  }

  private static List<TargetGroupAttribute> attributes(TargetGroup group) {
    return TargetGroupAttributes.of(group).entrySet().stream()
        .map(it -> TargetGroupAttribute.builder().key(it.getKey()).value(it.getValue()).build())
        .toList();
  }

  private static software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup sdk(
      Call call, TargetGroup group) {
    var check = group.healthCheck();
    var sdk =
        software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup.builder()
            .targetGroupArn(group.arn().value())
            .targetGroupName(group.name())
            .targetType(group.targetType().text())
            .ipAddressType(group.ipAddressType())
            .healthCheckEnabled(check.enabled())
            .healthCheckIntervalSeconds((int) check.interval().toSeconds())
            .healthCheckTimeoutSeconds((int) check.timeout().toSeconds())
            .healthyThresholdCount(check.healthyThreshold())
            .unhealthyThresholdCount(check.unhealthyThreshold())
            .loadBalancerArns(
                TargetGroupUse.balancers(call.world(), group.arn()).stream()
                    .map(it -> it.arn().value())
                    .toList());
    group.protocol().ifPresent(it -> sdk.protocol(it.name()));
    group.protocolVersion().ifPresent(sdk::protocolVersion);
    group.port().ifPresent(sdk::port);
    group.vpc().ifPresent(it -> sdk.vpcId(it.value()));
    check.protocol().ifPresent(it -> sdk.healthCheckProtocol(it.name()));
    check.port().ifPresent(sdk::healthCheckPort);
    check.path().ifPresent(sdk::healthCheckPath);
    check
        .matcher()
        .ifPresent(
            codes ->
                sdk.matcher(
                    matcher -> {
                      if (group.grpc()) {
                        matcher.grpcCode(codes);
                      } else {
                        matcher.httpCode(codes);
                      }
                    }));
    return sdk.build();
  }
}
