package io.eksnet.aws.elb;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Actions.Registration;
import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.aws.endpoint.Service;
import io.eksnet.elb.LoadBalancer;
import io.eksnet.world.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeCapacityReservationRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeCapacityReservationResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAddress;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;

/** All of ELB that eksnet serves, and load balancers as ELB shows them. */
public final class ElbActions {
  private static final int MOST = 400;

  /** The Route 53 zones of NLBs' names ("Elastic Load Balancing endpoints and quotas"). */
  private static final Map<String, String> HOSTED_ZONES =
      Map.of(
          "us-east-1", "Z26RNL4JYFTOTI",
          "us-east-2", "ZLMOA37VPKANP",
          "us-west-1", "Z24FKFUX50B4VW",
          "us-west-2", "Z18D5FSROUN65G",
          "eu-west-1", "Z2IFOLAFXWLO4F",
          "eu-central-1", "Z3F0SRJ5LGBH90");

  private static final String OTHER_ZONE = "Z00000000NLB0";

  private ElbActions() {}

  /** Registers ELB's actions over a world. */
  public static void register(Registration actions, Ledger ledger) {
    Call.Registry on = new Call.Registry(actions, Service.ELBV2, ledger);
    LoadBalancerChanges.register(on);
    LoadBalancerTags.register(on);
    TargetGroupActions.register(on);
    TargetActions.register(on);
    on.on(
            "DescribeLoadBalancers",
            DescribeLoadBalancersRequest::builder,
            served("LoadBalancerArns", "Names", "Marker", "PageSize"),
            (q, call) -> describe(q, call))
        .on(
            "DescribeCapacityReservation",
            DescribeCapacityReservationRequest::builder,
            served("LoadBalancerArn!"),
            (q, call) ->
                ElbFound.balancer(call, q.loadBalancerArn())
                    .map(
                        _ ->
                            DescribeCapacityReservationResponse.builder()
                                .capacityReservationState(List.of())
                                .build()));
  }

  private static Reply<DescribeLoadBalancersResponse> describe(
      DescribeLoadBalancersRequest q, Call call) {
    if (!q.loadBalancerArns().isEmpty() && !q.names().isEmpty()) {
      return ElbFound.invalid(
          "Load balancer names and load balancer ARNs cannot be specified at the same time");
    }
    int size = Optional.ofNullable(q.pageSize()).orElse(MOST);
    if (size < 1 || size > MOST) {
      return ElbFound.invalid("Page size must be between 1 and " + MOST + ", not " + size);
    }
    List<LoadBalancer> all = ElbFound.balancers(call);
    Optional<String> unknown =
        missing(q.names(), all.stream().map(LoadBalancer::name).toList())
            .or(
                () ->
                    missing(
                        q.loadBalancerArns(), all.stream().map(it -> it.arn().value()).toList()));
    if (unknown.isPresent()) {
      return Reply.refuse("LoadBalancerNotFound", unknown.get());
    }
    List<LoadBalancer> asked =
        all.stream()
            .filter(it -> q.names().isEmpty() || q.names().contains(it.name()))
            .filter(
                it ->
                    q.loadBalancerArns().isEmpty()
                        || q.loadBalancerArns().contains(it.arn().value()))
            .filter(it -> q.marker() == null || it.arn().value().compareTo(q.marker()) > 0)
            .toList();
    var answer =
        DescribeLoadBalancersResponse.builder()
            .loadBalancers(asked.stream().limit(size).map(ElbActions::sdk).toList());
    if (asked.size() > size) {
      answer.nextMarker(asked.get(size - 1).arn().value());
    }
    return Reply.answer(answer.build());
  }

  private static Optional<String> missing(List<String> asked, List<String> there) {
    List<String> unknown = asked.stream().filter(it -> !there.contains(it)).toList();
    return unknown.isEmpty()
        ? Optional.empty()
        : Optional.of(
            unknown.getFirst().startsWith("arn:")
                ? "One or more load balancers not found"
                : "Load balancers '" + unknown + "' not found");
  }

  static software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer sdk(
      LoadBalancer balancer) {
    List<AvailabilityZone> zones = new ArrayList<>();
    for (LoadBalancer.Node node : balancer.nodes()) {
      zones.add(
          AvailabilityZone.builder()
              .zoneName(node.zone().name().value())
              .subnetId(node.subnet().value())
              .loadBalancerAddresses(addresses(node, balancer))
              .build());
    }
    var sdk =
        software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer.builder()
            .loadBalancerArn(balancer.arn().value())
            .loadBalancerName(balancer.name())
            .dnsName(balancer.dnsName())
            .canonicalHostedZoneId(
                HOSTED_ZONES.getOrDefault(balancer.scope().region().value(), OTHER_ZONE))
            .createdTime(balancer.createdAt())
            .scheme(balancer.scheme().text())
            .vpcId(balancer.vpc().value())
            .state(it -> it.code(balancer.state().text()))
            .type(LoadBalancerTypeEnum.NETWORK)
            .availabilityZones(zones)
            .ipAddressType("ipv4")
            .enablePrefixForIpv6SourceNat("off");
    if (!balancer.groups().isEmpty()) {
      sdk.securityGroups(balancer.groups().stream().map(it -> it.value()).toList())
          .enforceSecurityGroupInboundRulesOnPrivateLinkTraffic("on");
    }
    return sdk.build();
  }

  /** The addresses that were asked for; those of ELB's choice are not shown. */
  private static List<LoadBalancerAddress> addresses(
      LoadBalancer.Node node, LoadBalancer balancer) {
    if (node.allocation().isPresent() && node.publicAddress().isPresent()) {
      return List.of(
          LoadBalancerAddress.builder()
              .allocationId(node.allocation().get().value())
              .ipAddress(node.publicAddress().get().toString())
              .build());
    }
    return balancer.scheme() == LoadBalancer.Scheme.INTERNAL && node.addressChosen()
        ? List.of(
            LoadBalancerAddress.builder()
                .privateIPv4Address(node.privateAddress().toString())
                .build())
        : List.of();
  }
}
