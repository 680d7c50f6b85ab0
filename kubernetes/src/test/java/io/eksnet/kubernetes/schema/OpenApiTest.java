package io.eksnet.kubernetes.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenApiTest {
  private static final OpenApi OPEN_API =
      new OpenApi(Schema.shipped(), Resources.served(), "v1.33.5-eks-3025e55");
  private static final JsonMapper JSON = JsonMapper.shared();

  static Set<GroupVersion> groupVersions() {
    return Resources.groupVersions();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("groupVersions")
  void everyReferenceOfADocumentLeadsToASchemaInIt(GroupVersion gv) {
    JsonNode document = document(gv);
    Set<String> referred =
        document.findValuesAsString("$ref").stream()
            .map(it -> it.substring("#/components/schemas/".length()))
            .collect(Collectors.toCollection(LinkedHashSet::new));

    assertThat(document.at("/components/schemas").propertyNames()).containsAll(referred);
  }

  @Test
  void thePatchOfEveryStoredKindNamesTheParametersThatKubectlLooksFor() {
    for (Resource row : Resources.served()) {
      if (row.serves("patch")) {
        String path =
            row.groupVersion().path()
                + (row.namespaced() ? "/namespaces/{namespace}/" : "/")
                + row.plural()
                + "/{name}";
        JsonNode patch = document(row.groupVersion()).path("paths").path(path).path("patch");
        assertThat(patch.path("parameters").findValuesAsString("name"))
            .as(path)
            .contains("fieldValidation", "dryRun", "force");
        assertThat(patch.at("/x-kubernetes-group-version-kind/kind").asString())
            .isEqualTo(row.kind().kind());
      }
    }
  }

  @Test
  void fieldsTellHowTheyArePatchedAndWhatTheyMean() {
    JsonNode schemas = document(new GroupVersion("apps", "v1")).at("/components/schemas");
    JsonNode ports = schemas.path("io.k8s.api.core.v1.Container").at("/properties/ports");

    assertThat(ports.path("x-kubernetes-patch-strategy").asString()).isEqualTo("merge");
    assertThat(ports.path("x-kubernetes-patch-merge-key").asString()).isEqualTo("containerPort");
    assertThat(ports.path("x-kubernetes-list-map-keys").toString())
        .isEqualTo("[\"containerPort\",\"protocol\"]");
    assertThat(ports.path("description").asString()).startsWith("List of ports to expose");
    assertThat(ports.at("/items/allOf/0/$ref").asString())
        .isEqualTo("#/components/schemas/io.k8s.api.core.v1.ContainerPort");
    assertThat(
            schemas.path("io.k8s.api.apps.v1.Deployment").path("x-kubernetes-group-version-kind"))
        .isEqualTo(
            JSON.readTree("[{\"group\":\"apps\",\"kind\":\"Deployment\",\"version\":\"v1\"}]"));
  }

  @Test
  void theIndexPointsToEachDocumentByItsHash() {
    JsonNode paths = JSON.readTree(OPEN_API.index()).path("paths");

    assertThat(paths.path("apis/apps/v1").path("serverRelativeURL").asString())
        .isEqualTo(
            "/openapi/v3/apis/apps/v1?hash="
                + OPEN_API.hash(new GroupVersion("apps", "v1")).orElseThrow());
    assertThat(paths.size()).isEqualTo(Resources.groupVersions().size());
    assertThat(OPEN_API.document(new GroupVersion("nope", "v1"))).isEmpty();
  }

  @Test
  void operationIdsAreUnique() {
    for (GroupVersion gv : Resources.groupVersions()) {
      assertThat(document(gv).path("paths").findValuesAsString("operationId"))
          .doesNotHaveDuplicates();
    }
  }

  private static JsonNode document(GroupVersion gv) {
    JsonNode document = JSON.readTree(OPEN_API.document(gv).orElseThrow());
    assertThat(StreamSupport.stream(document.spliterator(), false).count()).isEqualTo(4);
    return document;
  }
}
