package io.eksnet.tests.report;

import static io.eksnet.reach.Scenario.scenario;
import static io.eksnet.reach.Scenario.tcp;
import static io.eksnet.tests.report.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kube.KubeSamples;
import io.eksnet.kube.LabelSelector;
import io.eksnet.kube.NetworkPolicy;
import io.eksnet.kube.Service;
import io.eksnet.net.Protocol;
import io.eksnet.reach.Net;
import io.eksnet.reach.TraceAnswer;
import io.eksnet.report.Style;
import io.eksnet.report.TraceJson;
import io.eksnet.report.TraceText;
import io.eksnet.report.UnclearText;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How traces look. */
class TraceRenderingTest {
  private static final Net NET = network();

  private static Net network() {
    NetworkPolicy backendOnly =
        new NetworkPolicy(
            KubeSamples.meta("networkpolicy", "default", "db-policy"),
            LabelSelector.of(Map.of("app", "database")),
            true,
            false,
            List.of(
                new NetworkPolicy.Rule(
                    List.of(
                        new NetworkPolicy.Peer.Pods(
                            Optional.empty(),
                            Optional.of(LabelSelector.of(Map.of("app", "backend"))))),
                    List.of(new NetworkPolicy.Port.Range(Protocol.TCP, 5432, 5432)))),
            List.of());
    return scenario()
        .vpc("10.0.0.0/16")
        .zones("a", "b")
        .group("sg-0db")
        .node("n1", "m5.large")
        .node("n2", "m5.large")
        .inZone("b")
        .guardedBy("sg-0db")
        .node("n3", "m5.large")
        .inZone("b")
        .inPublicSubnet()
        .pod("web")
        .on("n1")
        .onInterface(1)
        .pod("database")
        .on("n2")
        .listening(tcp(5432))
        .pod("api-1")
        .labelled("app", "api")
        .on("n1")
        .listening(tcp(8080))
        .pod("api-2")
        .labelled("app", "api")
        .on("n2")
        .listening(tcp(8080))
        .policy(backendOnly)
        .service(
            KubeSamples.service("api")
                .type(Service.Type.NODE_PORT)
                .clusterIp("10.100.0.10")
                .externalTrafficPolicy("Cluster")
                .port(
                    new Service.Port(
                        "http", Protocol.TCP, 80, new Service.TargetPort.Number(8080), 30080)))
        .settled();
  }

  @ParameterizedTest(name = "{0}: {1} to {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          denied    | pod/web   | pod/database
          service   | pod/web   | svc/api
          internet  | pod/web   | internet
          same-node | pod/web   | pod/api-1
          node-port | internet  | node/n3:30080
          private   | internet  | pod/database
          no-ports  | pod/api-1 | pod/web:80
          refused   | pod/web   | pod/api-1:81
          """)
  void a_trace_reads_as_it_was_read(String name, String from, String to) throws IOException {
    assertGolden("trace-" + name + ".txt", TraceText.of(NET.trace(from, to), Style.PLAIN));
  }

  @Test
  void a_trace_for_programs_keeps_its_members() throws IOException {
    assertGolden("trace-denied.json", TraceJson.of(NET.trace("pod/web", "pod/database")));
  }

  @Test
  void ascii_is_ascii_and_narrow_is_narrow() {
    String text = TraceText.of(NET.trace("pod/web", "pod/database"), new Style(false, true, 80));
    assertThat(text).matches("\\p{ASCII}*").contains("x DENIED");
  }

  @Test
  void colour_only_adds_to_the_words() {
    var trace = NET.trace("pod/web", "pod/database");
    String coloured = TraceText.of(trace, new Style(true, false, 100));
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
        .isNotEqualTo(coloured)
        .isEqualTo(TraceText.of(trace, Style.PLAIN));
  }

  @Test
  void an_unclear_question_names_what_may_have_been_meant() {
    assertThat(UnclearText.of((TraceAnswer.Unclear) NET.ask("pod/wep", "pod/database")))
        .isEqualTo("there is no pod wep in namespace default\ndid you mean pod/web?\n");
  }
}
