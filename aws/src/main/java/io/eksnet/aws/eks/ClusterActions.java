package io.eksnet.aws.eks;

import static io.eksnet.aws.codec.Served.served;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.eks.Cluster;
import io.eksnet.id.Id;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterResponse;
import software.amazon.awssdk.services.eks.model.IpFamily;
import software.amazon.awssdk.services.eks.model.ListClustersRequest;
import software.amazon.awssdk.services.eks.model.ListClustersResponse;

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
            served("name"),
            (q, call) ->
                EksFound.cluster(call, call.world(), q.name())
                    .map(it -> DescribeClusterResponse.builder().cluster(sdk(it)).build()));
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
}
