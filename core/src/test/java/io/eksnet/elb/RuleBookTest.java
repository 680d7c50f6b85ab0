package io.eksnet.elb;

import static io.eksnet.elb.BalancerLab.A;
import static io.eksnet.elb.BalancerLab.B;
import static io.eksnet.elb.BalancerLab.HELLO;
import static io.eksnet.elb.BalancerLab.OTHER;
import static io.eksnet.elb.BalancerLab.SCOPE;
import static io.eksnet.elb.BalancerLab.alb;
import static io.eksnet.elb.BalancerLab.forward;
import static io.eksnet.elb.BalancerLab.listener;
import static io.eksnet.elb.BalancerLab.nlb;
import static io.eksnet.elb.BalancerLab.path;
import static io.eksnet.elb.BalancerLab.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.Decision;
import io.eksnet.id.ListenerArn;
import io.eksnet.id.ListenerRuleArn;
import io.eksnet.id.Tags;
import io.eksnet.vpc.Quota;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleBookTest {
  private final BalancerLab lab = new BalancerLab();
  private final LoadBalancer web = lab.done(alb("web", A, B));
  private final Listener http = lab.done(listener(web, ElbProtocol.HTTP, 80, HELLO));

  @Test
  void aRuleIsNamedAfterItsListener() {
    ListenerRule made = lab.done(rule(http.arn(), 1, HELLO));

    assertThat(made.arn().value())
        .startsWith(http.arn().value().replace(":listener/", ":listener-rule/") + "/");
  }

  @Test
  void aPriorityIsUsedOncePerListener() {
    Listener other = lab.done(listener(web, ElbProtocol.HTTP, 81, HELLO));
    lab.done(rule(http.arn(), 7, HELLO));
    lab.done(rule(other.arn(), 7, HELLO));

    assertThat(lab.refused(rule(http.arn(), 7, HELLO)))
        .isEqualTo("PriorityInUse: Priority '7' is currently in use");
    assertThat(lab.refused(rule(http.arn(), 0, HELLO)))
        .isEqualTo("ValidationError: Priority '0' must be between 1 and 50000");
    assertThat(lab.refused(rule(http.arn(), 50_001, HELLO))).startsWith("ValidationError:");
  }

  @Test
  void aLoadBalancerHasAHundredRulesBesideItsDefaultOnes() {
    Listener other = lab.done(listener(web, ElbProtocol.HTTP, 81, HELLO));
    for (int i = 1; i <= 50; i++) {
      lab.done(rule(http.arn(), i, HELLO));
      lab.done(rule(other.arn(), i, HELLO));
    }

    assertThat(lab.refused(rule(http.arn(), 51, HELLO)))
        .isEqualTo(
            "TooManyRules: The maximum number of rules has been reached on load balancer '"
                + web.arn()
                + "'");
  }

  @Test
  void aNetworkLoadBalancersListenerHasNoRules() {
    LoadBalancer net = lab.done(nlb("net", A));
    Listener tcp =
        lab.done(
            listener(net, ElbProtocol.TCP, 80, forward(lab.targetGroup("t", ElbProtocol.TCP))));

    assertThat(lab.refused(rule(tcp.arn(), 1, HELLO)))
        .isEqualTo(
            "UnsupportedProtocol: Rules are not supported on listeners of load balancers with type"
                + " 'network'");
  }

  @Test
  void theDefaultRuleStaysWhatTheListenerSays() {
    ListenerRuleArn arn = http.defaultRule().arn();

    assertThat(lab.refused(new DeleteRule(SCOPE, arn)))
        .isEqualTo("OperationNotPermitted: Default rule '" + arn + "' cannot be deleted");
    assertThat(lab.refused(change(arn, Optional.empty(), Optional.of(List.of(HELLO)))))
        .isEqualTo("OperationNotPermitted: Default rule '" + arn + "' cannot be modified");
    assertThat(lab.refused(new SetRulePriorities(SCOPE, Map.of(arn, 1))))
        .startsWith("OperationNotPermitted:");
    assertThat(lab.refused(new DeleteRule(OTHER, arn)))
        .isEqualTo("RuleNotFound: Rule '" + arn + "' not found");
  }

  @Test
  void whatIsNotGivenStaysWhenARuleChanges() {
    ListenerRule made = lab.done(rule(http.arn(), 1, HELLO));
    var group = lab.targetGroup("t", ElbProtocol.HTTP);

    ListenerRule sent =
        lab.done(change(made.arn(), Optional.empty(), Optional.of(List.of(forward(group)))));
    ListenerRule moved =
        lab.done(change(made.arn(), Optional.of(List.of(path("/new"))), Optional.empty()));

    assertThat(sent.conditions()).isEqualTo(made.conditions());
    assertThat(moved.actions()).containsExactly(forward(group));
    assertThat(lab.refused(change(made.arn(), Optional.empty(), Optional.empty())))
        .isEqualTo("ValidationError: Either conditions or actions must be specified");
  }

  private static ModifyRule change(
      ListenerRuleArn arn,
      Optional<List<RuleCondition>> conditions,
      Optional<List<ListenerAction>> actions) {
    return new ModifyRule(SCOPE, arn, conditions, actions, Optional.empty());
  }

  @Test
  void aSecretStaysWhenTheRequestBringsNone() {
    Listener https = lab.done(listener(web, ElbProtocol.HTTPS, 443, HELLO));
    ListenerAction.FixedResponse last =
        new ListenerAction.FixedResponse("200", Optional.empty(), Optional.empty(), Optional.of(2));
    ListenerRule made = lab.done(rule(https.arn(), 1, oidc("client", true), last));

    ListenerRule changed =
        lab.done(
            change(made.arn(), Optional.empty(), Optional.of(List.of(oidc("other", false), last))));

    assertThat(changed.actions().getFirst()).isEqualTo(oidc("other", true));
  }

  private static ListenerAction oidc(String client, boolean secret) {
    return new ListenerAction.AuthenticateOidc(
        "https://idp.example.com",
        "https://idp.example.com/a",
        "https://idp.example.com/t",
        "https://idp.example.com/u",
        client,
        secret,
        new ListenerAction.Session("c", "openid", Duration.ofDays(7), Map.of(), "deny"),
        Optional.of(1));
  }

  @Test
  void rulesCanChangePlaces() {
    ListenerRuleArn one = lab.done(rule(http.arn(), 1, HELLO)).arn();
    ListenerRuleArn two = lab.done(rule(http.arn(), 2, HELLO)).arn();
    lab.done(rule(http.arn(), 3, HELLO));

    lab.done(new SetRulePriorities(SCOPE, Map.of(one, 2, two, 1)));

    assertThat(lab.world.find(ListenerRule.KIND, one).orElseThrow().priority()).isEqualTo(2);
    assertThat(lab.refused(new SetRulePriorities(SCOPE, Map.of(one, 3))))
        .isEqualTo("PriorityInUse: Priority '3' is currently in use");
    assertThat(lab.refused(new SetRulePriorities(SCOPE, Map.of(one, 9, two, 9))))
        .isEqualTo("PriorityInUse: Priority '9' is currently in use");
  }

  @Test
  void aListenerKeepsAProtocolThatItsRulesNeed() {
    Listener https = lab.done(listener(web, ElbProtocol.HTTPS, 443, HELLO));
    ListenerAction.FixedResponse last =
        new ListenerAction.FixedResponse("200", Optional.empty(), Optional.empty(), Optional.of(2));
    lab.done(rule(https.arn(), 1, oidc("client", true), last));

    assertThat(
            lab.refused(
                new ModifyListener(
                    SCOPE,
                    https.arn(),
                    Optional.of(ElbProtocol.HTTP),
                    Optional.empty(),
                    CreateListener.TlsRequest.NONE,
                    List.of())))
        .startsWith("InvalidLoadBalancerAction: Actions of type 'authenticate-oidc'");
  }

  @Test
  void everythingCanBeTagged() {
    ListenerRule made = lab.done(rule(http.arn(), 1, HELLO));
    var group = lab.targetGroup("t", ElbProtocol.HTTP);
    List<String> all =
        List.of(
            web.arn().value(),
            http.arn().value(),
            made.arn().value(),
            http.defaultRule().arn().value(),
            group.value());

    lab.done(new AddTags(SCOPE, all, Tags.NONE.with("a", "1").with("b", "2")));
    lab.done(new RemoveTags(SCOPE, all, List.of("b", "c")));

    assertThat(all)
        .allSatisfy(
            arn ->
                assertThat(ElbTags.of(lab.world, SCOPE, arn))
                    .isEqualTo(Decision.accept(Tags.NONE.with("a", "1"))));
    lab.lowered(Quota.TAGS_PER_RESOURCE, 1);
    assertThat(lab.refused(new AddTags(SCOPE, all, Tags.NONE.with("z", "1"))))
        .isEqualTo("TooManyTags: The maximum number of tags has been reached");
  }

  @Test
  void whatIsNotThereHasNoTags() {
    String prefix = "arn:aws:elasticloadbalancing:us-west-2:123456789012:";
    assertThat(
            List.of(
                    prefix + "loadbalancer/app/x/1",
                    prefix + "listener/app/x/1/2",
                    prefix + "listener-rule/app/x/1/2/3",
                    prefix + "targetgroup/x/1",
                    prefix + "truststore/x/1",
                    "arn:x")
                .stream()
                .map(arn -> new AddTags(SCOPE, List.of(arn), Tags.NONE.with("a", "1")))
                .map(lab::refused)
                .map(it -> it.substring(0, it.indexOf(':'))))
        .containsExactly(
            "LoadBalancerNotFound",
            "ListenerNotFound",
            "RuleNotFound",
            "TargetGroupNotFound",
            "TrustStoreNotFound",
            "ValidationError");
    assertThat(lab.refused(rule(new ListenerArn("arn:x"), 1, HELLO)))
        .isEqualTo("ListenerNotFound: Listener 'arn:x' not found");
  }
}
