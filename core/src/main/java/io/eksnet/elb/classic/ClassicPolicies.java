package io.eksnet.elb.classic;

import io.eksnet.elb.classic.ClassicLoadBalancer.Attribute;
import io.eksnet.elb.classic.ClassicLoadBalancer.Backend;
import io.eksnet.elb.classic.ClassicLoadBalancer.Policy;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.table.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules for the policies of Classic Load Balancers. */
final class ClassicPolicies {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]+");
  private static final int MOST = 100;

  /** The types of policies and the attributes that each may have; those of SSL are not named. */
  private static final Map<String, Set<String>> TYPES =
      Map.of(
          "AppCookieStickinessPolicyType", Set.of("CookieName"),
          "LBCookieStickinessPolicyType", Set.of("CookieExpirationPeriod"),
          "ProxyProtocolPolicyType", Set.of("ProxyProtocol"),
          "PublicKeyPolicyType", Set.of("PublicKey"),
          "BackendServerAuthenticationPolicyType", Set.of("PublicKeyPolicyName"),
          "SSLNegotiationPolicyType", Set.of());

  private ClassicPolicies() {}

  static Decision<ClassicLoadBalancer> create(Facts facts, CreateLoadBalancerPolicy command) {
    Policy policy = command.policy();
    return ClassicLoadBalancers.edited(
        facts,
        command.owner(),
        command.name(),
        balancer -> {
          Optional<Refusal> problem = problem(balancer, policy);
          if (problem.isPresent()) {
            return Decision.refuse(problem.get());
          }
          List<Policy> all = new ArrayList<>(balancer.policies());
          all.add(policy);
          return Decision.accept(balancer.withPolicies(all));
        });
  }

  private static Optional<Refusal> problem(ClassicLoadBalancer balancer, Policy policy) {
    Set<String> attributes = TYPES.getOrDefault(policy.type(), Set.of());
    if (!TYPES.containsKey(policy.type())) {
      return Optional.of(ClassicRefusals.policyTypeNotFound(policy.type()));
    }
    if (!NAME.matcher(policy.name()).matches()) {
      return Optional.of(
          ClassicRefusals.validation(
              "Policy name must only contain alphanumeric characters or hyphens: "
                  + policy.name()));
    }
    if (balancer.policies().stream().anyMatch(it -> it.name().equals(policy.name()))) {
      return Optional.of(ClassicRefusals.duplicatePolicy(policy.name()));
    }
    if (balancer.policies().size() >= MOST) {
      return Optional.of(ClassicRefusals.tooManyPolicies());
    }
    return policy.attributes().stream()
        .map(Attribute::name)
        .filter(it -> !attributes.isEmpty() && !attributes.contains(it))
        .findFirst()
        .map(
            it ->
                ClassicRefusals.configuration(
                    "Policy type " + policy.type() + " has no attribute " + it));
  }

  static Decision<ClassicLoadBalancer> delete(Facts facts, DeleteLoadBalancerPolicy command) {
    return ClassicLoadBalancers.edited(
        facts,
        command.owner(),
        command.name(),
        balancer -> {
          boolean used =
              Stream.concat(
                      balancer.listeners().stream().flatMap(it -> it.policies().stream()),
                      balancer.backends().stream().flatMap(it -> it.policies().stream()))
                  .anyMatch(command.policy()::equals);
          return used
              ? Decision.refuse(ClassicRefusals.policyInUse(command.policy()))
              : Decision.accept(
                  balancer.withPolicies(
                      balancer.policies().stream()
                          .filter(it -> !it.name().equals(command.policy()))
                          .toList()));
        });
  }

  static Decision<ClassicLoadBalancer> ofListener(
      Facts facts, SetLoadBalancerPoliciesOfListener command) {
    return ClassicLoadBalancers.edited(
        facts,
        command.owner(),
        command.name(),
        balancer -> {
          Optional<ClassicListener> found = ClassicListeners.at(balancer, command.port());
          if (found.isEmpty()) {
            return Decision.refuse(
                ClassicRefusals.listenerNotFound(command.name(), command.port()));
          }
          return unknown(balancer, command.policies())
              .<Decision<ClassicLoadBalancer>>map(Decision::refuse)
              .orElseGet(
                  () ->
                      Decision.accept(
                          ClassicListeners.replaced(
                              balancer, found.get().withPolicies(command.policies()))));
        });
  }

  static Decision<ClassicLoadBalancer> forBackend(
      Facts facts, SetLoadBalancerPoliciesForBackendServer command) {
    return ClassicLoadBalancers.edited(
        facts,
        command.owner(),
        command.name(),
        balancer -> {
          boolean sends =
              balancer.listeners().stream()
                  .anyMatch(it -> it.instancePort() == command.instancePort());
          if (!sends) {
            return Decision.refuse(
                ClassicRefusals.configuration(
                    "There is no listener that sends to InstancePort " + command.instancePort()));
          }
          return unknown(balancer, command.policies())
              .<Decision<ClassicLoadBalancer>>map(Decision::refuse)
              .orElseGet(() -> Decision.accept(balancer.withBackends(backends(balancer, command))));
        });
  }

  private static List<Backend> backends(
      ClassicLoadBalancer balancer, SetLoadBalancerPoliciesForBackendServer command) {
    List<Backend> all =
        new ArrayList<>(
            balancer.backends().stream()
                .filter(it -> it.port() != command.instancePort())
                .toList());
    if (!command.policies().isEmpty()) {
      all.add(new Backend(command.instancePort(), command.policies()));
    }
    return all;
  }

  private static Optional<Refusal> unknown(ClassicLoadBalancer balancer, List<String> policies) {
    return policies.stream()
        .filter(name -> balancer.policies().stream().noneMatch(it -> it.name().equals(name)))
        .findFirst()
        .map(name -> ClassicRefusals.policyNotFound(name, balancer.name()));
  }
}
