package io.eksnet.aws.sts;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.aws.iam.PolicyReader;
import io.eksnet.aws.sigv4.Credentials.Credential;
import io.eksnet.aws.sigv4.Credentials.Principal;
import io.eksnet.aws.sigv4.Credentials.Session;
import io.eksnet.iam.Access;
import io.eksnet.iam.AccessRequest;
import io.eksnet.iam.AwsManagedPolicy;
import io.eksnet.iam.ManagedPolicy;
import io.eksnet.iam.OidcProvider;
import io.eksnet.iam.PolicyRules;
import io.eksnet.iam.Role;
import io.eksnet.iam.Trust;
import io.eksnet.id.Refusal;
import io.eksnet.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;

/**
 * Who may become whom, and for how long. The keys of an account's root may assume roles here: on
 * AWS only users and roles may, but eksnet has no users.
 */
final class RoleSessions {
  private static final String ASSUME = "sts:AssumeRole";
  private static final String ASSUME_WEB = "sts:AssumeRoleWithWebIdentity";
  private static final String HTTPS = "https://";
  private static final int USUAL_SECONDS = 3600;
  private static final int LEAST_SECONDS = 900;
  private static final int MOST_SECONDS = 43_200;
  private static final int MOST_POLICY_SIZE = 2048;
  private static final int MOST_POLICIES = 10;
  private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
  private static final Pattern ROLE = Pattern.compile("arn:aws:iam::[0-9]{12}:role/.+");

  private final StsActions.Means means;

  RoleSessions(StsActions.Means means) {
    this.means = means;
  }

  /** What a session is to be: the same in both calls. */
  private record Wanted(
      String roleArn,
      String name,
      Optional<String> policy,
      List<PolicyDescriptorType> policyArns,
      int seconds) {}

  Reply<AssumeRoleResponse> assume(AssumeRoleRequest q, Call call) {
    Wanted wanted =
        new Wanted(
            q.roleArn(),
            q.roleSessionName(),
            Optional.ofNullable(q.policy()),
            q.policyArns(),
            Optional.ofNullable(q.durationSeconds()).orElse(USUAL_SECONDS));
    Optional<Refusal> wrong = wrong(wanted, call.world());
    if (wrong.isPresent()) {
      return call.refuse(wrong.get());
    }
    Principal principal = call.caller().principal();
    Optional<Role> role =
        call.world()
            .find(Role.KIND, q.roleArn())
            .filter(it -> mayAssume(it, principal, context(q, call), call.world()));
    if (role.isEmpty()) {
      return call.refuse(
          "AccessDenied",
          "User: "
              + principal.arn()
              + " is not authorized to perform: "
              + ASSUME
              + " on resource: "
              + q.roleArn());
    }
    return longEnough(role.get(), wanted, principal.session().isPresent(), call)
        .map(
            _ -> {
              Credential issued = issue(role.get(), wanted);
              var answer =
                  AssumeRoleResponse.builder()
                      .credentials(shown(issued))
                      .assumedRoleUser(user(issued));
              packedSize(wanted).ifPresent(answer::packedPolicySize);
              return answer.build();
            });
  }

  /**
   * Both sides judge: the role's trust policy and, if that names only the account, the caller's.
   */
  private boolean mayAssume(
      Role role, Principal principal, Map<String, List<String>> context, World world) {
    List<String> arns =
        principal
            .session()
            .map(it -> List.of(it.role(), principal.arn()))
            .orElse(List.of(principal.arn()));
    Trust.Answer trust =
        Trust.ask(
            role.trustPolicy().document(),
            ASSUME,
            new Trust.Identity(principal.account(), arns),
            context);
    Optional<Access.Denial> own =
        principal
            .session()
            .flatMap(
                it ->
                    means
                        .access()
                        .of(world, it)
                        .judge(new AccessRequest(ASSUME, role.arn(), context)));
    boolean sameAccount = role.account().value().equals(principal.account());
    return switch (trust) {
      case SILENT, DENIED -> false;
      case ACCOUNT -> own.isEmpty();
      case NAMED -> own.isEmpty() || (sameAccount && onlySilent(own.get()));
    };
  }

  /** A trust policy that names the caller makes up for identity policies that say nothing. */
  private static boolean onlySilent(Access.Denial denial) {
    return !denial.explicit() && denial.by() == Access.PolicyType.IDENTITY;
  }

  private Map<String, List<String>> context(AssumeRoleRequest q, Call call) {
    Map<String, List<String>> context = new HashMap<>();
    Principal principal = call.caller().principal();
    context.put(
        "aws:principalarn",
        List.of(principal.session().map(Session::role).orElse(principal.arn())));
    context.put("aws:principalaccount", List.of(principal.account()));
    context.put("aws:requestedregion", List.of(call.caller().region()));
    context.put("aws:userid", List.of(principal.userId()));
    context.put("sts:rolesessionname", List.of(q.roleSessionName()));
    context.put("aws:currenttime", List.of(means.clock().instant().toString()));
    context.put("aws:epochtime", List.of(Long.toString(means.clock().instant().getEpochSecond())));
    principal
        .session()
        .flatMap(it -> call.world().find(Role.KIND, it.role()))
        .ifPresent(
            role ->
                role.tags()
                    .values()
                    .forEach(
                        (key, value) ->
                            context.put(
                                "aws:principaltag/" + key.toLowerCase(java.util.Locale.ROOT),
                                List.of(value))));
    Optional.ofNullable(q.externalId()).ifPresent(it -> context.put("sts:externalid", List.of(it)));
    return context;
  }

  Reply<AssumeRoleWithWebIdentityResponse> assumeWithWebIdentity(
      AssumeRoleWithWebIdentityRequest q, Call call) {
    Wanted wanted =
        new Wanted(
            q.roleArn(),
            q.roleSessionName(),
            Optional.ofNullable(q.policy()),
            q.policyArns(),
            Optional.ofNullable(q.durationSeconds()).orElse(USUAL_SECONDS));
    Optional<Refusal> wrong = wrong(wanted, call.world());
    if (wrong.isPresent()) {
      return call.refuse(wrong.get());
    }
    Optional<WebIdentity.Claims> claims = means.identity().verify(q.webIdentityToken());
    if (claims.isEmpty()) {
      return call.refuse(
          "InvalidIdentityToken",
          "Couldn't retrieve verification key from your identity provider,  please reference"
              + " AssumeRoleWithWebIdentity documentation for requirements");
    }
    return provider(claims.get(), q.roleArn(), call)
        .then(provider -> trusted(q, claims.get(), provider, call))
        .then(role -> longEnough(role, wanted, false, call).map(_ -> role))
        .map(
            role -> {
              Credential issued = issue(role, wanted);
              var answer =
                  AssumeRoleWithWebIdentityResponse.builder()
                      .credentials(shown(issued))
                      .assumedRoleUser(user(issued))
                      .subjectFromWebIdentityToken(claims.get().subject())
                      .audience(String.join(",", claims.get().audiences()))
                      .provider(providerArn(role.account().value(), claims.get()));
              packedSize(wanted).ifPresent(answer::packedPolicySize);
              return answer.build();
            });
  }

  private Reply<OidcProvider> provider(WebIdentity.Claims claims, String roleArn, Call call) {
    if (!means.clock().instant().isBefore(claims.expiry())) {
      return call.refuse(
          "ExpiredTokenException",
          "Token expired: current date/time "
              + means.clock().instant().getEpochSecond()
              + " must be before the expiration date/time "
              + claims.expiry().getEpochSecond());
    }
    Optional<OidcProvider> provider =
        call.world().find(OidcProvider.KIND, providerArn(roleArn.split(":", -1)[4], claims));
    if (provider.isEmpty()) {
      return call.refuse(
          "InvalidIdentityToken",
          "No OpenIDConnect provider found in your account for " + claims.issuer());
    }
    return claims.audiences().stream().anyMatch(provider.get().clientIds()::contains)
        ? Reply.answer(provider.get())
        : call.refuse("InvalidIdentityToken", "Incorrect token audience");
  }

  private static String providerArn(String account, WebIdentity.Claims claims) {
    return "arn:aws:iam::" + account + ":oidc-provider/" + bare(claims.issuer());
  }

  private static String bare(String issuer) {
    return issuer.startsWith(HTTPS) ? issuer.substring(HTTPS.length()) : issuer;
  }

  private Reply<Role> trusted(
      AssumeRoleWithWebIdentityRequest q,
      WebIdentity.Claims claims,
      OidcProvider provider,
      Call call) {
    String issuer = bare(claims.issuer()).toLowerCase(java.util.Locale.ROOT);
    Map<String, List<String>> context = new HashMap<>();
    context.put(issuer + ":sub", List.of(claims.subject()));
    context.put(issuer + ":aud", claims.audiences());
    context.put("sts:rolesessionname", List.of(q.roleSessionName()));
    return call.world()
        .find(Role.KIND, q.roleArn())
        .filter(
            role ->
                Trust.ask(
                        role.trustPolicy().document(),
                        ASSUME_WEB,
                        new Trust.Federated(provider.arn()),
                        context)
                    == Trust.Answer.NAMED)
        .map(Reply::answer)
        .orElseGet(() -> call.refuse("AccessDenied", "Not authorized to perform " + ASSUME_WEB));
  }

  /** What is wrong with a request, whoever makes it. */
  private static Optional<Refusal> wrong(Wanted wanted, World world) {
    if (!ROLE.matcher(wanted.roleArn()).matches()) {
      return invalid(wanted.roleArn() + " is invalid");
    }
    if (!NAME.matcher(wanted.name()).matches()) {
      return invalid(
          "1 validation error detected: Value '"
              + wanted.name()
              + "' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular"
              + " expression pattern: [\\w+=,.@-]*");
    }
    if (wanted.seconds() < LEAST_SECONDS || wanted.seconds() > MOST_SECONDS) {
      boolean few = wanted.seconds() < LEAST_SECONDS;
      return invalid(
          "1 validation error detected: Value '"
              + wanted.seconds()
              + "' at 'durationSeconds' failed to satisfy constraint: Member must have value "
              + (few
                  ? "greater than or equal to " + LEAST_SECONDS
                  : "less than or equal to " + MOST_SECONDS));
    }
    return wrongPolicy(wanted).or(() -> wrongArns(wanted, world));
  }

  private static Optional<Refusal> wrongPolicy(Wanted wanted) {
    if (wanted.policy().isEmpty()) {
      return Optional.empty();
    }
    String text = wanted.policy().get();
    if (text.length() > MOST_POLICY_SIZE) {
      return Optional.of(
          new Refusal(
              "PackedPolicyTooLarge",
              "Packed size of session policy consumes "
                  + text.length() * 100 / MOST_POLICY_SIZE
                  + "% of allotted space."));
    }
    return switch (PolicyReader.read(text)) {
      case PolicyReader.Read.Good(var policy) -> PolicyRules.identity(policy.document());
      case PolicyReader.Read.Wrong(var message) ->
          Optional.of(new Refusal("MalformedPolicyDocument", message));
    };
  }

  private static Optional<Refusal> wrongArns(Wanted wanted, World world) {
    if (wanted.policyArns().size() > MOST_POLICIES) {
      return invalid(
          "1 validation error detected: Value at 'policyArns' failed to satisfy constraint: Member"
              + " must have length less than or equal to "
              + MOST_POLICIES);
    }
    for (PolicyDescriptorType each : wanted.policyArns()) {
      boolean there =
          each.arn() != null
              && (AwsManagedPolicy.find(each.arn()).isPresent()
                  || world.table(ManagedPolicy.KIND).contains(each.arn()));
      if (!there) {
        return invalid("The policy " + each.arn() + " does not exist or is not attachable.");
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> invalid(String message) {
    return Optional.of(new Refusal("ValidationError", message));
  }

  private static Reply<Boolean> longEnough(Role role, Wanted wanted, boolean chained, Call call) {
    if (chained && wanted.seconds() > USUAL_SECONDS) {
      return call.refuse(
          "ValidationError",
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
              + " chaining");
    }
    return wanted.seconds() > role.maxSession().toSeconds()
        ? call.refuse(
            "ValidationError",
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")
        : Reply.answer(true);
  }

  private Credential issue(Role role, Wanted wanted) {
    Instant expires = means.clock().instant().plus(Duration.ofSeconds(wanted.seconds()));
    return means
        .sessions()
        .issue(
            role.account().value(),
            new Session(
                role.arn(),
                role.roleId(),
                wanted.name(),
                wanted.policy().map(List::of).orElse(List.of()),
                wanted.policyArns().stream().map(PolicyDescriptorType::arn).toList(),
                Instant.ofEpochSecond(expires.getEpochSecond())));
  }

  private static Optional<Integer> packedSize(Wanted wanted) {
    return wanted.policy().map(text -> Math.max(1, text.length() * 100 / MOST_POLICY_SIZE));
  }

  private static Credentials shown(Credential issued) {
    return Credentials.builder()
        .accessKeyId(issued.accessKeyId())
        .secretAccessKey(issued.secretKey())
        .sessionToken(issued.sessionToken().orElseThrow())
        .expiration(issued.principal().session().orElseThrow().expires())
        .build();
  }

  private static AssumedRoleUser user(Credential issued) {
    return AssumedRoleUser.builder()
        .arn(issued.principal().arn())
        .assumedRoleId(issued.principal().userId())
        .build();
  }
}
