package io.eksnet.aws.eks;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.eks.AssociateEncryptionConfig;
import io.eksnet.eks.Cluster;
import io.eksnet.eks.DeleteCluster;
import io.eksnet.eks.UpdateClusterVersion;
import software.amazon.awssdk.services.eks.model.AssociateEncryptionConfigRequest;
import software.amazon.awssdk.services.eks.model.AssociateEncryptionConfigResponse;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.CreateClusterResponse;
import software.amazon.awssdk.services.eks.model.DeleteClusterRequest;
import software.amazon.awssdk.services.eks.model.DeleteClusterResponse;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterResponse;
import software.amazon.awssdk.services.eks.model.ListClustersRequest;
import software.amazon.awssdk.services.eks.model.ListClustersResponse;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigResponse;
import software.amazon.awssdk.services.eks.model.UpdateClusterVersionRequest;
import software.amazon.awssdk.services.eks.model.UpdateClusterVersionResponse;

/** Clusters of EKS. */
final class ClusterActions {

  private ClusterActions() {}

  static void register(Call.Registry on) {
    on.on(
            "ListClusters",
            "GET /clusters",
            ListClustersRequest::builder,
            served("maxResults", "nextToken"),
            (q, call) ->
                EksPages.cut(
                        q,
                        call.world().table(Cluster.KIND).stream()
                            .filter(it -> it.scope().equals(call.scope()))
                            .map(Cluster::name))
                    .map(
                        page ->
                            ListClustersResponse.builder()
                                .clusters(page.names())
                                .nextToken(page.nextOrNull())
                                .build()))
        .on(
            "DescribeCluster",
            "GET /clusters/{name}",
            DescribeClusterRequest::builder,
            served("name!"),
            (q, call) -> {
              var world = call.world();
              return EksFound.cluster(call, world, q.name())
                  .map(
                      it ->
                          DescribeClusterResponse.builder()
                              .cluster(ClusterView.sdk(world, it))
                              .build());
            })
        .on(
            "CreateCluster",
            "POST /clusters",
            CreateClusterRequest::builder,
            served(
                "name!",
                "version",
                "roleArn!",
                "resourcesVpcConfig!",
                "kubernetesNetworkConfig",
                "logging",
                "clientRequestToken",
                "tags",
                "encryptionConfig",
                "accessConfig",
                "bootstrapSelfManagedAddons",
                "upgradePolicy",
                "zonalShiftConfig",
                "computeConfig.enabled",
                "storageConfig",
                "deletionProtection"),
            (q, call) ->
                AskedCluster.create(q, call)
                    .then(call::execute)
                    .map(
                        it ->
                            CreateClusterResponse.builder()
                                .cluster(ClusterView.sdk(call.world(), it))
                                .build()))
        .on(
            "DeleteCluster",
            "DELETE /clusters/{name}",
            DeleteClusterRequest::builder,
            served("name!"),
            (q, call) ->
                call.execute(new DeleteCluster(call.scope(), q.name()))
                    .map(
                        it ->
                            DeleteClusterResponse.builder()
                                .cluster(ClusterView.sdk(call.world(), it))
                                .build()));
    changes(on);
  }

  private static void changes(Call.Registry on) {
    on.on(
            "UpdateClusterConfig",
            "POST /clusters/{name}/update-config",
            UpdateClusterConfigRequest::builder,
            served(
                "name!",
                "resourcesVpcConfig",
                "logging",
                "clientRequestToken",
                "accessConfig",
                "upgradePolicy",
                "zonalShiftConfig",
                "computeConfig.enabled",
                "storageConfig",
                "kubernetesNetworkConfig.elasticLoadBalancing",
                "deletionProtection"),
            (q, call) ->
                AskedCluster.config(q, call)
                    .then(call::execute)
                    .map(
                        it ->
                            UpdateClusterConfigResponse.builder()
                                .update(ClusterView.sdk(it))
                                .build()))
        .on(
            "UpdateClusterVersion",
            "POST /clusters/{name}/updates",
            UpdateClusterVersionRequest::builder,
            served("name!", "version!", "clientRequestToken", "force"),
            (q, call) ->
                call.execute(new UpdateClusterVersion(call.scope(), q.name(), q.version()))
                    .map(
                        it ->
                            UpdateClusterVersionResponse.builder()
                                .update(ClusterView.sdk(it))
                                .build()))
        .on(
            "AssociateEncryptionConfig",
            "POST /clusters/{name}/encryption-config/associate",
            AssociateEncryptionConfigRequest::builder,
            served("clusterName!", "encryptionConfig!", "clientRequestToken"),
            (q, call) ->
                AskedCluster.encryption(q.encryptionConfig())
                    .then(
                        it ->
                            call.execute(
                                new AssociateEncryptionConfig(call.scope(), q.clusterName(), it)))
                    .map(
                        it ->
                            AssociateEncryptionConfigResponse.builder()
                                .update(ClusterView.sdk(it))
                                .build()));
  }
}
