package io.eksnet.app.daemon;

import io.eksnet.kube.KubeObject;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ResourceName;
import io.eksnet.kubernetes.documents.ObjectParts;
import io.eksnet.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The ConfigMap kube-system/aws-auth: whom Kubernetes takes IAM principals for (EKS user guide,
 * "Grant IAM users access to Kubernetes with a ConfigMap").
 *
 * @param username may hold {@code {{SessionName}}} and the like
 */
record AwsAuth(String username, List<String> groups) {
  private static final ResourceName CONFIG_MAPS = new ResourceName("", "configmaps");
  private static final ObjectKey KEY = new ObjectKey("kube-system", "aws-auth");

  AwsAuth {
    groups = List.copyOf(groups);
  }

  /** What the ConfigMap says of a principal. Text that is not YAML says nothing. */
  static Optional<AwsAuth> of(World world, String principal) {
    return world
        .find(KubeObject.kind(CONFIG_MAPS), KEY)
        .map(it -> ObjectParts.tree(it.body()).path("data"))
        .flatMap(
            data ->
                find(data.path("mapRoles"), "rolearn", principal)
                    .or(() -> find(data.path("mapUsers"), "userarn", principal)));
  }

  private static Optional<AwsAuth> find(JsonNode text, String arn, String principal) {
    try {
      for (JsonNode entry : new YAMLMapper().readTree(text.asString(""))) {
        if (entry.path(arn).asString("").equals(withoutPath(principal))
            || entry.path(arn).asString("").equals(principal)) {
          List<String> groups = new ArrayList<>();
          entry.path("groups").forEach(group -> groups.add(group.asString("")));
          String username = entry.path("username").asString("");
          return Optional.of(new AwsAuth(username.isEmpty() ? principal : username, groups));
        }
      }
      return Optional.empty();
    } catch (JacksonException notYaml) {
      return Optional.empty();
    }
  }

  /** aws-auth names roles without their paths. */
  private static String withoutPath(String arn) {
    int kind = arn.indexOf('/');
    int name = arn.lastIndexOf('/');
    return kind < 0 ? arn : arn.substring(0, kind) + arn.substring(name);
  }
}
