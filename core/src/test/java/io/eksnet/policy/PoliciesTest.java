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
import static io.eksnet.policy.Cluster.where;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kube.LabelSelector;
import io.eksnet.kube.LabelSelector.Operator;
import io.eksnet.kube.NetworkPolicy;
import io.eksnet.kube.NetworkPolicy.Peer;
import io.eksnet.kube.NetworkPolicy.Port;
import io.eksnet.kube.NetworkPolicy.Rule;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.Pod;
import io.eksnet.kube.PodStatus.Phase;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Packet;
import io.eksnet.net.Protocol;
import io.eksnet.policy.Verdict.Exemption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The truth tables of NetworkPolicy v1, one case a row. */
class PoliciesTest {

  private static final Pod WEB = pod("web", "10.0.1.1", Map.of("app", "web", "empty", ""));
  private static final Pod DB =
      pod(
          "db",
          "10.0.1.2",
          Map.of("app", "db"),
          port("sql", 5432, Protocol.TCP),
          port("dns", 53, Protocol.UDP));
  private static final Pod OTHER =
      pod("other", "web", "10.0.2.1", Map.of("app", "web"), port("sql", 6000, Protocol.TCP));
  private static final IpAddress INTERNET = IpAddress.parse("198.51.100.7");

  private static Cluster cluster(NetworkPolicy... policies) {
    return new Cluster()
        .with(
            Cluster.namespace("default", Map.of(RuleText.NAMESPACE_NAME, "default")),
            Cluster.namespace("other", Map.of(RuleText.NAMESPACE_NAME, "other", "team", "blue")))
        .with(WEB, DB, OTHER)
        .with(policies);
  }

  private static Verdict toDb(Policies policies, Endpoint source, Protocol protocol, int port) {
    return policies.ingress(DB, source, protocol, port);
  }

  private static Endpoint end(Pod pod) {
    return Endpoint.of(pod).orElseThrow();
  }

  // Isolation

  @Test
  void a_pod_that_no_policy_selects_is_not_isolated() {
    Policies policies = cluster(ingress("p", labels("app", "x"))).policies();
    assertThat(policies.ingress(DB, end(WEB), Protocol.TCP, 80))
        .isEqualTo(new Verdict.NotIsolated(Direction.INGRESS));
  }

  @Test
  void a_policy_isolates_only_the_directions_of_its_types() {
    Policies policies = cluster(ingress("p", EVERYTHING)).policies();
    assertThat(policies.ingress(DB, end(WEB), Protocol.TCP, 80).passes()).isFalse();
    assertThat(policies.egress(DB, end(WEB), Protocol.TCP, 80).passes()).isTrue();
  }

  @Test
  void egress_rules_of_a_policy_without_the_type_egress_are_ignored() {
    NetworkPolicy ingressOnly =
        new NetworkPolicy(
            Cluster.meta("default", "p", Map.of()),
            EVERYTHING,
            true,
            false,
            List.of(),
            List.of(rule(List.of(), tcp(1))));
    assertThat(cluster(ingressOnly).policies().egress(WEB, end(DB), Protocol.TCP, 5432))
        .isEqualTo(new Verdict.NotIsolated(Direction.EGRESS));
  }

  @Test
  void a_policy_selects_pods_of_its_own_namespace_only() {
    Policies policies = cluster(ingress("p", EVERYTHING)).policies();
    assertThat(policies.ingress(OTHER, end(WEB), Protocol.TCP, 80).passes()).isTrue();
  }

  @Test
  void policies_only_add() {
    Policies policies =
        cluster(
                ingress("a-deny", EVERYTHING),
                ingress("b-web", labels("app", "db"), rule(List.of(pods(labels("app", "web"))))),
                ingress("c-all", labels("app", "db"), rule(List.of())))
            .policies();
    assertThat(toDb(policies, end(WEB), Protocol.TCP, 5432))
        .isEqualTo(
            new Verdict.Allowed(
                Direction.INGRESS,
                List.of(
                    new RuleOrigin(policy("b-web"), Direction.INGRESS, 0),
                    new RuleOrigin(policy("c-all"), Direction.INGRESS, 0))));
  }

  private static ObjectKey policy(String name) {
    return new ObjectKey("default", name);
  }

  // Peers: who is meant by "from"

  private static final String WEB_END = "web";
  private static final String OTHER_END = "other/web";
  private static final String INTERNET_END = "internet";

  private static Endpoint named(String end) {
    return switch (end) {
      case WEB_END -> end(WEB);
      case OTHER_END -> end(OTHER);
      case INTERNET_END -> Endpoint.of(INTERNET);
      default -> throw new IllegalArgumentException(end);
    };
  }

  static Stream<Arguments> peers() {
    return Stream.of(
        peers("no rule"),
        peers("rule without from", List.of(), WEB_END, OTHER_END, INTERNET_END),
        peers("podSelector {}", List.of(pods(EVERYTHING)), WEB_END),
        peers("podSelector app=web", List.of(pods(labels("app", "web"))), WEB_END),
        peers("namespaceSelector {}", List.of(namespaces(EVERYTHING)), WEB_END, OTHER_END),
        peers(
            "namespaceSelector team=blue", List.of(namespaces(labels("team", "blue"))), OTHER_END),
        peers(
            "namespaceSelector by name",
            List.of(namespaces(labels(RuleText.NAMESPACE_NAME, "default"))),
            WEB_END),
        peers(
            "namespaceSelector AND podSelector in one item",
            List.of(podsOf(labels("team", "blue"), labels("app", "none")))),
        peers(
            "namespaceSelector OR podSelector in two items",
            List.of(namespaces(labels("team", "blue")), pods(labels("empty", ""))),
            WEB_END,
            OTHER_END),
        peers("label with empty value", List.of(pods(labels("empty", ""))), WEB_END),
        peers("In on missing key", List.of(pods(where("tier", Operator.IN, "a")))),
        peers("Exists on missing key", List.of(pods(where("tier", Operator.EXISTS)))),
        peers("Exists on empty value", List.of(pods(where("empty", Operator.EXISTS))), WEB_END),
        peers("NotIn on missing key", List.of(pods(where("tier", Operator.NOT_IN, "a"))), WEB_END),
        peers(
            "DoesNotExist on missing key",
            List.of(pods(where("tier", Operator.DOES_NOT_EXIST))),
            WEB_END),
        peers("NotIn on its value", List.of(pods(where("app", Operator.NOT_IN, "web", "x")))),
        peers(
            "labels and expressions must all hold",
            List.of(
                pods(
                    new LabelSelector(
                        new java.util.TreeMap<>(Map.of("app", "web")),
                        where("empty", Operator.DOES_NOT_EXIST).matchExpressions())))),
        peers("ipBlock of a pod", List.of(block("10.0.1.1/32")), WEB_END),
        peers(
            "ipBlock of everything", List.of(block("0.0.0.0/0")), WEB_END, OTHER_END, INTERNET_END),
        peers(
            "ipBlock with except",
            List.of(block("0.0.0.0/0", "10.0.1.0/24")),
            OTHER_END,
            INTERNET_END),
        peers(
            "except removes from its own peer only",
            List.of(block("0.0.0.0/0", "10.0.1.0/24"), pods(labels("app", "web"))),
            WEB_END,
            OTHER_END,
            INTERNET_END),
        peers("IPv6 block", List.of(block("::/0"))));
  }

  private static Arguments peers(String title, List<Peer> from, String... allowed) {
    return Arguments.of(title, List.of(rule(from)), List.of(allowed));
  }

  private static Arguments peers(String title) {
    return Arguments.of(title, List.<Rule>of(), List.of());
  }

  @ParameterizedTest(name = "{0} means {2}")
  @MethodSource("peers")
  void ingress_and_egress_peers_mean(String title, List<Rule> rules, List<String> allowed) {
    Rule[] all = rules.toArray(Rule[]::new);
    Policies policies =
        cluster(ingress("in", labels("app", "db"), all), egress("out", labels("app", "db"), all))
            .policies();
    for (String end : List.of(WEB_END, OTHER_END, INTERNET_END)) {
      assertThat(policies.ingress(DB, named(end), Protocol.TCP, 5432).passes())
          .as("%s from %s", title, end)
          .isEqualTo(allowed.contains(end));
      assertThat(policies.egress(DB, named(end), Protocol.TCP, 5432).passes())
          .as("%s to %s", title, end)
          .isEqualTo(allowed.contains(end));
    }
  }

  @Test
  void another_policy_may_allow_what_an_except_takes_out() {
    Policies policies =
        cluster(
                ingress("a", EVERYTHING, rule(List.of(block("10.0.0.0/16", "10.0.1.0/24")))),
                ingress("b", EVERYTHING, rule(List.of(block("10.0.1.1/32")))))
            .policies();
    assertThat(toDb(policies, end(WEB), Protocol.TCP, 1).text())
        .isEqualTo("NetworkPolicy default/b ingress[0]");
  }

  @Test
  void a_namespace_is_known_by_its_name_even_without_its_object() {
    Pod lonely = pod("lonely", "a", "10.0.3.1", Map.of());
    Policies policies =
        cluster(
                ingress(
                    "p",
                    EVERYTHING,
                    rule(List.of(namespaces(labels(RuleText.NAMESPACE_NAME, "lonely"))))))
            .with(lonely)
            .policies();
    assertThat(toDb(policies, end(lonely), Protocol.TCP, 1).passes()).isTrue();
  }

  // Ports

  static Stream<Arguments> ports() {
    return Stream.of(
        Arguments.of("no ports", List.<Port>of(), "tcp/1 tcp/5432 udp/53 sctp/5432 icmp/0 50/0"),
        Arguments.of(
            "all TCP", List.of(new Port.All(Protocol.TCP)), "tcp/1 tcp/5432 tcp/6000 tcp/9"),
        Arguments.of("all UDP", List.of(new Port.All(Protocol.UDP)), "udp/53"),
        Arguments.of("TCP 5432", List.of(tcp(5432)), "tcp/5432"),
        Arguments.of(
            "TCP 5000-5432", List.of(new Port.Range(Protocol.TCP, 5000, 5432)), "tcp/5432"),
        Arguments.of(
            "SCTP opens no TCP", List.of(new Port.Range(Protocol.SCTP, 5432, 5432)), "sctp/5432"),
        Arguments.of("TCP sql", List.of(new Port.Named(Protocol.TCP, "sql")), "tcp/5432"),
        Arguments.of("name of another protocol", List.of(new Port.Named(Protocol.UDP, "sql")), ""),
        Arguments.of("name that is not there", List.of(new Port.Named(Protocol.TCP, "x")), ""),
        Arguments.of(
            "name of an init container", List.of(new Port.Named(Protocol.TCP, "init-only")), ""),
        Arguments.of(
            "two entries", List.of(tcp(1), new Port.Named(Protocol.UDP, "dns")), "tcp/1 udp/53"));
  }

  @ParameterizedTest(name = "{0} opens {2}")
  @MethodSource("ports")
  void ingress_and_egress_ports_open(String title, List<Port> ports, String open) {
    Rule rule = new Rule(List.of(), ports);
    Policies policies =
        cluster(ingress("in", labels("app", "db"), rule), egress("out", labels("app", "web"), rule))
            .policies();
    for (String asked :
        List.of(
            "tcp/1", "tcp/5432", "tcp/6000", "tcp/9", "udp/53", "sctp/5432", "icmp/0", "50/0")) {
      Protocol protocol = Protocol.parse(asked.substring(0, asked.indexOf('/')));
      int port = Integer.parseInt(asked.substring(asked.indexOf('/') + 1));
      boolean expected = ports.isEmpty() || List.of(open.split(" ")).contains(asked);
      assertThat(toDb(policies, end(WEB), protocol, port).passes())
          .as("%s: %s into db", title, asked)
          .isEqualTo(expected);
      assertThat(policies.egress(WEB, end(DB), protocol, port).passes())
          .as("%s: %s out of web", title, asked)
          .isEqualTo(expected);
    }
  }

  @Test
  void a_port_name_is_what_each_destination_pod_makes_of_it() {
    Policies policies =
        cluster(egress("p", EVERYTHING, rule(List.of(), new Port.Named(Protocol.TCP, "sql"))))
            .policies();
    assertThat(policies.egress(WEB, end(DB), Protocol.TCP, 5432).passes()).isTrue();
    assertThat(policies.egress(WEB, end(DB), Protocol.TCP, 6000).passes()).isFalse();
    assertThat(policies.egress(WEB, end(OTHER), Protocol.TCP, 6000).passes()).isTrue();
    assertThat(policies.egress(WEB, Endpoint.of(INTERNET), Protocol.TCP, 5432).passes())
        .as("names never mean addresses outside")
        .isFalse();
  }

  // Special traffic

  @Test
  void a_host_network_pod_is_never_selected() {
    Pod host = Cluster.hostNetworkPod("host", "n1", "10.0.1.10", Map.of("app", "db"));
    Policies policies =
        cluster(ingress("p", EVERYTHING), egress("q", EVERYTHING)).with(host).policies();
    assertThat(policies.ingress(host, end(WEB), Protocol.TCP, 1))
        .isEqualTo(new Verdict.Exempt(Direction.INGRESS, Exemption.HOST_NETWORK));
    assertThat(policies.isolating(host, Direction.EGRESS)).isEmpty();
  }

  @Test
  void a_host_network_pod_as_peer_is_its_nodes_address_and_no_selector_means_it() {
    Pod host = Cluster.hostNetworkPod("host", "n2", "10.0.1.11", Map.of("app", "web"));
    Policies bySelector =
        cluster(ingress("p", EVERYTHING, rule(List.of(pods(labels("app", "web"))))))
            .with(host)
            .policies();
    Verdict verdict = toDb(bySelector, end(host), Protocol.TCP, 1);
    assertThat(verdict.passes()).isFalse();
    assertThat(verdict.text()).contains("default/host is on the host network");
    Policies byBlock =
        cluster(ingress("p", EVERYTHING, rule(List.of(block("10.0.1.11/32"))))).policies();
    assertThat(toDb(byBlock, end(host), Protocol.TCP, 1).passes()).isTrue();
  }

  @Test
  void a_pods_own_node_reaches_it_and_is_reached_but_no_other_node() {
    Cluster cluster =
        cluster(ingress("p", EVERYTHING), egress("q", EVERYTHING))
            .with(
                Cluster.node("n1", IpAddress.parse("10.0.9.9")),
                Cluster.hostNetworkPod("probe", "n1", "10.0.1.10", Map.of()));
    Policies policies = cluster.policies();
    for (String own : List.of("10.0.1.10", "10.0.9.9")) {
      Endpoint node = policies.endpoint(IpAddress.parse(own));
      assertThat(toDb(policies, node, Protocol.TCP, 1))
          .isEqualTo(new Verdict.Exempt(Direction.INGRESS, Exemption.OWN_NODE));
      assertThat(policies.egress(DB, node, Protocol.TCP, 1).passes()).isTrue();
    }
    Endpoint another = Endpoint.of(IpAddress.parse("10.0.1.11"));
    assertThat(toDb(policies, another, Protocol.TCP, 1).passes()).isFalse();
    assertThat(policies.egress(DB, another, Protocol.TCP, 1).passes()).isFalse();
  }

  @Test
  void a_pod_reaches_itself_by_its_own_addresses() {
    Pod dual = Cluster.withAddresses(DB, "10.0.1.2", "2001:db8::2");
    Policies policies =
        cluster(ingress("p", EVERYTHING), egress("q", EVERYTHING)).with(dual).policies();
    Packet loop =
        Packet.tcp(IpAddress.parse("2001:db8::2"), 40000, IpAddress.parse("2001:db8::2"), 1);
    assertThat(policies.egress(dual, loop))
        .isEqualTo(new Verdict.Exempt(Direction.EGRESS, Exemption.ITSELF));
    assertThat(policies.ingress(dual, loop).passes()).isTrue();
  }

  @Test
  void an_ended_pod_is_no_peer_and_its_address_may_be_anothers() {
    Pod ended = Cluster.withPhase(WEB, Phase.SUCCEEDED);
    Pod heir = pod("heir", "10.0.1.1", Map.of("app", "heir"));
    Policies policies =
        cluster(ingress("p", EVERYTHING, rule(List.of(pods(labels("app", "web"))))))
            .with(ended)
            .policies();
    assertThat(Endpoint.of(ended)).isEmpty();
    assertThat(policies.endpoint(IpAddress.parse("10.0.1.1")))
        .isEqualTo(Endpoint.of(IpAddress.parse("10.0.1.1")));
    Endpoint stale = new Endpoint.OfPod(ended, IpAddress.parse("10.0.1.1"));
    assertThat(toDb(policies, stale, Protocol.TCP, 1).passes()).isFalse();
    Policies later = cluster().with(ended, heir).policies();
    assertThat(later.endpoint(IpAddress.parse("10.0.1.1"))).isEqualTo(end(heir));
  }

  @Test
  void a_pod_without_address_is_no_endpoint_and_a_terminating_one_is() {
    assertThat(Endpoint.of(Cluster.withAddresses(WEB))).isEmpty();
    assertThat(Endpoint.of(WEB)).isPresent();
  }

  @Test
  void a_packet_is_judged_by_the_pods_that_hold_its_addresses() {
    Policies policies =
        cluster(
                ingress(
                    "p", labels("app", "db"), rule(List.of(pods(labels("app", "web"))), tcp(5432))))
            .policies();
    Packet packet =
        Packet.tcp(IpAddress.parse("10.0.1.1"), 40000, IpAddress.parse("10.0.1.2"), 5432);
    assertThat(policies.ingress(DB, packet).passes()).isTrue();
    assertThat(policies.egress(WEB, packet)).isEqualTo(new Verdict.NotIsolated(Direction.EGRESS));
    assertThat(policies.ingress(DB, packet.withSource(INTERNET)).passes()).isFalse();
    assertThat(policies.ingress(DB, packet.withSource(IpAddress.parse("10.0.2.1"))).passes())
        .as("app=web of another namespace")
        .isFalse();
    assertThat(
            policies
                .ingress(DB, Packet.ping(IpAddress.parse("10.0.1.1"), IpAddress.parse("10.0.1.2")))
                .passes())
        .as("no rule with ports means ICMP")
        .isFalse();
  }
}
