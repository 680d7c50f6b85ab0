package io.eksnet.elb;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.ListenerArn;
import io.eksnet.id.ListenerRuleArn;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import io.eksnet.vpc.Quota;
import io.eksnet.vpc.Vpcs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules for listeners. */
final class Listeners {
  private static final int ID_DIGITS = 16;
  private static final int MOST_PORT = 65_535;

  private Listeners() {}

  static Decision<Listener> create(Facts facts, CreateListener command, Context context) {
    Optional<LoadBalancer> found =
        LoadBalancers.own(facts, command.owner(), command.loadBalancer());
    if (found.isEmpty()) {
      return Decision.refuse(ElbRefusals.notFound(command.loadBalancer()));
    }
    LoadBalancer balancer = found.get();
    Vpcs vpcs = new Vpcs(facts);
    Optional<Refusal> problem =
        portProblem(balancer, command).or(() -> ElbTags.problem(vpcs, command.tags(), Tags.NONE));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    String path = balancer.arn().path() + "/" + context.ids().hex(ID_DIGITS);
    Listener bare =
        new Listener(
            new ListenerArn(balancer.scope().arn("elasticloadbalancing", "listener/" + path)),
            balancer.arn(),
            balancer.scope(),
            command.protocol().orElseThrow(),
            command.port().orElseThrow(),
            Optional.empty(),
            command.defaultActions(),
            Map.of(),
            new Listener.DefaultRule(
                new ListenerRuleArn(
                    balancer
                        .scope()
                        .arn(
                            "elasticloadbalancing",
                            "listener-rule/" + path + "/" + context.ids().hex(ID_DIGITS))),
                Tags.NONE),
            command.tags());
    return ListenerCertificates.tls(facts, balancer, bare.protocol(), command.tls(), bare.tls())
        .then(tls -> made(facts, balancer, bare.withTls(tls)));
  }

  /** The listener, or the one that is there already with the same settings. */
  private static Decision<Listener> made(Facts facts, LoadBalancer balancer, Listener listener) {
    List<Listener> there = facts.table(Listener.KIND).by(Listener.BY_LOAD_BALANCER, balancer.arn());
    Optional<Listener> same = there.stream().filter(it -> it.port() == listener.port()).findFirst();
    if (same.isPresent()) {
      return isAlike(same.get(), listener)
          ? Decision.accept(same.get())
          : Decision.refuse(ListenerRefusals.duplicate(balancer.arn()));
    }
    if (there.size() >= new Vpcs(facts).quota(Quota.LISTENERS_PER_LOAD_BALANCER)) {
      return Decision.refuse(ListenerRefusals.tooManyListeners(balancer.arn()));
    }
    return judged(facts, balancer, listener);
  }

  static Decision<Listener> modify(Facts facts, ModifyListener command) {
    Optional<Listener> found = own(facts, command.owner(), command.arn());
    if (found.isEmpty()) {
      return Decision.refuse(ListenerRefusals.notFound(command.arn().value()));
    }
    Listener listener = found.get();
    LoadBalancer balancer = balancer(facts, listener.loadBalancer());
    ElbProtocol protocol = command.protocol().orElse(listener.protocol());
    int port = command.port().orElse(listener.port());
    Optional<Refusal> problem = portProblem(balancer, protocol, port);
    boolean taken =
        facts.table(Listener.KIND).by(Listener.BY_LOAD_BALANCER, balancer.arn()).stream()
            .anyMatch(it -> it.port() == port && !it.arn().equals(listener.arn()));
    if (problem.isEmpty() && taken) {
      problem = Optional.of(ListenerRefusals.duplicate(balancer.arn()));
    }
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    List<ListenerAction> actions =
        command.defaultActions().isEmpty()
            ? listener.defaultActions()
            : withSecrets(command.defaultActions(), listener.defaultActions());
    return ListenerCertificates.tls(facts, balancer, protocol, command.tls(), listener.tls())
        .then(
            tls ->
                judged(
                    facts,
                    balancer,
                    new Listener(
                        listener.arn(),
                        listener.loadBalancer(),
                        listener.scope(),
                        protocol,
                        port,
                        tls,
                        actions,
                        ListenerAttributes.kept(listener.attributes(), protocol),
                        listener.defaultRule(),
                        listener.tags())));
  }

  /** Accepts a listener whose actions and rules fit it. */
  private static Decision<Listener> judged(Facts facts, LoadBalancer balancer, Listener listener) {
    Optional<Refusal> problem =
        actionProblem(facts, balancer, listener, listener.defaultActions(), listener.arn().value());
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    for (ListenerRule rule :
        facts.table(ListenerRule.KIND).by(ListenerRule.BY_LISTENER, listener.arn())) {
      Optional<Refusal> unfit =
          actionProblem(facts, balancer, listener, rule.actions(), rule.arn().value());
      if (unfit.isPresent()) {
        return Decision.refuse(unfit.get());
      }
    }
    return Decision.accept(listener, Change.put(Listener.KIND, listener));
  }

  /**
   * Why a listener or one of its rules cannot do this, if so.
   *
   * @param doer the ARN of the one that does it
   */
  static Optional<Refusal> actionProblem(
      Facts facts,
      LoadBalancer balancer,
      Listener listener,
      List<ListenerAction> actions,
      String doer) {
    return ActionRules.problem(balancer.type(), listener.protocol(), listener.port(), actions)
        .or(
            () ->
                Forwarding.problem(
                    facts, balancer, listener.protocol(), actions, Optional.of(doer)));
  }

  static Decision<ListenerArn> delete(Facts facts, DeleteListener command) {
    return own(facts, command.owner(), command.arn())
        .map(it -> Decision.accept(it.arn(), removal(facts, it)))
        .orElseGet(() -> Decision.refuse(ListenerRefusals.notFound(command.arn().value())));
  }

  /** What goes with a listener. */
  static List<Change<?, ?>> removal(Facts facts, Listener listener) {
    List<Change<?, ?>> changes = new ArrayList<>();
    for (ListenerRule rule :
        facts.table(ListenerRule.KIND).by(ListenerRule.BY_LISTENER, listener.arn())) {
      changes.add(Change.remove(ListenerRule.KIND, rule.arn()));
    }
    changes.add(Change.remove(Listener.KIND, listener.arn()));
    return changes;
  }

  static Decision<Listener> modifyAttributes(Facts facts, ModifyListenerAttributes command) {
    Optional<Listener> found = own(facts, command.owner(), command.arn());
    if (found.isEmpty()) {
      return Decision.refuse(ListenerRefusals.notFound(command.arn().value()));
    }
    Optional<Refusal> problem =
        command.attributes().entrySet().stream()
            .flatMap(
                it -> ListenerAttributes.problem(found.get(), it.getKey(), it.getValue()).stream())
            .findFirst();
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    Map<String, String> attributes = new HashMap<>(found.get().attributes());
    attributes.putAll(command.attributes());
    Listener made = found.get().withAttributes(attributes);
    return Decision.accept(made, Change.put(Listener.KIND, made));
  }

  /** Why the listeners of a load balancer do not allow addresses of some families, if so. */
  static Optional<Refusal> forbidsDualstack(
      Facts facts, LoadBalancer balancer, IpAddressType type) {
    if (!type.hasIpv6()) {
      return Optional.empty();
    }
    return facts.table(Listener.KIND).by(Listener.BY_LOAD_BALANCER, balancer.arn()).stream()
        .filter(it -> overUdp(it.protocol()))
        .findFirst()
        .map(it -> overUdp(it.protocol(), type));
  }

  /** One that belongs to somebody. */
  static Optional<Listener> own(Facts facts, Scope owner, ListenerArn arn) {
    return facts.find(Listener.KIND, arn).filter(it -> it.scope().equals(owner));
  }

  /** Actions whose secrets are those of actions before, where they bring none. */
  static List<ListenerAction> withSecrets(
      List<ListenerAction> actions, List<ListenerAction> before) {
    Optional<ListenerAction.AuthenticateOidc> known =
        before.stream()
            .filter(ListenerAction.AuthenticateOidc.class::isInstance)
            .map(ListenerAction.AuthenticateOidc.class::cast)
            .findFirst();
    return actions.stream()
        .map(
            action ->
                action instanceof ListenerAction.AuthenticateOidc oidc && !oidc.hasSecret()
                    ? known.<ListenerAction>map(oidc::withSecretOf).orElse(oidc)
                    : action)
        .toList();
  }

  private static Optional<Refusal> portProblem(LoadBalancer balancer, CreateListener command) {
    if (command.protocol().isEmpty()) {
      return Optional.of(ListenerRefusals.invalid("A listener protocol must be specified"));
    }
    if (command.port().isEmpty()) {
      return Optional.of(ListenerRefusals.invalid("A listener port must be specified"));
    }
    return portProblem(balancer, command.protocol().get(), command.port().get());
  }

  private static Optional<Refusal> portProblem(
      LoadBalancer balancer, ElbProtocol protocol, int port) {
    boolean ofType =
        switch (balancer.type()) {
          case APPLICATION -> protocol.application();
          case NETWORK -> !protocol.application() && protocol != ElbProtocol.GENEVE;
        };
    if (!ofType) {
      return Optional.of(ListenerRefusals.protocol(protocol.name(), balancer.type()));
    }
    if (port < 1 || port > MOST_PORT) {
      return Optional.of(
          ListenerRefusals.invalid(
              "Listener port '" + port + "' must be between 1 and " + MOST_PORT));
    }
    return balancer.ipAddressType().hasIpv6() && overUdp(protocol)
        ? Optional.of(overUdp(protocol, balancer.ipAddressType()))
        : Optional.empty();
  }

  private static boolean overUdp(ElbProtocol protocol) {
    return switch (protocol) {
      case UDP, TCP_UDP, QUIC, TCP_QUIC -> true;
      case HTTP, HTTPS, TCP, TLS, GENEVE -> false;
    };
  }

  private static Refusal overUdp(ElbProtocol protocol, IpAddressType type) {
    return ListenerRefusals.configuration(
        "Listener protocol '"
            + protocol
            + "' is not supported with IP address type '"
            + type.text()
            + "'");
  }

  private static boolean isAlike(Listener there, Listener asked) {
    return there.protocol() == asked.protocol()
        && there.defaultActions().equals(asked.defaultActions())
        && there.tags().equals(asked.tags())
        && there.tls().map(it -> it.withCertificates(List.of())).equals(asked.tls());
  }

  /** The load balancer of a listener. */
  static LoadBalancer balancer(Facts facts, LoadBalancerArn arn) {
    return facts.find(LoadBalancer.KIND, arn).orElseThrow();
  }
}
