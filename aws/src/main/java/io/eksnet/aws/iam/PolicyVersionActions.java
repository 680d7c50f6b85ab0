package io.eksnet.aws.iam;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.iam.AwsManagedPolicy;
import io.eksnet.iam.CreatePolicyVersion;
import io.eksnet.iam.DeletePolicyVersion;
import io.eksnet.iam.ManagedPolicy;
import io.eksnet.iam.SetDefaultPolicyVersion;
import java.util.List;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionResponse;

/** The versions of managed policies. */
final class PolicyVersionActions {

  private PolicyVersionActions() {}

  static void register(IamRegistry on) {
    on.on(
        "CreatePolicyVersion",
        CreatePolicyVersionRequest::builder,
        served("PolicyArn!", "PolicyDocument!", "SetAsDefault"),
        (q, call) ->
            Asked.policy(call, q.policyDocument())
                .then(
                    policy ->
                        call.execute(
                            new CreatePolicyVersion(
                                Asked.account(call),
                                q.policyArn(),
                                policy,
                                Boolean.TRUE.equals(q.setAsDefault()))))
                .map(
                    made ->
                        CreatePolicyVersionResponse.builder()
                            .policyVersion(
                                Shown.version(made, Boolean.TRUE.equals(q.setAsDefault())).build())
                            .build()));
    on.on(
        "GetPolicyVersion",
        GetPolicyVersionRequest::builder,
        served("PolicyArn!", "VersionId!"),
        (q, call) ->
            versions(call, q.policyArn(), true)
                .then(
                    all ->
                        all.stream()
                            .filter(it -> it.versionId().equals(q.versionId()))
                            .findFirst()
                            .map(
                                it ->
                                    Reply.answer(
                                        GetPolicyVersionResponse.builder()
                                            .policyVersion(it)
                                            .build()))
                            .orElseGet(
                                () ->
                                    call.refuse(
                                        "NoSuchEntity",
                                        "Policy "
                                            + q.policyArn()
                                            + " version "
                                            + q.versionId()
                                            + " does not exist or is not attachable."))));
    on.on(
        "ListPolicyVersions",
        ListPolicyVersionsRequest::builder,
        served("PolicyArn!", "Marker", "MaxItems"),
        (q, call) ->
            versions(call, q.policyArn(), false)
                .then(all -> IamPage.cut(q, all.stream(), PolicyVersionActions::order))
                .map(
                    page ->
                        ListPolicyVersionsResponse.builder()
                            .versions(page.items())
                            .isTruncated(page.truncated())
                            .marker(page.marker())
                            .build()));
    on.on(
        "DeletePolicyVersion",
        DeletePolicyVersionRequest::builder,
        served("PolicyArn!", "VersionId!"),
        (q, call) ->
            call.execute(new DeletePolicyVersion(Asked.account(call), q.policyArn(), q.versionId()))
                .map(_ -> DeletePolicyVersionResponse.builder().build()));
    on.on(
        "SetDefaultPolicyVersion",
        SetDefaultPolicyVersionRequest::builder,
        served("PolicyArn!", "VersionId!"),
        (q, call) ->
            call.execute(
                    new SetDefaultPolicyVersion(Asked.account(call), q.policyArn(), q.versionId()))
                .map(_ -> SetDefaultPolicyVersionResponse.builder().build()));
  }

  /** All versions of a policy, with their documents or without. */
  private static Reply<List<PolicyVersion>> versions(Call call, String arn, boolean documents) {
    return call.world()
        .find(ManagedPolicy.KIND, arn)
        .filter(it -> it.account().equals(Asked.account(call)))
        .map(
            policy ->
                policy.versions().stream()
                    .map(
                        it -> {
                          var shown = Shown.version(it, it.number() == policy.defaultVersion());
                          return documents
                              ? shown.document(Asked.escaped(it.policy().text())).build()
                              : shown.build();
                        })
                    .toList())
        .or(
            () ->
                AwsManagedPolicy.find(arn)
                    .map(
                        it -> {
                          var shown = Shown.version(it);
                          return List.of(
                              documents
                                  ? shown.document(Asked.escaped(it.text())).build()
                                  : shown.build());
                        }))
        .map(Reply::answer)
        .orElseGet(() -> call.refuse("NoSuchEntity", "Policy " + arn + " was not found."));
  }

  /** The newest first. */
  private static String order(PolicyVersion version) {
    int newestFirst = 100_000_000 - Integer.parseInt(version.versionId().substring(1));
    return Integer.toString(newestFirst);
  }
}
