package io.eksnet.elb;

import io.eksnet.acm.Certificate;
import io.eksnet.id.Decision;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import io.eksnet.vpc.Quota;
import io.eksnet.vpc.Vpcs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules for certificates and policies of encrypted listeners. */
final class ListenerCertificates {
  private static final Set<String> ALPN =
      Set.of("HTTP1Only", "HTTP2Only", "HTTP2Optional", "HTTP2Preferred", "None");

  private ListenerCertificates() {}

  /**
   * What a listener offers to encrypted connections: what is asked for, else what it had, else
   * ELB's defaults.
   */
  static Decision<Optional<Listener.Tls>> tls(
      Facts facts,
      LoadBalancer balancer,
      ElbProtocol protocol,
      CreateListener.TlsRequest asked,
      Optional<Listener.Tls> before) {
    if (!encrypted(protocol)) {
      return asked.equals(CreateListener.TlsRequest.NONE)
          ? Decision.accept(Optional.empty())
          : Decision.refuse(
              ListenerRefusals.invalid(
                  "Certificates, security policies, ALPN policies and mutual authentication cannot"
                      + " be specified for "
                      + protocol
                      + " listeners"));
    }
    Optional<Refusal> problem = problem(facts, balancer, protocol, asked);
    Optional<String> certificate =
        asked.certificates().stream().findFirst().or(() -> before.map(Listener.Tls::certificate));
    if (problem.isEmpty() && certificate.isEmpty()) {
      problem = Optional.of(ListenerRefusals.noCertificate(protocol));
    }
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    Optional<String> alpn =
        asked.alpnPolicies().stream()
            .findFirst()
            .or(() -> before.flatMap(Listener.Tls::alpnPolicy))
            .filter(_ -> protocol == ElbProtocol.TLS);
    return Decision.accept(
        Optional.of(
            new Listener.Tls(
                asked
                    .sslPolicy()
                    .or(() -> before.map(Listener.Tls::sslPolicy))
                    .orElse(SslPolicies.STANDARD),
                certificate.orElseThrow(),
                before.map(Listener.Tls::certificates).orElse(List.of()).stream()
                    .filter(it -> !it.equals(certificate.orElseThrow()))
                    .toList(),
                alpn,
                asked
                    .mutualAuthentication()
                    .or(() -> before.map(Listener.Tls::mutualAuthentication))
                    .orElse(Listener.MutualAuthentication.OFF))));
  }

  static Decision<List<String>> add(Facts facts, AddListenerCertificates command) {
    Optional<Listener> found = Listeners.own(facts, command.owner(), command.arn());
    if (found.isEmpty()) {
      return Decision.refuse(ListenerRefusals.notFound(command.arn().value()));
    }
    Listener listener = found.get();
    if (listener.tls().isEmpty()) {
      return Decision.refuse(
          ListenerRefusals.invalid(
              "Certificates cannot be specified for " + listener.protocol() + " listeners"));
    }
    Optional<Refusal> unfit = unfit(facts, command.owner(), command.certificates());
    if (unfit.isPresent()) {
      return Decision.refuse(unfit.get());
    }
    Listener.Tls tls = listener.tls().get();
    List<String> more = new ArrayList<>(tls.certificates());
    command.certificates().stream()
        .filter(it -> !more.contains(it) && !it.equals(tls.certificate()))
        .forEach(more::add);
    int added = more.size() - tls.certificates().size();
    if (added + further(facts, listener.loadBalancer())
        > new Vpcs(facts).quota(Quota.CERTIFICATES_PER_LOAD_BALANCER)) {
      return Decision.refuse(ListenerRefusals.tooManyCertificates(listener.loadBalancer()));
    }
    Listener made = listener.withTls(Optional.of(tls.withCertificates(more)));
    return Decision.accept(command.certificates(), Change.put(Listener.KIND, made));
  }

  static Decision<Boolean> remove(Facts facts, RemoveListenerCertificates command) {
    Optional<Listener> found = Listeners.own(facts, command.owner(), command.arn());
    if (found.isEmpty()) {
      return Decision.refuse(ListenerRefusals.notFound(command.arn().value()));
    }
    Optional<Listener.Tls> tls = found.get().tls();
    if (tls.isEmpty()) {
      return Decision.accept(true);
    }
    if (command.certificates().contains(tls.get().certificate())) {
      return Decision.refuse(
          "OperationNotPermitted",
          "The default certificate of listener '" + command.arn() + "' cannot be removed");
    }
    List<String> fewer =
        tls.get().certificates().stream()
            .filter(it -> !command.certificates().contains(it))
            .toList();
    return Decision.accept(
        true,
        Change.put(
            Listener.KIND, found.get().withTls(Optional.of(tls.get().withCertificates(fewer)))));
  }

  static boolean encrypted(ElbProtocol protocol) {
    return protocol == ElbProtocol.HTTPS || protocol == ElbProtocol.TLS;
  }

  private static Optional<Refusal> problem(
      Facts facts, LoadBalancer balancer, ElbProtocol protocol, CreateListener.TlsRequest asked) {
    if (asked.certificates().size() > 1) {
      return Optional.of(
          ListenerRefusals.invalid("Exactly one default certificate must be specified"));
    }
    Optional<Refusal> unfit = unfit(facts, balancer.scope(), asked.certificates());
    if (unfit.isPresent()) {
      return unfit;
    }
    Optional<String> policy =
        asked
            .sslPolicy()
            .filter(
                name ->
                    SslPolicies.named(name)
                        .filter(it -> it.types().contains(balancer.type()))
                        .isEmpty());
    if (policy.isPresent()) {
      return Optional.of(ListenerRefusals.sslPolicyNotFound(policy.get()));
    }
    return alpnProblem(protocol, asked.alpnPolicies())
        .or(
            () ->
                asked.mutualAuthentication().isPresent() && protocol != ElbProtocol.HTTPS
                    ? Optional.of(
                        ListenerRefusals.invalid(
                            "Mutual authentication can be specified for HTTPS listeners only"))
                    : Optional.empty());
  }

  private static Optional<Refusal> alpnProblem(ElbProtocol protocol, List<String> policies) {
    if (policies.isEmpty()) {
      return Optional.empty();
    }
    if (protocol != ElbProtocol.TLS) {
      return Optional.of(
          ListenerRefusals.invalid("ALPN policies can be specified for TLS listeners only"));
    }
    if (policies.size() > 1) {
      return Optional.of(ListenerRefusals.invalid("Only one ALPN policy can be specified"));
    }
    return ALPN.contains(policies.getFirst())
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                "ALPNPolicyNotFound", "ALPN policy '" + policies.getFirst() + "' not found"));
  }

  /** Why certificates cannot be presented, if so. Only those of ACM are served, none of IAM. */
  private static Optional<Refusal> unfit(Facts facts, Scope owner, List<String> arns) {
    for (String arn : arns) {
      Optional<Certificate> found =
          facts.find(Certificate.KIND, arn).filter(it -> it.scope().equals(owner));
      if (found.isEmpty()) {
        return Optional.of(ListenerRefusals.certificateNotFound(arn));
      }
      if (found.get().status() == Certificate.Status.PENDING_VALIDATION) {
        return Optional.of(ListenerRefusals.certificateUnfit(arn));
      }
    }
    return Optional.empty();
  }

  /** How many certificates all listeners of a load balancer have beside their default ones. */
  private static int further(Facts facts, LoadBalancerArn balancer) {
    return facts.table(Listener.KIND).by(Listener.BY_LOAD_BALANCER, balancer).stream()
        .flatMap(it -> it.tls().stream())
        .mapToInt(it -> it.certificates().size())
        .sum();
  }
}
