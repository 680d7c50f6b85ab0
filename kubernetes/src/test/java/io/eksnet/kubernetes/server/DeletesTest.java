package io.eksnet.kubernetes.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kubernetes.server.TestClient.Answer;
import org.junit.jupiter.api.Test;

class DeletesTest extends ClusterTest {

  @Test
  void mostKindsAnswerAStatusWithTheUid() {
    Answer made = configMap("c");
    Answer deleted = client.delete(core + "configmaps/c");

    assertThat(deleted.code()).isEqualTo(200);
    assertThat(deleted.text())
        .isEqualTo(
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Success\","
                + "\"details\":{\"name\":\"c\",\"kind\":\"configmaps\",\"uid\":\"%s\"}}"
                    .formatted(made.at("/metadata/uid").asString()));
    assertThat(client.get(core + "configmaps/c").message()).isEqualTo("configmaps \"c\" not found");
  }

  @Test
  void podsServicesAndServiceAccountsAnswerTheObject() {
    pod("p", "");
    client.post(core + "serviceaccounts", json("{'metadata':{'name':'s'}}"));
    client.post(
        core + "services", json("{'metadata':{'name':'w'},'spec':{'ports':[{'port':80}]}}"));

    assertThat(client.delete(core + "pods/p").at("/kind").asString()).isEqualTo("Pod");
    assertThat(client.delete(core + "serviceaccounts/s").at("/kind").asString())
        .isEqualTo("ServiceAccount");
    assertThat(client.delete(core + "services/w").at("/kind").asString()).isEqualTo("Service");
  }

  @Test
  void aBoundPodKeepsItsGraceAndCanBeForced() {
    pod("p", "");
    client.post(core + "pods/p/binding", json("{'target':{'kind':'Node','name':'node-1'}}"));

    Answer deleted = client.delete(core + "pods/p");
    assertThat(deleted.at("/metadata/deletionGracePeriodSeconds").asInt()).isEqualTo(30);
    assertThat(client.get(core + "pods/p").code()).isEqualTo(200);

    assertThat(client.delete(core + "pods/p?gracePeriodSeconds=0").code()).isEqualTo(200);
    assertThat(client.get(core + "pods/p").code()).isEqualTo(404);
  }

  @Test
  void anotherObjectOfTheSameNameIsNotDeleted() {
    configMap("c");
    Answer answer =
        client.delete(
            core + "configmaps/c",
            json("{'kind':'DeleteOptions','apiVersion':'v1','preconditions':{'uid':'other'}}"));

    assertThat(answer.code()).isEqualTo(409);
    assertThat(answer.message()).contains("Precondition failed: UID in precondition: other");
    assertThat(client.get(core + "configmaps/c").code()).isEqualTo(200);
  }

  @Test
  void propagationLeavesItsFinalizerForTheGarbageCollector() {
    deployment("d1");
    Answer deleted = client.delete(apps + "deployments/d1?propagationPolicy=Foreground");

    assertThat(deleted.at("/metadata/finalizers/0").asString()).isEqualTo("foregroundDeletion");
    assertThat(client.delete(apps + "deployments/d1?propagationPolicy=Sideways").code())
        .isEqualTo(400);
  }

  @Test
  void theLastFinalizerRemovedLetsTheObjectGo() {
    client.post(
        core + "configmaps", json("{'metadata':{'name':'c','finalizers':['eksnet.io/test']}}"));
    assertThat(client.delete(core + "configmaps/c").at("/metadata/deletionTimestamp").asString())
        .isNotEmpty();

    client.merge(core + "configmaps/c", json("{'metadata':{'finalizers':null}}"));
    assertThat(client.get(core + "configmaps/c").code()).isEqualTo(404);
  }

  @Test
  void aCollectionIsDeletedByItsSelector() {
    pod("a", "'x':'1'");
    pod("b", "'x':'2'");
    Answer deleted = client.delete(core + "pods?labelSelector=x%3D1");

    assertThat(deleted.at("/kind").asString()).isEqualTo("PodList");
    assertThat(deleted.at("/items")).hasSize(1);
    assertThat(client.get(core + "pods/a").code()).isEqualTo(404);
    assertThat(client.get(core + "pods/b").code()).isEqualTo(200);
  }

  @Test
  void aNamespaceIsTerminatingUntilItIsFinalized() {
    String path = "/api/v1/namespaces/" + namespace;
    Answer deleted = client.delete(path);
    assertThat(deleted.at("/status/phase").asString()).isEqualTo("Terminating");

    Answer finalized =
        client.put(
            path + "/finalize",
            json("{'metadata':{'name':'%s'},'spec':{'finalizers':[]}}".formatted(namespace)));
    assertThat(finalized.code()).isEqualTo(200);
    assertThat(client.get(path).code()).isEqualTo(404);
  }

  @Test
  void theClustersOwnNamespacesStay() {
    Answer answer = client.delete("/api/v1/namespaces/default");

    assertThat(answer.code()).isEqualTo(403);
    assertThat(answer.message())
        .isEqualTo("namespaces \"default\" is forbidden: this namespace may not be deleted");
  }

  @Test
  void aDryRunDeletesNothing() {
    configMap("c");
    assertThat(client.delete(core + "configmaps/c?dryRun=All").code()).isEqualTo(200);
    assertThat(client.get(core + "configmaps/c").code()).isEqualTo(200);
  }
}
