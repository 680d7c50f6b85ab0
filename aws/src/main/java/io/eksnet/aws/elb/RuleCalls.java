package io.eksnet.aws.elb;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.elb.CreateRule;
import io.eksnet.elb.DeleteRule;
import io.eksnet.elb.Listener;
import io.eksnet.elb.ListenerAction;
import io.eksnet.elb.ListenerRule;
import io.eksnet.elb.LoadBalancerType;
import io.eksnet.elb.ModifyRule;
import io.eksnet.elb.RuleCondition;
import io.eksnet.elb.RuleTransform;
import io.eksnet.elb.SetRulePriorities;
import io.eksnet.id.ListenerRuleArn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesResponse;

/** What makes, changes, deletes and shows rules. */
final class RuleCalls {
  private static final String DEFAULT = "default";

  private RuleCalls() {}

  static void register(Call.Registry on) {
    on.on(
            "CreateRule",
            CreateRuleRequest::builder,
            served("ListenerArn!", "Conditions!", "Priority!", "Actions!", "Tags", "Transforms"),
            (q, call) -> create(q, call))
        .on(
            "ModifyRule",
            ModifyRuleRequest::builder,
            served("RuleArn!", "Conditions", "Actions", "Transforms", "ResetTransforms"),
            (q, call) -> modify(q, call))
        .on(
            "DeleteRule",
            DeleteRuleRequest::builder,
            served("RuleArn!"),
            (q, call) ->
                ruleArn(q.ruleArn())
                    .then(arn -> call.execute(new DeleteRule(call.scope(), arn)))
                    .map(_ -> DeleteRuleResponse.builder().build()))
        .on(
            "SetRulePriorities",
            SetRulePrioritiesRequest::builder,
            served("RulePriorities!"),
            (q, call) -> setPriorities(q, call))
        .on(
            "DescribeRules",
            DescribeRulesRequest::builder,
            served("ListenerArn", "RuleArns", "Marker", "PageSize"),
            (q, call) -> describe(q, call));
  }

  private static Reply<CreateRuleResponse> create(CreateRuleRequest q, Call call) {
    return ElbFound.listenerArn(q.listenerArn())
        .then(
            arn ->
                ConditionMapping.read(q.conditions())
                    .then(
                        conditions ->
                            ActionMapping.read(q.actions())
                                .then(
                                    actions ->
                                        ConditionMapping.readTransforms(q.transforms())
                                            .then(
                                                transforms ->
                                                    ResourceTags.read(q.tags())
                                                        .then(
                                                            tags ->
                                                                call.execute(
                                                                    new CreateRule(
                                                                        call.scope(),
                                                                        arn,
                                                                        q.priority(),
                                                                        conditions,
                                                                        actions,
                                                                        transforms,
                                                                        tags)))))))
        .map(made -> CreateRuleResponse.builder().rules(sdk(made)).build());
  }

  private static Reply<ModifyRuleResponse> modify(ModifyRuleRequest q, Call call) {
    boolean reset = Boolean.TRUE.equals(q.resetTransforms());
    if (reset && !q.transforms().isEmpty()) {
      return ElbFound.invalid("You cannot specify both Transforms and ResetTransforms");
    }
    return ruleArn(q.ruleArn())
        .then(
            arn ->
                ConditionMapping.read(q.conditions())
                    .then(
                        conditions ->
                            ActionMapping.read(q.actions())
                                .then(
                                    actions ->
                                        ConditionMapping.readTransforms(q.transforms())
                                            .then(
                                                transforms ->
                                                    call.execute(
                                                        new ModifyRule(
                                                            call.scope(),
                                                            arn,
                                                            given(conditions),
                                                            given(actions),
                                                            reset
                                                                ? Optional.of(List.of())
                                                                : given(transforms)))))))
        .map(made -> ModifyRuleResponse.builder().rules(sdk(made)).build());
  }

  private static <T> Optional<List<T>> given(List<T> list) {
    return list.isEmpty() ? Optional.empty() : Optional.of(list);
  }

  private static Reply<SetRulePrioritiesResponse> setPriorities(
      SetRulePrioritiesRequest q, Call call) {
    Map<ListenerRuleArn, Integer> priorities = new LinkedHashMap<>();
    for (RulePriorityPair pair : q.rulePriorities()) {
      if (pair.ruleArn() == null || pair.priority() == null) {
        return ElbFound.invalid("A rule ARN and a priority must be specified");
      }
      if (priorities.put(new ListenerRuleArn(pair.ruleArn()), pair.priority()) != null) {
        return ElbFound.invalid("Rule '" + pair.ruleArn() + "' was specified more than once");
      }
    }
    return call.execute(new SetRulePriorities(call.scope(), priorities))
        .map(
            made ->
                SetRulePrioritiesResponse.builder()
                    .rules(made.stream().map(RuleCalls::sdk).toList())
                    .build());
  }

  private static Reply<DescribeRulesResponse> describe(DescribeRulesRequest q, Call call) {
    boolean byListener = q.listenerArn() != null;
    if (byListener && !q.ruleArns().isEmpty()) {
      return ElbFound.invalid(
          "Listener rule ARNs and a listener ARN cannot be specified at the same time");
    }
    if (!byListener && q.ruleArns().isEmpty()) {
      return ElbFound.invalid("You must specify either listener rule ARNs or a listener ARN");
    }
    Reply<List<Rule>> asked =
        byListener
            ? ElbFound.listener(call, q.listenerArn()).map(it -> rules(call, it))
            : ElbFound.each(q.ruleArns().stream().distinct().toList(), arn -> rule(call, arn));
    return asked
        .then(all -> ElbPage.of(all, Rule::ruleArn, q.marker(), q.pageSize()))
        .map(
            page ->
                DescribeRulesResponse.builder()
                    .rules(page.items())
                    .nextMarker(page.next().orElse(null))
                    .build());
  }

  /** The rules of a listener by their priority, the default one last. */
  private static List<Rule> rules(Call call, Listener listener) {
    List<Rule> all = new ArrayList<>();
    call.world().table(ListenerRule.KIND).by(ListenerRule.BY_LISTENER, listener.arn()).stream()
        .sorted(Comparator.comparingInt(ListenerRule::priority))
        .forEach(rule -> all.add(sdk(rule)));
    all.add(byDefault(call, listener));
    return all;
  }

  private static Reply<Rule> rule(Call call, String arn) {
    ListenerRuleArn id = new ListenerRuleArn(arn);
    Optional<Rule> own =
        call.world()
            .find(ListenerRule.KIND, id)
            .filter(it -> it.scope().equals(call.scope()))
            .map(RuleCalls::sdk);
    return own.or(
            () ->
                call.world()
                    .table(Listener.KIND)
                    .firstBy(Listener.BY_DEFAULT_RULE, id)
                    .filter(it -> it.scope().equals(call.scope()))
                    .map(it -> byDefault(call, it)))
        .map(Reply::answer)
        .orElseGet(() -> Reply.refuse("RuleNotFound", "One or more rules not found"));
  }

  private static Reply<ListenerRuleArn> ruleArn(String text) {
    return text.startsWith("arn:") && text.contains(":listener-rule/")
        ? Reply.answer(new ListenerRuleArn(text))
        : ElbFound.invalid("'" + text + "' is not a valid listener rule ARN");
  }

  private static Rule byDefault(Call call, Listener listener) {
    return sdk(
        listener.defaultRule().arn().value(),
        DEFAULT,
        List.of(),
        listener.defaultActions(),
        List.of(),
        ListenerCalls.type(call, listener));
  }

  private static Rule sdk(ListenerRule rule) {
    return sdk(
        rule.arn().value(),
        Integer.toString(rule.priority()),
        rule.conditions(),
        rule.actions(),
        rule.transforms(),
        LoadBalancerType.APPLICATION);
  }

  private static Rule sdk(
      String arn,
      String priority,
      List<RuleCondition> conditions,
      List<ListenerAction> actions,
      List<RuleTransform> transforms,
      LoadBalancerType balancer) {
    return Rule.builder()
        .ruleArn(arn)
        .priority(priority)
        .conditions(conditions.stream().map(ConditionMapping::sdk).toList())
        .actions(ActionMapping.sdk(actions, balancer))
        .transforms(transforms.stream().map(ConditionMapping::sdk).toList())
        .isDefault(priority.equals(DEFAULT))
        .build();
  }
}
