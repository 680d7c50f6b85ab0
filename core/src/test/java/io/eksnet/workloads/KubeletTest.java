package io.eksnet.workloads;

import static io.eksnet.workloads.Clusters.key;
import static io.eksnet.workloads.Clusters.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kube.Condition;
import io.eksnet.kube.KubeFact;
import io.eksnet.kube.KubeSamples;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.Node;
import io.eksnet.kube.NodeNetwork;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.PlainDocuments;
import io.eksnet.kube.Pod;
import io.eksnet.kube.PodSandbox;
import io.eksnet.kube.PodStatus;
import io.eksnet.kube.ResourceName;
import io.eksnet.kube.Taint;
import io.eksnet.net.IpAddress;
import io.eksnet.table.Change;
import io.eksnet.world.Simulation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KubeletTest {
  private static final KubeFact NODE = KubeSamples.node("n1").address("10.9.0.1").build();

  private static Pod podOf(Simulation cluster, String name) {
    return cluster.kube().pod(key(name)).orElseThrow();
  }

  @Test
  void a_pod_runs_and_is_ready_with_the_address_that_the_cni_gave_it() {
    Simulation cluster = Clusters.fast(NODE, KubeSamples.pod("web").build()).settle();

    PodStatus status = podOf(cluster, "web").status();
    assertThat(status.phase()).isEqualTo(PodStatus.Phase.RUNNING);
    assertThat(status.podIps()).containsExactly(IpAddress.parse("10.0.1.1"));
    assertThat(status.hostIp()).contains(IpAddress.parse("10.9.0.1"));
    assertThat(status.startTime()).contains(KubeSamples.CREATED);
    assertThat(status.qosClass()).isEqualTo("BestEffort");
    assertThat(status.conditions())
        .extracting(Condition::type)
        .containsExactly(
            "PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled");
    assertThat(status.conditions()).allMatch(Condition::isTrue);
    assertThat(status.containers())
        .containsExactly(
            new PodStatus.ContainerStatus(
                "main", "nginx:1.29", true, 0, new PodStatus.State.Running(KubeSamples.CREATED)));
    assertThat(PlainDocuments.events(cluster.world()))
        .extracting(PlainDocuments.Event::reason)
        .containsExactlyInAnyOrder("Scheduled", "Pulled", "Created", "Started");
  }

  @Test
  void a_host_network_pod_has_its_nodes_address_and_asks_the_cni_for_nothing() {
    Simulation cluster =
        Clusters.fast(NODE, KubeSamples.pod("agent").hostNetwork().build()).settle();

    assertThat(podOf(cluster, "agent").status().podIps())
        .containsExactly(IpAddress.parse("10.9.0.1"));
    assertThat(podOf(cluster, "agent").status().ready()).isTrue();
    assertThat(cluster.world().table(PodSandbox.KIND).size()).isZero();
  }

  @Test
  void a_pod_without_an_address_stays_in_creation_with_the_event_that_eks_shows() {
    Simulation cluster =
        Clusters.fast(NODE, KubeSamples.pod("web").build()).change(FakeCni.limit(0)).settle();

    PodStatus status = podOf(cluster, "web").status();
    assertThat(status.phase()).isEqualTo(PodStatus.Phase.PENDING);
    assertThat(status.containers().getFirst().state())
        .isEqualTo(new PodStatus.State.Waiting("ContainerCreating", ""));
    assertThat(status.condition("PodReadyToStartContainers").orElseThrow().isTrue()).isFalse();
    assertThat(PlainDocuments.events(cluster.world(), "FailedCreatePodSandBox"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.message())
                  .matches(
                      "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to"
                          + " setup network for sandbox \"[0-9a-f]{64}\": plugin"
                          + " type=\"aws-cni\" name=\"aws-cni\" failed \\(add\\): add cmd: failed"
                          + " to assign an IP address to container");
              assertThat(event.component()).isEqualTo("kubelet");
              assertThat(event.count()).isEqualTo(1);
            });
  }

  @Test
  void a_failed_sandbox_is_tried_every_ten_seconds_and_heals_when_addresses_come_back() {
    Simulation cluster =
        Clusters.fast(NODE, KubeSamples.pod("web").build())
            .change(FakeCni.limit(0))
            .settle()
            .pass(Duration.ofSeconds(35));
    assertThat(PlainDocuments.events(cluster.world(), "FailedCreatePodSandBox"))
        .singleElement()
        .extracting(PlainDocuments.Event::count)
        .isEqualTo(4);
    PodSandbox sandbox =
        cluster.world().find(PodSandbox.KIND, podOf(cluster, "web").meta().uid()).orElseThrow();
    assertThat(sandbox.network())
        .isEqualTo(
            new PodSandbox.Network.Failed(
                "plugin type=\"aws-cni\" name=\"aws-cni\" failed (add): add cmd: failed to assign an IP"
                    + " address to container",
                KubeSamples.CREATED.plusSeconds(30),
                4));

    cluster.change(FakeCni.limit(1)).settle();
    assertThat(podOf(cluster, "web").status().ready()).isFalse();
    cluster.pass(Duration.ofSeconds(5));

    assertThat(podOf(cluster, "web").status().ready()).isTrue();
    assertThat(cluster.world().table(SandboxReport.KIND).size()).isZero();
  }

  @Test
  void readiness_gates_hold_a_pod_back_until_their_conditions_are_true_and_stay_untouched() {
    String gate = "target-health.elbv2.k8s.aws/k8s-web";
    Simulation cluster = Clusters.fast(NODE, KubeSamples.pod("web").gate(gate).build()).settle();
    assertThat(podOf(cluster, "web").status().condition("Ready").orElseThrow())
        .extracting(Condition::status, Condition::reason, Condition::message)
        .containsExactly(
            "False",
            "ReadinessGatesNotReady",
            "corresponding condition of pod readiness gate \"" + gate + "\" does not exist.");

    cluster.write(gateWrite(cluster, gate, false)).settle();
    assertThat(podOf(cluster, "web").status().condition("Ready").orElseThrow().message())
        .isEqualTo("the status of pod readiness gate \"" + gate + "\" is not \"True\", but False");

    cluster.write(gateWrite(cluster, gate, true)).settle();
    assertThat(podOf(cluster, "web").status().ready()).isTrue();
    assertThat(podOf(cluster, "web").status().condition(gate)).isPresent();
  }

  private static KubeWrite gateWrite(Simulation cluster, String gate, boolean open) {
    PodStatus status = podOf(cluster, "web").status();
    return new KubeWrite.PutPodStatus(
        key("web"), status.with(Condition.of(gate, open, cluster.now())));
  }

  @Test
  void a_deleted_pod_stops_gives_its_network_back_and_is_gone() {
    Simulation cluster = Clusters.fast(NODE, KubeSamples.pod("web").build()).settle();

    cluster.write(new KubeWrite.Delete(pod("web"))).settle();

    assertThat(cluster.kube().pod(key("web"))).isEmpty();
    assertThat(cluster.world().table(PodSandbox.KIND).size()).isZero();
  }

  @Test
  void at_real_pace_containers_take_a_second_to_start_and_to_stop() {
    Simulation cluster = Clusters.real(NODE, KubeSamples.pod("web").build()).settle();
    assertThat(podOf(cluster, "web").status().phase()).isEqualTo(PodStatus.Phase.PENDING);
    cluster.pass(Duration.ofSeconds(1));
    assertThat(podOf(cluster, "web").status().ready()).isTrue();

    cluster.write(new KubeWrite.Delete(pod("web"))).settle();
    cluster.pass(Duration.ofMillis(999));
    assertThat(podOf(cluster, "web").meta().deleting()).isTrue();
    assertThat(podOf(cluster, "web").status().ready()).isTrue();
    cluster.pass(Duration.ofMillis(1));
    assertThat(cluster.kube().pod(key("web"))).isEmpty();
  }

  @Test
  void a_pod_removed_by_force_gives_its_network_back_too() {
    Simulation cluster = Clusters.fast(NODE, KubeSamples.pod("web").build()).settle();

    cluster.write(new KubeWrite.Remove(pod("web"))).settle();

    assertThat(cluster.world().table(PodSandbox.KIND).size()).isZero();
  }

  @Test
  void a_pod_with_a_finalizer_gives_its_network_back_and_stays_until_the_finalizer_goes() {
    Simulation cluster = Clusters.fast(NODE, KubeSamples.pod("web").build()).settle();
    cluster.write(new KubeWrite.PutFinalizers(pod("web"), List.of("a/b")));

    cluster.write(new KubeWrite.Delete(pod("web"))).settle();
    assertThat(podOf(cluster, "web").meta().deleting()).isTrue();
    assertThat(cluster.world().table(PodSandbox.KIND).size()).isZero();

    cluster.write(new KubeWrite.PutFinalizers(pod("web"), List.of())).settle();
    assertThat(cluster.kube().pod(key("web"))).isEmpty();
  }

  @Test
  void pods_of_a_node_that_is_gone_are_removed() {
    Simulation cluster = Clusters.fast(NODE, KubeSamples.pod("web").build()).settle();

    cluster
        .write(new KubeWrite.Remove(new ObjectRef(ResourceName.NODES, ObjectKey.cluster("n1"))))
        .settle();

    assertThat(cluster.kube().pods()).isEmpty();
  }

  @Test
  void a_cordoned_node_bears_the_taint_until_it_is_uncordoned() {
    Simulation cluster = Clusters.fast(KubeSamples.node("n1").unschedulable().build()).settle();
    Node cordoned = cluster.kube().node("n1").orElseThrow();
    assertThat(cordoned.spec().taints())
        .containsExactly(new Taint("node.kubernetes.io/unschedulable", "", "NoSchedule"));

    Node.Spec open = new Node.Spec("", false, cordoned.spec().taints());
    cluster.put(new Node(cordoned.meta(), open, cordoned.status())).settle();

    assertThat(cluster.kube().node("n1").orElseThrow().spec().taints()).isEmpty();
  }

  @Test
  void a_node_turns_ready_and_loses_its_taint_when_the_cni_says_so() {
    Simulation cluster =
        Clusters.fast(
                KubeSamples.node("n1").notReady().address("10.9.0.1").build(),
                KubeSamples.pod("agent").hostNetwork().toleratesAll().build(),
                KubeSamples.pod("web").build())
            .settle();
    assertThat(podOf(cluster, "agent").status().ready()).isTrue();
    assertThat(podOf(cluster, "web").spec().nodeName()).isEmpty();

    cluster.change(Change.put(NodeNetwork.KIND, NodeNetwork.ready("n1"))).settle();

    Node node = cluster.kube().node("n1").orElseThrow();
    assertThat(node.ready()).isTrue();
    assertThat(node.spec().taints()).isEmpty();
    assertThat(node.status().conditions())
        .containsExactly(
            new Condition(
                "Ready",
                "True",
                "KubeletReady",
                "kubelet is posting ready status",
                KubeSamples.CREATED));
    assertThat(podOf(cluster, "web").status().ready()).isTrue();

    cluster.change(Change.put(NodeNetwork.KIND, NodeNetwork.notReady("n1"))).settle();
    node = cluster.kube().node("n1").orElseThrow();
    assertThat(node.ready()).isFalse();
    assertThat(node.spec().taints())
        .containsExactly(new Taint("node.kubernetes.io/not-ready", "", "NoSchedule"));
  }
}
