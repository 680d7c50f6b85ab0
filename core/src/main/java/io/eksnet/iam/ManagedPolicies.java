package io.eksnet.iam;

import static io.eksnet.iam.IamRefusals.or;

import io.eksnet.id.AccountId;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.Tags;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The rules of managed policies. */
public final class ManagedPolicies {
  private static final int NAME_LENGTH = 128;

  private ManagedPolicies() {}

  /** How many roles a managed policy is attached to, in one account. */
  public static long attachments(Facts facts, String arn, AccountId account) {
    return facts.table(Role.KIND).by(Role.BY_POLICY, arn).stream()
        .filter(it -> it.account().equals(account))
        .count();
  }

  /** How many roles a managed policy is the boundary of, in one account. */
  public static long boundaries(Facts facts, String arn, AccountId account) {
    return facts.table(Role.KIND).by(Role.BY_BOUNDARY, arn).stream()
        .filter(it -> it.account().equals(account))
        .count();
  }

  /** Why an account's role cannot have a managed policy. */
  static Optional<Refusal> unusable(Facts facts, String arn, AccountId account) {
    if (!arn.startsWith("arn:")) {
      return Optional.of(IamRefusals.input("ARN " + arn + " is not valid."));
    }
    if (AwsManagedPolicy.find(arn).filter(it -> !it.attachable()).isPresent()) {
      return Optional.of(
          new Refusal(
              "PolicyNotAttachable", "Cannot attach a Service Role Policy to a Customer Role."));
    }
    boolean there =
        AwsManagedPolicy.find(arn).isPresent()
            || facts
                .find(ManagedPolicy.KIND, arn)
                .filter(it -> it.account().equals(account))
                .isPresent();
    return there
        ? Optional.empty()
        : Optional.of(
            IamRefusals.missing("Policy " + arn + " does not exist or is not attachable."));
  }

  static Decision<ManagedPolicy> create(Facts facts, CreatePolicy asked, Context context) {
    Optional<Refusal> problem =
        IamRefusals.name("policyName", asked.name(), NAME_LENGTH)
            .or(() -> IamRefusals.path(asked.path()))
            .or(() -> IamRefusals.tags(asked.tags()))
            .or(() -> there(facts, asked))
            .or(() -> wrong(asked.policy()))
            .or(() -> tooMany(facts, asked.account()));
    return or(
        problem,
        () ->
            put(
                new ManagedPolicy(
                    asked.account(),
                    asked.path(),
                    asked.name(),
                    RoleRules.id("ANPA", context.ids()),
                    asked.description(),
                    context.now(),
                    context.now(),
                    List.of(new ManagedPolicy.Version(1, asked.policy(), context.now())),
                    1,
                    1,
                    asked.tags())));
  }

  private static Optional<Refusal> there(Facts facts, CreatePolicy asked) {
    return facts
        .table(ManagedPolicy.KIND)
        .firstBy(ManagedPolicy.BY_NAME, Roles.nameKey(asked.account(), asked.name()))
        .map(
            _ ->
                IamRefusals.exists(
                    "A policy called "
                        + asked.name()
                        + " already exists. Duplicate names are not allowed."));
  }

  private static Optional<Refusal> wrong(Policy policy) {
    return policy.size() > IamQuota.POLICY_SIZE.most()
        ? Optional.of(IamRefusals.quota(IamQuota.POLICY_SIZE.text(), IamQuota.POLICY_SIZE.most()))
        : PolicyRules.identity(policy.document());
  }

  private static Optional<Refusal> tooMany(Facts facts, AccountId account) {
    int there = facts.table(ManagedPolicy.KIND).keysBy(ManagedPolicy.BY_ACCOUNT, account).size();
    return there >= IamQuota.POLICIES.most()
        ? Optional.of(IamRefusals.quota(IamQuota.POLICIES.text(), IamQuota.POLICIES.most()))
        : Optional.empty();
  }

  static Decision<ManagedPolicy> delete(Facts facts, DeletePolicy asked) {
    return own(
        facts,
        asked.arn(),
        asked.account(),
        policy -> {
          if (attachments(facts, policy.arn(), policy.account()) > 0
              || boundaries(facts, policy.arn(), policy.account()) > 0) {
            return Decision.refuse(
                IamRefusals.conflict("Cannot delete a policy attached to entities."));
          }
          return policy.versions().size() > 1
              ? Decision.refuse(
                  IamRefusals.conflict(
                      "This policy has more than one version. Before you delete a policy, you must"
                          + " delete the policy's versions. The default version is deleted with the"
                          + " policy."))
              : Decision.accept(policy, Change.remove(ManagedPolicy.KIND, policy.arn()));
        });
  }

  static Decision<ManagedPolicy.Version> addVersion(
      Facts facts, CreatePolicyVersion asked, Context context) {
    return own(
        facts,
        asked.arn(),
        asked.account(),
        policy -> {
          if (policy.versions().size() >= IamQuota.POLICY_VERSIONS.most()) {
            return Decision.refuse(
                IamRefusals.limit(
                    "A managed policy can have up to 5 versions. Before you create a new version,"
                        + " you must delete an existing version."));
          }
          return or(
              wrong(asked.policy()),
              () -> {
                int number = policy.lastVersion() + 1;
                var version = new ManagedPolicy.Version(number, asked.policy(), context.now());
                List<ManagedPolicy.Version> versions = new ArrayList<>(policy.versions());
                versions.add(version);
                int inForce = asked.setAsDefault() ? number : policy.defaultVersion();
                return put(policy.withVersions(versions, inForce, number, context.now()))
                    .map(_ -> version);
              });
        });
  }

  static Decision<ManagedPolicy> deleteVersion(
      Facts facts, DeletePolicyVersion asked, Context context) {
    return version(
        facts,
        asked.arn(),
        asked.account(),
        asked.versionId(),
        (policy, version) ->
            version.number() == policy.defaultVersion()
                ? Decision.refuse(
                    IamRefusals.conflict("Cannot delete the default version of a policy."))
                : put(
                    policy.withVersions(
                        policy.versions().stream().filter(it -> !it.equals(version)).toList(),
                        policy.defaultVersion(),
                        policy.lastVersion(),
                        context.now())));
  }

  static Decision<ManagedPolicy> setDefault(
      Facts facts, SetDefaultPolicyVersion asked, Context context) {
    return version(
        facts,
        asked.arn(),
        asked.account(),
        asked.versionId(),
        (policy, version) ->
            put(
                policy.withVersions(
                    policy.versions(), version.number(), policy.lastVersion(), context.now())));
  }

  static Decision<ManagedPolicy> tag(Facts facts, TagPolicy asked) {
    return own(
        facts,
        asked.arn(),
        asked.account(),
        policy -> {
          Tags tags = IamRefusals.merged(policy.tags(), asked.tags());
          return or(
              IamRefusals.tags(asked.tags()).or(() -> IamRefusals.tags(tags)),
              () -> put(policy.withTags(tags)));
        });
  }

  static Decision<ManagedPolicy> untag(Facts facts, UntagPolicy asked) {
    return own(
        facts,
        asked.arn(),
        asked.account(),
        policy -> put(policy.withTags(IamRefusals.without(policy.tags(), asked.keys()))));
  }

  private interface Versioned {
    Decision<ManagedPolicy> apply(ManagedPolicy policy, ManagedPolicy.Version version);
  }

  private static Decision<ManagedPolicy> version(
      Facts facts, String arn, AccountId account, String id, Versioned change) {
    return own(
        facts,
        arn,
        account,
        policy ->
            policy
                .version(id)
                .map(version -> change.apply(policy, version))
                .orElseGet(
                    () ->
                        Decision.refuse(
                            IamRefusals.missing(
                                "Policy "
                                    + arn
                                    + " version "
                                    + id
                                    + " does not exist or is not attachable."))));
  }

  private static <T> Decision<T> own(
      Facts facts, String arn, AccountId account, Function<ManagedPolicy, Decision<T>> change) {
    if (AwsManagedPolicy.isArn(arn)) {
      return Decision.refuse("AccessDenied", "Policy is outside your own account.");
    }
    return facts
        .find(ManagedPolicy.KIND, arn)
        .filter(it -> it.account().equals(account))
        .map(change)
        .orElseGet(() -> Decision.refuse(IamRefusals.missing("Policy " + arn + " was not found.")));
  }

  private static Decision<ManagedPolicy> put(ManagedPolicy policy) {
    return Decision.accept(policy, Change.put(ManagedPolicy.KIND, policy));
  }
}
