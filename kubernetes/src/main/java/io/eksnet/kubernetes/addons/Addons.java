package io.eksnet.kubernetes.addons;

import io.eksnet.eks.AddonCatalog;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The documents of EKS's own objects. */
public final class Addons {
  /** The Kubernetes version of clusters that name none. */
  private static final String STANDARD_VERSION = "1.34";

  /**
   * What the manifests depend on.
   *
   * @param serviceCidr the range of ClusterIPs: the API has the first, DNS the tenth
   */
  public record Cluster(String name, String region, String vpcId, Cidr serviceCidr) {
    IpAddress apiAddress() {
      return serviceCidr.first().plus(1);
    }

    IpAddress dnsAddress() {
      return serviceCidr.first().plus(10);
    }
  }

  private Addons() {}

  /** The newest version of an add-on for new clusters; none if there is no such add-on. */
  public static Optional<String> newestVersion(String addon) {
    return AddonCatalog.newestVersion(addon, STANDARD_VERSION);
  }

  /** What a cluster has before any add-on. */
  public static List<ObjectNode> ofCluster(Cluster cluster) {
    return documents("cluster", Map.of("apiIp", cluster.apiAddress().toString()));
  }

  /**
   * An add-on's objects.
   *
   * @param addon one that has a {@link #newestVersion}
   */
  public static List<ObjectNode> of(
      String addon, String version, AddonSettings settings, Cluster cluster) {
    List<ObjectNode> documents =
        documents(
            addon,
            Map.of(
                "region", cluster.region(),
                "cluster", cluster.name(),
                "version", version,
                "dnsIp", cluster.dnsAddress().toString(),
                "networkPolicy", Boolean.toString(settings.networkPolicy())));
    if (addon.equals("vpc-cni")) {
      documents.stream()
          .filter(document -> document.path("kind").asString("").equals("DaemonSet"))
          .forEach(document -> fillEnv(document, awsNodeEnv(cluster, version, settings)));
    }
    Customizing.apply(settings, documents);
    return documents;
  }

  /** The variables that the add-on's manifest sets, and over them the user's. */
  private static Map<String, String> awsNodeEnv(
      Cluster cluster, String version, AddonSettings settings) {
    Map<String, String> env = new TreeMap<>();
    env.put("ADDITIONAL_ENI_TAGS", "{}");
    env.put("ANNOTATE_POD_IP", "false");
    env.put("AWS_VPC_CNI_NODE_PORT_SUPPORT", "true");
    env.put("AWS_VPC_ENI_MTU", "9001");
    env.put("AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG", "false");
    env.put("AWS_VPC_K8S_CNI_EXTERNALSNAT", "false");
    env.put("AWS_VPC_K8S_CNI_LOGLEVEL", "DEBUG");
    env.put("AWS_VPC_K8S_CNI_LOG_FILE", "/host/var/log/aws-routed-eni/ipamd.log");
    env.put("AWS_VPC_K8S_CNI_RANDOMIZESNAT", "prng");
    env.put("AWS_VPC_K8S_CNI_VETHPREFIX", "eni");
    env.put("AWS_VPC_K8S_PLUGIN_LOG_FILE", "/var/log/aws-routed-eni/plugin.log");
    env.put("AWS_VPC_K8S_PLUGIN_LOG_LEVEL", "DEBUG");
    env.put("CLUSTER_NAME", cluster.name());
    env.put("DISABLE_INTROSPECTION", "false");
    env.put("DISABLE_METRICS", "false");
    env.put("DISABLE_NETWORK_RESOURCE_PROVISIONING", "false");
    env.put("ENABLE_IMDS_ONLY_MODE", "false");
    env.put("ENABLE_IPv4", "true");
    env.put("ENABLE_IPv6", "false");
    env.put("ENABLE_MULTI_NIC", "false");
    env.put("ENABLE_POD_ENI", "false");
    env.put("ENABLE_PREFIX_DELEGATION", "false");
    env.put("ENABLE_SUBNET_DISCOVERY", "true");
    env.put("NETWORK_POLICY_ENFORCING_MODE", "standard");
    env.put("VPC_CNI_VERSION", version.replaceAll("-eksbuild.*", ""));
    env.put("VPC_ID", cluster.vpcId());
    env.put("WARM_ENI_TARGET", "1");
    env.put("WARM_PREFIX_TARGET", "1");
    env.putAll(settings.env());
    return env;
  }

  private static void fillEnv(ObjectNode daemonSet, Map<String, String> env) {
    JsonNode container =
        daemonSet.path("spec").path("template").path("spec").path("containers").path(0);
    ArrayNode variables = ((ObjectNode) container).putArray("env");
    env.forEach((name, value) -> variables.addObject().put("name", name).put("value", value));
  }

  private static List<ObjectNode> documents(String resource, Map<String, String> values) {
    String text = text(resource + ".yaml");
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("${" + value.getKey() + "}", value.getValue());
    }
    List<ObjectNode> documents = new ArrayList<>();
    var reader = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(text);
    reader.forEachRemaining(document -> documents.add((ObjectNode) document));
    return documents;
  }

  private static String text(String resource) {
    try (InputStream in = Addons.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no add-on resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException wrong) {
      throw new UncheckedIOException(wrong);
    }
  }
}
