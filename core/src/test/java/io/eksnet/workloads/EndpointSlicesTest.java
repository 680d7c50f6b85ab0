package io.eksnet.workloads;

import static io.eksnet.workloads.Clusters.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kube.EndpointSlice;
import io.eksnet.kube.EndpointSlice.Endpoint;
import io.eksnet.kube.KubeFact;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.KubeSamples;
import io.eksnet.kube.KubeSamples.PodSample;
import io.eksnet.kube.KubeSamples.ServiceSample;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.OwnerReference;
import io.eksnet.kube.Pod;
import io.eksnet.kube.PodStatus;
import io.eksnet.kube.ResourceName;
import io.eksnet.kube.Service;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Protocol;
import io.eksnet.world.Pace;
import io.eksnet.world.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointSlicesTest {

  private static Simulation cluster(KubeFact... facts) {
    return new Simulation(
            1, Pace.FAST, List.of(new EndpointSlices(), new GarbageCollector()), facts)
        .settle();
  }

  private static PodSample web(int number) {
    return KubeSamples.pod("web-" + number)
        .label("app", "web")
        .on("n1")
        .running("10.0." + number / 250 + "." + (number % 250 + 1));
  }

  private static ServiceSample service() {
    return KubeSamples.service("web").clusterIp("10.100.0.7").port(80, 8080);
  }

  private static List<EndpointSlice> slices(Simulation cluster) {
    return cluster.kube().slicesOf(key("web"));
  }

  private static List<Endpoint> endpoints(Simulation cluster) {
    return slices(cluster).stream().flatMap(slice -> slice.endpoints().stream()).toList();
  }

  private static String mirrored(Simulation cluster) {
    return cluster
        .kube()
        .object(new ObjectRef(ResourceName.ENDPOINTS, key("web")))
        .map(object -> object.meta().annotations().getOrDefault("ready", ""))
        .orElse("none");
  }

  @ParameterizedTest(name = "ready {0}, terminating {1}, publish {2}: {3} {4} {5}")
  @CsvSource({
    // pod ready, terminating, publishNotReadyAddresses -> ready, serving, terminating
    "true,  false, false, true,  true,  false",
    "false, false, false, false, false, false",
    "true,  true,  false, false, true,  true",
    "false, true,  false, false, false, true",
    "true,  false, true,  true,  true,  false",
    "false, false, true,  true,  false, false",
    "true,  true,  true,  true,  true,  true",
    "false, true,  true,  true,  false, true"
  })
  void readiness_of_an_endpoint_follows_kubernetes_truth_table(
      boolean podReady,
      boolean podTerminating,
      boolean publish,
      boolean ready,
      boolean serving,
      boolean terminating) {
    PodSample sample = web(1);
    Pod pod = (podReady ? sample : sample.notReady("10.0.0.2")).build();
    if (podTerminating) {
      pod = new Pod(pod.meta().withDeletion(KubeSamples.CREATED, 30), pod.spec(), pod.status());
    }
    ServiceSample service = publish ? service().publishNotReadyAddresses() : service();

    Simulation cluster = cluster(service.build(), pod);

    assertThat(endpoints(cluster))
        .singleElement()
        .extracting(Endpoint::ready, Endpoint::serving, Endpoint::terminating)
        .containsExactly(ready, serving, terminating);
    assertThat(mirrored(cluster)).isEqualTo(ready ? "1" : "0");
  }

  @Test
  void a_slice_says_what_kubernetes_says_of_its_service_and_pods() {
    Service plain = service().build();
    Service labelled = new Service(plain.meta().withLabels(Map.of("team", "a")), plain.spec());
    Simulation cluster =
        cluster(KubeSamples.node("n1").zone("us-west-2a").build(), labelled, web(1).build());

    EndpointSlice slice = slices(cluster).getFirst();
    assertThat(slice.meta().name()).matches("web-[bcdfghjklmnpqrstvwxz2456789]{5}");
    assertThat(slice.meta().labels())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "team",
                "a",
                "kubernetes.io/service-name",
                "web",
                "endpointslice.kubernetes.io/managed-by",
                "endpointslice-controller.k8s.io"));
    assertThat(slice.meta().ownerReferences())
        .containsExactly(
            new OwnerReference("v1", "Service", "web", labelled.meta().uid(), true, true));
    assertThat(slice.addressType()).isEqualTo("IPv4");
    assertThat(slice.ports()).containsExactly(new EndpointSlice.Port("", Protocol.TCP, 8080));
    assertThat(slice.endpoints())
        .containsExactly(
            new Endpoint(
                List.of(IpAddress.parse("10.0.0.2")),
                true,
                true,
                false,
                Optional.of("n1"),
                Optional.of("us-west-2a"),
                Optional.of(key("web-1")),
                Optional.of("pod-default-web-1"),
                Optional.empty(),
                List.of()));
  }

  @Test
  void a_headless_service_has_its_label_and_hostnames_of_its_subdomain() {
    Simulation cluster =
        cluster(
            KubeSamples.service("web").headless().port(80, 8080).build(),
            web(1).hostname("db-0", "web").build(),
            web(2).hostname("db-1", "other").build());

    assertThat(slices(cluster).getFirst().meta().labels())
        .containsEntry("service.kubernetes.io/headless", "");
    assertThat(endpoints(cluster))
        .extracting(Endpoint::hostname)
        .containsExactly(Optional.of("db-0"), Optional.empty());
  }

  @Test
  void a_named_port_is_each_pods_own_and_a_pod_without_it_is_left_out_of_that_port_only() {
    Simulation cluster =
        cluster(
            KubeSamples.service("web")
                .clusterIp("10.100.0.7")
                .port("http", 80, "http")
                .port(
                    new Service.Port(
                        "metrics", Protocol.TCP, 9090, new Service.TargetPort.Number(9090), 0))
                .build(),
            web(1).port("http", 8080, 0, Protocol.TCP).build(),
            web(2).port("http", 8081, 0, Protocol.TCP).build(),
            web(3).port("http", 8080, 0, Protocol.UDP).build(),
            web(4).port("http", 8080, 0, Protocol.TCP).build());

    assertThat(slices(cluster))
        .extracting(
            slice -> slice.ports().stream().map(port -> port.name() + ":" + port.port()).toList(),
            slice -> slice.endpoints().size())
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(List.of("http:8080", "metrics:9090"), 2),
            org.assertj.core.groups.Tuple.tuple(List.of("http:8081", "metrics:9090"), 1),
            org.assertj.core.groups.Tuple.tuple(List.of("metrics:9090"), 1));
  }

  @Test
  void pods_without_an_address_or_ended_are_left_out_and_an_empty_service_has_an_empty_slice() {
    Pod ended = web(2).build();
    PodStatus was = ended.status();
    ended =
        ended.withStatus(
            new PodStatus(
                PodStatus.Phase.SUCCEEDED,
                was.conditions(),
                was.podIps(),
                was.hostIp(),
                was.startTime(),
                was.containers(),
                "",
                "",
                ""));
    Simulation cluster =
        cluster(
            service().build(),
            KubeSamples.pod("web-1").label("app", "web").on("n1").build(),
            ended);

    assertThat(slices(cluster))
        .singleElement()
        .satisfies(
            slice -> {
              assertThat(slice.endpoints()).isEmpty();
              assertThat(slice.ports()).isEmpty();
            });
    assertThat(mirrored(cluster)).isEqualTo("0");
    String name = slices(cluster).getFirst().meta().name();

    cluster.put(web(3).build()).settle();

    assertThat(slices(cluster))
        .singleElement()
        .satisfies(
            slice -> {
              assertThat(slice.meta().name()).isEqualTo(name);
              assertThat(slice.endpoints()).hasSize(1);
              assertThat(slice.ports()).hasSize(1);
            });
  }

  @Test
  void each_address_family_of_the_service_has_slices_of_its_own() {
    Pod pod = web(1).build();
    PodStatus was = pod.status();
    PodStatus dual =
        new PodStatus(
            was.phase(),
            was.conditions(),
            List.of(IpAddress.parse("10.0.0.2"), IpAddress.parse("2001:db8::2")),
            was.hostIp(),
            was.startTime(),
            was.containers(),
            "",
            "",
            "");
    Simulation cluster =
        cluster(service().clusterIp("10.100.0.7", "fd00::7").build(), pod.withStatus(dual));

    assertThat(slices(cluster))
        .extracting(EndpointSlice::addressType, slice -> slice.endpoints().getFirst().addresses())
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("IPv4", List.of(IpAddress.parse("10.0.0.2"))),
            org.assertj.core.groups.Tuple.tuple("IPv6", List.of(IpAddress.parse("2001:db8::2"))));
  }

  @Test
  void services_without_a_selector_and_slices_of_others_are_left_alone() {
    EndpointSlice others =
        new EndpointSlice(
            KubeSamples.meta("slice", "default", "web-mine")
                .withLabels(Map.of(EndpointSlice.SERVICE_NAME_LABEL, "web")),
            "IPv4",
            List.of(),
            List.of());
    Simulation cluster = cluster(service().selects(Map.of()).build(), others, web(1).build());
    assertThat(slices(cluster)).containsExactly(others);
    assertThat(mirrored(cluster)).isEqualTo("none");

    cluster.put(service().build()).settle();
    assertThat(slices(cluster)).hasSize(2).contains(others);

    cluster.put(service().externalName("example.com").build()).settle();
    assertThat(slices(cluster)).containsExactly(others);
  }

  @Test
  void a_deleted_service_takes_its_slices_and_endpoints_along() {
    Simulation cluster = cluster(service().build(), web(1).build());

    cluster.write(new KubeWrite.Delete(new ObjectRef(ResourceName.SERVICES, key("web")))).settle();

    assertThat(slices(cluster)).isEmpty();
    assertThat(mirrored(cluster)).isEqualTo("none");
  }

  @Test
  void a_deleted_slice_or_endpoints_object_comes_back() {
    Simulation cluster = cluster(service().build(), web(1).build());

    cluster.write(
        new KubeWrite.Remove(
            new ObjectRef(ResourceName.ENDPOINT_SLICES, slices(cluster).getFirst().meta().key())));
    cluster.write(new KubeWrite.Remove(new ObjectRef(ResourceName.ENDPOINTS, key("web")))).settle();

    assertThat(endpoints(cluster)).hasSize(1);
    assertThat(mirrored(cluster)).isEqualTo("1");
  }

  @Test
  void a_change_of_selector_or_labels_moves_pods_between_services() {
    Simulation cluster =
        cluster(service().build(), web(1).build(), web(2).label("app", "db").build());
    assertThat(endpoints(cluster)).hasSize(1);

    cluster.put(web(2).build()).settle();
    assertThat(endpoints(cluster)).hasSize(2);
    cluster.put(web(1).label("app", "db").build()).settle();
    assertThat(endpoints(cluster)).hasSize(1);
    cluster.put(service().selects(Map.of("app", "db")).build()).settle();
    assertThat(endpoints(cluster))
        .extracting(Endpoint::pod)
        .containsExactly(Optional.of(key("web-1")));
  }

  @Test
  void a_pod_that_comes_writes_one_slice_of_many() {
    List<KubeFact> facts = new ArrayList<>();
    facts.add(service().build());
    for (int i = 0; i < 250; i++) {
      facts.add(web(i).build());
    }
    Simulation cluster = cluster(facts.toArray(KubeFact[]::new));
    assertThat(slices(cluster))
        .extracting(slice -> slice.endpoints().size())
        .containsExactlyInAnyOrder(100, 100, 50);
    Map<ObjectKey, Long> before = revisions(cluster);

    cluster.put(web(250).build()).settle();

    Map<ObjectKey, Long> after = revisions(cluster);
    assertThat(after.entrySet().stream().filter(e -> !e.getValue().equals(before.get(e.getKey()))))
        .hasSize(1);
    assertThat(endpoints(cluster)).hasSize(251);
  }

  private static Map<ObjectKey, Long> revisions(Simulation cluster) {
    Map<ObjectKey, Long> revisions = new java.util.TreeMap<>();
    cluster
        .world()
        .table(KubeObject.ENDPOINT_SLICES)
        .rows()
        .forEach((key, row) -> revisions.put(key, row.revision()));
    return revisions;
  }
}
