package io.eksnet.aws.eks;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.eks.ClusterVersion;
import io.eksnet.eks.Update;
import io.eksnet.world.World;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.DescribeClusterVersionsRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterVersionsResponse;
import software.amazon.awssdk.services.eks.model.DescribeUpdateRequest;
import software.amazon.awssdk.services.eks.model.DescribeUpdateResponse;
import software.amazon.awssdk.services.eks.model.ListUpdatesRequest;
import software.amazon.awssdk.services.eks.model.ListUpdatesResponse;

/** Updates of clusters, node groups and add-ons, and the versions that clusters can go to. */
final class UpdateActions {
  private static final String EKS = "eks";

  private UpdateActions() {}

  /** Registers them; the clock tells which versions are still supported. */
  static void register(Call.Registry on, InstantSource clock) {
    on.on(
            "DescribeUpdate",
            "GET /clusters/{name}/updates/{updateId}",
            DescribeUpdateRequest::builder,
            served("name!", "updateId!", "nodegroupName", "addonName"),
            (q, call) -> {
              World world = call.world();
              return EksFound.cluster(call, world, q.name())
                  .then(
                      cluster ->
                          EksFound.found(
                              call,
                              world
                                  .find(Update.KIND, q.updateId())
                                  .filter(it -> it.cluster().equals(cluster.name()))
                                  .filter(
                                      it ->
                                          concerns(
                                              it,
                                              Optional.ofNullable(q.nodegroupName()),
                                              Optional.ofNullable(q.addonName()))),
                              "No update found for ID: " + q.updateId()))
                  .map(it -> DescribeUpdateResponse.builder().update(ClusterView.sdk(it)).build());
            })
        .on(
            "ListUpdates",
            "GET /clusters/{name}/updates",
            ListUpdatesRequest::builder,
            served("name!", "nodegroupName", "addonName", "maxResults", "nextToken"),
            (q, call) -> {
              World world = call.world();
              return EksFound.cluster(call, world, q.name())
                  .then(
                      cluster ->
                          EksPages.cut(
                              q,
                              world
                                  .table(Update.KIND)
                                  .by(Update.BY_CLUSTER, cluster.name())
                                  .stream()
                                  .filter(
                                      it ->
                                          concerns(
                                              it,
                                              Optional.ofNullable(q.nodegroupName()),
                                              Optional.ofNullable(q.addonName())))
                                  .map(Update::id)
                                  .sorted()))
                  .map(
                      page ->
                          ListUpdatesResponse.builder()
                              .updateIds(page.names())
                              .nextToken(page.nextOrNull())
                              .build());
            })
        .on(
            "DescribeClusterVersions",
            "GET /cluster-versions",
            DescribeClusterVersionsRequest::builder,
            served(
                "clusterType",
                "maxResults",
                "nextToken",
                "defaultOnly",
                "includeAll",
                "clusterVersions",
                "status",
                "versionStatus"),
            (q, call) -> versions(q, clock));
  }

  /** Whether an update is of the node group or add-on that is named; of the cluster, if none is. */
  private static boolean concerns(
      Update update, Optional<String> nodeGroup, Optional<String> addon) {
    return update.nodeGroup().equals(nodeGroup) && update.addon().equals(addon);
  }

  private static Reply<DescribeClusterVersionsResponse> versions(
      DescribeClusterVersionsRequest q, InstantSource clock) {
    Optional<String> type = Optional.ofNullable(q.clusterType()).filter(it -> !it.equals(EKS));
    if (type.isPresent()) {
      return Reply.refuse(
          "InvalidParameterException",
          "eksnet serves the clusterType " + EKS + " and not " + type.get() + ".");
    }
    List<String> unknown =
        q.clusterVersions().stream().filter(it -> ClusterVersion.of(it).isEmpty()).toList();
    if (!unknown.isEmpty()) {
      return Reply.refuse(
          "InvalidParameterException", "unsupported Kubernetes version " + unknown.getFirst());
    }
    List<ClusterVersion> meant =
        ClusterVersion.all().stream()
            .filter(it -> q.clusterVersions().isEmpty() || q.clusterVersions().contains(it.text()))
            .filter(
                it -> !Boolean.TRUE.equals(q.defaultOnly()) || it.equals(ClusterVersion.newest()))
            .filter(it -> isAsked(it.at(clock.instant()), q))
            .toList();
    return EksPages.cut(q, meant.stream().map(ClusterVersion::text).sorted())
        .map(
            page ->
                DescribeClusterVersionsResponse.builder()
                    .clusterVersions(
                        meant.stream()
                            .filter(it -> page.names().contains(it.text()))
                            .map(it -> ClusterView.sdk(it, it.at(clock.instant())))
                            .toList())
                    .nextToken(page.nextOrNull())
                    .build());
  }

  /** Unsupported versions show only when they are asked for. */
  private static boolean isAsked(ClusterVersion.Support support, DescribeClusterVersionsRequest q) {
    Optional<String> word =
        Optional.ofNullable(q.versionStatusAsString())
            .or(
                () ->
                    q.getValueForField("status", String.class)
                        .map(it -> it.toUpperCase(Locale.ROOT).replace('-', '_')));
    if (word.isPresent()) {
      return support.name().equals(word.get());
    }
    return support != ClusterVersion.Support.UNSUPPORTED
        || Boolean.TRUE.equals(q.includeAll())
        || !q.clusterVersions().isEmpty();
  }
}
