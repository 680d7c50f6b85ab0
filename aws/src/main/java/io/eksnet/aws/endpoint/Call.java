package io.eksnet.aws.endpoint;

import io.eksnet.aws.codec.ApiError;
import io.eksnet.aws.codec.Served;
import io.eksnet.aws.endpoint.Actions.Registration;
import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.Region;
import io.eksnet.id.Scope;
import io.eksnet.world.Ledger;
import io.eksnet.world.World;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * One call of an action: who asks, where, and how commands are carried out.
 *
 * @param scope the account and Region of the caller
 */
public record Call(Service service, Caller caller, Scope scope, Ledger ledger) {

  /** Serves one action. */
  @FunctionalInterface
  public interface Handler<Q, R> {
    /** Answers only what is durable; an exception is a bug of ours. */
    Reply<R> handle(Q request, Call call);
  }

  /** Registers the actions of one service over a world. */
  public record Registry(Registration actions, Service service, Ledger ledger) {
    /** Registers an action of a service that names its actions. */
    public <B extends SdkPojo & SdkBuilder<B, Q>, Q extends AwsRequest, R extends AwsResponse>
        Registry on(String action, Supplier<B> builder, Served served, Handler<Q, R> handler) {
      actions.on(
          service, action, builder, served, (q, caller) -> checked(served, handler, q, caller));
      return this;
    }

    /**
     * Registers a REST action.
     *
     * @param route method and path, as in {@code "GET /clusters/{name}"}
     */
    public <B extends SdkPojo & SdkBuilder<B, Q>, Q extends AwsRequest, R extends AwsResponse>
        Registry on(
            String action,
            String route,
            Supplier<B> builder,
            Served served,
            Handler<Q, R> handler) {
      actions.on(
          service,
          action,
          route,
          builder,
          served,
          (q, caller) -> checked(served, handler, q, caller));
      return this;
    }

    private <Q extends AwsRequest, R> Reply<R> checked(
        Served served, Handler<Q, R> handler, Q request, Caller caller) {
      return served
          .missing(request)
          .<Reply<R>>map(name -> Reply.refuse(Refusals.missing(name, service.protocol())))
          .orElseGet(() -> handler.handle(request, call(caller)));
    }

    private Call call(Caller caller) {
      return new Call(
          service,
          caller,
          new Scope(new AccountId(caller.principal().account()), new Region(caller.region())),
          ledger);
    }
  }

  /** What clients may see now. */
  public World world() {
    return ledger.durable();
  }

  /** Carries a command out and returns when it is durable. */
  public <T> Reply<T> execute(Command<T> command) {
    return judged(ledger.execute(command));
  }

  /** What the rules made of something, as a reply with the service's HTTP status. */
  public <T> Reply<T> judged(Decision<T> decision) {
    return switch (decision) {
      case Decision.Accepted<T>(var value, _) -> Reply.answer(value);
      case Decision.Refused<T>(var refusal) -> refuse(refusal);
    };
  }

  /** A refusal with the service's HTTP status for its code. */
  public <T> Reply<T> refuse(Refusal refusal) {
    return refuse(refusal.code(), refusal.message());
  }

  /** A refusal with the service's HTTP status for its code. */
  public <T> Reply<T> refuse(String code, String message) {
    return Reply.refuse(new ApiError(Statuses.of(service, code), code, message));
  }
}
