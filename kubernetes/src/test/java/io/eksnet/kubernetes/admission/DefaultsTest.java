package io.eksnet.kubernetes.admission;

import static io.eksnet.kubernetes.admission.Judged.changed;
import static io.eksnet.kubernetes.admission.Judged.created;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kubernetes.Fixtures;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class DefaultsTest {
  @Test
  void aMinimalPodIsStoredAsKubernetesStoresIt() {
    ObjectNode pod = created(Judged.POD);
    String volume = pod.at("/spec/volumes/0/name").asString();

    assertThat(volume).matches("kube-api-access-[bcdfghjklmnpqrstvwxz2456789]{5}");
    assertThat(pod)
        .isEqualTo(
            Fixtures.yaml(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: web, namespace: default, generation: 1}
                spec:
                  containers:
                  - image: nginx
                    imagePullPolicy: Always
                    name: web
                    resources: {}
                    terminationMessagePath: /dev/termination-log
                    terminationMessagePolicy: File
                    volumeMounts:
                    - mountPath: /var/run/secrets/kubernetes.io/serviceaccount
                      name: VOLUME
                      readOnly: true
                  dnsPolicy: ClusterFirst
                  enableServiceLinks: true
                  preemptionPolicy: PreemptLowerPriority
                  priority: 0
                  restartPolicy: Always
                  schedulerName: default-scheduler
                  securityContext: {}
                  serviceAccount: default
                  serviceAccountName: default
                  terminationGracePeriodSeconds: 30
                  tolerations:
                  - effect: NoExecute
                    key: node.kubernetes.io/not-ready
                    operator: Exists
                    tolerationSeconds: 300
                  - effect: NoExecute
                    key: node.kubernetes.io/unreachable
                    operator: Exists
                    tolerationSeconds: 300
                  volumes:
                  - name: VOLUME
                    projected:
                      defaultMode: 420
                      sources:
                      - serviceAccountToken: {expirationSeconds: 3607, path: token}
                      - configMap:
                          items: [{key: ca.crt, path: ca.crt}]
                          name: kube-root-ca.crt
                      - downwardAPI:
                          items:
                          - fieldRef: {apiVersion: v1, fieldPath: metadata.namespace}
                            path: namespace
                status: {phase: Pending, qosClass: BestEffort}
                """
                    .replace("VOLUME", volume)));
  }

  @ParameterizedTest(name = "{0} is pulled {1}")
  @CsvSource({
    "nginx, Always",
    "nginx:latest, Always",
    "nginx:1.27, IfNotPresent",
    "localhost:5000/nginx, Always",
    "localhost:5000/nginx:1, IfNotPresent",
    "nginx@sha256:0123, IfNotPresent",
    "nginx:latest@sha256:0123, Always",
  })
  void imagesArePulledByTheirTag(String image, String policy) {
    ObjectNode pod =
        created(
            changed(
                Judged.POD,
                "{'spec':{'containers':[{'name':'a','image':'%s'}]}}".formatted(image)));

    assertThat(pod.at("/spec/containers/0/imagePullPolicy").asString()).isEqualTo(policy);
  }

  @Test
  void whatIsLimitedIsRequested() {
    ObjectNode pod =
        created(
            changed(
                Judged.POD,
                "{'spec':{'containers':[{'name':'a','image':'b','resources':{'limits':"
                    + "{'cpu':'1','memory':'1Gi','vpc.amazonaws.com/pod-eni':'1'},"
                    + "'requests':{'cpu':'500m'}}}]}}"));

    assertThat(pod.at("/spec/containers/0/resources/requests"))
        .isEqualTo(Fixtures.json("{'cpu':'500m','memory':'1Gi','vpc.amazonaws.com/pod-eni':'1'}"));
    assertThat(pod.at("/status/qosClass").asString()).isEqualTo("Burstable");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      {} | BestEffort
      {'requests':{'cpu':'1'}} | Burstable
      {'limits':{'cpu':'1','memory':'1Gi'}} | Guaranteed
      {'limits':{'cpu':'1','memory':'1Gi'},'requests':{'cpu':'1','memory':'1Gi'}} | Guaranteed
      {'limits':{'cpu':'1'}} | Burstable
      {'requests':{'ephemeral-storage':'1Gi'}} | BestEffort
      """)
  void theQualityOfServiceFollowsFromTheResources(String resources, String quality) {
    ObjectNode pod =
        created(
            changed(
                Judged.POD,
                "{'spec':{'containers':[{'name':'a','image':'b','resources':%s}]}}"
                    .formatted(resources)));

    assertThat(pod.at("/status/qosClass").asString()).isEqualTo(quality);
  }

  @Test
  void portsOfAPodOnTheNodesNetworkAreTheNodesPorts() {
    ObjectNode pod =
        created(
            changed(
                Judged.POD,
                "{'spec':{'hostNetwork':true,'containers':[{'name':'a','image':'b','ports':"
                    + "[{'containerPort':80}]}]}}"));

    assertThat(pod.at("/spec/containers/0/ports"))
        .isEqualTo(Fixtures.json("[{'containerPort':80,'hostPort':80,'protocol':'TCP'}]"));
  }

  @Test
  void probesVolumesAndReferencesAreFilledIn() {
    ObjectNode pod =
        created(
            changed(
                Judged.POD,
                "{'spec':{'volumes':[{'name':'a'},{'name':'b','configMap':{'name':'c'}},"
                    + "{'name':'h','hostPath':{'path':'/x'}}],'containers':[{'name':'a',"
                    + "'image':'b','readinessProbe':{'httpGet':{'port':80}},'env':[{'name':'N',"
                    + "'valueFrom':{'fieldRef':{'fieldPath':'spec.nodeName'}}}]}]}}"));

    assertThat(pod.at("/spec/volumes/0")).isEqualTo(Fixtures.json("{'name':'a','emptyDir':{}}"));
    assertThat(pod.at("/spec/volumes/1/configMap/defaultMode").asInt()).isEqualTo(420);
    assertThat(pod.at("/spec/volumes/2/hostPath/type").asString("?")).isEmpty();
    assertThat(pod.at("/spec/containers/0/env/0/valueFrom/fieldRef/apiVersion").asString())
        .isEqualTo("v1");
    assertThat(pod.at("/spec/containers/0/readinessProbe"))
        .isEqualTo(
            Fixtures.json(
                "{'httpGet':{'port':80,'path':'/','scheme':'HTTP'},'timeoutSeconds':1,"
                    + "'periodSeconds':10,'successThreshold':1,'failureThreshold':3}"));
  }

  @Test
  void theServiceAccountSaysWhetherItsTokenIsMountedAndWhichSecretsPull() {
    JsonNode account =
        Fixtures.json(
            "{'automountServiceAccountToken':false,'imagePullSecrets':[{'name':'registry'}]}");
    ObjectNode object = Fixtures.decoded(Judged.POD);

    ObjectNode pod =
        Judged.accepted(
            Admission.create(
                Judged.kind(object), object, new Surroundings(Optional.of(account), "IPv4")));

    assertThat(pod.path("spec").has("volumes")).isFalse();
    assertThat(pod.at("/spec/imagePullSecrets/0/name").asString()).isEqualTo("registry");
  }

  @Test
  void tolerationsThatCoverATaintKeepTheirOwnSeconds() {
    ObjectNode pod =
        created(
            changed(
                Judged.POD,
                "{'spec':{'tolerations':[{'key':'node.kubernetes.io/not-ready',"
                    + "'operator':'Exists'}]}}"));
    ObjectNode tolerant =
        created(changed(Judged.POD, "{'spec':{'tolerations':[{'operator':'Exists'}]}}"));

    assertThat(pod.at("/spec/tolerations").size()).isEqualTo(2);
    assertThat(tolerant.at("/spec/tolerations").size()).isEqualTo(1);
  }

  @Test
  void systemPrioritiesAreKnownAndOthersForbidden() {
    assertThat(
            created(changed(Judged.POD, "{'spec':{'priorityClassName':'system-node-critical'}}"))
                .at("/spec/priority")
                .asInt())
        .isEqualTo(2_000_001_000);
    assertThat(Judged.wrong(changed(Judged.POD, "{'spec':{'priorityClassName':'gold'}}")))
        .containsExactly("forbidden: no PriorityClass with name gold was found");
  }

  @Test
  void aMinimalDeploymentIsStoredAsKubernetesStoresIt() {
    assertThat(created(Judged.DEPLOYMENT))
        .isEqualTo(
            Fixtures.yaml(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: default, generation: 1}
                spec:
                  progressDeadlineSeconds: 600
                  replicas: 1
                  revisionHistoryLimit: 10
                  selector: {matchLabels: {app: web}}
                  strategy:
                    rollingUpdate: {maxSurge: 25%, maxUnavailable: 25%}
                    type: RollingUpdate
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      containers:
                      - image: nginx
                        imagePullPolicy: Always
                        name: web
                        resources: {}
                        terminationMessagePath: /dev/termination-log
                        terminationMessagePolicy: File
                      dnsPolicy: ClusterFirst
                      restartPolicy: Always
                      schedulerName: default-scheduler
                      securityContext: {}
                      terminationGracePeriodSeconds: 30
                """));
  }

  @Test
  void aDaemonSetRollsOneByOneAndCountsItsTemplates() {
    ObjectNode set =
        created(
            changed(
                Judged.DEPLOYMENT.replace("Deployment", "DaemonSet"),
                "{'spec':{'minReadySeconds':0}}"));

    assertThat(set.at("/spec/updateStrategy"))
        .isEqualTo(
            Fixtures.json(
                "{'type':'RollingUpdate','rollingUpdate':{'maxUnavailable':1,'maxSurge':0}}"));
    assertThat(
            set.at("/metadata/annotations")
                .path("deprecated.daemonset.template.generation")
                .asString())
        .isEqualTo("1");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      {'selector':{'a':'b'},'ports':[{'port':80}]} | {'selector':{'a':'b'},'ports':[{'port':80,'protocol':'TCP','targetPort':80}],'sessionAffinity':'None','type':'ClusterIP','internalTrafficPolicy':'Cluster','ipFamilyPolicy':'SingleStack','ipFamilies':['IPv4']}
      {'type':'NodePort','ports':[{'port':80,'targetPort':'http'}]} | {'type':'NodePort','ports':[{'port':80,'targetPort':'http','protocol':'TCP'}],'sessionAffinity':'None','externalTrafficPolicy':'Cluster','internalTrafficPolicy':'Cluster','ipFamilyPolicy':'SingleStack','ipFamilies':['IPv4']}
      {'type':'LoadBalancer','ports':[{'port':80}]} | {'type':'LoadBalancer','ports':[{'port':80,'protocol':'TCP','targetPort':80}],'sessionAffinity':'None','externalTrafficPolicy':'Cluster','internalTrafficPolicy':'Cluster','allocateLoadBalancerNodePorts':true,'ipFamilyPolicy':'SingleStack','ipFamilies':['IPv4']}
      {'type':'ExternalName','externalName':'a.example.com'} | {'type':'ExternalName','externalName':'a.example.com','sessionAffinity':'None'}
      {'clusterIP':'None','selector':{'a':'b'}} | {'clusterIP':'None','clusterIPs':['None'],'selector':{'a':'b'},'sessionAffinity':'None','type':'ClusterIP','internalTrafficPolicy':'Cluster','ipFamilyPolicy':'SingleStack','ipFamilies':['IPv4']}
      {'sessionAffinity':'ClientIP','clusterIP':'10.100.0.5','ports':[{'port':80}]} | {'sessionAffinity':'ClientIP','sessionAffinityConfig':{'clientIP':{'timeoutSeconds':10800}},'clusterIP':'10.100.0.5','clusterIPs':['10.100.0.5'],'ports':[{'port':80,'protocol':'TCP','targetPort':80}],'type':'ClusterIP','internalTrafficPolicy':'Cluster','ipFamilyPolicy':'SingleStack','ipFamilies':['IPv4']}
      """)
  void servicesGetTheFieldsOfTheirType(String spec, String stored) {
    ObjectNode service = Fixtures.decoded(Judged.SERVICE);
    service.set("spec", Fixtures.json(spec));

    assertThat(created(Fixtures.decoded(service)).path("spec")).isEqualTo(Fixtures.json(stored));
  }

  @ParameterizedTest(name = "{0} isolates {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      {} | ['Ingress']
      {'ingress':[]} | ['Ingress']
      {'egress':[]} | ['Ingress']
      {'egress':[{}]} | ['Ingress','Egress']
      {'policyTypes':[],'egress':[{}]} | ['Ingress','Egress']
      {'policyTypes':['Egress']} | ['Egress']
      """)
  void policyTypesFollowFromTheRules(String change, String types) {
    ObjectNode policy = created(changed(Judged.POLICY, "{'spec':%s}".formatted(change)));

    assertThat(policy.at("/spec/policyTypes")).isEqualTo(Fixtures.json(types));
  }

  @Test
  void textsOfASecretBecomeItsData() {
    ObjectNode secret =
        created(
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: a, namespace: default}
            data: {a: eA==, b: eQ==}
            stringData: {b: new}
            """);

    assertThat(secret.path("data")).isEqualTo(Fixtures.json("{'a':'eA==','b':'bmV3'}"));
    assertThat(secret.has("stringData")).isFalse();
    assertThat(secret.path("type").asString()).isEqualTo("Opaque");
  }

  @Test
  void aNamespaceIsLabelledWithItsNameWhateverItSays() {
    ObjectNode namespace =
        created(
            """
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop, labels: {kubernetes.io/metadata.name: other}}
            """);

    assertThat(namespace)
        .isEqualTo(
            Fixtures.yaml(
                """
                apiVersion: v1
                kind: Namespace
                metadata: {name: shop, labels: {kubernetes.io/metadata.name: shop}}
                spec: {finalizers: [kubernetes]}
                status: {phase: Active}
                """));
  }

  @Test
  void defaultsPutInTwiceAreAsPutInOnce() {
    for (String name : Fixtures.names()) {
      ObjectNode object = Fixtures.decoded(Fixtures.recorded(name));
      ObjectNode once = Admission.defaulted(Judged.kind(object), object);

      assertThat(Admission.defaulted(Judged.kind(object), once)).as(name).isEqualTo(once);
    }
  }
}
