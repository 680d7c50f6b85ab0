package io.eksnet.aws.sts;

import io.eksnet.aws.codec.Served;
import io.eksnet.aws.endpoint.Actions.Registration;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.aws.endpoint.Service;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** All of STS that eksnet serves. */
public final class StsActions {

  private StsActions() {}

  public static void register(Registration on) {
    on.on(
        Service.STS,
        "GetCallerIdentity",
        GetCallerIdentityRequest::builder,
        Served.nothing(),
        (q, caller) ->
            Reply.answer(
                GetCallerIdentityResponse.builder()
                    .account(caller.principal().account())
                    .arn(caller.principal().arn())
                    .userId(caller.principal().userId())
                    .build()));
  }
}
