package io.eksnet.aws.eks;

import static io.eksnet.aws.codec.Served.served;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.eksnet.aws.codec.ApiError;
import io.eksnet.aws.endpoint.Actions.Registration;
import io.eksnet.aws.endpoint.Caller;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.aws.endpoint.Service;
import io.eksnet.eks.Addon;
import io.eksnet.eks.Cluster;
import io.eksnet.eks.NodeGroup;
import io.eksnet.id.Id;
import io.eksnet.world.Ledger;
import io.eksnet.world.World;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.DescribeAddonRequest;
import software.amazon.awssdk.services.eks.model.DescribeAddonResponse;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterResponse;
import software.amazon.awssdk.services.eks.model.DescribeNodegroupRequest;
import software.amazon.awssdk.services.eks.model.DescribeNodegroupResponse;
import software.amazon.awssdk.services.eks.model.IpFamily;
import software.amazon.awssdk.services.eks.model.ListAddonsRequest;
import software.amazon.awssdk.services.eks.model.ListAddonsResponse;
import software.amazon.awssdk.services.eks.model.ListClustersRequest;
import software.amazon.awssdk.services.eks.model.ListClustersResponse;
import software.amazon.awssdk.services.eks.model.ListNodegroupsRequest;
import software.amazon.awssdk.services.eks.model.ListNodegroupsResponse;

/** All of EKS that eksnet serves. */
public final class EksActions {

  private final Ledger ledger;

  private EksActions(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Registers EKS's actions over a world. */
  public static void register(Registration on, Ledger ledger) {
    EksActions eks = new EksActions(ledger);
    eks.clusters(on);
    eks.nodegroups(on);
    eks.addons(on);
  }

  private void clusters(Registration on) {
    on.on(
            Service.EKS,
            "ListClusters",
            "GET /clusters",
            ListClustersRequest::builder,
            served("maxResults", "nextToken"),
            (q, caller) ->
                EksPages.cut(
                        q,
                        ledger.durable().table(Cluster.KIND).stream()
                            .filter(it -> isOf(it, caller))
                            .map(Cluster::name))
                    .map(
                        page ->
                            ListClustersResponse.builder()
                                .clusters(page.names())
                                .nextToken(page.nextOrNull())
                                .build()))
        .on(
            Service.EKS,
            "DescribeCluster",
            "GET /clusters/{name}",
            DescribeClusterRequest::builder,
            served("name"),
            (q, caller) ->
                cluster(ledger.durable(), q.name(), caller)
                    .map(it -> DescribeClusterResponse.builder().cluster(sdk(it)).build()));
  }

  private void nodegroups(Registration on) {
    on.on(
            Service.EKS,
            "ListNodegroups",
            "GET /clusters/{name}/node-groups",
            ListNodegroupsRequest::builder,
            served("clusterName", "maxResults", "nextToken"),
            (q, caller) -> {
              World world = ledger.durable();
              return cluster(world, q.clusterName(), caller)
                  .then(
                      it ->
                          EksPages.cut(
                              q,
                              world
                                  .table(NodeGroup.KIND)
                                  .by(NodeGroup.BY_CLUSTER, it.name())
                                  .stream()
                                  .map(NodeGroup::name)))
                  .map(
                      page ->
                          ListNodegroupsResponse.builder()
                              .nodegroups(page.names())
                              .nextToken(page.nextOrNull())
                              .build());
            })
        .on(
            Service.EKS,
            "DescribeNodegroup",
            "GET /clusters/{name}/node-groups/{nodegroupName}",
            DescribeNodegroupRequest::builder,
            served("clusterName", "nodegroupName"),
            (q, caller) -> {
              World world = ledger.durable();
              var key = new NodeGroup.Key(q.clusterName(), q.nodegroupName());
              return cluster(world, q.clusterName(), caller)
                  .then(
                      cluster ->
                          found(
                                  world.find(NodeGroup.KIND, key),
                                  "No node group found for name: " + q.nodegroupName() + ".")
                              .map(
                                  group ->
                                      DescribeNodegroupResponse.builder()
                                          .nodegroup(Nodegroups.sdk(group, cluster))
                                          .build()));
            });
  }

  private void addons(Registration on) {
    on.on(
            Service.EKS,
            "ListAddons",
            "GET /clusters/{name}/addons",
            ListAddonsRequest::builder,
            served("clusterName", "maxResults", "nextToken"),
            (q, caller) -> {
              World world = ledger.durable();
              return cluster(world, q.clusterName(), caller)
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
            Service.EKS,
            "DescribeAddon",
            "GET /clusters/{name}/addons/{addonName}",
            DescribeAddonRequest::builder,
            served("clusterName", "addonName"),
            (q, caller) -> {
              World world = ledger.durable();
              var key = new Addon.Key(q.clusterName(), q.addonName());
              return cluster(world, q.clusterName(), caller)
                  .then(
                      cluster ->
                          found(
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

  private static Reply<Cluster> cluster(World world, String name, Caller caller) {
    return found(
        world.find(Cluster.KIND, name).filter(it -> isOf(it, caller)),
        "No cluster found for name: " + name + ".");
  }

  private static boolean isOf(Cluster cluster, Caller caller) {
    return cluster.scope().account().value().equals(caller.principal().account())
        && cluster.scope().region().value().equals(caller.region());
  }

  private static <T> Reply<T> found(Optional<T> fact, String otherwise) {
    return fact.map(Reply::answer)
        .orElse(Reply.refuse(new ApiError(404, "ResourceNotFoundException", otherwise)));
  }

  private static software.amazon.awssdk.services.eks.model.Cluster sdk(Cluster cluster) {
    return software.amazon.awssdk.services.eks.model.Cluster.builder()
        .name(cluster.name())
        .arn(cluster.arn())
        .version(cluster.version())
        .status(cluster.status().name())
        .createdAt(cluster.createdAt())
        .endpoint(cluster.endpoint())
        .certificateAuthority(
            ca ->
                ca.data(
                    Base64.getEncoder()
                        .encodeToString(cluster.certificateAuthority().getBytes(UTF_8))))
        .resourcesVpcConfig(
            vpc ->
                vpc.vpcId(cluster.vpc().value())
                    .subnetIds(cluster.subnets().stream().map(Id::value).toList())
                    .securityGroupIds(List.of())
                    .clusterSecurityGroupId(cluster.clusterSecurityGroup().value()))
        .kubernetesNetworkConfig(
            network ->
                network.ipFamily(IpFamily.IPV4).serviceIpv4Cidr(cluster.serviceCidr().toString()))
        .health(health -> health.issues(List.of()))
        .tags(cluster.tags().values())
        .build();
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
