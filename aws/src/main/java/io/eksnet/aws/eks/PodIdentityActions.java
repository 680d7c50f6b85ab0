package io.eksnet.aws.eks;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.eks.Cluster;
import io.eksnet.eks.CreatePodIdentityAssociation;
import io.eksnet.eks.DeletePodIdentityAssociation;
import io.eksnet.eks.PodIdentities;
import io.eksnet.eks.PodIdentityAssociation;
import io.eksnet.eks.UpdatePodIdentityAssociation;
import io.eksnet.id.Tags;
import io.eksnet.world.World;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.CreatePodIdentityAssociationRequest;
import software.amazon.awssdk.services.eks.model.CreatePodIdentityAssociationResponse;
import software.amazon.awssdk.services.eks.model.DeletePodIdentityAssociationRequest;
import software.amazon.awssdk.services.eks.model.DeletePodIdentityAssociationResponse;
import software.amazon.awssdk.services.eks.model.DescribePodIdentityAssociationRequest;
import software.amazon.awssdk.services.eks.model.DescribePodIdentityAssociationResponse;
import software.amazon.awssdk.services.eks.model.ListPodIdentityAssociationsRequest;
import software.amazon.awssdk.services.eks.model.ListPodIdentityAssociationsResponse;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociationSummary;
import software.amazon.awssdk.services.eks.model.UpdatePodIdentityAssociationRequest;
import software.amazon.awssdk.services.eks.model.UpdatePodIdentityAssociationResponse;

/** Roles of service accounts. */
final class PodIdentityActions {
  private static final String ALL = "/clusters/{name}/pod-identity-associations";
  private static final String ONE = ALL + "/{associationId}";

  private PodIdentityActions() {}

  static void register(Call.Registry on) {
    on.on(
            "CreatePodIdentityAssociation",
            "POST " + ALL,
            CreatePodIdentityAssociationRequest::builder,
            served(
                "clusterName!",
                "namespace!",
                "serviceAccount!",
                "roleArn!",
                "clientRequestToken",
                "tags",
                "disableSessionTags",
                "targetRoleArn"),
            (q, call) ->
                call.execute(
                        new CreatePodIdentityAssociation(
                            call.scope(),
                            q.clusterName(),
                            q.namespace(),
                            q.serviceAccount(),
                            q.roleArn(),
                            Boolean.TRUE.equals(q.disableSessionTags()),
                            Optional.ofNullable(q.targetRoleArn()).filter(it -> !it.isEmpty()),
                            Tags.of(q.tags())))
                    .then(it -> sdk(call, it))
                    .map(
                        it ->
                            CreatePodIdentityAssociationResponse.builder().association(it).build()))
        .on(
            "DescribePodIdentityAssociation",
            "GET " + ONE,
            DescribePodIdentityAssociationRequest::builder,
            served("clusterName!", "associationId!"),
            (q, call) ->
                call.judged(
                        PodIdentities.found(
                            call.world(), call.scope(), q.clusterName(), q.associationId()))
                    .then(it -> sdk(call, it))
                    .map(
                        it ->
                            DescribePodIdentityAssociationResponse.builder()
                                .association(it)
                                .build()))
        .on(
            "ListPodIdentityAssociations",
            "GET " + ALL,
            ListPodIdentityAssociationsRequest::builder,
            served("clusterName!", "namespace", "serviceAccount", "maxResults", "nextToken"),
            (q, call) -> list(q, call))
        .on(
            "UpdatePodIdentityAssociation",
            "POST " + ONE,
            UpdatePodIdentityAssociationRequest::builder,
            served(
                "clusterName!",
                "associationId!",
                "roleArn",
                "clientRequestToken",
                "disableSessionTags",
                "targetRoleArn"),
            (q, call) ->
                call.execute(
                        new UpdatePodIdentityAssociation(
                            call.scope(),
                            q.clusterName(),
                            q.associationId(),
                            Optional.ofNullable(q.roleArn()),
                            Optional.ofNullable(q.disableSessionTags()),
                            Optional.ofNullable(q.targetRoleArn())))
                    .then(it -> sdk(call, it))
                    .map(
                        it ->
                            UpdatePodIdentityAssociationResponse.builder().association(it).build()))
        .on(
            "DeletePodIdentityAssociation",
            "DELETE " + ONE,
            DeletePodIdentityAssociationRequest::builder,
            served("clusterName!", "associationId!"),
            (q, call) ->
                call.execute(
                        new DeletePodIdentityAssociation(
                            call.scope(), q.clusterName(), q.associationId()))
                    .then(it -> sdk(call, it))
                    .map(
                        it ->
                            DeletePodIdentityAssociationResponse.builder()
                                .association(it)
                                .build()));
  }

  private static Reply<ListPodIdentityAssociationsResponse> list(
      ListPodIdentityAssociationsRequest q, Call call) {
    World world = call.world();
    return EksFound.cluster(call, world, q.clusterName())
        .then(
            cluster ->
                EksPages.cut(
                        q,
                        world
                            .table(PodIdentityAssociation.KIND)
                            .by(PodIdentityAssociation.BY_CLUSTER, cluster.name())
                            .stream()
                            .filter(it -> is(Optional.ofNullable(q.namespace()), it.namespace()))
                            .filter(
                                it ->
                                    is(
                                        Optional.ofNullable(q.serviceAccount()),
                                        it.serviceAccount()))
                            .map(PodIdentityAssociation::id)
                            .sorted())
                    .map(
                        page ->
                            ListPodIdentityAssociationsResponse.builder()
                                .associations(
                                    page.names().stream()
                                        .flatMap(
                                            id ->
                                                world
                                                    .find(PodIdentityAssociation.KIND, id)
                                                    .stream())
                                        .map(it -> summary(it, cluster))
                                        .toList())
                                .nextToken(page.nextOrNull())
                                .build()));
  }

  private static boolean is(Optional<String> asked, String present) {
    return asked.map(present::equals).orElse(true);
  }

  private static PodIdentityAssociationSummary summary(
      PodIdentityAssociation association, Cluster cluster) {
    var sdk =
        PodIdentityAssociationSummary.builder()
            .clusterName(association.cluster())
            .namespace(association.namespace())
            .serviceAccount(association.serviceAccount())
            .associationArn(association.arn(cluster))
            .associationId(association.id());
    association.ownerArn().ifPresent(sdk::ownerArn);
    return sdk.build();
  }

  private static Reply<software.amazon.awssdk.services.eks.model.PodIdentityAssociation> sdk(
      Call call, PodIdentityAssociation association) {
    return EksFound.cluster(call, call.world(), association.cluster())
        .map(it -> sdk(association, it));
  }

  private static software.amazon.awssdk.services.eks.model.PodIdentityAssociation sdk(
      PodIdentityAssociation association, Cluster cluster) {
    var sdk =
        software.amazon.awssdk.services.eks.model.PodIdentityAssociation.builder()
            .clusterName(association.cluster())
            .namespace(association.namespace())
            .serviceAccount(association.serviceAccount())
            .roleArn(association.roleArn())
            .associationArn(association.arn(cluster))
            .associationId(association.id())
            .tags(association.tags().values())
            .createdAt(association.createdAt())
            .modifiedAt(association.modifiedAt())
            .disableSessionTags(association.disableSessionTags());
    association.ownerArn().ifPresent(sdk::ownerArn);
    association.targetRoleArn().ifPresent(sdk::targetRoleArn);
    association.externalId().ifPresent(sdk::externalId);
    return sdk.build();
  }
}
