package io.eksnet.kubernetes.server;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Tests against one cluster in which nothing happens by itself; each test has a namespace of its
 * own.
 */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClusterTest {
  private static final AtomicInteger COUNT = new AtomicInteger();

  TestCluster cluster = TestCluster.still();
  TestClient client = new TestClient(cluster);
  String namespace = "";

  /** {@code /api/v1/namespaces/x/} */
  String core = "";

  /** {@code /apis/apps/v1/namespaces/x/} */
  String apps = "";

  @BeforeAll
  void serve() {
    client.get("/version");
  }

  @BeforeEach
  void ownNamespace() {
    namespace = "t" + COUNT.incrementAndGet();
    core = "/api/v1/namespaces/" + namespace + "/";
    apps = "/apis/apps/v1/namespaces/" + namespace + "/";
    client.post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"" + namespace + "\"}}");
  }

  @AfterAll
  void stop() {
    client.close();
    cluster.close();
  }

  /** JSON with apostrophes for quotes. */
  static String json(String text) {
    return text.replace('\'', '"');
  }

  TestClient.Answer pod(String name, String labels) {
    return client.post(
        core + "pods",
        json(
            "{'metadata':{'name':'%s','labels':{%s}},'spec':{'containers':[{'name':'c1','image':'nginx'}]}}"
                .formatted(name, labels)));
  }

  TestClient.Answer configMap(String name) {
    return client.post(
        core + "configmaps", json("{'metadata':{'name':'%s'},'data':{'a':'b'}}".formatted(name)));
  }

  TestClient.Answer deployment(String name) {
    return client.post(
        apps + "deployments",
        json(
            "{'metadata':{'name':'%s'},'spec':{'replicas':2,'selector':{'matchLabels':{'app':'web'}},"
                    .formatted(name)
                + "'template':{'metadata':{'labels':{'app':'web'}},'spec':{'containers':["
                + "{'name':'c1','image':'nginx'},{'name':'c2','image':'busybox'}]}}}}"));
  }
}
