package io.eksnet.aws.endpoint;

import io.eksnet.aws.codec.ApiError;
import io.eksnet.aws.codec.Problem;
import io.eksnet.aws.codec.Served;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** One registered action: how its request is made, which members it serves, who handles it. */
public final class Action<
    B extends SdkPojo & SdkBuilder<B, Q>, Q extends AwsRequest, R extends AwsResponse> {

  private static final Reply<AwsResponse> DRY_RUN =
      Reply.refuse(
          new ApiError(
              412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set."));

  private final Service service;
  private final String name;
  private final Optional<Route> route;
  private final Supplier<B> builder;
  private final Served served;
  private final Handler<Q, R> handler;
  private final boolean signed;

  Action(
      Service service,
      String name,
      Optional<Route> route,
      Supplier<B> builder,
      Served served,
      Handler<Q, R> handler,
      boolean signed) {
    this.service = service;
    this.name = name;
    this.route = route;
    this.builder = builder;
    this.served = served;
    this.handler = handler;
    this.signed = signed;
  }

  /** Whether only signed requests are served; else none is looked at for a signature. */
  boolean signed() {
    return signed;
  }

  public Service service() {
    return service;
  }

  /** The API's name: {@code DescribeVpcs}. */
  public String name() {
    return name;
  }

  /** Method and path of a REST action. */
  public Optional<String> path() {
    return route.map(Route::toString);
  }

  public Served served() {
    return served;
  }

  /** An empty request, to be filled. */
  public SdkPojo newRequest() {
    return builder.get();
  }

  Optional<Route> route() {
    return route;
  }

  /** Decodes with {@code fill}, asks whether the caller may, then handles. */
  Reply<AwsResponse> call(
      Function<SdkPojo, List<Problem>> fill,
      Function<Problem, Reply<AwsResponse>> refuse,
      Authorizer authorizer,
      Caller caller) {
    B request = builder.get();
    List<Problem> problems = fill.apply(request);
    if (!problems.isEmpty()) {
      return refuse.apply(problems.getFirst());
    }
    Q built = request.build();
    Optional<ApiError> denied =
        signed ? authorizer.refusal(caller, service, name, built) : Optional.empty();
    if (denied.isPresent()) {
      return Reply.refuse(denied.get());
    }
    return handler
        .handle(built, caller)
        .then(answer -> dryRun(built) ? DRY_RUN : Reply.answer(answer));
  }

  private static boolean dryRun(AwsRequest request) {
    return request.getValueForField("DryRun", Boolean.class).orElse(false);
  }
}
