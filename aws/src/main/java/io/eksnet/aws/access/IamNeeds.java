package io.eksnet.aws.access;

import io.eksnet.iam.AccessRequest;
import io.eksnet.iam.InstanceProfile;
import io.eksnet.iam.InstanceProfiles;
import io.eksnet.iam.ManagedPolicy;
import io.eksnet.iam.OidcProvider;
import io.eksnet.iam.Role;
import io.eksnet.iam.Roles;
import io.eksnet.iam.ServiceLinkedRoles;
import io.eksnet.id.AccountId;
import io.eksnet.id.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What calls of IAM need. */
final class IamNeeds {
  private static final String HTTPS = "https://";

  private IamNeeds() {}

  static List<AccessRequest> of(Asking asking) {
    Tags gets = Members.tags(asking.request());
    List<AccessRequest> needs = new ArrayList<>();
    for (ActionTable.Type type : ActionTable.types(asking.iamAction())) {
      needs.add(on(asking, type.name(), gets));
    }
    if (needs.isEmpty()) {
      needs.add(asking.on("*", Tags.NONE, gets));
    }
    if (asking.action().equals("AddRoleToInstanceProfile")) {
      needs.add(asking.passRole(role(asking), "ec2.amazonaws.com"));
    }
    return needs;
  }

  private static AccessRequest on(Asking asking, String type, Tags gets) {
    Map<String, List<String>> more =
        Members.text(asking.request(), "AWSServiceName")
            .map(it -> Map.of("iam:awsservicename", List.of(it)))
            .orElse(Map.of());
    String arn =
        switch (type) {
          case "role" -> role(asking);
          case "policy" ->
              Members.text(asking.request(), "PolicyArn")
                  .orElseGet(() -> made(asking, "policy", "PolicyName"));
          case "instance-profile" -> profile(asking);
          case "oidc-provider" ->
              Members.text(asking.request(), "OpenIDConnectProviderArn")
                  .orElseGet(() -> provider(asking));
          default -> "*";
        };
    return asking.other(asking.iamAction(), arn, tags(asking, arn), gets, more);
  }

  private static AccountId account(Asking asking) {
    return asking.scope().account();
  }

  private static String role(Asking asking) {
    Optional<String> named =
        Members.text(asking.request(), "RoleName")
            .flatMap(name -> Roles.named(asking.world(), account(asking), name))
            .map(Role::arn);
    return named
        .or(() -> Members.text(asking.request(), "PolicySourceArn"))
        .or(
            () ->
                Members.text(asking.request(), "AWSServiceName")
                    .flatMap(it -> ServiceLinkedRoles.arn(account(asking), it)))
        .orElseGet(() -> made(asking, "role", "RoleName"));
  }

  private static String profile(Asking asking) {
    return Members.text(asking.request(), "InstanceProfileName")
        .flatMap(name -> InstanceProfiles.named(asking.world(), account(asking), name))
        .map(InstanceProfile::arn)
        .orElseGet(() -> made(asking, "instance-profile", "InstanceProfileName"));
  }

  private static String provider(Asking asking) {
    String url = Members.text(asking.request(), "Url").orElse("*");
    return "arn:aws:iam::"
        + account(asking)
        + ":oidc-provider/"
        + (url.startsWith(HTTPS) ? url.substring(HTTPS.length()) : url);
  }

  /** The ARN of something that is not there, or not yet. */
  private static String made(Asking asking, String type, String member) {
    return "arn:aws:iam::"
        + account(asking)
        + ":"
        + type
        + Members.text(asking.request(), "Path").orElse("/")
        + Members.text(asking.request(), member).orElse("*");
  }

  private static Tags tags(Asking asking, String arn) {
    return asking
        .world()
        .find(Role.KIND, arn)
        .map(Role::tags)
        .or(() -> asking.world().find(ManagedPolicy.KIND, arn).map(ManagedPolicy::tags))
        .or(() -> asking.world().find(InstanceProfile.KIND, arn).map(InstanceProfile::tags))
        .or(() -> asking.world().find(OidcProvider.KIND, arn).map(OidcProvider::tags))
        .orElse(Tags.NONE);
  }
}
