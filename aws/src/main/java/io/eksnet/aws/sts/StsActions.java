package io.eksnet.aws.sts;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.codec.Served;
import io.eksnet.aws.endpoint.Actions.Registration;
import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.aws.endpoint.Service;
import io.eksnet.aws.iam.IamRegistry;
import io.eksnet.aws.iam.RoleAccess;
import io.eksnet.aws.sigv4.Credentials.Principal;
import io.eksnet.id.AccountId;
import io.eksnet.id.Region;
import io.eksnet.id.Scope;
import io.eksnet.world.Ledger;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.DecodeAuthorizationMessageRequest;
import software.amazon.awssdk.services.sts.model.DecodeAuthorizationMessageResponse;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoRequest;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** All of STS that eksnet serves. */
public final class StsActions {

  /**
   * What STS works with.
   *
   * @param sessions issues keys
   * @param identity knows the tokens of service accounts
   * @param access what callers may do
   */
  public record Means(
      Sessions sessions, WebIdentity identity, RoleAccess access, InstantSource clock) {}

  private StsActions() {}

  /** Registers STS's actions over a world. */
  public static void register(Registration actions, Ledger ledger, Means means) {
    RoleSessions roles = new RoleSessions(means);
    IamRegistry on = new IamRegistry(new Call.Registry(actions, Service.STS, ledger));
    on.on(
            "GetCallerIdentity",
            GetCallerIdentityRequest::builder,
            Served.nothing(),
            (q, call) -> {
              Principal principal = call.caller().principal();
              return Reply.answer(
                  GetCallerIdentityResponse.builder()
                      .account(principal.account())
                      .arn(principal.arn())
                      .userId(principal.userId())
                      .build());
            })
        .on(
            "AssumeRole",
            AssumeRoleRequest::builder,
            served(
                "RoleArn!",
                "RoleSessionName!",
                "Policy",
                "PolicyArns",
                "DurationSeconds",
                "ExternalId"),
            roles::assume)
        .on(
            "GetAccessKeyInfo",
            GetAccessKeyInfoRequest::builder,
            served("AccessKeyId!"),
            (q, call) ->
                account(q.accessKeyId(), call, means)
                    .map(it -> Reply.answer(GetAccessKeyInfoResponse.builder().account(it).build()))
                    .orElseGet(
                        () ->
                            call.refuse(
                                "ValidationError", "Invalid access key ID: " + q.accessKeyId())))
        .on(
            "DecodeAuthorizationMessage",
            DecodeAuthorizationMessageRequest::builder,
            served("EncodedMessage!"),
            (q, call) ->
                means
                    .sessions()
                    .message(q.encodedMessage())
                    .map(
                        it ->
                            Reply.answer(
                                DecodeAuthorizationMessageResponse.builder()
                                    .decodedMessage(it)
                                    .build()))
                    .orElseGet(
                        () ->
                            call.refuse(
                                "InvalidAuthorizationMessageException",
                                "The input is not a valid encoded authorization message.")));
    Served webIdentity =
        served(
            "RoleArn!",
            "RoleSessionName!",
            "WebIdentityToken!",
            "Policy",
            "PolicyArns",
            "DurationSeconds");
    Call.Handler<
            AssumeRoleWithWebIdentityRequest,
            software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse>
        handler = IamRegistry.requiring(webIdentity, roles::assumeWithWebIdentity);
    actions.unsigned(
        Service.STS,
        "AssumeRoleWithWebIdentity",
        AssumeRoleWithWebIdentityRequest::builder,
        webIdentity,
        (q, caller) ->
            handler.handle(
                q,
                new Call(
                    Service.STS,
                    caller,
                    new Scope(new AccountId(caller.principal().account()), new Region("us-east-1")),
                    ledger)));
  }

  /** The caller's own account, for the caller's own key and those of accounts. */
  private static Optional<String> account(String accessKeyId, Call call, Means means) {
    return means
        .sessions()
        .find(accessKeyId)
        .map(it -> it.principal().account())
        .or(
            () ->
                accessKeyId.matches("ASIA[A-Z2-7]{16}")
                    ? Optional.of(call.caller().principal().account())
                    : Optional.empty());
  }
}
