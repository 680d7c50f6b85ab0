package io.eksnet.kubernetes.addons;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.net.Cidr;
import java.util.List;
import java.util.Map;
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
  void everyWrongConfigurationValueIsToldWithItsPath() {
    AddonSettings.Read read =
        AddonSettings.read(
            "vpc-cni", "{\"envs\":{},\"enableNetworkPolicy\":\"yes\",\"env\":{\"A\":1}}");

    assertThat(read).isInstanceOf(AddonSettings.Read.Wrong.class);
    assertThat(((AddonSettings.Read.Wrong) read).problems())
        .hasSize(3)
        .anySatisfy(it -> assertThat(it).contains("$.envs"))
        .anySatisfy(it -> assertThat(it).contains("$.env.A"))
        .anySatisfy(it -> assertThat(it).contains("$.enableNetworkPolicy"));
  }

  @Test
  void noPlaceholderIsLeftInAnyManifest() {
    for (String addon : List.of("vpc-cni", "kube-proxy", "coredns")) {
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
