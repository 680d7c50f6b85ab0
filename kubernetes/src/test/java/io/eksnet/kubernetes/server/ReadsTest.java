package io.eksnet.kubernetes.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kubernetes.server.TestClient.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReadsTest extends ClusterTest {
  private static final String TABLE =
      "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";

  @Test
  void aListIsOfOneMomentAndLeavesTheKindToItself() {
    configMap("b");
    configMap("a");
    Answer list = client.get(core + "configmaps");

    assertThat(list.at("/kind").asString()).isEqualTo("ConfigMapList");
    assertThat(list.at("/metadata/resourceVersion").asLong()).isPositive();
    assertThat(names(list)).containsExactly("a", "b");
    assertThat(list.at("/items/0").has("kind")).isFalse();
  }

  @Test
  void pagesOfOneListDoNotSeeWhatHappensBetweenThem() {
    for (String name : List.of("a", "b", "c", "d", "e")) {
      configMap(name);
    }
    Answer first = client.get(core + "configmaps?limit=2");
    assertThat(names(first)).containsExactly("a", "b");
    assertThat(first.at("/metadata/remainingItemCount").asInt()).isEqualTo(3);

    client.delete(core + "configmaps/c");
    configMap("cc");

    List<String> rest = new ArrayList<>();
    Answer page = first;
    while (page.json().at("/metadata").has("continue")) {
      page =
          client.get(
              core + "configmaps?limit=2&continue=" + page.at("/metadata/continue").asString());
      rest.addAll(names(page));
    }
    assertThat(rest).containsExactly("c", "d", "e");
    assertThat(page.at("/metadata/resourceVersion"))
        .isEqualTo(first.at("/metadata/resourceVersion"));
  }

  @Test
  void aTokenThatNobodyKnowsIsRefused() {
    assertThat(client.get(core + "configmaps?continue=%21").code()).isEqualTo(400);
    String old =
        java.util.Base64.getUrlEncoder()
            .encodeToString(
                "{\"v\":\"meta.k8s.io/v1\",\"rv\":1,\"start\":\"a\"}"
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Answer expired = client.get(core + "configmaps?continue=" + old);
    assertThat(expired.code()).isEqualTo(410);
    assertThat(expired.at("/reason").asString()).isEqualTo("Expired");
  }

  @Test
  void listsAreOfANamespaceOrOfAll() {
    configMap("only-here-" + namespace);

    assertThat(names(client.get(core + "configmaps"))).containsExactly("only-here-" + namespace);
    assertThat(names(client.get("/api/v1/configmaps"))).contains("only-here-" + namespace);
    assertThat(names(client.get("/api/v1/namespaces/nowhere/configmaps"))).isEmpty();
  }

  @Test
  void selectorsNarrowAList() {
    pod("a", "'x':'1'");
    pod("b", "'x':'2'");
    client.post(core + "pods/b/binding", json("{'target':{'name':'node-1'}}"));

    assertThat(names(client.get(core + "pods?labelSelector=x+in+(1)"))).containsExactly("a");
    assertThat(names(client.get(core + "pods?fieldSelector=spec.nodeName%3Dnode-1")))
        .containsExactly("b");
    assertThat(names(client.get(core + "pods?fieldSelector=metadata.name%3Da")))
        .containsExactly("a");
    assertThat(names(client.get(core + "pods?fieldSelector=spec.nodeName%3D")))
        .containsExactly("a");
    assertThat(client.get(core + "pods?fieldSelector=spec.color%3Dred").message())
        .isEqualTo("field label not supported: spec.color");
  }

  @Test
  void aTableHasARowForEachObject() {
    pod("a", "");
    Answer table = client.get(core + "pods", TABLE);

    assertThat(table.at("/kind").asString()).isEqualTo("Table");
    assertThat(table.at("/columnDefinitions/0/name").asString()).isEqualTo("Name");
    assertThat(table.at("/rows/0/cells/0").asString()).isEqualTo("a");
    assertThat(table.at("/rows/0/object/kind").asString()).isEqualTo("PartialObjectMetadata");
  }

  @Test
  void metadataAloneCanBeAskedFor() {
    configMap("a");
    String accept = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
    Answer list = client.get(core + "configmaps", accept);

    assertThat(list.at("/kind").asString()).isEqualTo("PartialObjectMetadataList");
    assertThat(list.at("/items/0/metadata/name").asString()).isEqualTo("a");
    assertThat(list.at("/items/0").has("data")).isFalse();
  }

  @Test
  void aFormThatIsNotServedIsNotAcceptable() {
    assertThat(client.get(core + "configmaps", "application/cbor").code()).isEqualTo(406);
    assertThat(
            client
                .get(core + "configmaps", "application/vnd.kubernetes.protobuf,application/json")
                .code())
        .isEqualTo(200);
  }

  @Test
  void aRevisionThatHasNotComeYetIsTooLarge() {
    Answer answer = client.get(core + "configmaps?resourceVersion=999999999");

    assertThat(answer.code()).isEqualTo(504);
    assertThat(answer.message()).startsWith("Too large resource version: 999999999, current: ");
  }

  private static List<String> names(Answer list) {
    return list.at("/items")
        .valueStream()
        .map((JsonNode it) -> it.at("/metadata/name").asString())
        .toList();
  }
}
