package io.eksnet.kubernetes.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kubernetes.server.TestClient.Answer;
import org.junit.jupiter.api.Test;

class CreatesTest extends ClusterTest {

  @Test
  void aNewObjectHasWhatTheServerAdds() {
    Answer pod = pod("p1", "'app':'a'");

    assertThat(pod.code()).isEqualTo(201);
    assertThat(pod.at("/kind").asString()).isEqualTo("Pod");
    assertThat(pod.at("/metadata/uid").asString())
        .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(pod.at("/metadata/creationTimestamp").asString()).endsWith("Z");
    assertThat(pod.at("/metadata/resourceVersion").asString()).matches("[0-9]+");
    assertThat(pod.at("/metadata/namespace").asString()).isEqualTo(namespace);
    assertThat(pod.at("/spec/restartPolicy").asString()).isEqualTo("Always");
    assertThat(pod.at("/status/phase").asString()).isEqualTo("Pending");
    assertThat(client.get(core + "pods/p1").json()).isEqualTo(pod.json());
  }

  @Test
  void aNameCanBeTakenOnce() {
    pod("p1", "");
    Answer second = pod("p1", "");

    assertThat(second.code()).isEqualTo(409);
    assertThat(second.at("/reason").asString()).isEqualTo("AlreadyExists");
    assertThat(second.message()).isEqualTo("pods \"p1\" already exists");
  }

  @Test
  void aGeneratedNameHasFiveLettersBehindItsPrefix() {
    Answer made = client.post(core + "configmaps", json("{'metadata':{'generateName':'web-'}}"));

    assertThat(made.at("/metadata/name").asString())
        .matches("web-[bcdfghjklmnpqrstvwxz2456789]{5}");
    assertThat(made.at("/metadata/generateName").asString()).isEqualTo("web-");
  }

  @Test
  void anObjectWithoutAnyNameIsInvalid() {
    Answer answer = client.post(core + "configmaps", "{}");

    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.message())
        .isEqualTo(
            "ConfigMap \"\" is invalid: metadata.name: Required value: name or generateName is"
                + " required");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    Answer answer =
        client.post(core + "pods", json("{'metadata':{'name':'UPPER'},'spec':{'containers':[]}}"));

    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.message())
        .contains("metadata.name: Invalid value", "spec.containers: Required value");
  }

  @Test
  void unknownFieldsAreRefusedWhenTheClientWantsItStrictly() {
    Answer answer =
        client.post(
            core + "pods?fieldValidation=Strict",
            json("{'metadata':{'name':'bad'},'spec':{'containerz':[]}}"));

    assertThat(answer.code()).isEqualTo(400);
    assertThat(answer.message())
        .isEqualTo(
            "Pod in version \"v1\" cannot be handled as a Pod: strict decoding error: unknown field"
                + " \"spec.containerz\"");
  }

  @Test
  void aDryRunJudgesEverythingAndStoresNothing() {
    Answer dry = client.post(core + "configmaps?dryRun=All", json("{'metadata':{'name':'x'}}"));

    assertThat(dry.code()).isEqualTo(201);
    assertThat(dry.json().at("/metadata").has("resourceVersion")).isFalse();
    assertThat(client.get(core + "configmaps/x").code()).isEqualTo(404);

    configMap("x");
    assertThat(
            client.post(core + "configmaps?dryRun=All", json("{'metadata':{'name':'x'}}")).code())
        .isEqualTo(409);
    assertThat(
            client.post(core + "configmaps?dryRun=Some", json("{'metadata':{'name':'y'}}")).code())
        .isEqualTo(400);
  }

  @Test
  void aNamespaceThatIsNotThereIsNotFound() {
    Answer answer =
        client.post("/api/v1/namespaces/nowhere/configmaps", json("{'metadata':{'name':'x'}}"));

    assertThat(answer.code()).isEqualTo(404);
    assertThat(answer.message()).isEqualTo("namespaces \"nowhere\" not found");
  }

  @Test
  void aTerminatingNamespaceTakesNothingNew() {
    configMap("holds");
    client.delete("/api/v1/namespaces/" + namespace);

    Answer answer = pod("p1", "");

    assertThat(answer.code()).isEqualTo(403);
    assertThat(answer.message())
        .isEqualTo(
            ("pods \"p1\" is forbidden: unable to create new content in namespace %s because it is"
                    + " being terminated")
                .formatted(namespace));
    assertThat(answer.at("/details/causes/0/reason").asString()).isEqualTo("NamespaceTerminating");
  }

  @Test
  void theNamespaceOfTheBodyMustBeThatOfThePath() {
    Answer answer =
        client.post(core + "configmaps", json("{'metadata':{'name':'x','namespace':'elsewhere'}}"));

    assertThat(answer.code()).isEqualTo(400);
    assertThat(answer.message())
        .isEqualTo(
            "the namespace of the provided object does not match the namespace sent on the request");
  }

  @Test
  void aNamespaceCarriesItsNameAsALabel() {
    Answer made = client.get("/api/v1/namespaces/" + namespace);

    assertThat(made.at("/metadata/labels/kubernetes.io~1metadata.name").asString())
        .isEqualTo(namespace);
    assertThat(made.at("/spec/finalizers/0").asString()).isEqualTo("kubernetes");
    assertThat(made.at("/status/phase").asString()).isEqualTo("Active");
  }

  @Test
  void aPodNeedsItsServiceAccount() {
    Answer answer =
        client.post(
            core + "pods",
            json(
                "{'metadata':{'name':'p'},'spec':{'serviceAccountName':'ghost','containers':"
                    + "[{'name':'c','image':'i'}]}}"));

    assertThat(answer.code()).isEqualTo(403);
    assertThat(answer.message())
        .isEqualTo(
            ("pods \"p\" is forbidden: error looking up service account %s/ghost: serviceaccount"
                    + " \"ghost\" not found")
                .formatted(namespace));
  }

  @Test
  void yamlBodiesAreReadAndUnknownFormatsAreNot() {
    Answer yaml =
        client.send(
            "POST",
            core + "configmaps",
            "metadata: {name: y}\ndata: {a: b}\n",
            "Authorization",
            "Bearer " + TestCluster.TOKEN,
            "Content-Type",
            "application/yaml");
    assertThat(yaml.code()).isEqualTo(201);
    assertThat(client.get(core + "configmaps/y", "application/yaml").text())
        .contains("kind: \"ConfigMap\"");

    Answer xml =
        client.send(
            "POST",
            core + "configmaps",
            "<x/>",
            "Authorization",
            "Bearer " + TestCluster.TOKEN,
            "Content-Type",
            "text/xml");
    assertThat(xml.code()).isEqualTo(415);
    assertThat(xml.message())
        .isEqualTo(
            "the body of the request was in an unknown format - accepted media types include:"
                + " application/json, application/yaml, application/vnd.kubernetes.protobuf");
  }

  @Test
  void anEventIsServedInBothOfItsGroups() {
    client.post(
        core + "events",
        json(
            "{'metadata':{'name':'e1'},'involvedObject':{'kind':'Pod','name':'p','namespace':'%s'},"
                    .formatted(namespace)
                + "'reason':'Pulled','message':'said','type':'Normal'}"));

    Answer other = client.get("/apis/events.k8s.io/v1/namespaces/" + namespace + "/events/e1");
    assertThat(other.at("/apiVersion").asString()).isEqualTo("events.k8s.io/v1");
    assertThat(other.at("/note").asString()).isEqualTo("said");
    assertThat(other.at("/regarding/name").asString()).isEqualTo("p");
    assertThat(other.json().has("message")).isFalse();
  }

  @Test
  void objectsOfAllNamespacesAreNotMadeAtOnce() {
    assertThat(client.post("/api/v1/configmaps", json("{'metadata':{'name':'x'}}")).code())
        .isEqualTo(405);
  }
}
