package io.eksnet.aws.codec;

/**
 * A refusal as AWS's clients see it.
 *
 * @param status the HTTP status, 400 to 599
 * @param code AWS's code, without a service prefix: {@code InvalidVpcID.NotFound}
 * @param message AWS's words where they are known
 */
public record ApiError(int status, String code, String message) {

  /** The usual refusal: HTTP 400. */
  public static ApiError badRequest(String code, String message) {
    return new ApiError(400, code, message);
  }
}
