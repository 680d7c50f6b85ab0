package io.eksnet.kubernetes.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kube.Deployment;
import io.eksnet.kube.Deployment.Amount;
import io.eksnet.kube.EndpointSlice;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.LabelSelector;
import io.eksnet.kube.NetworkPolicy;
import io.eksnet.kube.NetworkPolicy.Peer;
import io.eksnet.kube.NetworkPolicy.Port;
import io.eksnet.kube.Node;
import io.eksnet.kube.Pod;
import io.eksnet.kube.PodStatus.Phase;
import io.eksnet.kube.PodStatus.State;
import io.eksnet.kube.ResourceName;
import io.eksnet.kube.Service;
import io.eksnet.kube.Service.TargetPort;
import io.eksnet.kube.Toleration;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Protocol;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactReaderTest {

  @Test
  void aPodsFactHasWhatNetworkingReads() {
    Pod pod =
        Objects.fact(
            ResourceName.PODS,
            Pod.class,
            """
            metadata: {name: web, namespace: n, labels: {app: web}}
            spec:
              nodeName: node-1
              hostNetwork: true
              priority: 5
              tolerations: [{key: k, operator: Exists, effect: NoExecute, tolerationSeconds: 300}]
              containers:
              - name: c
                image: nginx
                env: [{name: A, value: b}, {name: S, valueFrom: {fieldRef: {fieldPath: x}}}]
                ports: [{containerPort: 80, protocol: UDP, name: dns}]
                resources: {requests: {cpu: 100m, memory: 1Gi, vpc.amazonaws.com/pod-eni: 1}}
              readinessGates: [{conditionType: target-health.elbv2.k8s.aws/x}]
            status:
              phase: Running
              conditions: [{type: Ready, status: "True", lastTransitionTime: "2026-01-01T00:00:00Z"}]
              podIP: 10.0.0.7
              podIPs: [{ip: 10.0.0.7}]
              hostIP: 10.0.0.1
              containerStatuses:
              - {name: c, image: nginx, ready: true, restartCount: 2,
                 state: {running: {startedAt: "2026-01-01T00:00:05Z"}}}
            """);

    assertThat(pod.spec().nodeName()).contains("node-1");
    assertThat(pod.spec().hostNetwork()).isTrue();
    assertThat(pod.spec().terminationGracePeriodSeconds()).isEqualTo(30);
    assertThat(pod.spec().tolerations())
        .containsExactly(new Toleration("k", true, "", "NoExecute", Optional.of(300L)));
    var container = pod.spec().containers().getFirst();
    assertThat(container.env()).isEqualTo(Map.of("A", "b"));
    assertThat(container.ports().getFirst().protocol()).isEqualTo(Protocol.UDP);
    assertThat(pod.spec().requests().milliCpu()).isEqualTo(100);
    assertThat(pod.spec().requests().memoryBytes()).isEqualTo(1L << 30);
    assertThat(pod.spec().requests().extended()).isEqualTo(Map.of("vpc.amazonaws.com/pod-eni", 1L));
    assertThat(pod.spec().readinessGates()).containsExactly("target-health.elbv2.k8s.aws/x");
    assertThat(pod.status().phase()).isEqualTo(Phase.RUNNING);
    assertThat(pod.status().ready()).isTrue();
    assertThat(pod.status().podIps()).containsExactly(IpAddress.parse("10.0.0.7"));
    assertThat(pod.status().containers().getFirst().state())
        .isEqualTo(new State.Running(Instant.parse("2026-01-01T00:00:05Z")));
  }

  @Test
  void aServicesPortsPointAtNumbersOrNames() {
    Service service =
        Objects.fact(
            ResourceName.SERVICES,
            Service.class,
            """
            metadata: {name: s, namespace: n}
            spec:
              type: NodePort
              clusterIP: 10.100.0.9
              clusterIPs: [10.100.0.9]
              selector: {app: web}
              externalTrafficPolicy: Local
              ports:
              - {name: http, port: 80, targetPort: web, nodePort: 30080, protocol: TCP}
              - {name: other, port: 81}
            """);

    assertThat(service.spec().clusterIps()).containsExactly(IpAddress.parse("10.100.0.9"));
    assertThat(service.spec().headless()).isFalse();
    assertThat(service.spec().internalTrafficPolicy()).isEqualTo("Cluster");
    assertThat(service.spec().ports())
        .containsExactly(
            new Service.Port("http", Protocol.TCP, 80, new TargetPort.Name("web"), 30080),
            new Service.Port("other", Protocol.TCP, 81, new TargetPort.Number(81), 0));
  }

  @Test
  void aHeadlessServiceHasNoAddress() {
    Service service =
        Objects.fact(
            ResourceName.SERVICES,
            Service.class,
            "{metadata: {name: s}, spec: {clusterIP: None, clusterIPs: [None]}}");

    assertThat(service.spec().headless()).isTrue();
    assertThat(service.spec().clusterIps()).isEmpty();
  }

  @Test
  void aPolicysPeersKeepTheDifferenceBetweenNoneAndEverything() {
    NetworkPolicy policy =
        Objects.fact(
            ResourceName.NETWORK_POLICIES,
            NetworkPolicy.class,
            """
            metadata: {name: p, namespace: n}
            spec:
              podSelector: {}
              ingress:
              - from:
                - namespaceSelector: {}
                - podSelector: {matchLabels: {app: web}}
                - ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}
                ports: [{port: 80}, {port: dns, protocol: UDP}, {protocol: SCTP}, {port: 1, endPort: 9}]
              - {}
            """);

    assertThat(policy.isolatesIngress()).isTrue();
    assertThat(policy.isolatesEgress()).isFalse();
    assertThat(policy.podSelector().isEmpty()).isTrue();
    assertThat(policy.ingress().getFirst().peers())
        .containsExactly(
            new Peer.Pods(Optional.of(LabelSelector.EVERYTHING), Optional.empty()),
            new Peer.Pods(Optional.empty(), Optional.of(LabelSelector.of(Map.of("app", "web")))),
            new Peer.IpBlock(Cidr.parse("10.0.0.0/8"), List.of(Cidr.parse("10.1.0.0/16"))));
    assertThat(policy.ingress().getFirst().ports())
        .containsExactly(
            new Port.Range(Protocol.TCP, 80, 80),
            new Port.Named(Protocol.UDP, "dns"),
            new Port.All(Protocol.SCTP),
            new Port.Range(Protocol.TCP, 1, 9));
    assertThat(policy.ingress().get(1)).isEqualTo(new NetworkPolicy.Rule(List.of(), List.of()));
  }

  @ParameterizedTest(name = "types {0} with egress rules: {1}")
  @CsvSource({
    "'', false, true, false",
    "'', true, true, true",
    "Ingress, true, true, false",
    "Egress, false, false, true",
    "'Ingress, Egress', false, true, true"
  })
  void policyTypesDefaultAsTheApiSays(
      String types, boolean egressRules, boolean ingress, boolean egress) {
    NetworkPolicy policy =
        Objects.fact(
            ResourceName.NETWORK_POLICIES,
            NetworkPolicy.class,
            "{metadata: {name: p}, spec: {podSelector: {}, policyTypes: [%s]%s}}"
                .formatted(types, egressRules ? ", egress: [{}]" : ""));

    assertThat(policy.isolatesIngress()).isEqualTo(ingress);
    assertThat(policy.isolatesEgress()).isEqualTo(egress);
  }

  @Test
  void aDeploymentsStrategyAndTemplateAreRead() {
    Deployment deployment =
        Objects.fact(
            ResourceName.DEPLOYMENTS,
            Deployment.class,
            """
            metadata: {name: d, namespace: n, generation: 3}
            spec:
              replicas: 0
              selector: {matchLabels: {app: web}}
              strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 2, maxUnavailable: 10%}}
              template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: i}]}}
            """);

    assertThat(deployment.spec().replicas()).isZero();
    assertThat(deployment.spec().strategy())
        .isEqualTo(
            new Deployment.Strategy.RollingUpdate(new Amount.Count(2), new Amount.Percent(10)));
    assertThat(deployment.spec().template().labels()).isEqualTo(Map.of("app", "web"));
    assertThat(deployment.spec().template().document())
        .hasToString(
            "{\"metadata\":{\"labels\":{\"app\":\"web\"}},\"spec\":{\"containers\":[{\"image\":\"i\",\"name\":\"c\"}]}}");
  }

  @Test
  void anEndpointWithoutConditionsCountsAsReady() {
    EndpointSlice slice =
        Objects.fact(
            ResourceName.ENDPOINT_SLICES,
            EndpointSlice.class,
            "{metadata: {name: s}, addressType: IPv4, ports: [], endpoints: [{addresses: [10.0.0.1]}]}");

    assertThat(slice.endpoints().getFirst().ready()).isTrue();
    assertThat(slice.endpoints().getFirst().serving()).isTrue();
    assertThat(slice.endpoints().getFirst().terminating()).isFalse();
  }

  @Test
  void aNodesCapacityIsCounted() {
    Node node =
        Objects.fact(
            ResourceName.NODES,
            Node.class,
            """
            metadata: {name: a}
            spec: {providerID: "aws:///us-west-2a/i-0abc", taints: [{key: k, effect: NoSchedule}]}
            status:
              capacity: {cpu: "2", memory: 7910448Ki, pods: "29"}
              allocatable: {cpu: 1930m, memory: 7Gi, pods: "29", vpc.amazonaws.com/pod-eni: "9"}
            """);

    assertThat(node.instanceId()).contains("i-0abc");
    assertThat(node.status().capacity().milliCpu()).isEqualTo(2000);
    assertThat(node.status().capacity().memoryBytes()).isEqualTo(7_910_448L * 1024);
    assertThat(node.status().allocatable().milliCpu()).isEqualTo(1930);
    assertThat(node.status().allocatable().extended())
        .isEqualTo(Map.of("vpc.amazonaws.com/pod-eni", 9L));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1000",
    "100m, 1, 100",
    "1.5, 2, 1500",
    "0.1, 1, 100",
    "2k, 2000, 2000000",
    "1Ki, 1024, 1024000",
    "1e3, 1000, 1000000",
    "1E, 1000000000000000000, 9223372036854775807",
    "5n, 1, 1",
    "nonsense, 0, 0"
  })
  void quantitiesRoundUp(String text, long units, long milli) {
    assertThat(Quantity.units(text)).isEqualTo(units);
    assertThat(Quantity.milli(text)).isEqualTo(milli);
  }

  @Test
  void kindsThatCoreDoesNotReadHaveNoFact() {
    KubeObject secret = Objects.object(ResourceName.SECRETS, "{metadata: {name: s}}");
    assertThat(secret.fact()).isEmpty();
  }
}
