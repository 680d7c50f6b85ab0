package io.eksnet.aws.iam;

import io.eksnet.aws.codec.Served;
import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import java.util.Locale;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Registers actions of IAM and STS, which say in their own way what is missing in a request. */
public record IamRegistry(Call.Registry on) {

  /** Registers an action; its handler sees requests that have all that is required. */
  public <B extends SdkPojo & SdkBuilder<B, Q>, Q extends AwsRequest, R extends AwsResponse>
      IamRegistry on(
          String action, Supplier<B> builder, Served served, Call.Handler<Q, R> handler) {
    on.on(action, builder, served, requiring(served, handler));
    return this;
  }

  /** A handler that refuses requests that lack something. */
  public static <Q extends AwsRequest, R> Call.Handler<Q, R> requiring(
      Served served, Call.Handler<Q, R> handler) {
    return (request, call) ->
        served
            .missing(request)
            .<Reply<R>>map(
                name ->
                    call.refuse(
                        "ValidationError",
                        "1 validation error detected: Value null at '"
                            + name.substring(0, 1).toLowerCase(Locale.ROOT)
                            + name.substring(1)
                            + "' failed to satisfy constraint: Member must not be null"))
            .orElseGet(() -> handler.handle(request, call));
  }
}
