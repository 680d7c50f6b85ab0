package io.eksnet.kubernetes.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kubernetes.Fixtures;
import io.eksnet.kubernetes.schema.GroupVersionKind;
import io.eksnet.kubernetes.schema.Resource;
import io.eksnet.kubernetes.schema.Resources;
import io.eksnet.kubernetes.table.Tables.IncludeObject;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The recorded object of every kind, as kubectl prints it. */
class RecordedTablesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:05:05Z");

  private static JsonNode table(ObjectNode object) {
    return Tables.table(
        GroupVersionKind.of(object).orElseThrow(),
        List.of(object),
        JsonNodeFactory.instance.objectNode().put("resourceVersion", "7"),
        IncludeObject.METADATA,
        true,
        NOW);
  }

  private static String cells(ObjectNode object) {
    return table(object)
        .at("/rows/0/cells")
        .valueStream()
        .map(JsonNode::asString)
        .collect(Collectors.joining(" | "));
  }

  static List<Resource> served() {
    return Resources.served().stream().filter(Resource::stored).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("served")
  void everyRowHasACellForEachColumn(Resource resource) {
    ObjectNode bare =
        JsonNodeFactory.instance
            .objectNode()
            .put("apiVersion", resource.kind().apiVersion())
            .put("kind", resource.kind().kind());
    JsonNode table = table(bare);

    assertThat(table.at("/rows/0/cells").size()).isEqualTo(table.path("columnDefinitions").size());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
      pod ; web-6d4cf56db6-x7k2p | 1/2 | Running | 1 (5m ago) | 5m5s | 10.0.101.7 | ip-10-0-97-12.us-west-2.compute.internal | <none> | 0/1
      service ; web | LoadBalancer | 10.100.20.30 | k8s-default-web.elb.us-west-2.amazonaws.com,198.51.100.7 | 80:30080/TCP,443:30443/TCP | <unknown> | app=web
      endpoints ; web | 10.0.101.7:80 | <unknown>
      endpointslice ; web-abcde | IPv4 | 80 | 10.0.101.7 | <unknown>
      node ; ip-10-0-97-12.us-west-2.compute.internal | Ready,SchedulingDisabled | <none> | <unknown> | v1.33.5-eks-3025e55 | 10.0.97.12 | <none> | Amazon Linux 2023.9.20251117 | 6.1.0 | containerd://1.7.27
      namespace ; shop | Active | <unknown>
      deployment ; web | 3/3 | 3 | 3 | <unknown> | web | nginx | app=web,tier notin (db)
      replicaset ; web-6d4cf56db6 | 3 | 3 | 2 | <unknown> | web | nginx | app=web
      daemonset ; aws-node | 2 | 2 | 2 | 2 | 2 | <none> | <unknown> | aws-node | cni | k8s-app=aws-node
      networkpolicy ; web-policy | app=web | <unknown>
      configmap ; settings | 3 | <unknown>
      secret ; db | Opaque | 1 | <unknown>
      serviceaccount ; aws-node | 1 | <unknown>
      event ; 5m4s | Normal | Scheduled | pod/web | spec.containers{web} | default-scheduler, n1 | Successfully assigned default/web to n1 | 5m5s | 2 | web.17a
      event-events ; 5m5s | Normal | Scheduled | pod/web |  | default-scheduler, default-scheduler-0 | Successfully assigned default/web to n1 | 5m5s | 1 | web.17b
      lease ; n1 | n1 | <unknown>
      """)
  void aRecordedObjectIsPrintedAsKubectlPrintsIt(String name, String cells) {
    assertThat(cells(Fixtures.recorded(name))).isEqualTo(cells);
  }
}
