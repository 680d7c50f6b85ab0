package io.eksnet.kubernetes.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {
  private final Schema schema = Schema.shipped();

  static java.util.List<Resource> served() {
    return Resources.served();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("served")
  void everyServedKindAndItsListHaveTypes(Resource row) {
    assertThat(schema.of(row.kind())).isPresent();
    if (row.stored()) {
      assertThat(schema.of(row.groupVersion().kind(row.kind().kind() + "List"))).isPresent();
    }
    row.subresources().forEach(it -> assertThat(schema.of(it.kind())).as(it.name()).isPresent());
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "Container, io.k8s.api.core.v1.Container, 24",
    "PodTemplateSpec, io.k8s.api.core.v1.PodTemplateSpec, 2",
    "DeploymentSpec, io.k8s.api.apps.v1.DeploymentSpec, 8",
    "LabelSelector, io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector, 2",
    "ObjectMeta, io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta, 15",
    "EndpointPort of slices, io.k8s.api.discovery.v1.EndpointPort, 4",
    "EndpointPort of endpoints, io.k8s.api.core.v1.EndpointPort, 4",
    "NetworkPolicyPeer, io.k8s.api.networking.v1.NetworkPolicyPeer, 3",
    "TopologySelectorTerm, io.k8s.api.core.v1.TopologySelectorTerm, 1",
  })
  void typesHaveTheIdsAndTheNumberOfFieldsOfKubernetes(String name, String id, int fields) {
    assertThat(schema.type(id).orElseThrow().fields()).as(name).hasSize(fields);
  }

  @Test
  void everyTypeCanBeReadWithItsReferences() {
    assertThat(schema.types()).hasSizeGreaterThan(500);
    assertThat(schema.types().stream().mapToInt(it -> it.fields().size()).sum())
        .isGreaterThan(2000);
  }

  @Test
  void theRulesOfPatchingAreThoseOfTheTable() {
    TypeSchema container = schema.type("io.k8s.api.core.v1.Container").orElseThrow();
    TypeSchema podSpec = schema.type("io.k8s.api.core.v1.PodSpec").orElseThrow();

    assertThat(container.field("ports").orElseThrow().patch())
        .isEqualTo(
            new PatchRule(
                java.util.List.of("merge"),
                "containerPort",
                PatchRule.ListType.MAP,
                java.util.List.of("containerPort", "protocol")));
    assertThat(podSpec.field("volumes").orElseThrow().patch().retainsKeys()).isTrue();
    assertThat(podSpec.field("tolerations").orElseThrow().patch()).isEqualTo(PatchRule.NONE);
    assertThat(podSpec.field("nodeSelector").orElseThrow().atomicMap()).isTrue();
    assertThat(container.field("image").orElseThrow().required()).isFalse();
    assertThat(container.field("name").orElseThrow().required()).isTrue();
  }
}
