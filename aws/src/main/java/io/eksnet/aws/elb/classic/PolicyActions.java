package io.eksnet.aws.elb.classic;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.elb.classic.ClassicLoadBalancer;
import io.eksnet.elb.classic.ClassicLoadBalancer.Attribute;
import io.eksnet.elb.classic.ClassicLoadBalancer.Policy;
import io.eksnet.elb.classic.CreateLoadBalancerPolicy;
import io.eksnet.elb.classic.DeleteLoadBalancerPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateAppCookieStickinessPolicyRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateAppCookieStickinessPolicyResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLbCookieStickinessPolicyRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLbCookieStickinessPolicyResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLoadBalancerPolicyRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLoadBalancerPolicyResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeleteLoadBalancerPolicyRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeleteLoadBalancerPolicyResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancerPoliciesRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancerPoliciesResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.PolicyAttribute;
import software.amazon.awssdk.services.elasticloadbalancing.model.PolicyAttributeDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.PolicyDescription;

/** The policies of Classic Load Balancers. */
final class PolicyActions {
  private PolicyActions() {}

  static void register(Call.Registry on) {
    on.on(
            "CreateLBCookieStickinessPolicy",
            CreateLbCookieStickinessPolicyRequest::builder,
            served("LoadBalancerName!", "PolicyName!", "CookieExpirationPeriod"),
            (q, call) ->
                made(
                        call,
                        q.loadBalancerName(),
                        q.policyName(),
                        BalancerDescriptions.LB_COOKIE,
                        Optional.ofNullable(q.cookieExpirationPeriod()).stream()
                            .map(
                                it ->
                                    new Attribute(
                                        BalancerDescriptions.COOKIE_EXPIRATION, it.toString()))
                            .toList())
                    .map(_ -> CreateLbCookieStickinessPolicyResponse.builder().build()))
        .on(
            "CreateAppCookieStickinessPolicy",
            CreateAppCookieStickinessPolicyRequest::builder,
            served("LoadBalancerName!", "PolicyName!", "CookieName!"),
            (q, call) ->
                made(
                        call,
                        q.loadBalancerName(),
                        q.policyName(),
                        BalancerDescriptions.APP_COOKIE,
                        List.of(new Attribute(BalancerDescriptions.COOKIE_NAME, q.cookieName())))
                    .map(_ -> CreateAppCookieStickinessPolicyResponse.builder().build()))
        .on(
            "CreateLoadBalancerPolicy",
            CreateLoadBalancerPolicyRequest::builder,
            served("LoadBalancerName!", "PolicyName!", "PolicyTypeName!", "PolicyAttributes"),
            (q, call) ->
                attributes(q.policyAttributes(), call)
                    .then(
                        attributes ->
                            made(
                                call,
                                q.loadBalancerName(),
                                q.policyName(),
                                q.policyTypeName(),
                                attributes))
                    .map(_ -> CreateLoadBalancerPolicyResponse.builder().build()))
        .on(
            "DeleteLoadBalancerPolicy",
            DeleteLoadBalancerPolicyRequest::builder,
            served("LoadBalancerName!", "PolicyName!"),
            (q, call) ->
                call.execute(
                        new DeleteLoadBalancerPolicy(
                            call.scope(), q.loadBalancerName(), q.policyName()))
                    .map(_ -> DeleteLoadBalancerPolicyResponse.builder().build()))
        .on(
            "DescribeLoadBalancerPolicies",
            DescribeLoadBalancerPoliciesRequest::builder,
            served("LoadBalancerName!", "PolicyNames"),
            PolicyActions::describe);
  }

  private static Reply<ClassicLoadBalancer> made(
      Call call, String balancer, String name, String type, List<Attribute> attributes) {
    return call.execute(
        new CreateLoadBalancerPolicy(call.scope(), balancer, new Policy(name, type, attributes)));
  }

  private static Reply<List<Attribute>> attributes(List<PolicyAttribute> list, Call call) {
    List<Attribute> attributes = new ArrayList<>();
    for (PolicyAttribute each : list) {
      if (each.attributeName() == null) {
        return call.refuse("ValidationError", "PolicyAttributes must have an AttributeName");
      }
      attributes.add(
          new Attribute(
              each.attributeName(), Optional.ofNullable(each.attributeValue()).orElse("")));
    }
    return Reply.answer(attributes);
  }

  private static Reply<DescribeLoadBalancerPoliciesResponse> describe(
      DescribeLoadBalancerPoliciesRequest q, Call call) {
    return ClassicActions.find(call, call.world(), q.loadBalancerName())
        .then(
            balancer -> {
              List<String> there = balancer.policies().stream().map(Policy::name).toList();
              Optional<String> unknown =
                  q.policyNames().stream().filter(it -> !there.contains(it)).findFirst();
              if (unknown.isPresent()) {
                return call.refuse(
                    "PolicyNotFound",
                    "There is no policy with name "
                        + unknown.get()
                        + " for load balancer "
                        + balancer.name()
                        + ".");
              }
              return Reply.answer(
                  DescribeLoadBalancerPoliciesResponse.builder()
                      .policyDescriptions(
                          balancer.policies().stream()
                              .filter(
                                  it ->
                                      q.policyNames().isEmpty()
                                          || q.policyNames().contains(it.name()))
                              .map(PolicyActions::sdk)
                              .toList())
                      .build());
            });
  }

  private static PolicyDescription sdk(Policy policy) {
    return PolicyDescription.builder()
        .policyName(policy.name())
        .policyTypeName(policy.type())
        .policyAttributeDescriptions(
            policy.attributes().stream()
                .map(
                    it ->
                        PolicyAttributeDescription.builder()
                            .attributeName(it.name())
                            .attributeValue(it.value())
                            .build())
                .toList())
        .build();
  }
}
