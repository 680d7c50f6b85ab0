package io.eksnet.kubernetes.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kubernetes.server.TestClient.Answer;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class UpdatesTest extends ClusterTest {

  @Test
  void anUpdateOfWhatHasChangedMeanwhileIsRefused() {
    Answer made = deployment("d1");
    client.merge(apps + "deployments/d1", json("{'metadata':{'labels':{'q':'1'}}}"));

    Answer stale = client.put(apps + "deployments/d1", made.text());

    assertThat(stale.code()).isEqualTo(409);
    assertThat(stale.message())
        .isEqualTo(
            "Operation cannot be fulfilled on deployments.apps \"d1\": the object has been modified;"
                + " please apply your changes to the latest version and try again");
  }

  @Test
  void anUpdateWithoutAVersionReplacesWhatIsThere() {
    configMap("c");

    Answer put =
        client.put(core + "configmaps/c", json("{'metadata':{'name':'c'},'data':{'x':'y'}}"));

    assertThat(put.code()).isEqualTo(200);
    assertThat(put.at("/data").toString()).isEqualTo("{\"x\":\"y\"}");
    assertThat(put.at("/metadata/namespace").asString()).isEqualTo(namespace);
  }

  @Test
  void anUpdateThatChangesNothingKeepsTheVersion() {
    Answer made = configMap("c");

    Answer put = client.put(core + "configmaps/c", made.text());
    Answer patched = client.merge(core + "configmaps/c", json("{'data':{'a':'b'}}"));

    assertThat(put.at("/metadata/resourceVersion")).isEqualTo(made.at("/metadata/resourceVersion"));
    assertThat(patched.at("/metadata/resourceVersion"))
        .isEqualTo(made.at("/metadata/resourceVersion"));
  }

  @Test
  void theNameOfTheBodyMustBeThatOfThePath() {
    configMap("c");
    Answer answer = client.put(core + "configmaps/c", json("{'metadata':{'name':'other'}}"));

    assertThat(answer.code()).isEqualTo(400);
    assertThat(answer.message())
        .isEqualTo("the name of the object (other) does not match the name on the URL (c)");
  }

  @Test
  void anUpdateOfAnObjectThatWasMadeAnewIsAConflict() {
    configMap("c");
    Answer answer =
        client.put(core + "configmaps/c", json("{'metadata':{'name':'c','uid':'another'}}"));

    assertThat(answer.code()).isEqualTo(409);
    assertThat(answer.message())
        .startsWith("Operation cannot be fulfilled on configmaps \"c\": Precondition failed: UID");
  }

  @Test
  void generationCountsSpecsAndNotLabels() {
    deployment("d1");
    Answer labelled =
        client.merge(apps + "deployments/d1", json("{'metadata':{'labels':{'a':'b'}}}"));
    assertThat(labelled.at("/metadata/generation").asInt()).isEqualTo(1);

    Answer scaled = client.merge(apps + "deployments/d1", json("{'spec':{'replicas':5}}"));
    assertThat(scaled.at("/metadata/generation").asInt()).isEqualTo(2);
  }

  @Test
  void aStrategicPatchMergesContainersByName() {
    deployment("d1");
    Answer patched =
        client.patch(
            apps + "deployments/d1",
            "application/strategic-merge-patch+json",
            json("{'spec':{'template':{'spec':{'containers':[{'name':'c2','image':'b:3'}]}}}}"));

    assertThat(patched.at("/spec/template/spec/containers").valueStream())
        .extracting(it -> it.path("image").asString())
        .containsExactlyInAnyOrder("nginx", "b:3");
  }

  @Test
  void aJsonPatchChangesOnePlaceAndAFailingTestRefusesIt() {
    deployment("d1");
    String path = apps + "deployments/d1";
    Answer patched =
        client.patch(
            path,
            "application/json-patch+json",
            json("[{'op':'replace','path':'/spec/replicas','value':1}]"));
    assertThat(patched.at("/spec/replicas").asInt()).isEqualTo(1);

    Answer failed =
        client.patch(
            path,
            "application/json-patch+json",
            json("[{'op':'test','path':'/spec/replicas','value':7}]"));
    assertThat(failed.code()).isEqualTo(422);
  }

  @Test
  void aPatchCanDemandAVersion() {
    Answer made = configMap("c");
    String version = made.at("/metadata/resourceVersion").asString();
    String patch = "{'metadata':{'resourceVersion':'%s'},'data':{'n':'%s'}}";

    assertThat(client.merge(core + "configmaps/c", json(patch.formatted(version, 1))).code())
        .isEqualTo(200);
    assertThat(client.merge(core + "configmaps/c", json(patch.formatted(version, 2))).code())
        .isEqualTo(409);
  }

  @Test
  void aPatchOfAnUnknownFormatNamesThoseThatAreTaken() {
    configMap("c");
    Answer answer = client.patch(core + "configmaps/c", "text/plain", "{}");

    assertThat(answer.code()).isEqualTo(415);
    assertThat(answer.message()).contains("application/merge-patch+json");
  }

  @Test
  void patchesOfOneObjectAtOnceAreAllCarriedOut() throws Exception {
    configMap("c");
    int writers = 24;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers =
          IntStream.range(0, writers)
              .mapToObj(
                  i ->
                      threads.submit(
                          () ->
                              client.merge(
                                  core + "configmaps/c",
                                  json("{'data':{'k%d':'v'}}".formatted(i)))))
              .toList();
      for (Future<Answer> answer : answers) {
        assertThat(codeOf(answer)).isEqualTo(200);
      }
    }
    assertThat(client.get(core + "configmaps/c").at("/data")).hasSize(writers + 1);
  }

  private static int codeOf(Future<Answer> answer) throws InterruptedException, ExecutionException {
    return answer.get().code();
  }

  @Test
  void statusIsWrittenByItsOwnPathOnly() {
    deployment("d1");
    String path = apps + "deployments/d1";

    client.merge(path, json("{'status':{'replicas':9}}"));
    assertThat(client.get(path).at("/status/replicas").asInt(0)).isZero();

    Answer written =
        client.merge(path + "/status", json("{'status':{'replicas':9},'spec':{'replicas':1}}"));
    assertThat(written.code()).isEqualTo(200);
    assertThat(written.at("/status/replicas").asInt()).isEqualTo(9);
    assertThat(written.at("/spec/replicas").asInt()).isEqualTo(2);
  }

  @Test
  void aScaleIsReadAndWrittenAsADocumentOfItsOwn() {
    deployment("d1");
    String path = apps + "deployments/d1/scale";

    Answer scale = client.get(path);
    assertThat(scale.at("/kind").asString()).isEqualTo("Scale");
    assertThat(scale.at("/spec/replicas").asInt()).isEqualTo(2);
    assertThat(scale.at("/status/selector").asString()).isEqualTo("app=web");

    assertThat(client.merge(path, json("{'spec':{'replicas':3}}")).at("/spec/replicas").asInt())
        .isEqualTo(3);
    ObjectNode four = (ObjectNode) client.get(path).json();
    four.withObject("/spec").put("replicas", 4);
    assertThat(client.put(path, four.toString()).code()).isEqualTo(200);
    assertThat(client.get(apps + "deployments/d1").at("/spec/replicas").asInt()).isEqualTo(4);

    Answer negative = client.merge(path, json("{'spec':{'replicas':-1}}"));
    assertThat(negative.code()).isEqualTo(422);
    assertThat(negative.message())
        .isEqualTo(
            "Scale.autoscaling \"d1\" is invalid: spec.replicas: Invalid value: -1: must be greater"
                + " than or equal to 0");
  }

  @Test
  void aDryRunPatchShowsTheResultAndKeepsTheObject() {
    configMap("c");
    Answer dry = client.merge(core + "configmaps/c?dryRun=All", json("{'data':{'x':'y'}}"));

    assertThat(dry.at("/data/x").asString()).isEqualTo("y");
    assertThat(client.get(core + "configmaps/c").at("/data").has("x")).isFalse();
  }

  @Test
  void anEventCanBeMadeAndPatchedInItsNewerGroup() {
    String path = "/apis/events.k8s.io/v1/namespaces/" + namespace + "/events";
    Answer made =
        client.post(
            path,
            json(
                "{'metadata':{'name':'e'},'eventTime':'2026-01-01T00:00:00.000000Z','action':'a',"
                    + "'reason':'Synced','reportingController':'x.io/c','reportingInstance':'c-1',"
                    + "'type':'Normal','note':'one','regarding':{'kind':'Pod','name':'p','namespace':'%s'}}"
                        .formatted(namespace)));
    assertThat(made.code()).as(made.text()).isEqualTo(201);

    Answer patched =
        client.patch(path + "/e", "application/strategic-merge-patch+json", json("{'note':'two'}"));
    assertThat(patched.at("/note").asString()).isEqualTo("two");
    assertThat(client.get(core + "events/e").at("/message").asString()).isEqualTo("two");
    assertThat(client.get(core + "events/e").at("/involvedObject/name").asString()).isEqualTo("p");
  }

  @Test
  void aLeaseIsOnlyReplacedByWhoHasSeenIt() {
    String path = "/apis/coordination.k8s.io/v1/namespaces/" + namespace + "/leases";
    client.post(path, json("{'metadata':{'name':'l'},'spec':{'holderIdentity':'a'}}"));
    Answer answer =
        client.put(path + "/l", json("{'metadata':{'name':'l'},'spec':{'holderIdentity':'b'}}"));

    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.message())
        .contains("metadata.resourceVersion", "must be specified for an update");
  }
}
