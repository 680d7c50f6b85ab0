package io.eksnet.kubernetes.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.Context;
import io.eksnet.kube.Condition;
import io.eksnet.kube.Deployment;
import io.eksnet.kube.EndpointSlice;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.OwnerReference;
import io.eksnet.kube.PodStatus;
import io.eksnet.kube.PodStatus.ContainerStatus;
import io.eksnet.kube.PodStatus.Phase;
import io.eksnet.kube.PodStatus.State;
import io.eksnet.kube.ReplicaSet;
import io.eksnet.kube.ResourceName;
import io.eksnet.kube.Toleration;
import io.eksnet.kubernetes.Fixtures;
import io.eksnet.kubernetes.admission.Admission;
import io.eksnet.kubernetes.admission.Admitted;
import io.eksnet.kubernetes.schema.GroupVersionKind;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Protocol;
import io.eksnet.table.Change;
import io.eksnet.world.World;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class KubeDocumentsTest {
  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");
  private static final ObjectKey POD = new ObjectKey("n", "web-1");
  private static final ObjectRef POD_REF = new ObjectRef(ResourceName.PODS, POD);
  private static final OwnerReference OWNER =
      new OwnerReference("apps/v1", "ReplicaSet", "web", "u-rs", true, true);

  private final KubeDocuments documents = new KubeDocuments();
  private final Context context = Objects.context();

  @Test
  void podsOfOneTemplateShareTheBytesOfTheirBody() {
    World world = after(Objects.world(), createPod("web-1"), createPod("web-2"));

    KubeObject one = pod(world, "web-1");
    KubeObject two = pod(world, "web-2");
    assertThat(one.body()).isSameAs(two.body());
    assertThat(one.meta().uid()).isNotEqualTo(two.meta().uid());
    assertThat(one.meta().labels()).isEqualTo(Map.of("app", "web", "pod-template-hash", "h"));
    assertThat(one.meta().ownerReferences()).containsExactly(OWNER);
    assertThat(one.meta().creationTimestamp()).isEqualTo(AT);
    assertThat(one.pod().orElseThrow().status().phase()).isEqualTo(Phase.PENDING);
    assertThat(one.fact()).isEqualTo(FactReader.read(ResourceName.PODS, one.meta(), tree(one)));
  }

  @Test
  void aDaemonSetsPodIsPinnedToItsNodeWithTheOwnersTolerations() {
    var write =
        new KubeWrite.CreatePod(
            POD,
            "web-",
            Map.of("app", "web"),
            OWNER,
            deployment().spec().template(),
            Optional.of("node-7"),
            List.of(
                new Toleration(
                    "node.kubernetes.io/not-ready", true, "", "NoExecute", Optional.empty())));

    JsonNode spec = tree(pod(after(Objects.world(), write), "web-1")).path("spec");

    assertThat(
            spec.at(
                    "/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms")
                .toString())
        .isEqualTo(
            "[{\"matchFields\":[{\"key\":\"metadata.name\",\"operator\":\"In\",\"values\":[\"node-7\"]}]}]");
    assertThat(spec.path("tolerations").toString())
        .contains(
            "{\"effect\":\"NoExecute\",\"key\":\"node.kubernetes.io/not-ready\",\"operator\":\"Exists\"}");
  }

  @Test
  void aBoundPodNamesItsNodeAndIsScheduled() {
    World world = after(Objects.world(), createPod("web-1"), new KubeWrite.BindPod(POD, "node-1"));

    KubeObject pod = pod(world, "web-1");
    assertThat(tree(pod).at("/spec/nodeName").asString()).isEqualTo("node-1");
    assertThat(pod.pod().orElseThrow().status().condition("PodScheduled"))
        .contains(Condition.of("PodScheduled", true, AT));
    assertThat(world.table(KubeObject.PODS).by(KubeObject.PODS_BY_NODE, "node-1")).hasSize(1);
    assertThat(rendered(world, new KubeWrite.BindPod(POD, "node-2"))).isEmpty();
  }

  @Test
  void aStatusIsWrittenAsTheKubeletWritesItAndReadsBackTheSame() {
    PodStatus status =
        new PodStatus(
            Phase.RUNNING,
            List.of(new Condition("Ready", "True", "", "", AT)),
            List.of(IpAddress.parse("10.0.0.7")),
            Optional.of(IpAddress.parse("10.0.0.1")),
            Optional.of(AT),
            List.of(
                new ContainerStatus("c1", "nginx", true, 0, new State.Running(AT)),
                new ContainerStatus(
                    "c2", "busybox", false, 1, new State.Waiting("CrashLoopBackOff", "back-off")),
                new ContainerStatus(
                    "c3", "x", false, 0, new State.Terminated(1, "Error", AT, AT.plusSeconds(1)))),
            "BestEffort",
            "",
            "");

    World world =
        after(Objects.world(), createPod("web-1"), new KubeWrite.PutPodStatus(POD, status));

    KubeObject pod = pod(world, "web-1");
    assertThat(pod.pod().orElseThrow().status()).isEqualTo(status);
    assertThat(PodReader.status(ObjectParts.tree(pod.status()))).isEqualTo(status);
    assertThat(ObjectParts.tree(pod.status()).at("/containerStatuses/0").toString())
        .startsWith("{\"containerID\":\"containerd://")
        .endsWith(
            "\",\"image\":\"nginx\",\"imageID\":\"nginx\",\"lastState\":{},\"name\":\"c1\",\"ready\":true,"
                + "\"restartCount\":0,\"started\":true,\"state\":{\"running\":{\"startedAt\":\"2026-11-23T12:00:00Z\"}}}");
    assertThat(rendered(world, new KubeWrite.PutPodStatus(POD, status))).isEmpty();
  }

  @Test
  void aReplicaSetIsMadeAsTheDeploymentControllerMakesIt() {
    World world =
        after(
            Objects.world(), new KubeWrite.CreateReplicaSet(deployment(), "web-abc", "abc", 2, 1));

    KubeObject made = Objects.find(world, ResourceName.REPLICA_SETS, "n", "web-abc");
    assertThat(made.meta().annotations())
        .isEqualTo(
            Map.of(
                "deployment.kubernetes.io/desired-replicas",
                "2",
                "deployment.kubernetes.io/max-replicas",
                "3",
                "deployment.kubernetes.io/revision",
                "1"));
    assertThat(made.meta().labels()).isEqualTo(Map.of("app", "web", "pod-template-hash", "abc"));
    ReplicaSet set = (ReplicaSet) made.fact().orElseThrow();
    assertThat(set.spec().replicas()).isEqualTo(2);
    assertThat(set.spec().selector()).hasToString("app=web,pod-template-hash=abc");
    assertThat(set.spec().template().labels())
        .isEqualTo(Map.of("app", "web", "pod-template-hash", "abc"));

    World scaled = after(world, new KubeWrite.ScaleReplicaSet(new ObjectKey("n", "web-abc"), 5));
    KubeObject five = Objects.find(scaled, ResourceName.REPLICA_SETS, "n", "web-abc");
    assertThat(tree(five).at("/spec/replicas").asInt()).isEqualTo(5);
    assertThat(five.meta().generation()).isEqualTo(2);
  }

  @Test
  void aRepeatedEventCountsUpAndAnotherOneDoesNot() {
    World once = after(Objects.world(), createPod("web-1"), event("Pulled"));
    World twice = after(once, event("Pulled"), event("Started"));

    List<KubeObject> events =
        twice.table(KubeObject.kind(ResourceName.EVENTS)).stream()
            .sorted(Comparator.comparingInt(it -> tree(it).path("count").asInt()))
            .toList();
    assertThat(events).hasSize(2);
    assertThat(tree(events.get(1)).path("count").asInt()).isEqualTo(2);
    assertThat(tree(events.get(1)).path("reason").asString()).isEqualTo("Pulled");
    assertThat(tree(events.getFirst()).path("involvedObject").toString())
        .isEqualTo(
            "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"name\":\"web-1\",\"namespace\":\"n\",\"uid\":\"%s\"}"
                .formatted(pod(twice, "web-1").meta().uid()));
  }

  @Test
  void aSliceReadsBackTheSameAndIsWrittenOnlyWhenItDiffers() {
    EndpointSlice slice = slice(true);
    World world = after(Objects.world(), new KubeWrite.PutEndpointSlice(slice));

    KubeObject stored = Objects.find(world, ResourceName.ENDPOINT_SLICES, "n", "web-x");
    EndpointSlice fact = (EndpointSlice) stored.fact().orElseThrow();
    assertThat(fact.endpoints()).isEqualTo(slice.endpoints());
    assertThat(fact.ports()).isEqualTo(slice.ports());
    assertThat(stored.meta().generation()).isEqualTo(1);
    assertThat(EndpointSliceReader.read(stored.meta(), tree(stored))).isEqualTo(fact);
    assertThat(rendered(world, new KubeWrite.PutEndpointSlice(slice))).isEmpty();

    World changed = after(world, new KubeWrite.PutEndpointSlice(slice(false)));
    KubeObject second = Objects.find(changed, ResourceName.ENDPOINT_SLICES, "n", "web-x");
    assertThat(second.meta().uid()).isEqualTo(stored.meta().uid());
    assertThat(second.meta().generation()).isEqualTo(2);
  }

  @Test
  void endpointsTellReadyAddressesFromOthers() {
    World world =
        after(
            Objects.world(),
            new KubeWrite.PutEndpoints(new ObjectKey("n", "web"), List.of(slice(false))));

    assertThat(
            tree(Objects.find(world, ResourceName.ENDPOINTS, "n", "web"))
                .path("subsets")
                .toString())
        .isEqualTo(
            "[{\"notReadyAddresses\":[{\"ip\":\"10.0.0.7\",\"nodeName\":\"node-1\",\"targetRef\":"
                + "{\"kind\":\"Pod\",\"name\":\"web-1\",\"namespace\":\"n\",\"uid\":\"u\"}}],"
                + "\"ports\":[{\"name\":\"http\",\"port\":80,\"protocol\":\"TCP\"}]}]");
  }

  @Test
  void nothingNewIsMadeInANamespaceThatGoesAway() {
    World world =
        after(
            Objects.world(),
            new KubeWrite.Delete(new ObjectRef(ResourceName.NAMESPACES, ObjectKey.cluster("n"))));

    assertThat(rendered(world, createPod("web-1"))).isEmpty();
    assertThat(rendered(world, new KubeWrite.CreateServiceAccount(new ObjectKey("n", "default"))))
        .isEmpty();
    assertThat(rendered(world, new KubeWrite.PutConfigMap(new ObjectKey("none", "x"), Map.of())))
        .isEmpty();
  }

  @Test
  void theLastFinalizerOfADeletingObjectLetsItGo() {
    KubeObject service =
        Objects.object(
            ResourceName.SERVICES, "{metadata: {name: s, namespace: n, finalizers: [a/b]}}");
    World deleting = after(Objects.world(service), new KubeWrite.Delete(service.ref()));
    assertThat(deleting.kube().service(service.key()).orElseThrow().meta().deleting()).isTrue();

    World gone = after(deleting, new KubeWrite.PutFinalizers(service.ref(), List.of()));
    assertThat(gone.kube().service(service.key())).isEmpty();
  }

  @Test
  void labelsAnnotationsAndOwnersAreSetBesideTheRest() {
    World world =
        after(
            Objects.world(),
            createPod("web-1"),
            new KubeWrite.Label(POD_REF, Map.of("a", "b")),
            new KubeWrite.Annotate(POD_REF, Map.of("c", "d")),
            new KubeWrite.PutOwners(POD_REF, List.of()));

    KubeObject pod = pod(world, "web-1");
    assertThat(pod.meta().labels()).containsEntry("a", "b").containsEntry("app", "web");
    assertThat(pod.meta().annotations()).containsEntry("c", "d");
    assertThat(pod.meta().ownerReferences()).isEmpty();
    assertThat(pod.pod().orElseThrow().meta()).isEqualTo(pod.meta());
  }

  @Test
  void writesAboutObjectsThatAreGoneChangeNothing() {
    World world = Objects.world();
    assertThat(rendered(world, new KubeWrite.BindPod(POD, "node-1"))).isEmpty();
    assertThat(rendered(world, new KubeWrite.Remove(POD_REF))).isEmpty();
    assertThat(rendered(world, new KubeWrite.Delete(POD_REF))).isEmpty();
    assertThat(rendered(world, new KubeWrite.Label(POD_REF, Map.of("a", "b")))).isEmpty();
  }

  private static KubeWrite event(String reason) {
    return new KubeWrite.RecordEvent(POD_REF, false, reason, "said", "kubelet", "node-1");
  }

  private static EndpointSlice slice(boolean ready) {
    KubeObject meta =
        Objects.object(
            ResourceName.ENDPOINT_SLICES,
            "{metadata: {name: web-x, namespace: n, labels: {kubernetes.io/service-name: web}}}");
    return new EndpointSlice(
        meta.meta(),
        "IPv4",
        List.of(new EndpointSlice.Port("http", Protocol.TCP, 80)),
        List.of(
            new EndpointSlice.Endpoint(
                List.of(IpAddress.parse("10.0.0.7")),
                ready,
                ready,
                false,
                Optional.of("node-1"),
                Optional.empty(),
                Optional.of(POD),
                Optional.of("u"),
                Optional.empty(),
                List.of())));
  }

  private static KubeWrite createPod(String name) {
    return new KubeWrite.CreatePod(
        new ObjectKey("n", name),
        "web-",
        Map.of("app", "web", "pod-template-hash", "h"),
        OWNER,
        deployment().spec().template(),
        Optional.empty(),
        List.of());
  }

  private static Deployment deployment() {
    GroupVersionKind kind = new GroupVersionKind("apps", "v1", "Deployment");
    var document =
        Fixtures.decoded(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: n}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 25%, maxUnavailable: 25%}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: c1, image: nginx}]}
            """);
    return switch (Admission.create(kind, document)) {
      case Admitted.Accepted(var admitted, var _) ->
          (Deployment)
              FactReader.read(
                      ResourceName.DEPLOYMENTS, Metadata.read(admitted.path("metadata")), admitted)
                  .orElseThrow();
      case Admitted refused -> throw new AssertionError(refused.toString());
    };
  }

  private World after(World world, KubeWrite... writes) {
    World next = world;
    for (KubeWrite write : writes) {
      List<Change<?, ?>> changes = rendered(next, write);
      assertThat(changes).as("%s changes something", write).isNotEmpty();
      next = next.commit(changes).world();
    }
    return next;
  }

  private List<Change<?, ?>> rendered(World world, KubeWrite write) {
    return documents.render(world, write, context);
  }

  private static KubeObject pod(World world, String name) {
    return Objects.find(world, ResourceName.PODS, "n", name);
  }

  private static JsonNode tree(KubeObject object) {
    return ObjectParts.tree(new GroupVersionKind("", "v1", "X"), object, 0);
  }
}
