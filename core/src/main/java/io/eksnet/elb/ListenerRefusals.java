package io.eksnet.elb;

import io.eksnet.id.ListenerRuleArn;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Refusal;
import io.eksnet.id.TargetGroupArn;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * ELB's refusals about listeners and rules, with its codes and, as far as clients have recorded
 * them, its words.
 */
final class ListenerRefusals {
  private ListenerRefusals() {}

  static Refusal invalid(String message) {
    return new Refusal("ValidationError", message);
  }

  static Refusal action(String message) {
    return new Refusal("InvalidLoadBalancerAction", message);
  }

  static Refusal configuration(String message) {
    return new Refusal("InvalidConfigurationRequest", message);
  }

  static Refusal notFound(String arn) {
    return new Refusal("ListenerNotFound", "Listener '" + arn + "' not found");
  }

  static Refusal ruleNotFound(String arn) {
    return new Refusal("RuleNotFound", "Rule '" + arn + "' not found");
  }

  static Refusal targetGroupNotFound(String arn) {
    return new Refusal("TargetGroupNotFound", "Target group '" + arn + "' not found");
  }

  static Refusal duplicate(LoadBalancerArn balancer) {
    return new Refusal(
        "DuplicateListener",
        "A listener already exists on this port for this load balancer '" + balancer + "'");
  }

  static Refusal tooManyListeners(LoadBalancerArn balancer) {
    return new Refusal(
        "TooManyListeners",
        "The maximum number of listeners has been reached on load balancer '" + balancer + "'");
  }

  static Refusal protocol(String protocol, LoadBalancerType type) {
    return invalid(
        "Listener protocol '"
            + protocol
            + "' must be one of '"
            + switch (type) {
              case APPLICATION -> "HTTPS, HTTP";
              case NETWORK -> "TCP, QUIC, TCP_QUIC, UDP, TCP_UDP, TLS";
            }
            + "'");
  }

  static Refusal noCertificate(ElbProtocol protocol) {
    return invalid("A certificate must be specified for " + protocol + " listeners");
  }

  static Refusal certificateNotFound(String arn) {
    return new Refusal("CertificateNotFound", "Certificate '" + arn + "' not found");
  }

  static Refusal certificateUnfit(String arn) {
    return new Refusal(
        "UnsupportedCertificate",
        "The certificate '"
            + arn
            + "' must have a fully-qualified domain name, a supported signature, and a supported"
            + " key size.");
  }

  static Refusal tooManyCertificates(LoadBalancerArn balancer) {
    return new Refusal(
        "TooManyCertificates",
        "The maximum number of certificates has been reached on load balancer '" + balancer + "'");
  }

  static Refusal sslPolicyNotFound(String name) {
    return new Refusal("SSLPolicyNotFound", "SSL policy '" + name + "' not found");
  }

  static Refusal attributeOfOther(String key, ElbProtocol protocol) {
    return configuration(
        "Listener attribute key '"
            + key
            + "' is not supported on listeners with protocol '"
            + protocol
            + "'");
  }

  static Refusal badAttribute(String key, String value, String expected) {
    return configuration(
        "The value '"
            + value
            + "' of listener attribute key '"
            + key
            + "' is not valid. Expected "
            + expected);
  }

  static Refusal incompatible(TargetGroupArn group, ElbProtocol listener, ElbProtocol target) {
    return new Refusal(
        "IncompatibleProtocols",
        "The listener and its associated target group '"
            + group
            + "' have incompatible protocols: '"
            + listener
            + "' and '"
            + target
            + "'");
  }

  static Refusal otherNetwork(TargetGroupArn group, LoadBalancerArn balancer) {
    return configuration(
        "Target group '" + group + "' is in a different VPC than load balancer '" + balancer + "'");
  }

  static Refusal otherBalancer(Collection<TargetGroupArn> groups) {
    return new Refusal(
        "TargetGroupAssociationLimit",
        "The following target groups cannot be associated with more than one load balancer: "
            + groups.stream().map(TargetGroupArn::value).collect(Collectors.joining(", ")));
  }

  static Refusal tooManyTargetGroups(LoadBalancerArn balancer) {
    return new Refusal(
        "TooManyUniqueTargetGroupsPerLoadBalancer",
        "The maximum number of unique target groups has been reached on load balancer '"
            + balancer
            + "'");
  }

  static Refusal tooManyActions(String message) {
    return new Refusal("TooManyActions", message);
  }

  static Refusal tooManyRules(LoadBalancerArn balancer) {
    return new Refusal(
        "TooManyRules",
        "The maximum number of rules has been reached on load balancer '" + balancer + "'");
  }

  static Refusal priorityInUse(int priority) {
    return new Refusal("PriorityInUse", "Priority '" + priority + "' is currently in use");
  }

  static Refusal defaultRule(ListenerRuleArn arn, String what) {
    return new Refusal("OperationNotPermitted", "Default rule '" + arn + "' cannot be " + what);
  }
}
