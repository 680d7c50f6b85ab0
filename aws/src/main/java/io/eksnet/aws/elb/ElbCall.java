package io.eksnet.aws.elb;

import io.eksnet.aws.codec.Served;
import io.eksnet.aws.endpoint.Actions.Registration;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.aws.endpoint.Service;
import io.eksnet.elb.LoadBalancer;
import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Decision;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Region;
import io.eksnet.id.Scope;
import io.eksnet.world.Ledger;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * One call of an action of ELB: who asks, where, and how its commands are carried out.
 *
 * @param scope the account and Region of the caller
 */
record ElbCall(Scope scope, Ledger ledger) {

  /** Serves one action. */
  @FunctionalInterface
  interface Handler<Q, R> {
    Reply<R> handle(Q request, ElbCall call);
  }

  /** Registers ELB's actions over a world. */
  record Registry(Registration actions, Ledger ledger) {
    <B extends SdkPojo & SdkBuilder<B, Q>, Q extends AwsRequest, R extends AwsResponse> Registry on(
        String action, Supplier<B> builder, Served served, Handler<Q, R> handler) {
      actions.on(
          Service.ELBV2,
          action,
          builder,
          served,
          (Q request, io.eksnet.aws.endpoint.Caller caller) ->
              handler.handle(
                  request,
                  new ElbCall(
                      new Scope(
                          new AccountId(caller.principal().account()), new Region(caller.region())),
                      ledger)));
      return this;
    }
  }

  /** The caller's load balancers, in the order of their ARNs. */
  List<LoadBalancer> own() {
    return ledger.durable().table(LoadBalancer.KIND).by(LoadBalancer.BY_SCOPE, scope);
  }

  /** One of the caller's load balancers. */
  Reply<LoadBalancer> find(String arn) {
    if (arn == null) {
      return invalid("LoadBalancerArn must be specified");
    }
    Optional<LoadBalancer> found =
        own().stream().filter(it -> it.arn().value().equals(arn)).findFirst();
    return found
        .map(Reply::answer)
        .orElseGet(
            () -> Reply.refuse("LoadBalancerNotFound", "Load balancer '" + arn + "' not found"));
  }

  /** Carries a command out and returns when it is durable. */
  <T> Reply<T> execute(Command<T> command) {
    return switch (ledger.execute(command)) {
      case Decision.Accepted<T>(var value, _) -> Reply.answer(value);
      case Decision.Refused<T>(var refusal) -> Reply.refuse(refusal.code(), refusal.message());
    };
  }

  static <T> Reply<T> invalid(String message) {
    return Reply.refuse("ValidationError", message);
  }

  static List<LoadBalancerArn> arns(List<String> texts) {
    return texts.stream().distinct().map(LoadBalancerArn::new).toList();
  }
}
