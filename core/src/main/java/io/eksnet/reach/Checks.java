package io.eksnet.reach;

import io.eksnet.fabric.AclDecision;
import io.eksnet.fabric.Fabric;
import io.eksnet.fabric.PolicyEngine;
import io.eksnet.kube.NetworkPolicy;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.Pod;
import io.eksnet.kube.ResourceName;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Packet;
import io.eksnet.net.PortRange;
import io.eksnet.policy.Direction;
import io.eksnet.policy.RuleOrigin;
import io.eksnet.policy.Verdict;
import io.eksnet.vpc.ManagedPrefixList;
import io.eksnet.vpc.NetworkAcl;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.SecurityGroupRule;
import io.eksnet.vpc.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The filters that a walk meets, each as a step. */
final class Checks {
  private final Walk walk;
  private final Fabric fabric;

  Checks(Walk walk) {
    this.walk = walk;
    this.fabric = walk.fabric();
  }

  /** The policies of a pod; replies are not asked about. */
  void policy(Pod pod, Direction direction, Packet packet) {
    if (walk.isReply() || pod.spec().hostNetwork()) {
      return;
    }
    Verdict verdict =
        switch (direction) {
          case EGRESS -> fabric.policies().egress(pod, packet);
          case INGRESS -> fabric.policies().ingress(pod, packet);
        };
    Optional<String> off = Optional.empty();
    if (!(verdict instanceof Verdict.NotIsolated)
        && fabric.policyEngine() instanceof PolicyEngine.Off(String why)) {
      off = Optional.of(why);
      walk.note("NetworkPolicies are stored but not enforced: " + why);
    }
    Optional<Obstacle> obstacle = Optional.empty();
    if (off.isEmpty() && verdict instanceof Verdict.Denied denied) {
      obstacle =
          Optional.of(
              new Obstacle(
                  Disposition.DENIED_BY_NETWORK_POLICY,
                  named(denied.text()),
                  Fix.command("let a policy allow it", named(denied.fix().command()))));
    }
    walk.add(new Step.PolicyCheck(pod.key(), verdict, off, obstacle, origins(verdict)));
  }

  /** The address that stands for the internet is told as what it stands for. */
  private static String named(String text) {
    return text.replace(Ends.INTERNET + "/32", "0.0.0.0/0")
        .replace(Ends.INTERNET.toString(), "the internet");
  }

  private static List<Origin> origins(Verdict verdict) {
    return switch (verdict) {
      case Verdict.NotIsolated _, Verdict.Exempt _ -> List.of();
      case Verdict.Allowed allowed ->
          allowed.rules().stream().map(RuleOrigin::policy).distinct().map(Checks::origin).toList();
      case Verdict.Denied denied ->
          denied.blockers().stream().map(Verdict.Blocker::policy).map(Checks::origin).toList();
    };
  }

  /** Where a {@link NetworkPolicy} stands. */
  private static Origin origin(ObjectKey policy) {
    return new Origin.Kubernetes(new ObjectRef(ResourceName.NETWORK_POLICIES, policy));
  }

  /** The groups of an interface; a NAT gateway's has none. */
  void groups(NetworkInterface eni, SecurityGroupRule.Direction direction) {
    if (eni.type() == NetworkInterface.Type.NAT_GATEWAY) {
      return;
    }
    Packet packet = walk.packet();
    Optional<SecurityGroupRule> rule =
        walk.isReply() ? Optional.empty() : fabric.allowing(eni, direction, packet);
    Optional<Obstacle> obstacle = Optional.empty();
    List<Origin> origins = new ArrayList<>();
    if (rule.isPresent()) {
      origins.add(Origin.aws("security-group-rule", rule.get().id()));
      notePrefixList(rule.get(), direction, packet);
    } else {
      eni.groups().forEach(group -> origins.add(group(group)));
    }
    if (!walk.isReply() && rule.isEmpty()) {
      obstacle =
          Optional.of(
              new Obstacle(
                  Disposition.DENIED_BY_SECURITY_GROUP,
                  noRule(eni, direction, packet),
                  Fixes.allowInGroup(fabric, eni, direction, packet)));
    }
    walk.add(
        new Step.GroupCheck(
            eni.id(),
            direction,
            eni.groups(),
            packet,
            rule,
            walk.isReply(),
            obstacle,
            List.copyOf(origins)));
  }

  /** A prefix list is told with its name and with the block that holds the other end. */
  private void notePrefixList(
      SecurityGroupRule rule, SecurityGroupRule.Direction direction, Packet packet) {
    IpAddress other =
        direction == SecurityGroupRule.Direction.INGRESS ? packet.source() : packet.destination();
    if (rule.peer() instanceof SecurityGroupRule.Peer.PrefixList(var id)) {
      fabric
          .vpcs()
          .prefixList(id)
          .ifPresent(
              list ->
                  list.entries().stream()
                      .map(ManagedPrefixList.Entry::cidr)
                      .filter(cidr -> cidr.contains(other))
                      .findFirst()
                      .ifPresent(
                          cidr ->
                              walk.note(
                                  "prefix list " + id + " (" + list.name() + ") has " + cidr)));
    }
  }

  private Origin group(io.eksnet.id.SecurityGroupId id) {
    return new Origin.Aws(
        "security-group", id.value(), fabric.vpcs().securityGroup(id).map(it -> it.arn()));
  }

  private String noRule(
      NetworkInterface eni, SecurityGroupRule.Direction direction, Packet packet) {
    boolean ingress = direction == SecurityGroupRule.Direction.INGRESS;
    IpAddress other = ingress ? packet.source() : packet.destination();
    String groups = eni.groups().stream().map(Object::toString).collect(Collectors.joining(", "));
    List<String> names = new ArrayList<>();
    names.add(other.equals(Ends.INTERNET) ? "the internet" : other.toString());
    fabric
        .vpcs()
        .interfaceWith(eni.vpc(), other)
        .ifPresent(it -> it.groups().forEach(group -> names.add(group.toString())));
    return "no rule of "
        + groups
        + " allows "
        + traffic(packet)
        + (ingress ? " from " : " to ")
        + String.join(" or ", names);
  }

  /** {@code TCP 5432}. */
  static String traffic(Packet packet) {
    String protocol = packet.protocol().toString().toUpperCase(Locale.ROOT);
    return packet.protocol().hasPorts() ? protocol + " " + packet.destinationPort() : protocol;
  }

  /** The ACL at a subnet's border. */
  void acl(Subnet subnet, boolean leaving) {
    Optional<NetworkAcl> found = fabric.acl(subnet);
    if (found.isEmpty()) {
      walk.note("the network ACL of " + subnet.id() + " is not known");
      return;
    }
    NetworkAcl acl = found.get();
    Packet packet = walk.packet();
    PortRange ports = walk.destinationPorts();
    AclDecision decision = AclDecision.of(acl, packet, ports, leaving);
    Optional<Obstacle> obstacle =
        decision.passes()
            ? Optional.empty()
            : Optional.of(
                new Obstacle(
                    Disposition.DENIED_BY_NACL,
                    denied(packet, ports, leaving, decision),
                    Fixes.allowInAcl(fabric, acl, packet, ports, leaving, decision)));
    walk.add(
        new Step.AclCheck(
            acl.id(),
            subnet.id(),
            leaving,
            packet,
            ports,
            decision.entry(),
            obstacle,
            List.of(
                new Origin.Aws(
                    "network-acl",
                    acl.id().value(),
                    Optional.of(acl.scope().arn("ec2", "network-acl/" + acl.id()))))));
  }

  private String denied(Packet packet, PortRange ports, boolean leaving, AclDecision decision) {
    String rule =
        decision
            .entry()
            .map(entry -> "rule " + entry.number() + " denies ")
            .orElse("no rule allows ");
    String what = packet.protocol().toString().toUpperCase(Locale.ROOT);
    if (packet.protocol().hasPorts()) {
      what += " " + (walk.isReply() ? decision.denied() : ports);
    }
    IpAddress other = leaving ? packet.destination() : packet.source();
    return rule
        + what
        + (leaving ? " to " : " from ")
        + (other.equals(Ends.INTERNET) ? "the internet" : other)
        + (walk.isReply() ? " (the ports of the client, to which replies go)" : "");
  }
}
