package io.eksnet.aws.ec2;

import io.eksnet.aws.codec.ApiError;
import io.eksnet.aws.codec.Served;
import io.eksnet.aws.endpoint.Actions.Registration;
import io.eksnet.aws.endpoint.Caller;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.aws.endpoint.Service;
import io.eksnet.id.AccountId;
import io.eksnet.id.Region;
import io.eksnet.id.Scope;
import io.eksnet.vpc.Zones;
import io.eksnet.world.Ledger;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Registers EC2's actions: a handler gets its request and the {@link Call} that it is part of. */
final class Ec2Registration {

  private final Registration actions;
  private final Ledger ledger;

  Ec2Registration(Registration actions, Ledger ledger) {
    this.actions = actions;
    this.ledger = ledger;
  }

  /** Serves one action. */
  @FunctionalInterface
  interface Handler<Q, R> {
    Reply<R> handle(Q request, Call call);
  }

  /**
   * Registers an action. Before the handler sees a request, ids in it that are malformed, or that
   * name nothing that the caller has, are refused; describe actions do that themselves.
   */
  <B extends SdkPojo & SdkBuilder<B, Q>, Q extends AwsRequest, R extends AwsResponse>
      Ec2Registration on(String action, Supplier<B> builder, Served served, Handler<Q, R> handler) {
    boolean checksIds = !action.startsWith("Describe");
    actions.on(
        Service.EC2,
        action,
        builder,
        served,
        (Q request, Caller caller) ->
            call(request, caller)
                .then(
                    call ->
                        (checksIds ? RequestIds.check(action, request, call.view()) : none())
                            .then(_ -> handler.handle(request, call))));
    return this;
  }

  private static Reply<Boolean> none() {
    return Reply.answer(true);
  }

  private Reply<Call> call(AwsRequest request, Caller caller) {
    Region region = new Region(caller.region());
    if (!Zones.regions().contains(region)) {
      return Reply.refuse(
          new ApiError(
              401,
              "AuthFailure",
              "AWS was not able to validate the provided access credentials: there is no Region '"
                  + region
                  + "'"));
    }
    Scope scope = new Scope(new AccountId(caller.principal().account()), region);
    return Reply.answer(
        new Call(
            caller.principal().arn(), new View(ledger.durable().vpcs(), scope), ledger, request));
  }
}
