package io.eksnet.elb;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.ListenerArn;
import io.eksnet.id.ListenerRuleArn;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import io.eksnet.vpc.Quota;
import io.eksnet.vpc.Vpcs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is asked of the rules of listeners. */
final class RuleBook {
  private static final int ID_DIGITS = 16;
  private static final int MOST_PRIORITY = 50_000;

  private RuleBook() {}

  static Decision<ListenerRule> create(Facts facts, CreateRule command, Context context) {
    Optional<Listener> found = Listeners.own(facts, command.owner(), command.listener());
    if (found.isEmpty()) {
      return Decision.refuse(ListenerRefusals.notFound(command.listener().value()));
    }
    Listener listener = found.get();
    LoadBalancer balancer = Listeners.balancer(facts, listener.loadBalancer());
    Vpcs vpcs = new Vpcs(facts);
    Optional<Refusal> problem =
        typeProblem(balancer)
            .or(() -> priorityProblem(command.priority()))
            .or(() -> ElbTags.problem(vpcs, command.tags(), Tags.NONE))
            .or(
                () ->
                    takenBy(facts, listener.arn(), command.priority()).isPresent()
                        ? Optional.of(ListenerRefusals.priorityInUse(command.priority()))
                        : Optional.empty())
            .or(
                () ->
                    facts
                                .table(ListenerRule.KIND)
                                .fold(ListenerRule.PER_LOAD_BALANCER, balancer.arn())
                            >= vpcs.quota(Quota.RULES_PER_LOAD_BALANCER)
                        ? Optional.of(ListenerRefusals.tooManyRules(balancer.arn()))
                        : Optional.empty());
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    String path =
        listener.arn().value().replaceFirst(":listener/", ":listener-rule/")
            + "/"
            + context.ids().hex(ID_DIGITS);
    return judged(
        facts,
        balancer,
        listener,
        new ListenerRule(
            new ListenerRuleArn(path),
            listener.arn(),
            balancer.arn(),
            balancer.scope(),
            command.priority(),
            command.conditions(),
            command.actions(),
            command.transforms(),
            command.tags()));
  }

  static Decision<ListenerRule> modify(Facts facts, ModifyRule command) {
    return changeable(facts, command.owner(), command.arn(), "modified")
        .then(
            rule -> {
              if (command.conditions().isEmpty()
                  && command.actions().isEmpty()
                  && command.transforms().isEmpty()) {
                return Decision.refuse(
                    ListenerRefusals.invalid("Either conditions or actions must be specified"));
              }
              Listener listener = facts.find(Listener.KIND, rule.listener()).orElseThrow();
              LoadBalancer balancer = Listeners.balancer(facts, rule.loadBalancer());
              return judged(
                  facts,
                  balancer,
                  listener,
                  new ListenerRule(
                      rule.arn(),
                      rule.listener(),
                      rule.loadBalancer(),
                      rule.scope(),
                      rule.priority(),
                      command.conditions().orElse(rule.conditions()),
                      command
                          .actions()
                          .map(it -> Listeners.withSecrets(it, rule.actions()))
                          .orElse(rule.actions()),
                      command.transforms().orElse(rule.transforms()),
                      rule.tags()));
            });
  }

  static Decision<ListenerRuleArn> delete(Facts facts, DeleteRule command) {
    return changeable(facts, command.owner(), command.arn(), "deleted")
        .then(rule -> Decision.accept(rule.arn(), Change.remove(ListenerRule.KIND, rule.arn())));
  }

  static Decision<List<ListenerRule>> setPriorities(Facts facts, SetRulePriorities command) {
    List<ListenerRule> made = new ArrayList<>();
    for (Map.Entry<ListenerRuleArn, Integer> each : command.priorities().entrySet()) {
      Optional<Refusal> problem = priorityProblem(each.getValue());
      if (problem.isPresent()) {
        return Decision.refuse(problem.get());
      }
      switch (changeable(facts, command.owner(), each.getKey(), "re-prioritized")) {
        case Decision.Refused<ListenerRule>(Refusal refusal) -> {
          return Decision.refuse(refusal);
        }
        case Decision.Accepted<ListenerRule>(ListenerRule rule, var _) ->
            made.add(rule.withPriority(each.getValue()));
      }
    }
    for (ListenerRule rule : made) {
      boolean twice =
          made.stream()
              .anyMatch(
                  it ->
                      !it.arn().equals(rule.arn())
                          && it.listener().equals(rule.listener())
                          && it.priority() == rule.priority());
      boolean taken =
          takenBy(facts, rule.listener(), rule.priority())
              .filter(it -> !command.priorities().containsKey(it))
              .isPresent();
      if (twice || taken) {
        return Decision.refuse(ListenerRefusals.priorityInUse(rule.priority()));
      }
    }
    return Decision.accept(
        made, made.stream().map(it -> Change.put(ListenerRule.KIND, it)).toList());
  }

  private static Decision<ListenerRule> judged(
      Facts facts, LoadBalancer balancer, Listener listener, ListenerRule rule) {
    Optional<Refusal> problem =
        ConditionRules.problem(new Vpcs(facts), rule.conditions())
            .or(() -> ConditionRules.transformProblem(rule.transforms()))
            .or(
                () ->
                    Listeners.actionProblem(
                        facts, balancer, listener, rule.actions(), rule.arn().value()));
    return problem.isPresent()
        ? Decision.refuse(problem.get())
        : Decision.accept(rule, Change.put(ListenerRule.KIND, rule));
  }

  /** A rule of somebody's that is not a default one. */
  private static Decision<ListenerRule> changeable(
      Facts facts, Scope owner, ListenerRuleArn arn, String change) {
    Optional<ListenerRule> own =
        facts.find(ListenerRule.KIND, arn).filter(it -> it.scope().equals(owner));
    if (own.isPresent()) {
      return Decision.accept(own.get());
    }
    boolean isDefault =
        facts
            .table(Listener.KIND)
            .firstBy(Listener.BY_DEFAULT_RULE, arn)
            .filter(it -> it.scope().equals(owner))
            .isPresent();
    return Decision.refuse(
        isDefault
            ? ListenerRefusals.defaultRule(arn, change)
            : ListenerRefusals.ruleNotFound(arn.value()));
  }

  private static Optional<ListenerRuleArn> takenBy(
      Facts facts, ListenerArn listener, int priority) {
    return facts.table(ListenerRule.KIND).by(ListenerRule.BY_LISTENER, listener).stream()
        .filter(it -> it.priority() == priority)
        .map(ListenerRule::arn)
        .findFirst();
  }

  private static Optional<Refusal> typeProblem(LoadBalancer balancer) {
    return balancer.type() == LoadBalancerType.APPLICATION
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                "UnsupportedProtocol",
                "Rules are not supported on listeners of load balancers with type '"
                    + balancer.type().text()
                    + "'"));
  }

  private static Optional<Refusal> priorityProblem(int priority) {
    return priority >= 1 && priority <= MOST_PRIORITY
        ? Optional.empty()
        : Optional.of(
            ListenerRefusals.invalid(
                "Priority '" + priority + "' must be between 1 and " + MOST_PRIORITY));
  }
}
