package io.eksnet.elb;

import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Refusal;
import io.eksnet.id.TargetGroupArn;
import io.eksnet.table.Facts;
import io.eksnet.vpc.Quota;
import io.eksnet.vpc.Vpcs;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules for which target groups a listener or a rule may send to. */
final class Forwarding {
  private Forwarding() {}

  /**
   * Why target groups cannot be sent to, if so.
   *
   * @param except the ARN of the listener or rule whose actions these replace
   */
  static Optional<Refusal> problem(
      Facts facts,
      LoadBalancer balancer,
      ElbProtocol protocol,
      List<ListenerAction> actions,
      Optional<String> except) {
    Set<TargetGroupArn> groups = new HashSet<>();
    for (ListenerAction action : actions) {
      int most = new Vpcs(facts).quota(Quota.TARGET_GROUPS_PER_ACTION);
      if (action.targetGroups().size() > most) {
        return Optional.of(
            new Refusal(
                "TooManyTargetGroups",
                "An action can forward to up to '" + most + "' target groups"));
      }
      groups.addAll(action.targetGroups());
    }
    for (TargetGroupArn arn : groups) {
      Optional<TargetGroup> group =
          facts.find(TargetGroup.KIND, arn).filter(it -> it.scope().equals(balancer.scope()));
      if (group.isEmpty()) {
        return Optional.of(ListenerRefusals.targetGroupNotFound(arn.value()));
      }
      Optional<Refusal> problem = fitness(balancer, protocol, group.get());
      if (problem.isPresent()) {
        return problem;
      }
    }
    List<TargetGroupArn> taken =
        groups.stream().filter(arn -> isOfOther(facts, arn, balancer.arn())).sorted().toList();
    if (!taken.isEmpty()) {
      return Optional.of(ListenerRefusals.otherBalancer(taken));
    }
    groups.addAll(inUse(facts, balancer.arn(), except));
    return groups.size() > new Vpcs(facts).quota(Quota.TARGET_GROUPS_PER_LOAD_BALANCER)
        ? Optional.of(ListenerRefusals.tooManyTargetGroups(balancer.arn()))
        : Optional.empty();
  }

  private static Optional<Refusal> fitness(
      LoadBalancer balancer, ElbProtocol protocol, TargetGroup group) {
    if (group.vpc().filter(it -> !it.equals(balancer.vpc())).isPresent()) {
      return Optional.of(ListenerRefusals.otherNetwork(group.arn(), balancer.arn()));
    }
    Optional<ElbProtocol> target = group.protocol();
    if (target.isPresent() && !targets(protocol).contains(target.get())) {
      return Optional.of(ListenerRefusals.incompatible(group.arn(), protocol, target.get()));
    }
    boolean ofOtherType =
        switch (group.targetType()) {
          case INSTANCE, IP -> false;
          case LAMBDA -> balancer.type() != LoadBalancerType.APPLICATION;
          case ALB -> balancer.type() != LoadBalancerType.NETWORK;
        };
    if (ofOtherType) {
      return Optional.of(
          ListenerRefusals.configuration(
              "Target group '"
                  + group.arn()
                  + "' with target type '"
                  + group.targetType().text()
                  + "' is not supported for load balancers with type '"
                  + balancer.type().text()
                  + "'"));
    }
    Optional<String> version =
        group.protocolVersion().filter(it -> it.equals("GRPC") || it.equals("HTTP2"));
    if (version.isPresent() && protocol == ElbProtocol.HTTP) {
      return Optional.of(
          ListenerRefusals.action(
              "Listener protocol 'HTTP' is not supported with a target group with the"
                  + " protocol-version '"
                  + version.get()
                  + "'"));
    }
    return group.ipAddressType().equals("ipv6") && !balancer.ipAddressType().hasIpv6()
        ? Optional.of(
            ListenerRefusals.configuration(
                "Target group '"
                    + group.arn()
                    + "' with IP address type 'ipv6' requires a dualstack load balancer"))
        : Optional.empty();
  }

  /** The target groups' protocols that go with a listener's (NLB user guide, "Listeners"). */
  private static Set<ElbProtocol> targets(ElbProtocol listener) {
    return switch (listener) {
      case HTTP, HTTPS -> Set.of(ElbProtocol.HTTP, ElbProtocol.HTTPS);
      case TCP -> Set.of(ElbProtocol.TCP, ElbProtocol.TCP_UDP);
      case TLS -> Set.of(ElbProtocol.TCP, ElbProtocol.TLS);
      case UDP -> Set.of(ElbProtocol.UDP, ElbProtocol.TCP_UDP);
      case TCP_UDP -> Set.of(ElbProtocol.TCP_UDP);
      case QUIC -> Set.of(ElbProtocol.QUIC, ElbProtocol.TCP_QUIC);
      case TCP_QUIC -> Set.of(ElbProtocol.TCP_QUIC);
      case GENEVE -> Set.of(ElbProtocol.GENEVE);
    };
  }

  /** Whether another load balancer sends to a target group. */
  private static boolean isOfOther(Facts facts, TargetGroupArn group, LoadBalancerArn balancer) {
    return facts.table(Listener.KIND).by(Listener.BY_TARGET_GROUP, group).stream()
            .anyMatch(it -> !it.loadBalancer().equals(balancer))
        || facts.table(ListenerRule.KIND).by(ListenerRule.BY_TARGET_GROUP, group).stream()
            .anyMatch(it -> !it.loadBalancer().equals(balancer));
  }

  /** The target groups of all listeners and rules of a load balancer but one. */
  private static Set<TargetGroupArn> inUse(
      Facts facts, LoadBalancerArn balancer, Optional<String> except) {
    Set<TargetGroupArn> groups = new HashSet<>();
    for (Listener listener : facts.table(Listener.KIND).by(Listener.BY_LOAD_BALANCER, balancer)) {
      if (!except.equals(Optional.of(listener.arn().value()))) {
        listener.defaultActions().forEach(action -> groups.addAll(action.targetGroups()));
      }
      for (ListenerRule rule :
          facts.table(ListenerRule.KIND).by(ListenerRule.BY_LISTENER, listener.arn())) {
        if (!except.equals(Optional.of(rule.arn().value()))) {
          rule.actions().forEach(action -> groups.addAll(action.targetGroups()));
        }
      }
    }
    return groups;
  }
}
