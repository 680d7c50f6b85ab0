package io.eksnet.aws.access;

import io.eksnet.aws.codec.ApiError;
import io.eksnet.aws.endpoint.Authorizer;
import io.eksnet.aws.endpoint.Caller;
import io.eksnet.aws.endpoint.Service;
import io.eksnet.aws.iam.RoleAccess;
import io.eksnet.aws.sigv4.Credentials.Principal;
import io.eksnet.aws.sigv4.Credentials.Session;
import io.eksnet.iam.Access;
import io.eksnet.iam.AccessRequest;
import io.eksnet.iam.Role;
import io.eksnet.id.Tags;
import io.eksnet.world.Ledger;
import io.eksnet.world.World;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Judges calls of sessions by the policies of their roles. The keys of an account itself may do
 * everything, without any look at policies.
 */
public final class PolicyAuthorizer implements Authorizer {
  private static final int FORBIDDEN = 403;

  /** Calls that need no permission, or that judge by themselves (both sides of a trust). */
  private static final Set<String> FREE =
      Set.of("sts:GetCallerIdentity", "sts:AssumeRole", "sts:AssumeRoleWithWebIdentity");

  private final Ledger ledger;
  private final RoleAccess access;
  private final UnaryOperator<String> sealed;
  private final InstantSource clock;

  /**
   * An authorizer over a world.
   *
   * @param sealed makes the encoded message that EC2 adds to its refusals
   * @param clock for conditions on the date
   */
  public PolicyAuthorizer(
      Ledger ledger, RoleAccess access, UnaryOperator<String> sealed, InstantSource clock) {
    this.ledger = ledger;
    this.access = access;
    this.sealed = sealed;
    this.clock = clock;
  }

  @Override
  public Optional<ApiError> refusal(
      Caller caller, Service service, String action, AwsRequest request) {
    Optional<Session> session = caller.principal().session();
    if (session.isEmpty() || FREE.contains(service.signingName() + ":" + action)) {
      return Optional.empty();
    }
    World world = ledger.durable();
    Asking asking =
        new Asking(caller, service, action, request, world, common(caller, session.get(), world));
    Access may = access.of(world, session.get());
    for (AccessRequest need : needs(asking)) {
      Optional<Access.Denial> denial = may.judge(need);
      if (denial.isPresent()) {
        return Optional.of(refused(caller.principal(), service, need, denial.get()));
      }
    }
    return Optional.empty();
  }

  private static List<AccessRequest> needs(Asking asking) {
    return switch (asking.service().signingName()) {
      case "ec2" -> Ec2Needs.of(asking);
      case "elasticloadbalancing" -> ElbNeeds.of(asking);
      case "eks" -> EksNeeds.of(asking);
      case "iam" -> IamNeeds.of(asking);
      default -> List.of(other(asking));
    };
  }

  /** Services that name one resource by its ARN at most, such as ACM. */
  private static AccessRequest other(Asking asking) {
    SdkPojo request = asking.request();
    String start = "arn:aws:" + asking.service().signingName() + ":";
    String resource =
        Members.own(request).stream().filter(it -> it.startsWith(start)).findFirst().orElse("*");
    return asking.on(resource, Tags.NONE, Members.tags(request));
  }

  private Map<String, List<String>> common(Caller caller, Session session, World world) {
    Map<String, List<String>> common = new HashMap<>();
    common.put("aws:currenttime", List.of(clock.instant().toString()));
    common.put("aws:epochtime", List.of(Long.toString(clock.instant().getEpochSecond())));
    common.put("aws:principalaccount", List.of(caller.principal().account()));
    common.put("aws:principalarn", List.of(session.role()));
    common.put("aws:principaltype", List.of("AssumedRole"));
    common.put("aws:requestedregion", List.of(caller.region()));
    common.put("aws:securetransport", List.of("false"));
    common.put("aws:sourceip", List.of("127.0.0.1"));
    common.put("aws:userid", List.of(caller.principal().userId()));
    common.put("aws:viaawsservice", List.of("false"));
    common.put("ec2:region", List.of(caller.region()));
    world
        .find(Role.KIND, session.role())
        .ifPresent(
            role ->
                role.tags()
                    .values()
                    .forEach(
                        (key, value) -> common.put("aws:principaltag/" + key, List.of(value))));
    return common;
  }

  private ApiError refused(
      Principal principal, Service service, AccessRequest need, Access.Denial denial) {
    String message =
        "User: "
            + principal.arn()
            + " is not authorized to perform: "
            + need.action()
            + (need.resource().equals("*") ? "" : " on resource: " + need.resource())
            + " "
            + denial.because(need.action());
    return switch (service.protocol()) {
      case EC2 ->
          new ApiError(
              FORBIDDEN,
              "UnauthorizedOperation",
              "You are not authorized to perform this operation. "
                  + message
                  + ". Encoded authorization failure message: "
                  + sealed.apply(encoded(principal, need, denial)));
      case QUERY -> new ApiError(FORBIDDEN, "AccessDenied", message);
      default -> new ApiError(FORBIDDEN, "AccessDeniedException", message);
    };
  }

  /** What sts:DecodeAuthorizationMessage gives back. */
  private static String encoded(Principal principal, AccessRequest need, Access.Denial denial) {
    return "{\"allowed\":false,\"explicitDeny\":"
        + denial.explicit()
        + ",\"matchedStatements\":{\"items\":[]},\"failures\":{\"items\":[]},\"context\":{"
        + "\"principal\":{\"id\":\""
        + principal.userId()
        + "\",\"arn\":\""
        + principal.arn()
        + "\"},\"action\":\""
        + need.action()
        + "\",\"resource\":\""
        + need.resource()
        + "\",\"conditions\":{\"items\":[]}}}";
  }
}
