package io.eksnet.kubernetes.addons;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.net.Cidr;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class AddonsTest {
  private static final Addons.Cluster CLUSTER =
      new Addons.Cluster("my-cluster", "us-west-2", "vpc-1", Cidr.parse("172.20.0.0/16"));

  @Test
  void theApiHasTheFirstServiceAddressAndDnsTheTenth() {
    assertThat(named("kubernetes", Addons.ofCluster(CLUSTER)).at("/spec/clusterIP").asString())
        .isEqualTo("172.20.0.1");
    assertThat(
            named("kube-dns", addon("coredns", AddonSettings.DEFAULTS))
                .at("/spec/clusterIP")
                .asString())
        .isEqualTo("172.20.0.10");
  }

  @Test
  void awsNodePodsCarryEksLabelAndTheGuidesToo() {
    JsonNode labels =
        daemonSet(addon("vpc-cni", AddonSettings.DEFAULTS)).at("/spec/template/metadata/labels");

    assertThat(labels.path("k8s-app").asString()).isEqualTo("aws-node");
    assertThat(labels.path("app").asString()).isEqualTo("vpc-cni");
  }

  @Test
  void configurationValuesReachAwsNode() {
    AddonSettings settings =
        ((AddonSettings.Read.Settings)
                AddonSettings.read(
                    "vpc-cni",
                    "{\"enableNetworkPolicy\":\"true\",\"env\":{\"WARM_IP_TARGET\":\"2\"}}"))
            .settings();
    List<ObjectNode> objects = addon("vpc-cni", settings);

    assertThat(envOf(daemonSet(objects)))
        .containsEntry("WARM_IP_TARGET", "2")
        .containsEntry("WARM_ENI_TARGET", "1");
    assertThat(daemonSet(objects).at("/spec/template/spec/containers/1/args").toString())
        .contains("--enable-network-policy=true");
    assertThat(
            named("amazon-vpc-cni", objects)
                .at("/data/enable-network-policy-controller")
                .asString())
        .isEqualTo("true");
  }

  @Test
  void valuesChangeWhatTheChartWouldChange() {
    List<ObjectNode> objects =
        addon(
            "vpc-cni",
            read(
                "vpc-cni",
                """
                init: {env: {DISABLE_TCP_EARLY_DEMUX: "true"}}
                nodeAgent: {enablePolicyEventLogs: "true", metricsBindAddr: "9999"}
                resources: {requests: {cpu: 50m}}
                tolerations: [{key: only, operator: Exists}]
                podLabels: {team: net}
                """));
    JsonNode pod = daemonSet(objects).at("/spec/template/spec");

    assertThat(pod.at("/initContainers/0/env").toString())
        .contains("{\"name\":\"DISABLE_TCP_EARLY_DEMUX\",\"value\":\"true\"}");
    assertThat(pod.at("/containers/1/args").toString())
        .contains("--enable-policy-event-logs=true", "--metrics-bind-addr=:9999");
    assertThat(pod.at("/containers/0/resources").toString())
        .isEqualTo("{\"requests\":{\"cpu\":\"50m\"}}");
    assertThat(pod.at("/tolerations").toString()).contains("only").doesNotContain("null");
    assertThat(daemonSet(objects).at("/spec/template/metadata/labels/team").asString())
        .isEqualTo("net");
  }

  @Test
  void corednsTakesReplicasAndItsCorefile() {
    List<ObjectNode> objects =
        addon("coredns", read("coredns", "{\"replicaCount\":3,\"corefile\":\".:53 { errors }\"}"));

    assertThat(named("coredns", objects, "Deployment").at("/spec/replicas").asInt()).isEqualTo(3);
    assertThat(named("coredns", objects, "ConfigMap").at("/data/Corefile").asString())
        .isEqualTo(".:53 { errors }");
  }

  @Test
  void aRoleIsWrittenOnTheServiceAccount() {
    List<ObjectNode> objects =
        addon(
            "vpc-cni",
            AddonSettings.DEFAULTS.withRole(Optional.of("arn:aws:iam::111122223333:role/cni")));

    assertThat(
            named("aws-node", objects, "ServiceAccount")
                .at("/metadata/annotations/eks.amazonaws.com~1role-arn")
                .asString())
        .isEqualTo("arn:aws:iam::111122223333:role/cni");
  }

  @Test
  void noPlaceholderIsLeftInAnyManifest() {
    for (String addon : List.of("vpc-cni", "kube-proxy", "coredns", "eks-pod-identity-agent")) {
      assertThat(addon(addon, AddonSettings.DEFAULTS).toString()).doesNotContain("${");
    }
  }

  private static List<ObjectNode> addon(String name, AddonSettings settings) {
    return Addons.of(name, Addons.newestVersion(name).orElseThrow(), settings, CLUSTER);
  }

  private static JsonNode daemonSet(List<ObjectNode> objects) {
    return objects.stream()
        .filter(object -> object.path("kind").asString().equals("DaemonSet"))
        .findFirst()
        .orElseThrow();
  }

  private static AddonSettings read(String addon, String values) {
    return ((AddonSettings.Read.Settings) AddonSettings.read(addon, values)).settings();
  }

  private static JsonNode named(String name, List<ObjectNode> objects, String kind) {
    return objects.stream()
        .filter(object -> object.at("/metadata/name").asString().equals(name))
        .filter(object -> object.path("kind").asString().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode named(String name, List<ObjectNode> objects) {
    return objects.stream()
        .filter(object -> object.at("/metadata/name").asString().equals(name))
        .filter(object -> !object.path("kind").asString().equals("ServiceAccount"))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> envOf(JsonNode daemonSet) {
    return StreamSupport.stream(
            daemonSet.at("/spec/template/spec/containers/0/env").spliterator(), false)
        .collect(
            java.util.stream.Collectors.toMap(
                it -> it.path("name").asString(), it -> it.path("value").asString()));
  }
}
