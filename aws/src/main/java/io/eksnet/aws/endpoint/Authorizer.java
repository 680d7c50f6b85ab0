package io.eksnet.aws.endpoint;

import io.eksnet.aws.codec.ApiError;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequest;

/** The port to whoever judges by policies whether a caller may make a call. */
@FunctionalInterface
public interface Authorizer {

  /** Lets everybody do everything. */
  Authorizer EVERYTHING = (caller, service, action, request) -> Optional.empty();

  /** Why the caller may not make this call; empty if it may. */
  Optional<ApiError> refusal(Caller caller, Service service, String action, AwsRequest request);
}
