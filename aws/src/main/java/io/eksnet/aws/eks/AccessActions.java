package io.eksnet.aws.eks;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.eks.AccessEntries;
import io.eksnet.eks.AccessEntry;
import io.eksnet.eks.AccessPolicies;
import io.eksnet.eks.AssociateAccessPolicy;
import io.eksnet.eks.Cluster;
import io.eksnet.eks.CreateAccessEntry;
import io.eksnet.eks.DeleteAccessEntry;
import io.eksnet.eks.DisassociateAccessPolicy;
import io.eksnet.eks.UpdateAccessEntry;
import io.eksnet.id.Tags;
import io.eksnet.world.World;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.AccessPolicy;
import software.amazon.awssdk.services.eks.model.AssociateAccessPolicyRequest;
import software.amazon.awssdk.services.eks.model.AssociateAccessPolicyResponse;
import software.amazon.awssdk.services.eks.model.AssociatedAccessPolicy;
import software.amazon.awssdk.services.eks.model.CreateAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.CreateAccessEntryResponse;
import software.amazon.awssdk.services.eks.model.DeleteAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.DeleteAccessEntryResponse;
import software.amazon.awssdk.services.eks.model.DescribeAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.DescribeAccessEntryResponse;
import software.amazon.awssdk.services.eks.model.DisassociateAccessPolicyRequest;
import software.amazon.awssdk.services.eks.model.DisassociateAccessPolicyResponse;
import software.amazon.awssdk.services.eks.model.ListAccessEntriesRequest;
import software.amazon.awssdk.services.eks.model.ListAccessEntriesResponse;
import software.amazon.awssdk.services.eks.model.ListAccessPoliciesRequest;
import software.amazon.awssdk.services.eks.model.ListAccessPoliciesResponse;
import software.amazon.awssdk.services.eks.model.ListAssociatedAccessPoliciesRequest;
import software.amazon.awssdk.services.eks.model.ListAssociatedAccessPoliciesResponse;
import software.amazon.awssdk.services.eks.model.UpdateAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.UpdateAccessEntryResponse;

/** Who may call a cluster's API server. */
final class AccessActions {
  private static final String ENTRY = "/clusters/{name}/access-entries/{principalArn}";

  private AccessActions() {}

  static void register(Call.Registry on) {
    entries(on);
    policies(on);
  }

  private static void entries(Call.Registry on) {
    on.on(
            "CreateAccessEntry",
            "POST /clusters/{name}/access-entries",
            CreateAccessEntryRequest::builder,
            served(
                "clusterName!",
                "principalArn!",
                "kubernetesGroups",
                "tags",
                "clientRequestToken",
                "username",
                "type"),
            (q, call) ->
                call.execute(
                        new CreateAccessEntry(
                            call.scope(),
                            q.clusterName(),
                            q.principalArn(),
                            Optional.ofNullable(q.type()),
                            Optional.ofNullable(q.username()),
                            q.kubernetesGroups(),
                            Tags.of(q.tags())))
                    .then(it -> sdk(call, it))
                    .map(it -> CreateAccessEntryResponse.builder().accessEntry(it).build()))
        .on(
            "DescribeAccessEntry",
            "GET " + ENTRY,
            DescribeAccessEntryRequest::builder,
            served("clusterName!", "principalArn!"),
            (q, call) ->
                entry(call, call.world(), q.clusterName(), q.principalArn())
                    .then(it -> sdk(call, it))
                    .map(it -> DescribeAccessEntryResponse.builder().accessEntry(it).build()))
        .on(
            "UpdateAccessEntry",
            "POST " + ENTRY,
            UpdateAccessEntryRequest::builder,
            served(
                "clusterName!",
                "principalArn!",
                "kubernetesGroups",
                "clientRequestToken",
                "username"),
            (q, call) ->
                call.execute(
                        new UpdateAccessEntry(
                            call.scope(),
                            q.clusterName(),
                            q.principalArn(),
                            Optional.ofNullable(q.username()),
                            q.hasKubernetesGroups()
                                ? Optional.of(q.kubernetesGroups())
                                : Optional.empty()))
                    .then(it -> sdk(call, it))
                    .map(it -> UpdateAccessEntryResponse.builder().accessEntry(it).build()))
        .on(
            "DeleteAccessEntry",
            "DELETE " + ENTRY,
            DeleteAccessEntryRequest::builder,
            served("clusterName!", "principalArn!"),
            (q, call) ->
                call.execute(new DeleteAccessEntry(call.scope(), q.clusterName(), q.principalArn()))
                    .map(_ -> DeleteAccessEntryResponse.builder().build()))
        .on(
            "ListAccessEntries",
            "GET /clusters/{name}/access-entries",
            ListAccessEntriesRequest::builder,
            served("clusterName!", "associatedPolicyArn", "maxResults", "nextToken"),
            (q, call) -> {
              World world = call.world();
              return open(call, world, q.clusterName())
                  .then(
                      name ->
                          EksPages.cut(
                              q,
                              world
                                  .table(AccessEntry.KIND)
                                  .by(AccessEntry.BY_CLUSTER, name)
                                  .stream()
                                  .filter(
                                      it ->
                                          q.associatedPolicyArn() == null
                                              || it.policy(q.associatedPolicyArn()).isPresent())
                                  .map(AccessEntry::principal)))
                  .map(
                      page ->
                          ListAccessEntriesResponse.builder()
                              .accessEntries(page.names())
                              .nextToken(page.nextOrNull())
                              .build());
            });
  }

  private static void policies(Call.Registry on) {
    on.on(
            "AssociateAccessPolicy",
            "POST " + ENTRY + "/access-policies",
            AssociateAccessPolicyRequest::builder,
            served("clusterName!", "principalArn!", "policyArn!", "accessScope!"),
            (q, call) ->
                call.execute(
                        new AssociateAccessPolicy(
                            call.scope(),
                            q.clusterName(),
                            q.principalArn(),
                            q.policyArn(),
                            String.valueOf(q.accessScope().typeAsString()),
                            q.accessScope().namespaces()))
                    .map(
                        it ->
                            AssociateAccessPolicyResponse.builder()
                                .clusterName(q.clusterName())
                                .principalArn(q.principalArn())
                                .associatedAccessPolicy(sdk(it))
                                .build()))
        .on(
            "DisassociateAccessPolicy",
            "DELETE " + ENTRY + "/access-policies/{policyArn}",
            DisassociateAccessPolicyRequest::builder,
            served("clusterName!", "principalArn!", "policyArn!"),
            (q, call) ->
                call.execute(
                        new DisassociateAccessPolicy(
                            call.scope(), q.clusterName(), q.principalArn(), q.policyArn()))
                    .map(_ -> DisassociateAccessPolicyResponse.builder().build()))
        .on(
            "ListAssociatedAccessPolicies",
            "GET " + ENTRY + "/access-policies",
            ListAssociatedAccessPoliciesRequest::builder,
            served("clusterName!", "principalArn!", "maxResults", "nextToken"),
            (q, call) ->
                entry(call, call.world(), q.clusterName(), q.principalArn())
                    .then(
                        entry ->
                            EksPages.cut(
                                    q,
                                    entry.policies().stream()
                                        .map(AccessEntry.Association::policyArn)
                                        .sorted())
                                .map(
                                    page ->
                                        ListAssociatedAccessPoliciesResponse.builder()
                                            .clusterName(q.clusterName())
                                            .principalArn(q.principalArn())
                                            .associatedAccessPolicies(
                                                page.names().stream()
                                                    .flatMap(arn -> entry.policy(arn).stream())
                                                    .map(AccessActions::sdk)
                                                    .toList())
                                            .nextToken(page.nextOrNull())
                                            .build())))
        .on(
            "ListAccessPolicies",
            "GET /access-policies",
            ListAccessPoliciesRequest::builder,
            served("maxResults", "nextToken"),
            (q, call) ->
                EksPages.cut(q, AccessPolicies.arns())
                    .map(
                        page ->
                            ListAccessPoliciesResponse.builder()
                                .accessPolicies(
                                    page.names().stream().map(AccessActions::policy).toList())
                                .nextToken(page.nextOrNull())
                                .build()));
  }

  private static AccessPolicy policy(String arn) {
    return AccessPolicy.builder().name(AccessPolicies.name(arn)).arn(arn).build();
  }

  private static Reply<String> open(Call call, World world, String cluster) {
    return AccessEntries.closed(world, call.scope(), cluster)
        .<Reply<String>>map(call::refuse)
        .orElseGet(() -> Reply.answer(cluster));
  }

  private static Reply<AccessEntry> entry(
      Call call, World world, String cluster, String principal) {
    return call.judged(AccessEntries.found(world, call.scope(), cluster, principal));
  }

  private static Reply<software.amazon.awssdk.services.eks.model.AccessEntry> sdk(
      Call call, AccessEntry entry) {
    return EksFound.cluster(call, call.world(), entry.cluster()).map(it -> sdk(entry, it));
  }

  private static software.amazon.awssdk.services.eks.model.AccessEntry sdk(
      AccessEntry entry, Cluster cluster) {
    return software.amazon.awssdk.services.eks.model.AccessEntry.builder()
        .clusterName(entry.cluster())
        .principalArn(entry.principal())
        .accessEntryArn(entry.arn(cluster))
        .type(entry.type().name())
        .username(entry.username())
        .kubernetesGroups(entry.groups())
        .createdAt(entry.createdAt())
        .modifiedAt(entry.modifiedAt())
        .tags(entry.tags().values())
        .build();
  }

  private static AssociatedAccessPolicy sdk(AccessEntry.Association association) {
    return AssociatedAccessPolicy.builder()
        .policyArn(association.policyArn())
        .accessScope(
            it ->
                it.type(association.ofCluster() ? "cluster" : "namespace")
                    .namespaces(association.namespaces()))
        .associatedAt(association.associatedAt())
        .modifiedAt(association.modifiedAt())
        .build();
  }
}
