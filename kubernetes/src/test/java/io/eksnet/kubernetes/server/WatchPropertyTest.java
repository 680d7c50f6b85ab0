package io.eksnet.kubernetes.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.Decision;
import io.eksnet.id.IdSource;
import io.eksnet.kube.Json;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.ResourceName;
import io.eksnet.kubernetes.Fixtures;
import io.eksnet.kubernetes.auth.ClusterCertificates;
import io.eksnet.kubernetes.auth.ServiceAccountTokens;
import io.eksnet.kubernetes.auth.UserInfo;
import io.eksnet.kubernetes.discovery.ServerVersion;
import io.eksnet.kubernetes.documents.Metadata;
import io.eksnet.kubernetes.documents.ObjectParts;
import io.eksnet.net.Cidr;
import io.eksnet.table.Change;
import io.eksnet.world.Ledger;
import io.eksnet.world.MemoryLedger;
import io.eksnet.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What an informer relies on: a list and the events after it are the same as a later list. */
@Timeout(60)
class WatchPropertyTest {
  private static final List<String> NAMESPACES = List.of("a", "b");
  private static final String LAST = "zz-last";
  private static final ApiRequest.Headers JSON =
      new ApiRequest.Headers("", "application/json", "test/1", "", "");
  private static final ApiRequest.Headers MERGE =
      new ApiRequest.Headers("", "application/merge-patch+json", "test/1", "", "");

  private final Ledger ledger = new MemoryLedger(World.EMPTY, Instant::now, IdSource.seeded(1));
  private final Api api =
      new Api(
          ledger,
          InstantSource.system(),
          new ApiSettings(
              ServerVersion.parse("1.34"),
              Cidr.parse("10.100.0.0/16"),
              new ServiceAccountTokens(
                  ClusterCertificates.issue(List.of(), List.of(), Instant.now()).serviceAccounts(),
                  "https://oidc.test",
                  InstantSource.system()),
              PodLogs.silent()));

  @AfterEach
  void close() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aListAndItsWatchAreTheSameAsALaterList(long seed) throws Exception {
    var random = new SplittableRandom(seed);
    NAMESPACES.forEach(this::makeNamespace);
    write(random, 40);
    Map<String, List<String>> selection = selection(random);
    String path = random.nextBoolean() ? "/api/v1/configmaps" : "/api/v1/namespaces/a/configmaps";
    JsonNode list = list(path, selection);
    Map<String, ObjectNode> mirror = new TreeMap<>();
    list.path("items").forEach(it -> mirror.put(key(it), (ObjectNode) it));

    // Some changes are history when the watch begins, others come while it runs.
    write(random, 60);
    var follower = new Follower(path, selection, list.at("/metadata/resourceVersion").asString());
    Thread thread = Thread.ofVirtual().start(follower);
    follower.started.await();
    write(random, 200);
    writeLast();
    thread.join();

    follower.events.forEach(it -> apply(mirror, it, seed));
    Map<String, ObjectNode> expected = new TreeMap<>();
    list(path, selection).path("items").forEach(it -> expected.put(key(it), (ObjectNode) it));
    assertThat(mirror).as("seed %d, %s %s", seed, path, selection).isEqualTo(expected);
  }

  @Test
  void aWatcherThatDoesNotKeepUpIsCutOffAndTheOthersAreNot() throws Exception {
    makeNamespace("a");
    try (var hub = new WatchHub(ledger)) {
      String kind = KubeObject.kind(ResourceName.CONFIG_MAPS).name();
      var slow = hub.watch(kind);
      var quick = hub.watch(kind);
      int count = WatchHub.QUEUE + 10;
      for (int i = 0; i < count; i++) {
        KubeObject object = bare("c" + i);
        ledger.transact(
            (_, _) ->
                Decision.accept(true, Change.put(KubeObject.kind(object.resource()), object)));
        assertThat(quick.next(0)).isPresent();
      }
      assertThat(quick.overflown()).isFalse();
      for (int i = 0; i < WatchHub.QUEUE; i++) {
        assertThat(slow.overflown()).isFalse();
        assertThat(slow.next(0)).isPresent();
      }
      assertThat(slow.next(0)).isEmpty();
      assertThat(slow.overflown()).isTrue();
    }
  }

  private static void apply(Map<String, ObjectNode> mirror, JsonNode event, long seed) {
    ObjectNode object = ((ObjectNode) event.path("object")).without(List.of("kind", "apiVersion"));
    String key = key(object);
    switch (event.path("type").asString()) {
      case "ADDED" ->
          assertThat(mirror.put(key, object)).as("seed %d added %s", seed, key).isNull();
      case "MODIFIED" ->
          assertThat(mirror.put(key, object)).as("seed %d modified %s", seed, key).isNotNull();
      case "DELETED" ->
          assertThat(mirror.remove(key)).as("seed %d deleted %s", seed, key).isNotNull();
      case String other -> throw new AssertionError(other);
    }
  }

  /** Writes at random, so that objects come, change, enter and leave selections, and go. */
  private void write(SplittableRandom random, int times) {
    for (int i = 0; i < times; i++) {
      String namespace = NAMESPACES.get(random.nextInt(NAMESPACES.size()));
      String collection = "/api/v1/namespaces/" + namespace + "/configmaps";
      String name = "c" + random.nextInt(8);
      String labels = "{\"labels\":{\"x\":\"" + random.nextInt(3) + "\"}";
      switch (random.nextInt(4)) {
        case 0, 1 ->
            ask(
                "POST",
                collection,
                JSON,
                "{\"metadata\":" + labels + ",\"name\":\"" + name + "\"}}");
        case 2 -> ask("PATCH", collection + "/" + name, MERGE, "{\"metadata\":" + labels + "}}");
        default -> ask("DELETE", collection + "/" + name, JSON, "");
      }
    }
  }

  /** One more object that every selection has, to tell the end of the stream. */
  private void writeLast() {
    ask(
        "POST",
        "/api/v1/namespaces/a/configmaps",
        JSON,
        "{\"metadata\":{\"name\":\"" + LAST + "\",\"labels\":{\"x\":\"1\"}}}");
  }

  private static Map<String, List<String>> selection(SplittableRandom random) {
    Map<String, List<String>> parameters = new HashMap<>();
    switch (random.nextInt(4)) {
      case 0 -> parameters.put("labelSelector", List.of("x=1"));
      case 1 -> parameters.put("labelSelector", List.of("x!=2"));
      case 2 -> parameters.put("fieldSelector", List.of("metadata.name!=c3"));
      default -> {}
    }
    return parameters;
  }

  private JsonNode list(String path, Map<String, List<String>> selection) {
    return switch (api.answer(request("GET", path, JSON, "", selection))) {
      case ApiAnswer.Whole whole -> JsonMapper.shared().readTree(whole.body());
      case ApiAnswer.Streaming _ -> throw new AssertionError("a list is no stream");
    };
  }

  private void ask(String method, String path, ApiRequest.Headers headers, String body) {
    var _ = api.answer(request(method, path, headers, body, Map.of()));
  }

  private static ApiRequest request(
      String method,
      String path,
      ApiRequest.Headers headers,
      String body,
      Map<String, List<String>> parameters) {
    return new ApiRequest(
        method,
        path,
        new Query(parameters),
        headers,
        body.getBytes(StandardCharsets.UTF_8),
        UserInfo.of("test"));
  }

  private static String key(JsonNode object) {
    return object.at("/metadata/namespace").asString()
        + "/"
        + object.at("/metadata/name").asString();
  }

  private void makeNamespace(String name) {
    ask("POST", "/api/v1/namespaces", JSON, "{\"metadata\":{\"name\":\"" + name + "\"}}");
  }

  private static KubeObject bare(String name) {
    ObjectNode document = Fixtures.yaml("{metadata: {name: %s, namespace: a}}".formatted(name));
    return ObjectParts.of(
        ResourceName.CONFIG_MAPS,
        Metadata.read(document.path("metadata")),
        document,
        Json.of("[]"));
  }

  /** Reads one watch until the last object has been seen. */
  private final class Follower implements Runnable, ApiAnswer.Output {
    private final ApiAnswer.Streaming answer;
    private final List<JsonNode> events = new ArrayList<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private boolean ended;

    Follower(String path, Map<String, List<String>> selection, String from) {
      Map<String, List<String>> parameters = new HashMap<>(selection);
      parameters.put("watch", List.of("true"));
      parameters.put("resourceVersion", List.of(from));
      this.answer = (ApiAnswer.Streaming) api.answer(request("GET", path, JSON, "", parameters));
    }

    @Override
    public void run() {
      try {
        answer.stream().writeTo(this);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void write(byte[] bytes) {
      for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
        if (!line.isEmpty()) {
          JsonNode event = JsonMapper.shared().readTree(line);
          events.add(event);
          ended |= event.at("/object/metadata/name").asString("").equals(LAST);
        }
      }
      started.countDown();
    }

    @Override
    public boolean open() {
      started.countDown();
      return !ended;
    }
  }
}
