package io.eksnet.aws.eks;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.eks.DeleteNodegroup;
import io.eksnet.eks.NodeGroup;
import io.eksnet.eks.Update;
import io.eksnet.table.Facts;
import io.eksnet.world.World;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.CreateNodegroupResponse;
import software.amazon.awssdk.services.eks.model.DeleteNodegroupRequest;
import software.amazon.awssdk.services.eks.model.DeleteNodegroupResponse;
import software.amazon.awssdk.services.eks.model.DescribeNodegroupRequest;
import software.amazon.awssdk.services.eks.model.DescribeNodegroupResponse;
import software.amazon.awssdk.services.eks.model.ListNodegroupsRequest;
import software.amazon.awssdk.services.eks.model.ListNodegroupsResponse;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupConfigResponse;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupVersionRequest;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupVersionResponse;

/** Node groups of EKS. */
final class NodegroupActions {
  private static final String GROUPS = "/clusters/{name}/node-groups";
  private static final String GROUP = GROUPS + "/{nodegroupName}";

  private static final Repeats<NodeGroup> MADE =
      new Repeats<>(group -> group.cluster() + " " + group.name(), NodegroupActions::named);

  /** Updates that a token has asked for already. */
  static final Repeats<Update> UPDATES =
      new Repeats<>(Update::id, (facts, id) -> facts.find(Update.KIND, id));

  private NodegroupActions() {}

  private static Optional<NodeGroup> named(Facts facts, String made) {
    int space = made.indexOf(' ');
    return facts.find(
        NodeGroup.KIND, new NodeGroup.Key(made.substring(0, space), made.substring(space + 1)));
  }

  static void register(Call.Registry on) {
    reads(on);
    on.on(
            "CreateNodegroup",
            "POST " + GROUPS,
            CreateNodegroupRequest::builder,
            served(
                "clusterName!",
                "nodegroupName!",
                "subnets!",
                "nodeRole!",
                "scalingConfig",
                "diskSize",
                "instanceTypes",
                "amiType",
                "labels",
                "taints",
                "tags",
                "clientRequestToken",
                "launchTemplate",
                "updateConfig",
                "nodeRepairConfig.enabled",
                "capacityType",
                "version",
                "releaseVersion"),
            (q, call) ->
                AskedNodegroup.of(q, call.scope())
                    .then(command -> MADE.execute(call, q, command))
                    .then(group -> shown(call, group))
                    .map(it -> CreateNodegroupResponse.builder().nodegroup(it).build()))
        .on(
            "UpdateNodegroupConfig",
            "POST " + GROUP + "/update-config",
            UpdateNodegroupConfigRequest::builder,
            served(
                "clusterName!",
                "nodegroupName!",
                "labels",
                "taints",
                "scalingConfig",
                "updateConfig",
                "nodeRepairConfig.enabled",
                "clientRequestToken"),
            (q, call) ->
                AskedNodegroup.of(q, call.scope())
                    .then(command -> UPDATES.execute(call, q, command))
                    .map(
                        it ->
                            UpdateNodegroupConfigResponse.builder()
                                .update(ClusterView.sdk(it))
                                .build()))
        .on(
            "UpdateNodegroupVersion",
            "POST " + GROUP + "/update-version",
            UpdateNodegroupVersionRequest::builder,
            served(
                "clusterName!",
                "nodegroupName!",
                "version",
                "releaseVersion",
                "launchTemplate",
                "force",
                "clientRequestToken"),
            (q, call) ->
                UPDATES
                    .execute(call, q, AskedNodegroup.of(q, call.scope()))
                    .map(
                        it ->
                            UpdateNodegroupVersionResponse.builder()
                                .update(ClusterView.sdk(it))
                                .build()))
        .on(
            "DeleteNodegroup",
            "DELETE " + GROUP,
            DeleteNodegroupRequest::builder,
            served("clusterName!", "nodegroupName!"),
            (q, call) ->
                call.execute(
                        new DeleteNodegroup(
                            call.scope(), new NodeGroup.Key(q.clusterName(), q.nodegroupName())))
                    .then(group -> shown(call, group))
                    .map(it -> DeleteNodegroupResponse.builder().nodegroup(it).build()));
  }

  private static Reply<Nodegroup> shown(Call call, NodeGroup group) {
    World world = call.world();
    return EksFound.cluster(call, world, group.cluster())
        .map(cluster -> Nodegroups.sdk(group, cluster, world));
  }

  private static void reads(Call.Registry on) {
    on.on(
            "ListNodegroups",
            "GET " + GROUPS,
            ListNodegroupsRequest::builder,
            served("clusterName!", "maxResults", "nextToken"),
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
            "GET " + GROUP,
            DescribeNodegroupRequest::builder,
            served("clusterName!", "nodegroupName!"),
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
                                          .nodegroup(Nodegroups.sdk(group, cluster, world))
                                          .build()));
            });
  }
}
