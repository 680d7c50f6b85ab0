package io.eksnet.kubernetes.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kubernetes.auth.UserInfo;
import io.eksnet.world.Delta;
import io.eksnet.world.Ledger;
import io.eksnet.world.Store;
import io.eksnet.world.World;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WatchesTest extends ClusterTest {

  @Test
  void changesComeInOrderAsTheyHappen() {
    try (var watch = client.watch(core + "configmaps?watch=true&resourceVersion=" + now())) {
      configMap("a");
      client.merge(core + "configmaps/a", json("{'data':{'x':'y'}}"));
      client.delete(core + "configmaps/a");

      assertThat(watch.nextShort()).isEqualTo("ADDED a");
      assertThat(watch.nextShort()).isEqualTo("MODIFIED a");
      JsonNode deleted = watch.next();
      assertThat(deleted.path("type").asString()).isEqualTo("DELETED");
      assertThat(deleted.at("/object/kind").asString()).isEqualTo("ConfigMap");
      assertThat(deleted.at("/object/metadata/resourceVersion").asLong())
          .isGreaterThanOrEqualTo(now());
    }
  }

  @Test
  void aWatchWithoutAVersionBeginsWithWhatIsThere() {
    configMap("a");
    try (var watch = client.watch(core + "configmaps?watch=true")) {
      assertThat(watch.nextShort()).isEqualTo("ADDED a");
      configMap("b");
      assertThat(watch.nextShort()).isEqualTo("ADDED b");
    }
  }

  @Test
  void aWatchFromAVersionMissesNothing() {
    long before = now();
    configMap("a");
    configMap("b");
    try (var watch = client.watch(core + "configmaps?watch=1&resourceVersion=" + before)) {
      assertThat(watch.nextShort()).isEqualTo("ADDED a");
      assertThat(watch.nextShort()).isEqualTo("ADDED b");
      configMap("c");
      assertThat(watch.nextShort()).isEqualTo("ADDED c");
    }
  }

  @Test
  void anObjectThatLeavesTheSelectionIsDeletedForTheWatch() {
    String query = "pods?watch=true&labelSelector=x%3D1&resourceVersion=" + now();
    try (var watch = client.watch(core + query)) {
      pod("a", "'x':'2'");
      client.merge(core + "pods/a", json("{'metadata':{'labels':{'x':'1'}}}"));
      client.merge(core + "pods/a", json("{'metadata':{'labels':{'y':'1'}}}"));
      client.merge(core + "pods/a", json("{'metadata':{'labels':{'x':'3'}}}"));

      assertThat(watch.nextShort()).isEqualTo("ADDED a");
      assertThat(watch.nextShort()).isEqualTo("MODIFIED a");
      JsonNode left = watch.next();
      assertThat(left.path("type").asString()).isEqualTo("DELETED");
      // As it was when it was still selected, under the version of its leaving.
      assertThat(left.at("/object/metadata/labels/x").asString()).isEqualTo("1");
      assertThat(left.at("/object/metadata/resourceVersion").asLong()).isEqualTo(now());
    }
  }

  @Test
  void aStreamedListEndsWithItsBookmark() {
    configMap("a");
    String query =
        "configmaps?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true";
    try (var watch = client.watch(core + query)) {
      assertThat(watch.nextShort()).isEqualTo("ADDED a");
      JsonNode bookmark = watch.next();
      assertThat(bookmark.path("type").asString()).isEqualTo("BOOKMARK");
      assertThat(bookmark.at("/object/kind").asString()).isEqualTo("ConfigMap");
      assertThat(bookmark.at("/object/metadata/annotations").toString())
          .isEqualTo("{\"k8s.io/initial-events-end\":\"true\"}");
      assertThat(bookmark.at("/object/metadata/resourceVersion").asLong()).isEqualTo(now());
    }
  }

  @Test
  void aStreamedListMustSayHowOldItMayBe() {
    TestClient.Answer answer = client.get(core + "configmaps?watch=true&sendInitialEvents=true");
    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.message())
        .contains("sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
  }

  @Test
  void aVersionThatIsForgottenIsExpired() throws Exception {
    var output = new ByteArrayOutputStream();
    try (var api = new Api(new Forgetful(cluster), InstantSource.system(), cluster.settings())) {
      ApiAnswer answer =
          api.answer(
              new ApiRequest(
                  "GET",
                  "/api/v1/configmaps",
                  new Query(Map.of("watch", List.of("true"), "resourceVersion", List.of("1"))),
                  ApiRequest.Headers.NONE,
                  new byte[0],
                  UserInfo.of("me")));
      ((ApiAnswer.Streaming) answer).stream().writeTo(new Collected(output));
    }
    assertThat(output.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},"
                + "\"status\":\"Failure\",\"message\":\"too old resource version: 1 (20)\","
                + "\"reason\":\"Expired\",\"code\":410}}\n");
  }

  private record Collected(ByteArrayOutputStream bytes) implements ApiAnswer.Output {
    @Override
    public void write(byte[] more) {
      bytes.writeBytes(more);
    }

    @Override
    public boolean open() {
      return true;
    }
  }

  /** A ledger that remembers nothing from before revision 20. */
  private record Forgetful(Ledger ledger) implements Ledger {
    @Override
    public World durable() {
      return ledger.durable();
    }

    @Override
    public <T> Receipt<T> transact(Transaction<T> transaction) {
      return ledger.transact(transaction);
    }

    @Override
    public Store.Since since(long revision) {
      return new Store.Since.TooOld(20);
    }

    @Override
    public Subscription subscribe(Consumer<Delta> listener) {
      return ledger.subscribe(listener);
    }
  }

  @Test
  void aTableWatchNamesItsColumnsOnce() {
    String accept = "application/json;as=Table;v=v1;g=meta.k8s.io";
    try (var watch =
        client.watch(core + "pods?watch=true&resourceVersion=" + now(), "Accept", accept)) {
      pod("a", "");
      pod("b", "");
      JsonNode first = watch.next();
      JsonNode second = watch.next();

      assertThat(first.at("/object/kind").asString()).isEqualTo("Table");
      assertThat(first.at("/object/columnDefinitions/0/name").asString()).isEqualTo("Name");
      assertThat(first.at("/object/rows/0/cells/0").asString()).isEqualTo("a");
      assertThat(second.at("/object/columnDefinitions").isEmpty()).isTrue();
      assertThat(second.at("/object/rows/0/cells/0").asString()).isEqualTo("b");
    }
  }

  @Test
  void aWatchEndsWhenItsTimeIsOver() {
    try (var watch = client.watch(core + "secrets?watch=true&timeoutSeconds=1")) {
      assertThat(watch.ended()).isTrue();
    }
  }

  @Test
  void manyWatchersSeeTheSame() {
    String path = core + "configmaps?watch=true&resourceVersion=" + now();
    try (var one = client.watch(path);
        var two = client.watch(path);
        var other = client.watch(core + "secrets?watch=true&resourceVersion=" + now())) {
      configMap("a");
      client.post(core + "secrets", json("{'metadata':{'name':'s'}}"));

      assertThat(one.next()).isEqualTo(two.next());
      assertThat(other.nextShort()).isEqualTo("ADDED s");
    }
  }

  private long now() {
    return cluster.durable().revision();
  }
}
