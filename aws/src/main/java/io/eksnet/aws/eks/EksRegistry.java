package io.eksnet.aws.eks;

import io.eksnet.aws.codec.Served;
import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Registers EKS's actions so that none is carried out without the members that it must have. */
record EksRegistry(Call.Registry actions) {

  /**
   * Registers an action.
   *
   * @param route method and path
   * @param served its members; those with {@code !} must be there
   */
  <B extends SdkPojo & SdkBuilder<B, Q>, Q extends AwsRequest, R extends AwsResponse>
      EksRegistry on(
          String action,
          String route,
          Supplier<B> builder,
          Served served,
          Call.Handler<Q, R> handler) {
    actions.on(
        action,
        route,
        builder,
        served,
        (Q q, Call call) -> {
          Optional<String> missing = served.missing(q);
          return missing.isPresent()
              ? Reply.refuse("InvalidParameterException", missing.get() + " is required.")
              : handler.handle(q, call);
        });
    return this;
  }
}
