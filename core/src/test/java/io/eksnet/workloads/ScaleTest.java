package io.eksnet.workloads;

import static io.eksnet.workloads.Clusters.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kube.EndpointSlice;
import io.eksnet.kube.KubeSamples;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.Pod;
import io.eksnet.kube.PodSandbox;
import io.eksnet.kube.ResourceName;
import io.eksnet.world.Simulation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ScaleTest {

  @Test
  void a_hundred_nodes_run_2500_pods_of_one_deployment_evenly_and_lose_them_again() {
    Simulation cluster = Clusters.fast(Clusters.nodes(100));
    cluster.put(
        KubeSamples.daemonSet("kube-proxy")
            .pods(KubeSamples.pod("t").label("app", "kube-proxy").hostNetwork().toleratesAll())
            .build(),
        KubeSamples.service("web").clusterIp("10.100.0.7").build(),
        KubeSamples.deployment("web").replicas(2500).build());

    cluster.settle();

    Map<String, Integer> perNode = new TreeMap<>();
    cluster
        .kube()
        .podsIn("default")
        .forEach(pod -> perNode.merge(pod.spec().nodeName().orElseThrow(), 1, Integer::sum));
    assertThat(perNode).hasSize(100).allSatisfy((_, pods) -> assertThat(pods).isBetween(23, 27));
    assertThat(cluster.kube().pods()).hasSize(2600).allMatch(pod -> pod.status().ready());
    assertThat(
            cluster.kube().pods().flatMap(pod -> pod.status().podIps().stream()).distinct().count())
        .isEqualTo(2600);
    assertThat(cluster.kube().deployment(key("web")).orElseThrow().status().availableReplicas())
        .isEqualTo(2500);
    List<EndpointSlice> slices = cluster.kube().slicesOf(key("web"));
    assertThat(slices.size()).isBetween(25, 30);
    assertThat(slices.stream().mapToInt(slice -> slice.endpoints().size()).max()).hasValue(100);
    assertThat(
            slices.stream()
                .flatMap(slice -> slice.endpoints().stream())
                .filter(EndpointSlice.Endpoint::ready)
                .distinct()
                .count())
        .isEqualTo(2500);

    cluster
        .write(new KubeWrite.Delete(new ObjectRef(ResourceName.DEPLOYMENTS, key("web"))))
        .settle();

    assertThat(cluster.kube().podsIn("default").stream().map(Pod::key)).isEmpty();
    assertThat(cluster.world().table(PodSandbox.KIND).size()).isZero();
  }
}
