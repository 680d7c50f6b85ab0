package io.eksnet.aws.elb;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Actions.Registration;
import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.aws.endpoint.Service;
import io.eksnet.elb.LoadBalancer;
import io.eksnet.elb.LoadBalancerType;
import io.eksnet.elb.SslPolicies;
import io.eksnet.elb.SslPolicy;
import io.eksnet.vpc.Quota;
import io.eksnet.world.Ledger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Cipher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeAccountLimitsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeAccountLimitsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeCapacityReservationRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeCapacityReservationResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeSslPoliciesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeSslPoliciesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTrustStoresRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTrustStoresResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Limit;

/** All of ELB that eksnet serves, and what it shows of load balancers and of itself. */
public final class ElbActions {
  /** ELB's names of limits ("DescribeAccountLimits" in its API reference). */
  private static final Map<String, Quota> LIMITS =
      Map.ofEntries(
          Map.entry("application-load-balancers", Quota.APPLICATION_LOAD_BALANCERS_PER_REGION),
          Map.entry("network-load-balancers", Quota.NETWORK_LOAD_BALANCERS_PER_REGION),
          Map.entry("listeners-per-application-load-balancer", Quota.LISTENERS_PER_LOAD_BALANCER),
          Map.entry("listeners-per-network-load-balancer", Quota.LISTENERS_PER_LOAD_BALANCER),
          Map.entry(
              "certificates-per-application-load-balancer", Quota.CERTIFICATES_PER_LOAD_BALANCER),
          Map.entry("certificates-per-network-load-balancer", Quota.CERTIFICATES_PER_LOAD_BALANCER),
          Map.entry("rules-per-application-load-balancer", Quota.RULES_PER_LOAD_BALANCER),
          Map.entry("condition-values-per-alb-rule", Quota.CONDITION_VALUES_PER_RULE),
          Map.entry("condition-wildcards-per-alb-rule", Quota.CONDITION_WILDCARDS_PER_RULE),
          Map.entry(
              "target-groups-per-application-load-balancer", Quota.TARGET_GROUPS_PER_LOAD_BALANCER),
          Map.entry(
              "target-groups-per-action-on-application-load-balancer",
              Quota.TARGET_GROUPS_PER_ACTION));

  private ElbActions() {}

  /** Registers ELB's actions over a world. */
  public static void register(Registration actions, Ledger ledger) {
    Call.Registry on = new Call.Registry(actions, Service.ELBV2, ledger);
    LoadBalancerChanges.register(on);
    ListenerCalls.register(on);
    RuleCalls.register(on);
    TargetGroupActions.register(on);
    TargetActions.register(on);
    ResourceTags.register(on);
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
                                .build()))
        .on(
            "DescribeAccountLimits",
            DescribeAccountLimitsRequest::builder,
            served("Marker", "PageSize"),
            (q, call) -> limits(q, call))
        .on(
            "DescribeSSLPolicies",
            DescribeSslPoliciesRequest::builder,
            served("Names", "Marker", "PageSize", "LoadBalancerType"),
            (q, _) -> policies(q))
        .on(
            "DescribeTrustStores",
            DescribeTrustStoresRequest::builder,
            served("TrustStoreArns", "Names", "Marker", "PageSize"),
            (q, _) -> trustStores(q));
  }

  private static Reply<DescribeLoadBalancersResponse> describe(
      DescribeLoadBalancersRequest q, Call call) {
    if (!q.loadBalancerArns().isEmpty() && !q.names().isEmpty()) {
      return ElbFound.invalid(
          "Load balancer names and load balancer ARNs cannot be specified at the same time");
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
            .toList();
    return ElbPage.of(asked, it -> it.arn().value(), q.marker(), q.pageSize())
        .map(
            page ->
                DescribeLoadBalancersResponse.builder()
                    .loadBalancers(page.items().stream().map(LoadBalancerView::sdk).toList())
                    .nextMarker(page.next().orElse(null))
                    .build());
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

  private static Reply<DescribeAccountLimitsResponse> limits(
      DescribeAccountLimitsRequest q, Call call) {
    List<Limit> all =
        new TreeMap<>(LIMITS)
            .entrySet().stream()
                .map(
                    it ->
                        Limit.builder()
                            .name(it.getKey())
                            .max(Integer.toString(call.world().vpcs().quota(it.getValue())))
                            .build())
                .toList();
    return ElbPage.of(all, Limit::name, q.marker(), q.pageSize())
        .map(
            page ->
                DescribeAccountLimitsResponse.builder()
                    .limits(page.items())
                    .nextMarker(page.next().orElse(null))
                    .build());
  }

  private static Reply<DescribeSslPoliciesResponse> policies(DescribeSslPoliciesRequest q) {
    Optional<String> unknown =
        q.names().stream().filter(it -> SslPolicies.named(it).isEmpty()).findFirst();
    if (unknown.isPresent()) {
      return Reply.refuse("SSLPolicyNotFound", "SSL policy '" + unknown.get() + "' not found");
    }
    Optional<LoadBalancerType> type =
        Optional.ofNullable(q.loadBalancerTypeAsString()).flatMap(LoadBalancerType::of);
    if (q.loadBalancerTypeAsString() != null && type.isEmpty()) {
      return ElbFound.unserved("load balancers of type " + q.loadBalancerTypeAsString());
    }
    List<SslPolicy> asked =
        SslPolicies.all().stream()
            .filter(it -> q.names().isEmpty() || q.names().contains(it.name()))
            .filter(it -> type.isEmpty() || it.types().contains(type.get()))
            .toList();
    return ElbPage.of(asked, SslPolicy::name, q.marker(), q.pageSize())
        .map(
            page ->
                DescribeSslPoliciesResponse.builder()
                    .sslPolicies(page.items().stream().map(ElbActions::sdk).toList())
                    .nextMarker(page.next().orElse(null))
                    .build());
  }

  private static software.amazon.awssdk.services.elasticloadbalancingv2.model.SslPolicy sdk(
      SslPolicy policy) {
    List<Cipher> ciphers =
        IntStream.range(0, policy.ciphers().size())
            .mapToObj(i -> Cipher.builder().name(policy.ciphers().get(i)).priority(i + 1).build())
            .toList();
    return software.amazon.awssdk.services.elasticloadbalancingv2.model.SslPolicy.builder()
        .name(policy.name())
        .sslProtocols(policy.protocols())
        .ciphers(ciphers)
        .supportedLoadBalancerTypes(
            policy.types().stream().map(LoadBalancerType::text).sorted().toList())
        .build();
  }

  /** There are none: eksnet makes no trust stores. */
  private static Reply<DescribeTrustStoresResponse> trustStores(DescribeTrustStoresRequest q) {
    return q.trustStoreArns().isEmpty() && q.names().isEmpty()
        ? Reply.answer(DescribeTrustStoresResponse.builder().trustStores(List.of()).build())
        : Reply.refuse("TrustStoreNotFound", "One or more trust stores not found");
  }
}
