package io.eksnet.aws.eks;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.eks.NodeGroup;
import io.eksnet.world.World;
import software.amazon.awssdk.services.eks.model.DescribeNodegroupRequest;
import software.amazon.awssdk.services.eks.model.DescribeNodegroupResponse;
import software.amazon.awssdk.services.eks.model.ListNodegroupsRequest;
import software.amazon.awssdk.services.eks.model.ListNodegroupsResponse;

/** Node groups of EKS. */
final class NodegroupActions {

  private NodegroupActions() {}

  static void register(Call.Registry on) {
    on.on(
            "ListNodegroups",
            "GET /clusters/{name}/node-groups",
            ListNodegroupsRequest::builder,
            served("clusterName", "maxResults", "nextToken"),
            (q, call) -> {
              World world = call.world();
              return EksFound.cluster(call, world, q.clusterName())
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
            "DescribeNodegroup",
            "GET /clusters/{name}/node-groups/{nodegroupName}",
            DescribeNodegroupRequest::builder,
            served("clusterName", "nodegroupName"),
            (q, call) -> {
              World world = call.world();
              var key = new NodeGroup.Key(q.clusterName(), q.nodegroupName());
              return EksFound.cluster(call, world, q.clusterName())
                  .then(
                      cluster ->
                          EksFound.found(
                                  call,
                                  world.find(NodeGroup.KIND, key),
                                  "No node group found for name: " + q.nodegroupName() + ".")
                              .map(
                                  group ->
                                      DescribeNodegroupResponse.builder()
                                          .nodegroup(Nodegroups.sdk(group, cluster))
                                          .build()));
            });
  }
}
