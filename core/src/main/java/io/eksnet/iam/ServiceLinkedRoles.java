package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The roles that AWS services act with in an account: {@code AWSServiceRoleForAmazonEKS} and its
 * like. Source of names and policies: "AWS services that work with IAM" in the IAM user guide.
 */
public final class ServiceLinkedRoles {

  /** A service's role and the managed policy that it has. */
  private record Made(String role, String policy) {}

  private static final Map<String, Made> SERVICES =
      Map.of(
          "eks.amazonaws.com",
          new Made("AWSServiceRoleForAmazonEKS", "AmazonEKSServiceRolePolicy"),
          "eks-nodegroup.amazonaws.com",
          new Made("AWSServiceRoleForAmazonEKSNodegroup", "AWSServiceRoleForAmazonEKSNodegroup"),
          "eks-fargate.amazonaws.com",
          new Made("AWSServiceRoleForAmazonEKSForFargate", "AmazonEKSForFargateServiceRolePolicy"),
          "eks-connector.amazonaws.com",
          new Made("AWSServiceRoleForAmazonEKSConnector", "AmazonEKSConnectorServiceRolePolicy"),
          "elasticloadbalancing.amazonaws.com",
          new Made(
              "AWSServiceRoleForElasticLoadBalancing", "AWSElasticLoadBalancingServiceRolePolicy"),
          "autoscaling.amazonaws.com",
          new Made("AWSServiceRoleForAutoScaling", "AutoScalingServiceRolePolicy"),
          "spot.amazonaws.com",
          new Made("AWSServiceRoleForEC2Spot", "AWSEC2SpotServiceRolePolicy"),
          "transitgateway.amazonaws.com",
          new Made("AWSServiceRoleForVPCTransitGateway", "AWSVPCTransitGatewayServiceRolePolicy"),
          "s2svpn.amazonaws.com",
          new Made("AWSServiceRoleForVPCS2SVPN", "AWSVPCS2SVpnServiceRolePolicy"));

  /** Only this service makes several roles, told apart by a suffix. */
  private static final String WITH_SUFFIX = "autoscaling.amazonaws.com";

  private ServiceLinkedRoles() {}

  /** The ARN of the role that a service would have in an account. */
  public static Optional<String> arn(AccountId account, String service) {
    return Optional.ofNullable(SERVICES.get(service))
        .map(it -> "arn:aws:iam::" + account + ":role" + path(service) + it.role());
  }

  private static String path(String service) {
    return Role.SERVICE_PATH + service + "/";
  }

  static Decision<Role> create(Facts facts, CreateServiceLinkedRole asked, Context context) {
    Made made = SERVICES.get(asked.service());
    if (made == null) {
      return Decision.refuse(
          IamRefusals.input(
              "Service role name prefix does not match any service that eksnet has: "
                  + asked.service()));
    }
    if (asked.suffix().isPresent() && !asked.service().equals(WITH_SUFFIX)) {
      return Decision.refuse(
          IamRefusals.input("Custom suffix is not allowed for " + asked.service()));
    }
    String name = made.role() + asked.suffix().map(it -> "_" + it).orElse("");
    if (Roles.named(facts, asked.account(), name).isPresent()) {
      return Decision.refuse(
          IamRefusals.input(
              "Service role name "
                  + name
                  + " has been taken in this account, please try a different suffix."));
    }
    Role role =
        new Role(
            asked.account(),
            path(asked.service()),
            name,
            RoleRules.id("AROA", context.ids()),
            Policy.trusting(asked.service()),
            asked.description(),
            Duration.ofHours(1),
            context.now(),
            io.eksnet.id.Tags.NONE,
            new TreeMap<>(),
            List.of("arn:aws:iam::aws:policy/aws-service-role/" + made.policy()),
            Optional.empty());
    return Decision.accept(role, Change.put(Role.KIND, role));
  }

  static Decision<Role> delete(Facts facts, DeleteServiceLinkedRole asked) {
    Optional<Role> role = Roles.named(facts, asked.account(), asked.name());
    if (role.isEmpty()) {
      return Decision.refuse(IamRefusals.noRole(asked.name()));
    }
    return role.get().serviceLinked()
        ? Decision.accept(role.get(), Change.remove(Role.KIND, role.get().arn()))
        : Decision.refuse(
            IamRefusals.input("Role " + asked.name() + " is not a service linked role."));
  }
}
