package io.eksnet.aws.ec2;

import io.eksnet.aws.codec.Served;
import io.eksnet.aws.endpoint.Actions.Registration;
import io.eksnet.aws.endpoint.Caller;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.aws.endpoint.Service;
import io.eksnet.id.AccountId;
import io.eksnet.id.Region;
import io.eksnet.id.Scope;
import io.eksnet.world.Ledger;
import java.util.Locale;
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
        (Q request, Caller caller) -> {
          Call call = call(request, caller);
          return present(served, request)
              .then(
                  _ ->
                      checksIds
                          ? RequestIds.check(action, request, call.view())
                          : Reply.answer(true))
              .then(_ -> handler.handle(request, call));
        });
    return this;
  }

  private static Reply<Boolean> present(Served served, AwsRequest request) {
    return served
        .missing(request)
        .<Reply<Boolean>>map(
            name ->
                Reply.refuse(
                    "MissingParameter",
                    "The request must contain the parameter " + lowerFirst(name)))
        .orElseGet(() -> Reply.answer(true));
  }

  /** EC2 speaks of its parameters in lower camel case. */
  private static String lowerFirst(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private Call call(AwsRequest request, Caller caller) {
    Scope scope =
        new Scope(new AccountId(caller.principal().account()), new Region(caller.region()));
    return new Call(
        caller.principal().arn(), new View(ledger.durable().vpcs(), scope), ledger, request);
  }
}
