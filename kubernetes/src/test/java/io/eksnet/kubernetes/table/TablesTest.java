package io.eksnet.kubernetes.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kubernetes.Fixtures;
import io.eksnet.kubernetes.schema.GroupVersion;
import io.eksnet.kubernetes.schema.GroupVersionKind;
import io.eksnet.kubernetes.schema.Resource;
import io.eksnet.kubernetes.schema.Resources;
import io.eksnet.kubernetes.table.Tables.IncludeObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class TablesTest {
  private static final String CONTAINERS = " | [Containers] | [Images] | [Selector]";

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "v1; Pod; Name | Ready | Status | Restarts | Age"
            + " | [IP] | [Node] | [Nominated Node] | [Readiness Gates]",
        "v1; Service; Name | Type | Cluster-IP | External-IP | Port(s) | Age | [Selector]",
        "v1; Endpoints; Name | Endpoints | Age",
        "discovery.k8s.io/v1; EndpointSlice; Name | AddressType | Ports | Endpoints | Age",
        "v1; Node; Name | Status | Roles | Age | Version | [Internal-IP] | [External-IP]"
            + " | [OS-Image] | [Kernel-Version] | [Container-Runtime]",
        "v1; Namespace; Name | Status | Age",
        "apps/v1; Deployment; Name | Ready | Up-to-date | Available | Age" + CONTAINERS,
        "apps/v1; ReplicaSet; Name | Desired | Current | Ready | Age" + CONTAINERS,
        "apps/v1; DaemonSet; Name | Desired | Current | Ready | Up-to-date | Available"
            + " | Node Selector | Age"
            + CONTAINERS,
        "networking.k8s.io/v1; NetworkPolicy; Name | Pod-Selector | Age",
        "v1; ConfigMap; Name | Data | Age",
        "v1; Secret; Name | Type | Data | Age",
        "v1; ServiceAccount; Name | Secrets | Age",
        "v1; Event; Last Seen | Type | Reason | Object | [Subobject] | [Source] | Message"
            + " | [First Seen] | [Count] | [Name]",
        "events.k8s.io/v1; Event; Last Seen | Type | Reason | Object | [Subobject] | [Source]"
            + " | Message | [First Seen] | [Count] | [Name]",
        "coordination.k8s.io/v1; Lease; Name | Holder | Age",
        "autoscaling/v1; Scale; Name | Desired | Available | Age",
        "rbac.authorization.k8s.io/v1; Role; Name | Created At",
        "example.com/v1; Widget; Name | Age"
      })
  void everyKindHasTheColumnsOfKubectl(String apiVersion, String kind, String headings) {
    assertThat(Printed.headings(GroupVersion.parse(apiVersion).kind(kind))).isEqualTo(headings);
  }

  @Test
  void everyServedKindHasExactlyOneColumnThatNamesTheObject() {
    for (Resource resource : Resources.served()) {
      JsonNode table = table(resource.kind(), List.of(), IncludeObject.NONE, true);
      assertThat(table.path("columnDefinitions").valueStream())
          .as(resource.qualified())
          .filteredOn(it -> it.path("format").asString("").equals("name"))
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "configmap",
        "daemonset",
        "deployment",
        "endpoints",
        "endpointslice",
        "event",
        "event-events",
        "lease",
        "namespace",
        "networkpolicy",
        "node",
        "pod",
        "replicaset",
        "scale",
        "secret",
        "service",
        "serviceaccount"
      })
  void aRecordedObjectFillsEachColumnWithAValue(String fixture) {
    JsonNode table = Printed.table(Fixtures.recorded(fixture));
    JsonNode cells = table.path("rows").path(0).path("cells");
    assertThat(cells.size()).isEqualTo(table.path("columnDefinitions").size());
    assertThat(cells.valueStream()).allMatch(JsonNode::isValueNode).noneMatch(JsonNode::isNull);
  }

  @Test
  void theTableCarriesTheMetadataOfTheList() {
    JsonNode table = table(CONFIG_MAP, List.of(), IncludeObject.NONE, true);
    assertThat(table.path("kind").asString()).isEqualTo("Table");
    assertThat(table.path("apiVersion").asString()).isEqualTo("meta.k8s.io/v1");
    assertThat(table.path("metadata")).isEqualTo(Fixtures.json("{'resourceVersion':'42'}"));
    assertThat(table.path("rows")).isEqualTo(Fixtures.json("[]"));
  }

  @Test
  void laterEventsOfAWatchCarryNullForTheColumns() {
    JsonNode table = table(CONFIG_MAP, List.of(), IncludeObject.NONE, false);
    assertThat(table.path("columnDefinitions").isNull()).isTrue();
  }

  @Test
  void rowsCarryMetadataOrTheWholeObjectOrNothingAsAsked() {
    ObjectNode map = Fixtures.yaml("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}");
    assertThat(included(map, IncludeObject.METADATA))
        .isEqualTo(
            Fixtures.json(
                "{'kind':'PartialObjectMetadata','apiVersion':'meta.k8s.io/v1','metadata':{'name':'a'}}"));
    assertThat(included(map, IncludeObject.OBJECT)).isEqualTo(map);
    assertThat(included(map, IncludeObject.NONE).isNull()).isTrue();
  }

  @Test
  void aRowSaysWhenItsPodHasEndedForGood() {
    ObjectNode pod = Fixtures.yaml("{apiVersion: v1, kind: Pod, status: {phase: Succeeded}}");
    assertThat(Printed.table(pod).path("rows").path(0).path("conditions"))
        .isEqualTo(
            Fixtures.json(
                "[{'type':'Completed','status':'True','reason':'Succeeded',"
                    + "'message':'The pod has completed successfully.'}]"));
  }

  @Test
  void rowsKeepTheOrderOfTheObjects() {
    List<ObjectNode> maps =
        List.of("c", "a", "b").stream()
            .map(it -> Fixtures.yaml("{metadata: {name: " + it + "}}"))
            .toList();
    assertThat(table(CONFIG_MAP, maps, IncludeObject.NONE, true).path("rows").valueStream())
        .extracting(it -> it.path("cells").path(0).asString())
        .containsExactly("c", "a", "b");
  }

  private static final GroupVersionKind CONFIG_MAP = new GroupVersionKind("", "v1", "ConfigMap");

  private static JsonNode included(ObjectNode object, IncludeObject include) {
    return table(CONFIG_MAP, List.of(object), include, true).path("rows").path(0).path("object");
  }

  private static ObjectNode table(
      GroupVersionKind kind, List<ObjectNode> objects, IncludeObject include, boolean columns) {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode().put("resourceVersion", "42");
    return Tables.table(kind, objects, metadata, include, columns, Printed.NOW);
  }
}
