package io.eksnet.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kube.EndpointSlice;
import io.eksnet.kube.Json;
import io.eksnet.kube.KubeFact;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.KubeSamples;
import io.eksnet.kube.ResourceName;
import io.eksnet.kube.Service;
import io.eksnet.net.IpAddress;
import io.eksnet.net.IpFamily;
import io.eksnet.net.Protocol;
import io.eksnet.proxy.KubeProxy.At;
import io.eksnet.table.Change;
import io.eksnet.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a Service's address becomes. */
class KubeProxyTest {
  private static final At N1 = new At("n1", false);
  private final List<EndpointSlice.Endpoint> endpoints = new ArrayList<>();
  private final List<Change<?, ?>> changes = new ArrayList<>();

  private void put(ResourceName resource, KubeFact fact) {
    KubeObject object =
        new KubeObject(
            resource,
            fact.meta(),
            Json.EMPTY_OBJECT,
            Json.EMPTY_OBJECT,
            Json.of("[]"),
            Optional.of(fact));
    changes.add(Change.put(KubeObject.kind(resource), object));
  }

  private void endpoint(String address, String node, String state, String... hints) {
    endpoints.add(
        new EndpointSlice.Endpoint(
            List.of(IpAddress.parse(address)),
            state.equals("ready"),
            !state.equals("down"),
            state.equals("terminating"),
            Optional.of(node),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(hints)));
  }

  private Resolution resolve(KubeSamples.ServiceSample sample, Entrance entrance, At at) {
    Service service =
        sample
            .clusterIp("10.100.0.10")
            .port(
                new Service.Port("", Protocol.TCP, 80, new Service.TargetPort.Number(8080), 30080))
            .build();
    put(ResourceName.SERVICES, service);
    put(ResourceName.NODES, KubeSamples.node("n1").zone("us-west-2a").build());
    put(
        ResourceName.ENDPOINT_SLICES,
        new EndpointSlice(
            KubeSamples.meta("endpointslice", "default", "s")
                .withLabels(Map.of(EndpointSlice.SERVICE_NAME_LABEL, "api")),
            "IPv4",
            List.of(new EndpointSlice.Port("", Protocol.TCP, 8080)),
            endpoints));
    World world = World.EMPTY.with(changes);
    return KubeProxy.of(world)
        .resolve(service, service.spec().ports().getFirst(), entrance, IpFamily.IPV4, at);
  }

  private static List<String> addresses(Resolution resolution) {
    assertThat(resolution).isInstanceOf(Resolution.Balanced.class);
    return ((Resolution.Balanced) resolution)
        .backends().stream().map(it -> it.address() + ":" + it.port()).toList();
  }

  private static KubeSamples.ServiceSample api() {
    return KubeSamples.service("api").externalTrafficPolicy("Cluster");
  }

  @Test
  void ready_endpoints_take_traffic_and_others_do_not() {
    endpoint("10.0.0.1", "n1", "ready");
    endpoint("10.0.0.2", "n2", "terminating");
    endpoint("10.0.0.3", "n2", "down");

    assertThat(addresses(resolve(api(), Entrance.CLUSTER_IP, N1))).containsExactly("10.0.0.1:8080");
  }

  @Test
  void terminating_endpoints_that_serve_take_traffic_when_none_is_ready() {
    endpoint("10.0.0.2", "n2", "terminating");
    endpoint("10.0.0.3", "n2", "down");

    Resolution resolution = resolve(api(), Entrance.CLUSTER_IP, N1);

    assertThat(addresses(resolution)).containsExactly("10.0.0.2:8080");
    assertThat(((Resolution.Balanced) resolution).terminating()).isTrue();
  }

  @Test
  void no_endpoint_is_a_reject() {
    endpoint("10.0.0.3", "n2", "down");

    assertThat(resolve(api(), Entrance.CLUSTER_IP, N1)).isInstanceOf(Resolution.Rejected.class);
  }

  @Test
  void no_endpoint_here_is_a_drop_under_policy_local() {
    endpoint("10.0.0.2", "n2", "ready");

    assertThat(resolve(api().internalTrafficPolicy("Local"), Entrance.CLUSTER_IP, N1))
        .isInstanceOf(Resolution.Dropped.class);
  }

  @Test
  void a_terminating_endpoint_here_is_better_than_a_drop_under_policy_local() {
    endpoint("10.0.0.1", "n1", "terminating");
    endpoint("10.0.0.2", "n2", "ready");

    assertThat(addresses(resolve(api().externalTrafficPolicy("Local"), Entrance.NODE_PORT, N1)))
        .containsExactly("10.0.0.1:8080");
  }

  @Test
  void a_node_port_is_masqueraded_under_policy_cluster_and_never_under_local() {
    endpoint("10.0.0.1", "n1", "ready");

    assertThat(((Resolution.Balanced) resolve(api(), Entrance.NODE_PORT, N1)).masquerade())
        .isTrue();
    assertThat(
            ((Resolution.Balanced)
                    resolve(api().externalTrafficPolicy("Local"), Entrance.NODE_PORT, N1))
                .masquerade())
        .isFalse();
    assertThat(((Resolution.Balanced) resolve(api(), Entrance.CLUSTER_IP, N1)).masquerade())
        .isFalse();
  }

  @Test
  void a_nodes_own_process_reaches_every_endpoint_even_under_policy_local() {
    endpoint("10.0.0.2", "n2", "ready");

    assertThat(
            addresses(
                resolve(
                    api().externalTrafficPolicy("Local"), Entrance.NODE_PORT, new At("n1", true))))
        .containsExactly("10.0.0.2:8080");
  }

  @Test
  void hints_prefer_the_nodes_zone_when_every_endpoint_has_some() {
    endpoint("10.0.0.1", "n1", "ready", "us-west-2a");
    endpoint("10.0.0.2", "n2", "ready", "us-west-2b");
    assertThat(addresses(resolve(api(), Entrance.CLUSTER_IP, N1))).containsExactly("10.0.0.1:8080");

    endpoint("10.0.0.3", "n2", "ready");
    assertThat(addresses(resolve(api(), Entrance.CLUSTER_IP, N1))).hasSize(3);
  }

  @Test
  void a_node_port_is_found_by_number_and_protocol() {
    endpoint("10.0.0.1", "n1", "ready");
    resolve(api(), Entrance.NODE_PORT, N1);
    KubeProxy proxy = KubeProxy.of(World.EMPTY.with(changes));

    assertThat(proxy.nodePort(30080, Protocol.TCP)).isPresent();
    assertThat(proxy.nodePort(30080, Protocol.UDP)).isEmpty();
    assertThat(proxy.nodePort(30081, Protocol.TCP)).isEmpty();
    assertThat(proxy.serviceAt(IpAddress.parse("10.100.0.10"))).isPresent();
    assertThat(proxy.serviceAt(IpAddress.parse("10.100.0.11"))).isEmpty();
  }
}
