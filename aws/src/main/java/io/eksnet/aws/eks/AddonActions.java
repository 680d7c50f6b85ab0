package io.eksnet.aws.eks;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.eks.Addon;
import io.eksnet.eks.Cluster;
import io.eksnet.world.World;
import java.util.List;
import software.amazon.awssdk.services.eks.model.DescribeAddonRequest;
import software.amazon.awssdk.services.eks.model.DescribeAddonResponse;
import software.amazon.awssdk.services.eks.model.ListAddonsRequest;
import software.amazon.awssdk.services.eks.model.ListAddonsResponse;

/** Add-ons of EKS. */
final class AddonActions {

  private AddonActions() {}

  static void register(Call.Registry on) {
    on.on(
            "ListAddons",
            "GET /clusters/{name}/addons",
            ListAddonsRequest::builder,
            served("clusterName", "maxResults", "nextToken"),
            (q, call) -> {
              World world = call.world();
              return EksFound.cluster(call, world, q.clusterName())
                  .then(
                      it ->
                          EksPages.cut(
                              q,
                              world.table(Addon.KIND).by(Addon.BY_CLUSTER, it.name()).stream()
                                  .map(Addon::name)))
                  .map(
                      page ->
                          ListAddonsResponse.builder()
                              .addons(page.names())
                              .nextToken(page.nextOrNull())
                              .build());
            })
        .on(
            "DescribeAddon",
            "GET /clusters/{name}/addons/{addonName}",
            DescribeAddonRequest::builder,
            served("clusterName", "addonName"),
            (q, call) -> {
              World world = call.world();
              var key = new Addon.Key(q.clusterName(), q.addonName());
              return EksFound.cluster(call, world, q.clusterName())
                  .then(
                      cluster ->
                          EksFound.found(
                                  call,
                                  world.find(Addon.KIND, key),
                                  "No addon: "
                                      + q.addonName()
                                      + " found in cluster: "
                                      + q.clusterName())
                              .map(
                                  addon ->
                                      DescribeAddonResponse.builder()
                                          .addon(sdk(addon, cluster))
                                          .build()));
            });
  }

  private static software.amazon.awssdk.services.eks.model.Addon sdk(Addon addon, Cluster cluster) {
    var sdk =
        software.amazon.awssdk.services.eks.model.Addon.builder()
            .addonName(addon.name())
            .clusterName(addon.cluster())
            .addonVersion(addon.version())
            .addonArn(Nodegroups.arn(cluster, "addon", addon.name()))
            .status(addon.status().name())
            .createdAt(addon.createdAt())
            .modifiedAt(addon.createdAt())
            .health(health -> health.issues(List.of()))
            .tags(addon.tags().values());
    if (!addon.configurationValues().isEmpty()) {
      sdk.configurationValues(addon.configurationValues());
    }
    return sdk.build();
  }
}
