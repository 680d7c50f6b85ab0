package io.eksnet.aws.endpoint;

import static io.eksnet.aws.codec.ApiError.badRequest;

import io.eksnet.aws.codec.ApiError;
import io.eksnet.aws.codec.Problem;
import io.eksnet.aws.sigv4.Verdict;
import java.util.Locale;

/** AWS's codes for what goes wrong before an action is reached; each protocol has its own. */
final class Refusals {

  private Refusals() {}

  /** A request that cannot be read as one of {@code action}. */
  static ApiError of(Problem problem, Protocol protocol, String action) {
    boolean json = protocol.isJson();
    return switch (problem) {
      case Problem.Unknown(var parameter) ->
          badRequest(
              json ? invalid(protocol) : "UnknownParameter",
              "The parameter " + parameter + " is not recognized");
      case Problem.NotServed(var parameter) ->
          badRequest(
              json ? invalid(protocol) : "UnsupportedOperation",
              "eksnet does not serve the parameter "
                  + parameter
                  + " of "
                  + action
                  + ". Nothing was done; leave it out.");
      case Problem.BadValue(var parameter, var found, var expected) ->
          badRequest(
              json ? "SerializationException" : "InvalidParameterValue",
              "Value ("
                  + found
                  + ") for parameter "
                  + parameter
                  + " is invalid. Expected "
                  + expected
                  + ".");
      case Problem.Repeated(var parameter) ->
          badRequest(
              json ? invalid(protocol) : "MalformedQueryString",
              "The parameter " + parameter + " was sent more than once.");
      case Problem.Malformed(var why) ->
          badRequest(json ? "SerializationException" : "MalformedQueryString", why);
    };
  }

  /**
   * A signature that is not accepted. EC2's codes differ from the Query services' and from EKS's.
   */
  static ApiError of(Verdict.Rejected rejected, Protocol protocol) {
    boolean json = protocol.isJson();
    int denied = protocol == Protocol.JSON ? 400 : 403;
    boolean ec2 = protocol == Protocol.EC2;
    String message = rejected.message();
    return switch (rejected.reason()) {
      case UNSIGNED ->
          new ApiError(
              denied,
              json ? "MissingAuthenticationTokenException" : "MissingAuthenticationToken",
              message);
      case INCOMPLETE ->
          new ApiError(
              denied, json ? "IncompleteSignatureException" : "IncompleteSignature", message);
      case UNKNOWN_KEY -> {
        if (ec2) {
          yield new ApiError(
              401, "AuthFailure", "AWS was not able to validate the provided access credentials");
        }
        yield new ApiError(
            denied, json ? "UnrecognizedClientException" : "InvalidClientTokenId", message);
      }
      case OUT_OF_TIME ->
          ec2
              ? badRequest("RequestExpired", "Request has expired. " + message)
              : new ApiError(
                  denied, json ? "InvalidSignatureException" : "SignatureDoesNotMatch", message);
      case EXPIRED ->
          ec2
              ? badRequest("RequestExpired", "Request has expired.")
              : new ApiError(denied, json ? "ExpiredTokenException" : "ExpiredToken", message);
      case WRONG_SCOPE, MISMATCH ->
          new ApiError(
              denied, json ? "InvalidSignatureException" : "SignatureDoesNotMatch", message);
    };
  }

  private static String invalid(Protocol protocol) {
    return protocol == Protocol.JSON ? "ValidationException" : "InvalidParameterException";
  }

  /** A request that lacks a member, by the member's name on the wire. */
  static ApiError missing(String member, Protocol protocol) {
    String name = member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1);
    return badRequest(
        protocol.isJson() ? invalid(protocol) : "ValidationError",
        "1 validation error detected: Value null at '"
            + name
            + "' failed to satisfy constraint: Member must not be null");
  }

  static ApiError noSuchTarget(String target) {
    return badRequest("UnknownOperationException", "eksnet does not serve " + target + ".");
  }

  static ApiError noSuchAction(String action, String service) {
    return badRequest(
        "InvalidAction",
        "The action "
            + action
            + " is not valid for this web service. eksnet does not serve "
            + service
            + ":"
            + action
            + ".");
  }

  static ApiError noSuchRoute(String method, String path, String service) {
    return new ApiError(
        404,
        "UnknownOperationException",
        "eksnet does not serve " + method + " " + path + " of " + service + ".");
  }

  static ApiError tooLarge(int limit) {
    return new ApiError(
        413,
        "RequestEntityTooLarge",
        "The request body is larger than " + limit + " bytes, the most that eksnet takes.");
  }

  static ApiError internal() {
    return new ApiError(
        500, "InternalError", "An internal error has occurred; eksnet's log has its cause.");
  }
}
