package io.eksnet.kubernetes.admission;

import static io.eksnet.kubernetes.admission.Judged.accepted;
import static io.eksnet.kubernetes.admission.Judged.changed;
import static io.eksnet.kubernetes.admission.Judged.created;
import static io.eksnet.kubernetes.admission.Judged.kind;
import static io.eksnet.kubernetes.admission.Judged.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kubernetes.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class UpdateTest {
  private static Admitted update(ObjectNode stored, String change) {
    return Admission.update(kind(stored), stored, changed(stored, change));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{}",
        "{'metadata':{'labels':{'a':'b'}}}",
        "{'spec':{'activeDeadlineSeconds':5}}",
        "{'spec':{'containers':[{'name':'web','image':'nginx:2','imagePullPolicy':'Always'}]}}",
      })
  void aPodMayChangeThis(String change) {
    ObjectNode pod =
        created(changed(Judged.POD, "{'spec':{'automountServiceAccountToken':false}}"));

    assertThat(wrong(update(pod, change))).isEmpty();
  }

  @Test
  void aPodMayNotChangeAnythingElse() {
    ObjectNode pod = created(Judged.POD);

    assertThat(wrong(update(pod, "{'spec':{'restartPolicy':'Never'}}")))
        .containsExactly(
            "spec: Forbidden: pod updates may not change fields other than"
                + " `spec.containers[*].image`,`spec.initContainers[*].image`,"
                + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing"
                + " tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if"
                + " it was previously negative)\n"
                + "-\tspec.restartPolicy: \"Always\"\n+\tspec.restartPolicy: \"Never\"");
    assertThat(
            wrong(
                update(
                    pod,
                    "{'spec':{'containers':[{'name':'web','image':'nginx'},"
                        + "{'name':'b','image':'b'}]}}")))
        .containsExactly(
            "spec.containers: Forbidden: pod updates may not add or remove containers");
    assertThat(wrong(update(pod, "{'spec':{'tolerations':[]}}")))
        .containsExactly(
            "spec.tolerations: Forbidden: existing toleration can not be modified except its"
                + " tolerationSeconds");
  }

  @Test
  void aPodKeepsItsNodeAndStatusWhateverAWriterSends() {
    ObjectNode pod = created(Judged.POD);
    pod.withObject("/spec").put("nodeName", "n1");
    pod.withObject("/status").put("phase", "Running");

    ObjectNode updated =
        accepted(
            update(
                pod,
                "{'spec':{'nodeName':null},'status':{'phase':'Failed'},"
                    + "'metadata':{'labels':{'a':'b'}}}"));

    assertThat(updated.at("/spec/nodeName").asString()).isEqualTo("n1");
    assertThat(updated.at("/status/phase").asString()).isEqualTo("Running");
    assertThat(updated.at("/metadata/generation").asInt()).isEqualTo(1);
  }

  @Test
  void generationCountsChangesOfTheSpecOnly() {
    ObjectNode deployment = created(Judged.DEPLOYMENT);

    assertThat(
            accepted(update(deployment, "{'spec':{'replicas':3}}"))
                .at("/metadata/generation")
                .asInt())
        .isEqualTo(2);
    assertThat(
            accepted(
                    update(deployment, "{'metadata':{'labels':{'a':'b'}},'status':{'replicas':9}}"))
                .at("/metadata/generation")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void theSelectorOfADeploymentIsForEver() {
    ObjectNode deployment = created(Judged.DEPLOYMENT);

    assertThat(
            wrong(
                update(
                    deployment,
                    "{'spec':{'selector':{'matchLabels':{'tier':'a'}},'template':{'metadata':"
                        + "{'labels':{'tier':'a'}}}}}")))
        .containsExactly(
            "spec.selector: Invalid value: {\"matchLabels\":{\"app\":\"web\",\"tier\":\"a\"}}:"
                + " field is immutable");
  }

  @Test
  void aNodeRegistersWithItsStatusAndLaterKeepsIt() {
    ObjectNode node = created(Fixtures.decoded(Fixtures.recorded("node")));

    assertThat(node.at("/status/addresses/0/address").asString()).isEqualTo("10.0.97.12");
    assertThat(accepted(update(node, "{'status':null}")).path("status"))
        .isEqualTo(node.path("status"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      {'metadata':{'name':'other'}} | metadata.name: Invalid value: "other": field is immutable
      {'metadata':{'uid':'u2'}} | metadata.uid: Invalid value: "u2": field is immutable
      """)
  void identityIsForEver(String change, String message) {
    ObjectNode map =
        created(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: d, uid: u1}, data: {a:"
                + " b}}");

    assertThat(wrong(update(map, change))).containsExactly(message);
  }

  @Test
  void aServiceKeepsItsAddressAndPorts() {
    ObjectNode service =
        created(
            changed(
                Judged.SERVICE,
                "{'spec':{'type':'NodePort','clusterIP':'10.100.1.1','ports':[{'port':80,"
                    + "'nodePort':30080}]}}"));

    ObjectNode kept =
        accepted(
            update(
                service,
                "{'spec':{'clusterIP':null,'clusterIPs':null,'ports':[{'port':80,'targetPort':8080}]}}"));

    assertThat(kept.at("/spec/clusterIP").asString()).isEqualTo("10.100.1.1");
    assertThat(kept.at("/spec/ports/0/nodePort").asInt()).isEqualTo(30080);
    assertThat(wrong(update(service, "{'spec':{'clusterIP':'10.100.1.2'}}")))
        .containsExactly(
            "spec.clusterIPs[0]: Invalid value: [\"10.100.1.2\"]: may not change once set");
  }

  @Test
  void aServiceThatBecomesClusterIpGivesUpWhatOnlyOthersMayHave() {
    ObjectNode service =
        created(
            changed(
                Judged.SERVICE,
                "{'spec':{'type':'LoadBalancer','clusterIP':'10.100.1.1','loadBalancerClass':"
                    + "'service.k8s.aws/nlb','ports':[{'port':80,'nodePort':30080}]}}"));

    ObjectNode plain = accepted(update(service, "{'spec':{'type':'ClusterIP'}}"));

    assertThat(plain.path("spec"))
        .isEqualTo(
            Fixtures.json(
                "{'selector':{'app':'web'},'ports':[{'port':80,'protocol':'TCP','targetPort':80}],"
                    + "'type':'ClusterIP','clusterIP':'10.100.1.1','clusterIPs':['10.100.1.1'],"
                    + "'sessionAffinity':'None','internalTrafficPolicy':'Cluster',"
                    + "'ipFamilyPolicy':'SingleStack','ipFamilies':['IPv4']}"));
  }

  @Test
  void anImmutableConfigMapStays() {
    ObjectNode map =
        created(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: d}, immutable: true,"
                + " data: {a: b}}");

    assertThat(wrong(update(map, "{'data':{'a':'c'},'immutable':null}")))
        .containsExactly(
            "immutable: Forbidden: field is immutable when `immutable` is set",
            "data: Forbidden: field is immutable when `immutable` is set");
  }

  @Test
  void noFinalizerIsAddedToWhatIsBeingDeleted() {
    ObjectNode map =
        created(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: d, deletionTimestamp:"
                + " '2026-11-20T10:00:00Z', finalizers: [a/b]}}");

    assertThat(wrong(update(map, "{'metadata':{'finalizers':['a/b','c/d']}}")))
        .containsExactly(
            "metadata.finalizers[1]: Forbidden: no new finalizers can be added if the object is"
                + " being deleted, found new finalizers []string{\"c/d\"}");
  }

  @Test
  void aStatusWriteTakesTheStatusAndNothingElse() {
    ObjectNode deployment = created(Judged.DEPLOYMENT);
    ObjectNode sent =
        changed(
            deployment,
            "{'spec':{'replicas':9},'status':{'replicas':1}," + "'metadata':{'labels':{'a':'b'}}}");

    ObjectNode written =
        accepted(Admission.updateSubresource(kind(deployment), "status", deployment, sent));

    assertThat(written.at("/status/replicas").asInt()).isEqualTo(1);
    assertThat(written.path("spec")).isEqualTo(deployment.path("spec"));
    assertThat(written.path("metadata")).isEqualTo(deployment.path("metadata"));
  }

  @Test
  void ephemeralContainersAreOnlyAdded() {
    ObjectNode pod = created(Judged.POD);
    ObjectNode one =
        accepted(
            Admission.updateSubresource(
                kind(pod),
                "ephemeralcontainers",
                pod,
                changed(
                    pod, "{'spec':{'ephemeralContainers':[{'name':'debug','image':'busybox'}]}}")));

    assertThat(one.at("/spec/ephemeralContainers/0/imagePullPolicy").asString())
        .isEqualTo("Always");
    assertThat(wrong(Admission.updateSubresource(kind(pod), "ephemeralcontainers", one, pod)))
        .containsExactly(
            "spec.ephemeralContainers: Forbidden: existing ephemeral containers \"debug\" may not"
                + " be removed\n");
  }

  @Test
  void nothingThatIsGivenIsChanged() {
    for (String name : Fixtures.names()) {
      ObjectNode object = Fixtures.decoded(Fixtures.recorded(name));
      ObjectNode before = object.deepCopy();
      var unused = Admission.create(kind(object), object);
      var alsoUnused = Admission.update(kind(object), object, object);
      assertThat(object).as(name + unused.getClass() + alsoUnused.getClass()).isEqualTo(before);
    }
  }
}
