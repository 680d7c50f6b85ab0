package io.eksnet.aws.access;

import io.eksnet.eks.Addon;
import io.eksnet.eks.Cluster;
import io.eksnet.eks.NodeGroup;
import io.eksnet.iam.AccessRequest;
import io.eksnet.id.Tags;
import io.eksnet.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What calls of EKS need; roles that a request hands to EKS need iam:PassRole besides. */
final class EksNeeds {

  /** Members that hand a role over, and to whom. */
  private static final Map<String, String> PASSED =
      Map.of(
          "CreateCluster", "roleArn",
          "CreateNodegroup", "nodeRole",
          "CreateAddon", "serviceAccountRoleArn",
          "UpdateAddon", "serviceAccountRoleArn",
          "CreatePodIdentityAssociation", "roleArn",
          "UpdatePodIdentityAssociation", "roleArn");

  private EksNeeds() {}

  static List<AccessRequest> of(Asking asking) {
    List<AccessRequest> needs = new ArrayList<>();
    Tags gets = Members.tags(asking.request());
    Optional<String> named = Members.text(asking.request(), "resourceArn");
    if (named.isPresent()) {
      needs.add(need(asking, named.get(), tags(asking.world(), named.get()), gets));
    } else {
      ActionTable.types(asking.iamAction()).stream()
          .filter(ActionTable.Type::required)
          .forEach(type -> needs.add(on(asking, type.name(), gets)));
    }
    if (needs.isEmpty()) {
      needs.add(need(asking, "*", Tags.NONE, gets));
    }
    Optional.ofNullable(PASSED.get(asking.action()))
        .flatMap(member -> Members.text(asking.request(), member))
        .ifPresent(role -> needs.add(asking.passRole(role, service(asking.action()))));
    return needs;
  }

  private static String service(String action) {
    return action.endsWith("PodIdentityAssociation")
        ? "pods.eks.amazonaws.com"
        : "eks.amazonaws.com";
  }

  private static AccessRequest on(Asking asking, String type, Tags gets) {
    World world = asking.world();
    String cluster = Members.text(asking.request(), "clusterName", "name").orElse("*");
    return switch (type) {
      case "cluster" ->
          need(
              asking,
              arn(asking, "cluster/" + cluster),
              world.find(Cluster.KIND, cluster).map(Cluster::tags).orElse(Tags.NONE),
              gets);
      case "nodegroup" -> {
        String name = Members.text(asking.request(), "nodegroupName").orElse("*");
        yield need(
            asking,
            arn(asking, "nodegroup/" + cluster + "/" + name + "/*"),
            world
                .find(NodeGroup.KIND, new NodeGroup.Key(cluster, name))
                .map(NodeGroup::tags)
                .orElse(Tags.NONE),
            gets);
      }
      case "addon" -> {
        String name = Members.text(asking.request(), "addonName").orElse("*");
        yield need(
            asking,
            arn(asking, "addon/" + cluster + "/" + name + "/*"),
            world.table(Addon.KIND).by(Addon.BY_CLUSTER, cluster).stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .map(Addon::tags)
                .orElse(Tags.NONE),
            gets);
      }
      default -> need(asking, arn(asking, type + "/" + cluster + "/*"), Tags.NONE, gets);
    };
  }

  private static AccessRequest need(Asking asking, String resource, Tags has, Tags gets) {
    Map<String, List<String>> more = new HashMap<>();
    Members.text(asking.request(), "principalArn")
        .ifPresent(it -> more.put("eks:principalarn", List.of(it)));
    Members.text(asking.request(), "policyArn")
        .ifPresent(it -> more.put("eks:policyarn", List.of(it)));
    if (asking.action().endsWith("AccessEntry")) {
      more.put(
          "eks:accessentrytype",
          List.of(Members.text(asking.request(), "type").orElse("STANDARD")));
    }
    return asking.other(asking.iamAction(), resource, has, gets, more);
  }

  private static String arn(Asking asking, String resource) {
    return asking.scope().arn("eks", resource);
  }

  /** The tags of a cluster, or of something in one, by its ARN. */
  private static Tags tags(World world, String arn) {
    String[] parts = arn.substring(arn.lastIndexOf(':') + 1).split("/", -1);
    return switch (parts[0]) {
      case "cluster" ->
          parts.length == 2
              ? world.find(Cluster.KIND, parts[1]).map(Cluster::tags).orElse(Tags.NONE)
              : Tags.NONE;
      case "nodegroup" ->
          parts.length > 2
              ? world
                  .find(NodeGroup.KIND, new NodeGroup.Key(parts[1], parts[2]))
                  .map(NodeGroup::tags)
                  .orElse(Tags.NONE)
              : Tags.NONE;
      default -> Tags.NONE;
    };
  }
}
