package io.eksnet.kubernetes.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kube.Json;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.ResourceName;
import io.eksnet.kubernetes.Fixtures;
import io.eksnet.kubernetes.schema.GroupVersionKind;
import io.eksnet.kubernetes.schema.Resource;
import io.eksnet.kubernetes.schema.Resources;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ObjectPartsTest {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  @ParameterizedTest
  @MethodSource("stored")
  void anObjectThatIsTakenApartAndJoinedIsTheSame(String name) {
    ObjectNode document = Fixtures.recorded(name);
    GroupVersionKind kind = GroupVersionKind.of(document).orElseThrow();
    Resource resource = Resources.of(kind).orElseThrow();
    ObjectNode metadata = document.withObject("/metadata");
    Json managedFields =
        metadata.has("managedFields")
            ? ObjectParts.json(metadata.get("managedFields"))
            : Json.of("[]");
    long revision = metadata.path("resourceVersion").asLong(7);

    KubeObject parts =
        ObjectParts.of(
            new ResourceName(kind.group(), resource.plural()),
            Metadata.read(metadata),
            document,
            managedFields);

    ObjectNode joined = (ObjectNode) MAPPER.readTree(ObjectText.whole(kind, parts, revision));
    ObjectNode expected = document.deepCopy();
    ObjectNode expectedMetadata = expected.withObject("/metadata");
    expectedMetadata.put("resourceVersion", Long.toString(revision));
    if (!expectedMetadata.has("uid")) {
      expectedMetadata.put("uid", "");
    }
    if (!expectedMetadata.has("creationTimestamp")) {
      expectedMetadata.put("creationTimestamp", "1970-01-01T00:00:00Z");
    }
    if (expected.path("status").isEmpty()) {
      expected.remove("status");
    }
    assertThat(joined).isEqualTo(expected);
  }

  static List<String> stored() {
    return Fixtures.names().stream()
        .filter(
            name ->
                GroupVersionKind.of(Fixtures.recorded(name))
                    .flatMap(Resources::of)
                    .filter(Resource::stored)
                    .isPresent())
        .toList();
  }

  @Test
  void anItemOfAListLeavesKindAndVersionToTheList() {
    var out = new ByteArrayOutputStream();
    ObjectText.appendItem(out, secret(), 9);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"metadata\":{\"creationTimestamp\":\"2026-01-01T00:00:00Z\",\"name\":\"s\","
                + "\"namespace\":\"n\",\"resourceVersion\":\"9\",\"uid\":\"u\","
                + "\"managedFields\":[{\"manager\":\"m\"}]},\"type\":\"Opaque\"}");
  }

  private static KubeObject secret() {
    ObjectNode document =
        (ObjectNode)
            MAPPER.readTree(
                """
                {"metadata":{"name":"s","namespace":"n","uid":"u",
                 "creationTimestamp":"2026-01-01T00:00:00Z"},"type":"Opaque"}""");
    return ObjectParts.of(
        ResourceName.SECRETS,
        Metadata.read(document.path("metadata")),
        document,
        Json.of("[{\"manager\":\"m\"}]"));
  }
}
