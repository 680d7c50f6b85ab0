package io.eksnet.policy;

import static io.eksnet.kube.LabelSelector.EVERYTHING;
import static io.eksnet.policy.Cluster.block;
import static io.eksnet.policy.Cluster.egress;
import static io.eksnet.policy.Cluster.ingress;
import static io.eksnet.policy.Cluster.labels;
import static io.eksnet.policy.Cluster.namespaces;
import static io.eksnet.policy.Cluster.pod;
import static io.eksnet.policy.Cluster.pods;
import static io.eksnet.policy.Cluster.podsOf;
import static io.eksnet.policy.Cluster.port;
import static io.eksnet.policy.Cluster.rule;
import static io.eksnet.policy.Cluster.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kube.NetworkPolicy;
import io.eksnet.kube.NetworkPolicy.Port;
import io.eksnet.kube.Pod;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Protocol;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people read when a policy denies, and what they are told to do. */
class ExplanationTest {

  private static final Pod WEB =
      pod("web", "10.0.1.1", Map.of("app", "web", "pod-template-hash", "5d4f"));
  private static final Pod DB =
      pod("db", "10.0.1.2", Map.of("app", "db"), port("sql", 5432, Protocol.TCP));
  private static final Pod FAR = pod("team", "api", "10.0.2.1", Map.of("app", "api"));

  private static Verdict.Denied denied(Pod source, int port, NetworkPolicy... policies) {
    return denied(Endpoint.of(source).orElseThrow(), Protocol.TCP, port, policies);
  }

  private static Verdict.Denied denied(
      Endpoint source, Protocol protocol, int port, NetworkPolicy... policies) {
    Policies view = new Cluster().with(WEB, DB, FAR).with(policies).policies();
    return (Verdict.Denied) view.ingress(DB, source, protocol, port);
  }

  @Test
  void a_rule_for_others_names_them_and_the_fix_adds_the_pod_by_its_lasting_labels() {
    Verdict.Denied denied =
        denied(
            WEB,
            5432,
            ingress(
                "db-policy",
                labels("app", "db"),
                rule(List.of(pods(labels("app", "backend"))), tcp(5432))));
    assertThat(denied.reasons())
        .containsExactly("NetworkPolicy default/db-policy ingress[0] allows only app=backend");
    assertThat(denied.fix().command())
        .isEqualTo(
            "kubectl patch networkpolicy db-policy --type=json -p"
                + " '[{\"op\":\"add\",\"path\":\"/spec/ingress/0/from/-\",\"value\":"
                + "{\"podSelector\":{\"matchLabels\":{\"app\":\"web\"}}}}]'");
  }

  @Test
  void a_rule_for_other_ports_names_them_and_the_fix_adds_the_port() {
    Verdict.Denied denied =
        denied(
            WEB,
            8080,
            ingress(
                "p",
                EVERYTHING,
                rule(
                    List.of(pods(EVERYTHING)),
                    tcp(80),
                    new Port.Range(Protocol.UDP, 100, 200),
                    new Port.All(Protocol.SCTP))));
    assertThat(denied.text())
        .isEqualTo(
            "NetworkPolicy default/p ingress[0] allows only TCP 80 or UDP 100-200 or all SCTP");
    assertThat(denied.fix().patch())
        .isEqualTo(
            "[{\"op\":\"add\",\"path\":\"/spec/ingress/0/ports/-\",\"value\":"
                + "{\"protocol\":\"TCP\",\"port\":8080}}]");
  }

  @Test
  void a_rule_for_other_pods_and_ports_names_both_and_the_fix_is_a_rule_of_its_own() {
    Verdict.Denied denied =
        denied(
            FAR,
            8080,
            ingress(
                "p",
                EVERYTHING,
                rule(List.of(podsOf(labels("env", "prod"), labels("app", "x"))), tcp(80))));
    assertThat(denied.text())
        .isEqualTo(
            "NetworkPolicy default/p ingress[0] allows only TCP 80 from app=x of namespaces with"
                + " env=prod");
    assertThat(denied.fix().patch())
        .isEqualTo(
            "[{\"op\":\"add\",\"path\":\"/spec/ingress/-\",\"value\":{\"from\":["
                + "{\"namespaceSelector\":{\"matchLabels\":{\"kubernetes.io/metadata.name\":"
                + "\"team\"}},\"podSelector\":{\"matchLabels\":{\"app\":\"api\"}}}],"
                + "\"ports\":[{\"protocol\":\"TCP\",\"port\":8080}]}}]");
  }

  @Test
  void the_fix_rather_adds_a_peer_to_a_rule_with_the_port_than_a_port_for_all_its_peers() {
    Verdict.Denied denied =
        denied(
            WEB,
            5432,
            ingress(
                "p",
                EVERYTHING,
                rule(List.of(pods(EVERYTHING)), tcp(80)),
                rule(List.of(pods(labels("app", "x"))), tcp(5432))));
    assertThat(denied.fix().patch()).contains("\"path\":\"/spec/ingress/1/from/-\"");
  }

  @Test
  void a_policy_without_rules_says_so_and_the_fix_is_its_first_rule() {
    Verdict.Denied denied =
        denied(
            Endpoint.of(IpAddress.parse("198.51.100.7")),
            Protocol.ICMP,
            0,
            ingress("deny-all", EVERYTHING));
    assertThat(denied.text())
        .isEqualTo("NetworkPolicy default/deny-all isolates ingress and has no rules for it");
    assertThat(denied.fix().patch())
        .isEqualTo(
            "[{\"op\":\"add\",\"path\":\"/spec/ingress\",\"value\":[{\"from\":["
                + "{\"ipBlock\":{\"cidr\":\"198.51.100.7/32\"}}]}]}]");
  }

  @Test
  void every_isolating_policy_gives_its_reasons() {
    assertThat(
            denied(
                    WEB,
                    5432,
                    ingress("a", EVERYTHING),
                    ingress(
                        "b",
                        labels("app", "db"),
                        rule(List.of(namespaces(EVERYTHING)), tcp(1)),
                        rule(List.of(block("10.0.0.0/16", "10.0.1.0/24")))),
                    ingress("c", labels("app", "web"), rule(List.of())))
                .reasons())
        .containsExactly(
            "NetworkPolicy default/a isolates ingress and has no rules for it",
            "NetworkPolicy default/b ingress[0] allows only TCP 1",
            "NetworkPolicy default/b ingress[1] allows only 10.0.0.0/16 except 10.0.1.0/24"
                + " (10.0.1.1 lies in its except 10.0.1.0/24)");
  }

  @Test
  void labels_that_fit_in_the_wrong_namespace_are_remarked() {
    assertThat(
            denied(FAR, 5432, ingress("p", EVERYTHING, rule(List.of(pods(labels("app", "api"))))))
                .text())
        .isEqualTo(
            "NetworkPolicy default/p ingress[0] allows only app=api (team/api has these labels, but"
                + " without a namespaceSelector only namespace default is meant)");
    assertThat(
            denied(
                    FAR,
                    5432,
                    ingress("p", EVERYTHING, rule(List.of(namespaces(labels("env", "prod"))))))
                .text())
        .isEqualTo(
            "NetworkPolicy default/p ingress[0] allows only all pods of namespaces with env=prod"
                + " (namespace team is not one with env=prod)");
  }

  @Test
  void port_names_say_what_they_stand_for() {
    NetworkPolicy sql =
        ingress("p", EVERYTHING, rule(List.of(), new Port.Named(Protocol.TCP, "sql")));
    assertThat(denied(WEB, 80, sql).text())
        .isEqualTo(
            "NetworkPolicy default/p ingress[0] allows only TCP sql (the TCP port named sql of"
                + " default/db is 5432)");
    NetworkPolicy http =
        ingress("p", EVERYTHING, rule(List.of(), new Port.Named(Protocol.TCP, "http")));
    assertThat(denied(WEB, 80, http).text()).endsWith("(default/db has no TCP port named http)");
    Policies out =
        new Cluster()
            .with(WEB)
            .with(egress("p", EVERYTHING, rule(List.of(), new Port.Named(Protocol.TCP, "http"))))
            .policies();
    assertThat(
            out.egress(WEB, Endpoint.of(IpAddress.parse("198.51.100.7")), Protocol.TCP, 80).text())
        .endsWith("(198.51.100.7 is no pod, so it has no TCP port named http)");
  }

  @Test
  void every_verdict_has_a_line() {
    Policies policies =
        new Cluster().with(WEB, DB).with(ingress("p", EVERYTHING, rule(List.of()))).policies();
    Endpoint web = Endpoint.of(WEB).orElseThrow();
    assertThat(policies.ingress(DB, web, Protocol.TCP, 1).text())
        .isEqualTo("NetworkPolicy default/p ingress[0]");
    assertThat(policies.egress(DB, web, Protocol.TCP, 1).text())
        .isEqualTo("no NetworkPolicy isolates its egress");
    assertThat(policies.ingress(WEB, web, Protocol.TCP, 1).text())
        .isEqualTo("the other end is the pod itself");
  }
}
