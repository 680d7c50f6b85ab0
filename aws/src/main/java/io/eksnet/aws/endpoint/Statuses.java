package io.eksnet.aws.endpoint;

/** The HTTP statuses of refusals: 400 but for these (botocore's models name them). */
final class Statuses {
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private Statuses() {}

  static int of(Service service, String code) {
    return switch (service) {
      case EKS ->
          switch (code) {
            case "ResourceNotFoundException", "NotFoundException" -> NOT_FOUND;
            case "ResourceInUseException" -> CONFLICT;
            case "AccessDeniedException" -> FORBIDDEN;
            default -> BAD_REQUEST;
          };
      case IAM ->
          switch (code) {
            case "NoSuchEntity" -> NOT_FOUND;
            case "EntityAlreadyExists",
                "DeleteConflict",
                "LimitExceeded",
                "ConcurrentModification",
                "EntityTemporarilyUnmodifiable" ->
                CONFLICT;
            case "AccessDenied" -> FORBIDDEN;
            default -> BAD_REQUEST;
          };
      case STS, ELB, ELBV2 ->
          switch (code) {
            case "IDPRejectedClaim" -> FORBIDDEN;
            case "AccessDenied" -> FORBIDDEN;
            case "InvalidConfigurationRequest" -> service == Service.ELB ? CONFLICT : BAD_REQUEST;
            default -> BAD_REQUEST;
          };
      case ACM, DIRECT_CONNECT -> BAD_REQUEST;
      case EC2 -> code.equals("UnauthorizedOperation") ? FORBIDDEN : BAD_REQUEST;
    };
  }
}
