package io.eksnet.aws.iam;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.iam.AttachRolePolicy;
import io.eksnet.iam.DeleteRolePermissionsBoundary;
import io.eksnet.iam.DeleteRolePolicy;
import io.eksnet.iam.DetachRolePolicy;
import io.eksnet.iam.PutRolePermissionsBoundary;
import io.eksnet.iam.PutRolePolicy;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;

/** What roles may do: inline and attached policies, and boundaries. */
final class RolePolicyActions {

  private RolePolicyActions() {}

  static void register(IamRegistry on) {
    on.on(
        "PutRolePolicy",
        PutRolePolicyRequest::builder,
        served("RoleName!", "PolicyName!", "PolicyDocument!"),
        (q, call) ->
            Asked.policy(call, q.policyDocument())
                .then(
                    policy ->
                        call.execute(
                            new PutRolePolicy(
                                Asked.account(call), q.roleName(), q.policyName(), policy)))
                .map(_ -> PutRolePolicyResponse.builder().build()));
    on.on(
        "GetRolePolicy",
        GetRolePolicyRequest::builder,
        served("RoleName!", "PolicyName!"),
        (q, call) ->
            Asked.role(call, q.roleName())
                .then(
                    role ->
                        Optional.ofNullable(role.inlinePolicies().get(q.policyName()))
                            .map(
                                policy ->
                                    Reply.answer(
                                        GetRolePolicyResponse.builder()
                                            .roleName(role.name())
                                            .policyName(q.policyName())
                                            .policyDocument(Asked.escaped(policy.text()))
                                            .build()))
                            .orElseGet(
                                () ->
                                    call.refuse(
                                        "NoSuchEntity",
                                        "The role policy with name "
                                            + q.policyName()
                                            + " cannot be found."))));
    on.on(
        "DeleteRolePolicy",
        DeleteRolePolicyRequest::builder,
        served("RoleName!", "PolicyName!"),
        (q, call) ->
            call.execute(new DeleteRolePolicy(Asked.account(call), q.roleName(), q.policyName()))
                .map(_ -> DeleteRolePolicyResponse.builder().build()));
    on.on(
        "ListRolePolicies",
        ListRolePoliciesRequest::builder,
        served("RoleName!", "Marker", "MaxItems"),
        (q, call) ->
            Asked.role(call, q.roleName())
                .then(role -> IamPage.cut(q, role.inlinePolicies().keySet().stream(), it -> it))
                .map(
                    page ->
                        ListRolePoliciesResponse.builder()
                            .policyNames(page.items())
                            .isTruncated(page.truncated())
                            .marker(page.marker())
                            .build()));
    on.on(
        "AttachRolePolicy",
        AttachRolePolicyRequest::builder,
        served("RoleName!", "PolicyArn!"),
        (q, call) ->
            call.execute(new AttachRolePolicy(Asked.account(call), q.roleName(), q.policyArn()))
                .map(_ -> AttachRolePolicyResponse.builder().build()));
    on.on(
        "DetachRolePolicy",
        DetachRolePolicyRequest::builder,
        served("RoleName!", "PolicyArn!"),
        (q, call) ->
            call.execute(new DetachRolePolicy(Asked.account(call), q.roleName(), q.policyArn()))
                .map(_ -> DetachRolePolicyResponse.builder().build()));
    on.on(
        "ListAttachedRolePolicies",
        ListAttachedRolePoliciesRequest::builder,
        served("RoleName!", "PathPrefix", "Marker", "MaxItems"),
        (q, call) ->
            Asked.role(call, q.roleName())
                .then(
                    role ->
                        IamPage.cut(
                            q,
                            role.attached().stream()
                                .filter(arn -> path(arn).startsWith(Asked.or(q.pathPrefix(), "/"))),
                            it -> it))
                .map(
                    page ->
                        ListAttachedRolePoliciesResponse.builder()
                            .attachedPolicies(page.items().stream().map(Shown::attached).toList())
                            .isTruncated(page.truncated())
                            .marker(page.marker())
                            .build()));
    on.on(
        "PutRolePermissionsBoundary",
        PutRolePermissionsBoundaryRequest::builder,
        served("RoleName!", "PermissionsBoundary!"),
        (q, call) ->
            call.execute(
                    new PutRolePermissionsBoundary(
                        Asked.account(call), q.roleName(), q.permissionsBoundary()))
                .map(_ -> PutRolePermissionsBoundaryResponse.builder().build()));
    on.on(
        "DeleteRolePermissionsBoundary",
        DeleteRolePermissionsBoundaryRequest::builder,
        served("RoleName!"),
        (q, call) ->
            call.execute(new DeleteRolePermissionsBoundary(Asked.account(call), q.roleName()))
                .map(_ -> DeleteRolePermissionsBoundaryResponse.builder().build()));
  }

  /** The path of a managed policy, from its ARN. */
  private static String path(String arn) {
    return arn.substring(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
  }
}
