package io.eksnet.elb;

import io.eksnet.id.Decision;
import io.eksnet.id.ListenerArn;
import io.eksnet.id.ListenerRuleArn;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.id.TargetGroupArn;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import io.eksnet.vpc.Quota;
import io.eksnet.vpc.Vpcs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The tags of all that ELBv2 has. */
public final class ElbTags {
  private ElbTags() {}

  /**
   * The tags of something.
   *
   * <p>Refused with LoadBalancerNotFound, ListenerNotFound, RuleNotFound, TargetGroupNotFound,
   * TrustStoreNotFound, and ValidationError for an ARN of anything else.
   */
  public static Decision<Tags> of(Facts facts, Scope owner, String arn) {
    return tagged(facts, owner, arn).then(it -> Decision.accept(it.tags()));
  }

  static Decision<Boolean> add(Facts facts, AddTags command) {
    Vpcs vpcs = new Vpcs(facts);
    return each(
        facts,
        command.owner(),
        command.arns(),
        tags -> problem(vpcs, command.tags(), tags),
        tags -> {
          Tags more = tags;
          for (Map.Entry<String, String> tag : command.tags().values().entrySet()) {
            more = more.with(tag.getKey(), tag.getValue());
          }
          return more;
        });
  }

  static Decision<Boolean> remove(Facts facts, RemoveTags command) {
    return each(
        facts,
        command.owner(),
        command.arns(),
        _ -> Optional.empty(),
        tags -> {
          Tags less = tags;
          for (String key : command.keys()) {
            less = less.without(key);
          }
          return less;
        });
  }

  /** Why tags cannot be added to those that are there, if so. */
  static Optional<Refusal> problem(Vpcs vpcs, Tags more, Tags there) {
    Optional<String> reserved =
        more.values().keySet().stream().filter(key -> key.startsWith("aws:")).findFirst();
    if (reserved.isPresent()) {
      return Optional.of(ElbRefusals.reservedTag(reserved.get()));
    }
    Set<String> keys = new HashSet<>(there.values().keySet());
    keys.addAll(more.values().keySet());
    return keys.size() > vpcs.quota(Quota.TAGS_PER_RESOURCE)
        ? Optional.of(ElbRefusals.tooManyTags())
        : Optional.empty();
  }

  private static Decision<Boolean> each(
      Facts facts,
      Scope owner,
      List<String> arns,
      Function<Tags, Optional<Refusal>> problem,
      UnaryOperator<Tags> edit) {
    List<Change<?, ?>> changes = new ArrayList<>();
    for (String arn : arns) {
      // A listener's default rule is a part of it: each must see what was done before.
      switch (tagged(facts.with(changes), owner, arn)) {
        case Decision.Refused<Tagged>(Refusal refusal) -> {
          return Decision.refuse(refusal);
        }
        case Decision.Accepted<Tagged>(Tagged it, var _) -> {
          Optional<Refusal> why = problem.apply(it.tags());
          if (why.isPresent()) {
            return Decision.refuse(why.get());
          }
          changes.add(it.with().apply(edit.apply(it.tags())));
        }
      }
    }
    return Decision.accept(true, changes);
  }

  /** Something with tags, and the change that gives it others. */
  private record Tagged(Tags tags, Function<Tags, Change<?, ?>> with) {}

  private static Decision<Tagged> tagged(Facts facts, Scope owner, String arn) {
    String kind = kind(arn);
    return switch (kind) {
      case "loadbalancer" -> {
        LoadBalancerArn id = new LoadBalancerArn(arn);
        yield LoadBalancers.own(facts, owner, id)
            .map(
                it ->
                    Decision.accept(
                        new Tagged(
                            it.tags(), tags -> Change.put(LoadBalancer.KIND, it.withTags(tags)))))
            .orElseGet(() -> Decision.refuse(ElbRefusals.notFound(id)));
      }
      case "listener" ->
          Listeners.own(facts, owner, new ListenerArn(arn))
              .map(
                  it ->
                      Decision.accept(
                          new Tagged(
                              it.tags(), tags -> Change.put(Listener.KIND, it.withTags(tags)))))
              .orElseGet(() -> Decision.refuse(ListenerRefusals.notFound(arn)));
      case "listener-rule" -> rule(facts, owner, new ListenerRuleArn(arn));
      case "targetgroup" ->
          facts
              .find(TargetGroup.KIND, new TargetGroupArn(arn))
              .filter(it -> it.scope().equals(owner))
              .map(
                  it ->
                      Decision.accept(
                          new Tagged(
                              it.tags(), tags -> Change.put(TargetGroup.KIND, it.withTags(tags)))))
              .orElseGet(() -> Decision.refuse(ListenerRefusals.targetGroupNotFound(arn)));
      case "truststore" ->
          Decision.refuse("TrustStoreNotFound", "Trust store '" + arn + "' not found");
      default -> Decision.refuse("ValidationError", "'" + arn + "' is not a valid ARN");
    };
  }

  private static Decision<Tagged> rule(Facts facts, Scope owner, ListenerRuleArn arn) {
    Optional<ListenerRule> own =
        facts.find(ListenerRule.KIND, arn).filter(it -> it.scope().equals(owner));
    if (own.isPresent()) {
      return Decision.accept(
          new Tagged(
              own.get().tags(), tags -> Change.put(ListenerRule.KIND, own.get().withTags(tags))));
    }
    return facts
        .table(Listener.KIND)
        .firstBy(Listener.BY_DEFAULT_RULE, arn)
        .filter(it -> it.scope().equals(owner))
        .map(
            it ->
                Decision.accept(
                    new Tagged(
                        it.defaultRule().tags(),
                        tags ->
                            Change.put(
                                Listener.KIND,
                                it.withDefaultRule(new Listener.DefaultRule(arn, tags))))))
        .orElseGet(() -> Decision.refuse(ListenerRefusals.ruleNotFound(arn.value())));
  }

  /** The word before the first slash of an ARN of ELB. */
  private static String kind(String arn) {
    String[] parts = arn.split(":", 6);
    boolean elb =
        parts.length == 6 && parts[0].equals("arn") && parts[2].equals("elasticloadbalancing");
    return elb ? parts[5].split("/", 2)[0] : "";
  }
}
