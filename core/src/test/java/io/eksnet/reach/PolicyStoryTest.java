package io.eksnet.reach;

import static io.eksnet.reach.Disposition.DENIED_BY_NETWORK_POLICY;
import static io.eksnet.reach.Disposition.DENIED_BY_SECURITY_GROUP;
import static io.eksnet.reach.Scenario.scenario;
import static io.eksnet.reach.Scenario.tcp;
import static io.eksnet.reach.TraceAssert.assertThat;

import io.eksnet.kube.KubeSamples;
import io.eksnet.kube.LabelSelector;
import io.eksnet.kube.NetworkPolicy;
import io.eksnet.kube.NetworkPolicy.Peer;
import io.eksnet.kube.NetworkPolicy.Port;
import io.eksnet.kube.NetworkPolicy.Rule;
import io.eksnet.kube.Service;
import io.eksnet.net.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** How NetworkPolicies decide along the way. */
class PolicyStoryTest {
  private static NetworkPolicy ingressFrom(String app, int port) {
    return new NetworkPolicy(
        KubeSamples.meta("networkpolicy", "default", "db-policy"),
        LabelSelector.of(Map.of("app", "db")),
        true,
        false,
        List.of(rule(app, port)),
        List.of());
  }

  private static NetworkPolicy egressTo(String app, int port) {
    return new NetworkPolicy(
        KubeSamples.meta("networkpolicy", "default", "web-policy"),
        LabelSelector.of(Map.of("app", "web")),
        false,
        true,
        List.of(),
        List.of(rule(app, port)));
  }

  private static Rule rule(String app, int port) {
    Peer pods = new Peer.Pods(Optional.empty(), Optional.of(LabelSelector.of(Map.of("app", app))));
    return new Rule(List.of(pods), List.of(new Port.Range(Protocol.TCP, port, port)));
  }

  private static Scenario webAndDb() {
    return scenario()
        .zones("a", "b")
        .group("sg-0db")
        .node("n1", "m5.large")
        .node("n2", "m5.large")
        .inZone("b")
        .pod("web")
        .on("n1")
        .listening(tcp(80))
        .pod("db")
        .on("n2")
        .listening(tcp(5432));
  }

  @Test
  void a_policy_for_the_client_allows_and_one_for_others_denies() {
    assertThat(webAndDb().policy(ingressFrom("web", 5432)).settled().trace("pod/web", "pod/db"))
        .isDelivered();

    assertThat(webAndDb().policy(ingressFrom("backend", 5432)).settled().trace("pod/web", "pod/db"))
        .isStoppedBy(DENIED_BY_NETWORK_POLICY)
        .because("NetworkPolicy default/db-policy ingress[0] allows only app=backend")
        .offers(
            "kubectl patch networkpolicy db-policy --type=json -p"
                + " '[{\"op\":\"add\",\"path\":\"/spec/ingress/0/from/-\",\"value\":"
                + "{\"podSelector\":{\"matchLabels\":{\"app\":\"web\"}}}}]'");
  }

  @Test
  void with_no_engine_a_policy_is_stored_and_the_trace_says_that_it_is_not_enforced() {
    var net = webAndDb().policy(ingressFrom("backend", 5432)).withoutPolicyEngine().settled();

    assertThat(net.trace("pod/web", "pod/db"))
        .isDelivered()
        .notes("NetworkPolicies are stored but not enforced");
  }

  @Test
  void replies_of_an_allowed_connection_pass_whatever_the_other_direction_says() {
    var net = webAndDb().policy(egressTo("db", 5432)).settled();

    assertThat(net.trace("pod/web", "pod/db")).isDelivered().andReturns();
    assertThat(net.trace("pod/web", "internet")).isStoppedBy(DENIED_BY_NETWORK_POLICY);
    Assertions.assertThat(net.trace("pod/web", "internet").fixes().getFirst().commands().getFirst())
        .contains("0.0.0.0/0");
  }

  @Test
  void a_pods_own_node_always_reaches_it() {
    var net = webAndDb().policy(ingressFrom("nobody", 1)).settled();

    assertThat(net.trace("node/n2", "pod/db")).isDelivered();
    assertThat(net.trace("node/n1", "pod/db")).isStoppedBy(DENIED_BY_NETWORK_POLICY);
  }

  @Test
  void an_egress_policy_means_the_endpoint_behind_a_service() {
    var net =
        webAndDb()
            .policy(egressTo("db", 5432))
            .service(
                KubeSamples.service("db")
                    .clusterIp("10.100.0.20")
                    .port(
                        new Service.Port(
                            "", Protocol.TCP, 80, new Service.TargetPort.Number(5432), 0)))
            .settled();

    assertThat(net.trace("pod/web", "svc/db")).isDelivered();
  }

  @Test
  void every_blocker_is_found_at_once_each_with_its_own_fix() {
    var net =
        scenario()
            .zones("a", "b")
            .group("sg-0db")
            .node("n1", "m5.large")
            .node("n2", "m5.large")
            .inZone("b")
            .guardedBy("sg-0db")
            .pod("web")
            .on("n1")
            .pod("db")
            .on("n2")
            .listening(tcp(5432))
            .policy(egressTo("cache", 6379))
            .policy(ingressFrom("backend", 5432))
            .settled();

    Trace trace = net.trace("pod/web", "pod/db");

    assertThat(trace)
        .isStoppedBy(DENIED_BY_NETWORK_POLICY, DENIED_BY_SECURITY_GROUP, DENIED_BY_NETWORK_POLICY);
    Assertions.assertThat(trace.fixes()).hasSize(3);
    Assertions.assertThat(trace.disposition()).isEqualTo(DENIED_BY_NETWORK_POLICY);
  }
}
