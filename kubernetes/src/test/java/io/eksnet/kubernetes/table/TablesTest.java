package io.eksnet.kubernetes.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kubernetes.Fixtures;
import io.eksnet.kubernetes.schema.GroupVersionKind;
import io.eksnet.kubernetes.schema.Resource;
import io.eksnet.kubernetes.schema.Resources;
import io.eksnet.kubernetes.table.Tables.IncludeObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class TablesTest {
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

  private static String status(String status) {
    return cells(pod(status)).split(" \\| ", -1)[2];
  }

  private static ObjectNode pod(String status) {
    return Fixtures.yaml(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, creationTimestamp: "2026-11-20T10:00:00Z"}
        spec:
          initContainers: [{name: i1}, {name: i2}]
          containers: [{name: a}, {name: b}]
        status: %s
        """
            .formatted(status));
  }

  @ParameterizedTest(name = "{0} has {1}")
  @CsvSource(
      delimiter = ':',
      quoteCharacter = '`',
      textBlock =
          """
      pod : Name Ready Status Restarts Age [IP] [Node] [Nominated Node] [Readiness Gates]
      service : Name Type Cluster-IP External-IP Port(s) Age [Selector]
      endpoints : Name Endpoints Age
      endpointslice : Name AddressType Ports Endpoints Age
      node : Name Status Roles Age Version [Internal-IP] [External-IP] [OS-Image] [Kernel-Version] [Container-Runtime]
      namespace : Name Status Age
      deployment : Name Ready Up-to-date Available Age [Containers] [Images] [Selector]
      replicaset : Name Desired Current Ready Age [Containers] [Images] [Selector]
      daemonset : Name Desired Current Ready Up-to-date Available Node Selector Age [Containers] [Images] [Selector]
      networkpolicy : Name Pod-Selector Age
      configmap : Name Data Age
      secret : Name Type Data Age
      serviceaccount : Name Secrets Age
      event : Last Seen Type Reason Object [Subobject] [Source] Message [First Seen] [Count] [Name]
      lease : Name Holder Age
      """)
  void columnsAreThoseOfKubernetes(String name, String columns) {
    List<String> found = new ArrayList<>();
    for (JsonNode column : table(Fixtures.recorded(name)).path("columnDefinitions")) {
      String text = column.path("name").asString();
      found.add(column.path("priority").asInt() == 1 ? "[" + text + "]" : text);
      assertThat(column.path("format").asString()).isEqualTo(text.equals("Name") ? "name" : "");
    }

    assertThat(String.join(" ", found)).isEqualTo(columns);
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

  @ParameterizedTest(name = "{1}: {0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
      {phase: Pending} ; Pending
      {phase: Failed, reason: Evicted} ; Evicted
      {phase: Pending, conditions: [{type: PodScheduled, status: "False", reason: SchedulingGated}]} ; SchedulingGated
      {phase: Pending, containerStatuses: [{state: {waiting: {reason: ContainerCreating}}}]} ; ContainerCreating
      {phase: Pending, initContainerStatuses: [{state: {running: {}}}, {state: {waiting: {reason: PodInitializing}}}]} ; Init:0/2
      {phase: Pending, initContainerStatuses: [{state: {terminated: {exitCode: 0}}}, {state: {waiting: {reason: PodInitializing}}}]} ; Init:1/2
      {phase: Pending, initContainerStatuses: [{state: {terminated: {exitCode: 1}}}]} ; Init:ExitCode:1
      {phase: Pending, initContainerStatuses: [{state: {terminated: {exitCode: 1, signal: 9}}}]} ; Init:Signal:9
      {phase: Pending, initContainerStatuses: [{state: {terminated: {exitCode: 1, reason: Error}}}]} ; Init:Error
      {phase: Pending, initContainerStatuses: [{state: {waiting: {reason: CrashLoopBackOff}}}]} ; Init:CrashLoopBackOff
      {phase: Running, containerStatuses: [{ready: true, state: {running: {}}}, {state: {waiting: {reason: CrashLoopBackOff}}}]} ; CrashLoopBackOff
      {phase: Running, containerStatuses: [{state: {terminated: {exitCode: 2}}}]} ; ExitCode:2
      {phase: Running, containerStatuses: [{ready: true, state: {running: {}}}, {state: {terminated: {exitCode: 0, reason: Completed}}}], conditions: [{type: Ready, status: "True"}]} ; Running
      {phase: Running, containerStatuses: [{ready: true, state: {running: {}}}, {state: {terminated: {exitCode: 0, reason: Completed}}}]} ; NotReady
      {phase: Succeeded, containerStatuses: [{state: {terminated: {exitCode: 0, reason: Completed}}}]} ; Completed
      """)
  void theStatusOfAPodIsItsMostTellingReason(String status, String printed) {
    assertThat(status(status)).isEqualTo(printed);
  }

  @Test
  void aPodThatIsBeingDeletedIsTerminatingUnlessItsNodeIsLost() {
    ObjectNode pod = pod("{phase: Running}");
    pod.withObject("/metadata").put("deletionTimestamp", "2026-11-20T10:00:00Z");
    assertThat(cells(pod)).startsWith("web | 0/2 | Terminating | 0");

    pod.withObject("/status").put("reason", "NodeLost");
    assertThat(cells(pod)).startsWith("web | 0/2 | Unknown | 0");
  }

  @Test
  void sidecarsCountAmongTheContainers() {
    ObjectNode pod =
        pod(
            "{phase: Running, initContainerStatuses: [{name: i1, started: true, ready: true,"
                + " restartCount: 2}, {name: i2, state: {terminated: {exitCode: 0}}, restartCount:"
                + " 5}], containerStatuses: [{ready: true, state: {running: {}}}]}");
    ((ObjectNode) pod.at("/spec/initContainers/0")).put("restartPolicy", "Always");

    assertThat(cells(pod)).startsWith("web | 2/3 | Running | 2 | 5m5s");
  }

  @ParameterizedTest(name = "{0} is reached from outside at {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
      {type: ClusterIP} ; <none>
      {type: NodePort, externalIPs: [1.2.3.4, 1.2.3.5]} ; 1.2.3.4,1.2.3.5
      {type: LoadBalancer} ; <pending>
      {type: ExternalName, externalName: a.example.com} ; a.example.com
      """)
  void theExternalAddressFollowsTheType(String spec, String external) {
    ObjectNode service =
        Fixtures.yaml(
            "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: %s}".formatted(spec));

    assertThat(cells(service).split(" \\| ", -1)[3]).isEqualTo(external);
  }

  @Test
  void onlyThreeEndpointsAreShown() {
    ObjectNode endpoints =
        Fixtures.yaml(
            """
            apiVersion: v1
            kind: Endpoints
            metadata: {name: e}
            subsets:
            - addresses: [{ip: 10.0.0.1}, {ip: "fd00::1"}, {ip: 10.0.0.3}, {ip: 10.0.0.4}, {ip: 10.0.0.5}]
              ports: [{port: 80}]
            """);

    assertThat(cells(endpoints))
        .isEqualTo("e | 10.0.0.1:80,[fd00::1]:80,10.0.0.3:80 + 2 more... | <unknown>");
  }

  @ParameterizedTest(name = "{0} s are {1}")
  @CsvSource({
    "-5, <invalid>",
    "-1, 0s",
    "0, 0s",
    "119, 119s",
    "120, 2m",
    "125, 2m5s",
    "599, 9m59s",
    "600, 10m",
    "10799, 179m",
    "10800, 3h",
    "10860, 3h1m",
    "28799, 7h59m",
    "28800, 8h",
    "172799, 47h",
    "172800, 2d",
    "176400, 2d1h",
    "691199, 7d23h",
    "691200, 8d",
    "63071999, 729d",
    "63072000, 2y",
    "63158400, 2y1d",
    "252288000, 8y"
  })
  void agesAreToldAsKubectlTellsThem(long seconds, String age) {
    assertThat(Ages.human(Duration.ofSeconds(seconds))).isEqualTo(age);
  }

  @Test
  void rowsCarryMetadataTheObjectOrNothing() {
    ObjectNode pod = Fixtures.recorded("pod");
    GroupVersionKind kind = GroupVersionKind.of(pod).orElseThrow();
    ObjectNode list = JsonNodeFactory.instance.objectNode();

    JsonNode metadata =
        Tables.table(kind, List.of(pod), list, IncludeObject.METADATA, true, NOW)
            .at("/rows/0/object");
    assertThat(metadata.path("kind").asString()).isEqualTo("PartialObjectMetadata");
    assertThat(metadata.path("metadata")).isEqualTo(pod.path("metadata"));
    assertThat(metadata.has("spec")).isFalse();
    assertThat(
            Tables.table(kind, List.of(pod), list, IncludeObject.OBJECT, true, NOW)
                .at("/rows/0/object"))
        .isEqualTo(pod);
    JsonNode none = Tables.table(kind, List.of(pod), list, IncludeObject.NONE, false, NOW);
    assertThat(none.at("/rows/0").has("object")).isFalse();
    assertThat(none.path("columnDefinitions").isNull()).isTrue();
  }
}
