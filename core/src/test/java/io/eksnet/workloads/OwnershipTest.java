package io.eksnet.workloads;

import static io.eksnet.workloads.Clusters.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kube.ConfigMap;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.KubeSamples;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.Namespace;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.OwnerReference;
import io.eksnet.kube.PlainDocuments;
import io.eksnet.kube.ResourceName;
import io.eksnet.table.Change;
import io.eksnet.world.Simulation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Namespaces and owners, and what goes with them. */
class OwnershipTest {

  private static ConfigMap map(String name, OwnerReference... owners) {
    return new ConfigMap(
        KubeSamples.meta("configmap", "default", name).withOwnerReferences(List.of(owners)),
        Map.of());
  }

  private static OwnerReference by(String name, boolean block) {
    return new OwnerReference("v1", "ConfigMap", name, "configmap-default-" + name, false, block);
  }

  private static ObjectRef ref(String map) {
    return new ObjectRef(ResourceName.CONFIG_MAPS, key(map));
  }

  private static boolean exists(Simulation cluster, String map) {
    return cluster.kube().configMap(key(map)).isPresent();
  }

  @Test
  void each_namespace_has_its_default_service_account_and_the_clusters_certificate() {
    Simulation cluster = Clusters.fast(KubeSamples.namespace("shop")).settle();
    ObjectRef account =
        new ObjectRef(ResourceName.SERVICE_ACCOUNTS, new ObjectKey("shop", "default"));
    ObjectKey certificate = new ObjectKey("shop", "kube-root-ca.crt");
    assertThat(cluster.kube().object(account)).isPresent();
    assertThat(cluster.kube().configMap(certificate).orElseThrow().data())
        .containsExactly(Map.entry("ca.crt", "ROOT"));

    cluster.write(new KubeWrite.Delete(account));
    cluster.write(new KubeWrite.PutConfigMap(certificate, Map.of("ca.crt", "forged"))).settle();

    assertThat(cluster.kube().object(account)).isPresent();
    assertThat(cluster.kube().configMap(certificate).orElseThrow().data())
        .containsExactly(Map.entry("ca.crt", "ROOT"));
  }

  @Test
  void a_deleted_namespace_is_terminating_until_all_in_it_is_gone() {
    Simulation cluster = Clusters.real(Clusters.nodes(2));
    cluster.put(
        KubeSamples.namespace("shop"),
        KubeSamples.namespace("default"),
        KubeSamples.deployment("web").in("shop").replicas(3).build(),
        KubeSamples.service("web").in("shop").clusterIp("10.100.0.7").build(),
        KubeSamples.deployment("web").replicas(1).build());
    cluster.pass(Duration.ofSeconds(5));
    assertThat(cluster.kube().podsIn("shop")).hasSize(3);

    cluster
        .write(
            new KubeWrite.Delete(new ObjectRef(ResourceName.NAMESPACES, ObjectKey.cluster("shop"))))
        .settle();
    assertThat(cluster.kube().namespace("shop").orElseThrow().terminating()).isTrue();
    assertThat(cluster.kube().podsIn("shop")).allMatch(pod -> pod.meta().deleting());

    cluster.pass(Duration.ofSeconds(5));
    assertThat(cluster.kube().namespaces().map(Namespace::meta).map(meta -> meta.name()))
        .containsExactly("default");
    assertThat(cluster.kube().pods()).hasSize(1);
    assertThat(
            cluster.world().tables().stream()
                .flatMap(table -> table.stream())
                .filter(KubeObject.class::isInstance)
                .map(KubeObject.class::cast)
                .filter(object -> object.meta().namespace().equals("shop")))
        .isEmpty();
  }

  @Test
  void what_is_owned_goes_when_all_of_its_owners_are_gone() {
    Simulation cluster =
        Clusters.fast(
            map("a"),
            map("b"),
            map("of-a", by("a", false)),
            map("of-both", by("a", false), by("b", false)),
            map("of-of-a", by("of-a", false)));

    cluster.write(new KubeWrite.Delete(ref("a"))).settle();
    assertThat(exists(cluster, "of-a")).isFalse();
    assertThat(exists(cluster, "of-of-a")).isFalse();
    assertThat(cluster.kube().configMap(key("of-both")).orElseThrow().meta().ownerReferences())
        .containsExactly(by("b", false));

    cluster.write(new KubeWrite.Delete(ref("b"))).settle();
    assertThat(exists(cluster, "of-both")).isFalse();
  }

  @Test
  void an_object_that_names_an_owner_of_another_life_goes_and_one_of_an_unknown_kind_stays() {
    OwnerReference former = new OwnerReference("v1", "ConfigMap", "a", "former", false, false);
    OwnerReference unknown =
        new OwnerReference("example.com/v1", "Machine", "m", "u", false, false);
    Simulation cluster =
        Clusters.fast(map("a"), map("of-former", former), map("of-unknown", unknown)).settle();

    assertThat(exists(cluster, "of-former")).isFalse();
    assertThat(exists(cluster, "of-unknown")).isTrue();
  }

  @Test
  void deletion_in_the_foreground_waits_for_the_dependents_that_block() {
    Simulation cluster =
        Clusters.fast(map("a"), map("blocks", by("a", true)), map("does-not", by("a", false)));
    cluster.write(new KubeWrite.PutFinalizers(ref("a"), List.of("foregroundDeletion")));
    cluster.write(new KubeWrite.PutFinalizers(ref("blocks"), List.of("hold/it")));

    cluster.write(new KubeWrite.Delete(ref("a"))).settle();
    assertThat(exists(cluster, "a")).isTrue();
    assertThat(exists(cluster, "does-not")).isFalse();
    assertThat(cluster.kube().configMap(key("blocks")).orElseThrow().meta().deleting()).isTrue();

    cluster.write(new KubeWrite.PutFinalizers(ref("blocks"), List.of())).settle();
    assertThat(exists(cluster, "blocks")).isFalse();
    assertThat(exists(cluster, "a")).isFalse();
  }

  @Test
  void an_orphaning_owner_leaves_its_dependents_without_it() {
    Simulation cluster = Clusters.fast(map("a"), map("of-a", by("a", true)));
    cluster.write(new KubeWrite.PutFinalizers(ref("a"), List.of("orphan")));

    cluster.write(new KubeWrite.Delete(ref("a"))).settle();

    assertThat(exists(cluster, "a")).isFalse();
    assertThat(cluster.kube().configMap(key("of-a")).orElseThrow().meta().ownerReferences())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "v1, Pod, pods",
    "v1, Endpoints, endpoints",
    "apps/v1, ReplicaSet, replicasets.apps",
    "networking.k8s.io/v1, NetworkPolicy, networkpolicies.networking.k8s.io",
    "networking.k8s.io/v1, Ingress, ingresses.networking.k8s.io"
  })
  void an_owners_resource_is_guessed_from_its_kind(String version, String kind, String resource) {
    assertThat(GarbageCollector.resourceOf(new OwnerReference(version, kind, "x", "u", true, true)))
        .hasToString(resource);
  }

  @Test
  void an_object_without_a_typed_fact_has_owners_too() {
    KubeObject event =
        new KubeObject(
            ResourceName.core("secrets"),
            KubeSamples.meta("secret", "default", "token")
                .withOwnerReferences(List.of(by("a", false))),
            io.eksnet.kube.Json.EMPTY_OBJECT,
            io.eksnet.kube.Json.EMPTY_OBJECT,
            io.eksnet.kube.Json.of("[]"),
            java.util.Optional.empty());
    Simulation cluster = Clusters.fast(map("a"));
    cluster.change(Change.put(KubeObject.kind(ResourceName.SECRETS), event)).settle();
    assertThat(cluster.kube().object(event.ref())).isPresent();

    cluster.write(new KubeWrite.Delete(ref("a"))).settle();

    assertThat(cluster.kube().object(event.ref())).isEmpty();
    assertThat(PlainDocuments.events(cluster.world())).isEmpty();
  }
}
