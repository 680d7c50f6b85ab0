package io.eksnet.elb.classic;

import io.eksnet.acm.Certificate;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules for the listeners of Classic Load Balancers. */
final class ClassicListeners {
  private static final List<String> PROTOCOLS = List.of("HTTP", "HTTPS", "TCP", "SSL");
  private static final int HIGHEST_PORT = 65_535;

  private ClassicListeners() {}

  static Decision<ClassicLoadBalancer> create(Facts facts, CreateLoadBalancerListeners command) {
    return ClassicLoadBalancers.edited(
        facts,
        command.owner(),
        command.name(),
        balancer -> {
          Optional<Refusal> problem = problem(facts, command.owner(), command.listeners());
          if (problem.isPresent()) {
            return Decision.refuse(problem.get());
          }
          List<ClassicListener> all = new ArrayList<>(balancer.listeners());
          for (ClassicListener each : command.listeners()) {
            Optional<ClassicListener> there =
                all.stream().filter(it -> it.port() == each.port()).findFirst();
            if (there.filter(it -> !it.looksLike(each)).isPresent()) {
              return Decision.refuse(
                  ClassicRefusals.duplicateListener(command.name(), each.port()));
            }
            if (there.isEmpty()) {
              all.add(each);
            }
          }
          return Decision.accept(balancer.withListeners(all));
        });
  }

  static Decision<ClassicLoadBalancer> delete(Facts facts, DeleteLoadBalancerListeners command) {
    return ClassicLoadBalancers.edited(
        facts,
        command.owner(),
        command.name(),
        balancer ->
            Decision.accept(
                balancer.withListeners(
                    balancer.listeners().stream()
                        .filter(it -> !command.ports().contains(it.port()))
                        .toList())));
  }

  static Decision<ClassicLoadBalancer> certify(
      Facts facts, SetLoadBalancerListenerSSLCertificate command) {
    return ClassicLoadBalancers.edited(
        facts,
        command.owner(),
        command.name(),
        balancer -> {
          Optional<ClassicListener> found = at(balancer, command.port());
          if (found.isEmpty()) {
            return Decision.refuse(
                ClassicRefusals.listenerNotFound(command.name(), command.port()));
          }
          if (!found.get().encrypted()) {
            return Decision.refuse(
                ClassicRefusals.configuration(
                    "The listener on LoadBalancerPort " + command.port() + " has no certificate"));
          }
          return hasCertificate(facts, command.owner(), command.certificate())
              ? Decision.accept(
                  replaced(balancer, found.get().withCertificate(command.certificate())))
              : Decision.refuse(ClassicRefusals.certificateNotFound(command.certificate()));
        });
  }

  static Optional<ClassicListener> at(ClassicLoadBalancer balancer, int port) {
    return balancer.listeners().stream().filter(it -> it.port() == port).findFirst();
  }

  static ClassicLoadBalancer replaced(ClassicLoadBalancer balancer, ClassicListener listener) {
    return balancer.withListeners(
        balancer.listeners().stream()
            .map(it -> it.port() == listener.port() ? listener : it)
            .toList());
  }

  /** Why listeners cannot be, if so. */
  static Optional<Refusal> problem(Facts facts, Scope owner, List<ClassicListener> listeners) {
    if (listeners.isEmpty()) {
      return Optional.of(ClassicRefusals.validation("Listeners cannot be empty"));
    }
    Set<Integer> ports = new HashSet<>();
    for (ClassicListener each : listeners) {
      Optional<Refusal> problem = problem(facts, owner, each);
      if (problem.isPresent()) {
        return problem;
      }
      if (!ports.add(each.port())) {
        return Optional.of(
            ClassicRefusals.validation(
                "LoadBalancerPort " + each.port() + " was specified more than once"));
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> problem(Facts facts, Scope owner, ClassicListener listener) {
    for (String protocol : List.of(listener.protocol(), listener.instanceProtocol())) {
      if (!PROTOCOLS.contains(protocol)) {
        return Optional.of(ClassicRefusals.protocol(protocol));
      }
    }
    if (isHttp(listener.protocol()) != isHttp(listener.instanceProtocol())) {
      return Optional.of(
          ClassicRefusals.configuration(
              "Listener protocol "
                  + listener.protocol()
                  + " and instance protocol "
                  + listener.instanceProtocol()
                  + " are not of the same layer"));
    }
    if (!isPort(listener.port()) || !isPort(listener.instancePort())) {
      return Optional.of(
          ClassicRefusals.validation("Listener ports must be between 1 and " + HIGHEST_PORT));
    }
    if (listener.encrypted() && listener.certificate().isEmpty()) {
      return Optional.of(
          ClassicRefusals.validation("SSLCertificateId is required for HTTPS and SSL listeners"));
    }
    return listener
        .certificate()
        .filter(arn -> !hasCertificate(facts, owner, arn))
        .map(ClassicRefusals::certificateNotFound);
  }

  private static boolean hasCertificate(Facts facts, Scope owner, String arn) {
    return facts.find(Certificate.KIND, arn).filter(it -> it.scope().equals(owner)).isPresent();
  }

  private static boolean isHttp(String protocol) {
    return protocol.startsWith("HTTP");
  }

  private static boolean isPort(int port) {
    return port >= 1 && port <= HIGHEST_PORT;
  }
}
