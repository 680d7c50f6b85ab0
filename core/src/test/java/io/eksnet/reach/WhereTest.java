package io.eksnet.reach;

import static io.eksnet.reach.Scenario.scenario;
import static io.eksnet.reach.Scenario.tcp;
import static io.eksnet.reach.Scenario.udp;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kube.KubeSamples;
import io.eksnet.kube.ObjectKey;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Protocol;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How ends are written, and what is said of those that mean nothing. */
class WhereTest {
  private static Where parsed(String text) {
    return switch (Where.parse(text, "team")) {
      case Where.Parsed.Ok(Where where) -> where;
      case Where.Parsed.Problem(String message) -> throw new AssertionError(message);
    };
  }

  private static Optional<Where.Port> port(String text, Protocol... protocol) {
    return Optional.of(new Where.Port(text, List.of(protocol).stream().findFirst()));
  }

  @Test
  void every_kind_of_end_is_read() {
    assertThat(parsed("pod/web"))
        .isEqualTo(new Where.PodEnd(new ObjectKey("team", "web"), Optional.empty()));
    assertThat(parsed("po/other/web:http"))
        .isEqualTo(new Where.PodEnd(new ObjectKey("other", "web"), port("http")));
    assertThat(parsed("svc/api:80"))
        .isEqualTo(new Where.ServiceEnd(new ObjectKey("team", "api"), port("80")));
    assertThat(parsed("node/ip-10-0-1-2.internal:53/udp"))
        .isEqualTo(new Where.NodeEnd("ip-10-0-1-2.internal", port("53", Protocol.UDP)));
    assertThat(parsed("10.0.3.7:5432"))
        .isEqualTo(new Where.AddressEnd(IpAddress.parse("10.0.3.7"), port("5432")));
    assertThat(parsed("[fd00::1]:80"))
        .isEqualTo(new Where.AddressEnd(IpAddress.parse("fd00::1"), port("80")));
    assertThat(parsed("fd00::1"))
        .isEqualTo(new Where.AddressEnd(IpAddress.parse("fd00::1"), Optional.empty()));
    assertThat(parsed("internet")).isEqualTo(new Where.Internet(Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pod/web:5432",
        "svc/api:80",
        "node/n1:53/udp",
        "10.0.3.7:5432",
        "internet",
        "[fd00::1]:80"
      })
  void an_end_is_written_as_it_is_read(String text) {
    assertThat(parsed(text).toString()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "web",
        "deploy/web",
        "pod/",
        "pod/a/b/c",
        "pod/web:0",
        "pod/web:70000",
        "pod/web:80/icmp",
        "pod/web:",
        "10.0.0.300",
        ":80",
        "pod/web:99999999999"
      })
  void what_means_nothing_is_refused_with_what_was_expected(String text) {
    assertThat(Where.parse(text, "team"))
        .isInstanceOfSatisfying(
            Where.Parsed.Problem.class,
            problem -> assertThat(problem.message()).contains("expected"));
  }

  private static final Net NET =
      scenario()
          .node("n1.us-west-2.compute.internal", "m5.large")
          .pod("web")
          .on("n1.us-west-2.compute.internal")
          .listening(tcp(80))
          .pod("dns")
          .on("n1.us-west-2.compute.internal")
          .listening(tcp(53), udp(53))
          .pod("silent")
          .on("n1.us-west-2.compute.internal")
          .service(KubeSamples.service("web").clusterIp("10.100.0.10").port(80, 80))
          .settled();

  private static TraceAnswer.Unclear unclear(String from, String to) {
    return (TraceAnswer.Unclear) NET.ask(from, to);
  }

  @Test
  void the_nearest_names_are_offered() {
    assertThat(unclear("pod/wep", "pod/dns"))
        .isEqualTo(
            new TraceAnswer.Unclear(
                "there is no pod wep in namespace default", List.of("pod/web")));
    assertThat(unclear("pod/web", "svc/webb").choices()).containsExactly("svc/web");
    assertThat(unclear("node/n2", "pod/web").message()).isEqualTo("there is no node n2");
  }

  @Test
  void a_node_goes_by_the_first_part_of_its_name() {
    assertThat(NET.trace("node/n1", "pod/web").reachable()).isTrue();
  }

  @Test
  void the_only_port_is_the_default_and_several_are_named() {
    assertThat(NET.trace("pod/dns", "pod/web").port()).isEqualTo(80);
    assertThat(unclear("pod/web", "pod/dns"))
        .isEqualTo(
            new TraceAnswer.Unclear(
                "pod default/dns has 2 ports: say which", List.of("pod/dns:53", "pod/dns:53/udp")));
    assertThat(unclear("pod/web", "pod/silent").message())
        .isEqualTo("pod default/silent declares no ports: say which, such as pod/silent:8080");
    assertThat(unclear("pod/web", "svc/web:81"))
        .isEqualTo(
            new TraceAnswer.Unclear("Service default/web has no port 81", List.of("80/TCP")));
  }

  @Test
  void a_source_has_no_port_and_a_service_opens_no_connection() {
    assertThat(unclear("pod/web:80", "pod/dns:53").message()).startsWith("FROM takes no port");
    assertThat(unclear("svc/web", "pod/dns:53"))
        .isEqualTo(
            new TraceAnswer.Unclear(
                "a Service opens no connections: trace from one of the pods behind default/web",
                List.of("pod/web")));
  }

  @Test
  void two_ends_outside_are_not_of_this_network() {
    assertThat(unclear("internet", "8.8.8.8:53").message())
        .isEqualTo("neither end is in this network");
  }

  @Test
  void a_pod_without_an_address_is_a_trace_that_says_why() {
    Net net =
        scenario()
            .node("n1", "m5.large")
            .pod("web")
            .on("n1")
            .settled()
            .with(io.eksnet.kube.ResourceName.PODS, KubeSamples.pod("pending").port(80).build());
    TraceAssert.assertThat(net.trace("pod/web", "pod/pending"))
        .isStoppedBy(Disposition.UNREACHABLE)
        .because("pod default/pending has no address: it is Pending and bound to no node");
    TraceAssert.assertThat(net.trace("pod/pending", "pod/web:80"))
        .isStoppedBy(Disposition.UNREACHABLE);
  }
}
