package io.eksnet.elb;

import io.eksnet.id.ListenerArn;
import io.eksnet.id.ListenerRuleArn;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.id.TargetGroupArn;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A port on which a load balancer listens.
 *
 * @param tls what makes it encrypted; only HTTPS and TLS have it, and always
 * @param defaultActions what is done with a request that no rule takes, in their order
 * @param attributes those that were changed; the others have ELB's defaults
 * @param defaultRule the name under which the default actions are shown among the rules
 */
public record Listener(
    ListenerArn arn,
    LoadBalancerArn loadBalancer,
    Scope scope,
    ElbProtocol protocol,
    int port,
    Optional<Tls> tls,
    List<ListenerAction> defaultActions,
    Map<String, String> attributes,
    DefaultRule defaultRule,
    Tags tags)
    implements Scoped {

  /**
   * What an encrypted listener offers.
   *
   * @param sslPolicy the name of a policy
   * @param certificate the ARN of the default certificate
   * @param certificates ARNs of further ones, chosen by the name that a client asks for
   * @param alpnPolicy for TLS only
   * @param mutualAuthentication what is done about clients' certificates
   */
  public record Tls(
      String sslPolicy,
      String certificate,
      List<String> certificates,
      Optional<String> alpnPolicy,
      MutualAuthentication mutualAuthentication) {
    public Tls {
      certificates = List.copyOf(certificates);
    }

    Tls withCertificates(List<String> others) {
      return new Tls(sslPolicy, certificate, others, alpnPolicy, mutualAuthentication);
    }
  }

  /** What is done about clients' certificates. */
  public enum MutualAuthentication {
    OFF("off"),
    PASSTHROUGH("passthrough");

    private final String text;

    MutualAuthentication(String text) {
      this.text = text;
    }

    /** AWS's word. */
    public String text() {
      return text;
    }
  }

  /** The rule that is always there, last of all. */
  public record DefaultRule(ListenerRuleArn arn, Tags tags) {}

  /** Listeners by load balancer. */
  public static final Index<Listener, LoadBalancerArn> BY_LOAD_BALANCER =
      Index.by("listeners by load balancer", Listener::loadBalancer);

  /** Listeners by the target groups of their default actions. */
  public static final Index<Listener, TargetGroupArn> BY_TARGET_GROUP =
      Index.byEach(
          "listeners by target group",
          it ->
              it.defaultActions().stream()
                  .flatMap(action -> action.targetGroups().stream())
                  .distinct()
                  .toList());

  /** Listeners by their default rule. */
  public static final Index<Listener, ListenerRuleArn> BY_DEFAULT_RULE =
      Index.by("listeners by default rule", it -> it.defaultRule().arn());

  /** Listeners by the ARNs of all their certificates. */
  public static final Index<Listener, String> BY_CERTIFICATE =
      Index.byEach(
          "listeners by certificate",
          it ->
              it.tls().stream()
                  .flatMap(
                      tls ->
                          Stream.concat(Stream.of(tls.certificate()), tls.certificates().stream()))
                  .distinct()
                  .toList());

  /** Listeners by ARN. */
  public static final Kind<ListenerArn, Listener> KIND =
      Kind.of("listener", Listener.class, Listener::arn)
          .indexed(BY_LOAD_BALANCER)
          .indexed(BY_TARGET_GROUP)
          .indexed(BY_DEFAULT_RULE)
          .indexed(BY_CERTIFICATE);

  public Listener {
    defaultActions = List.copyOf(defaultActions);
    attributes = java.util.Collections.unmodifiableMap(new TreeMap<>(attributes));
  }

  Listener withTags(Tags others) {
    return new Listener(
        arn,
        loadBalancer,
        scope,
        protocol,
        port,
        tls,
        defaultActions,
        attributes,
        defaultRule,
        others);
  }

  Listener withDefaultRule(DefaultRule other) {
    return new Listener(
        arn, loadBalancer, scope, protocol, port, tls, defaultActions, attributes, other, tags);
  }

  Listener withAttributes(Map<String, String> others) {
    return new Listener(
        arn, loadBalancer, scope, protocol, port, tls, defaultActions, others, defaultRule, tags);
  }

  Listener withTls(Optional<Tls> other) {
    return new Listener(
        arn,
        loadBalancer,
        scope,
        protocol,
        port,
        other,
        defaultActions,
        attributes,
        defaultRule,
        tags);
  }
}
