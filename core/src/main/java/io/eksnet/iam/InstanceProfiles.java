package io.eksnet.iam;

import static io.eksnet.iam.IamRefusals.or;

import io.eksnet.id.AccountId;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.Tags;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import java.util.Optional;
import java.util.function.Function;

/** The rules of instance profiles. */
public final class InstanceProfiles {
  private static final int NAME_LENGTH = 128;

  private InstanceProfiles() {}

  /** The instance profile of an account with a name. */
  public static Optional<InstanceProfile> named(Facts facts, AccountId account, String name) {
    return facts
        .table(InstanceProfile.KIND)
        .firstBy(InstanceProfile.BY_NAME, Roles.nameKey(account, name));
  }

  static Decision<InstanceProfile> create(
      Facts facts, CreateInstanceProfile asked, Context context) {
    Optional<Refusal> problem =
        IamRefusals.name("instanceProfileName", asked.name(), NAME_LENGTH)
            .or(() -> IamRefusals.path(asked.path()))
            .or(() -> IamRefusals.tags(asked.tags()))
            .or(() -> there(facts, asked))
            .or(() -> tooMany(facts, asked.account()));
    return or(
        problem,
        () ->
            put(
                new InstanceProfile(
                    asked.account(),
                    asked.path(),
                    asked.name(),
                    RoleRules.id("AIPA", context.ids()),
                    context.now(),
                    asked.tags(),
                    Optional.empty())));
  }

  private static Optional<Refusal> there(Facts facts, CreateInstanceProfile asked) {
    return named(facts, asked.account(), asked.name())
        .map(_ -> IamRefusals.exists("Instance Profile " + asked.name() + " already exists."));
  }

  private static Optional<Refusal> tooMany(Facts facts, AccountId account) {
    int there =
        facts.table(InstanceProfile.KIND).keysBy(InstanceProfile.BY_ACCOUNT, account).size();
    return there >= IamQuota.INSTANCE_PROFILES.most()
        ? Optional.of(
            IamRefusals.quota(IamQuota.INSTANCE_PROFILES.text(), IamQuota.INSTANCE_PROFILES.most()))
        : Optional.empty();
  }

  static Decision<InstanceProfile> delete(Facts facts, DeleteInstanceProfile asked) {
    return edit(
        facts,
        asked.account(),
        asked.name(),
        profile ->
            profile.role().isPresent()
                ? Decision.refuse(
                    IamRefusals.conflict(
                        "Cannot delete entity, must remove roles from instance profile first."))
                : Decision.accept(profile, Change.remove(InstanceProfile.KIND, profile.arn())));
  }

  static Decision<InstanceProfile> add(Facts facts, AddRoleToInstanceProfile asked) {
    return edit(
        facts,
        asked.account(),
        asked.name(),
        profile ->
            RoleRules.edit(facts, asked.account(), asked.role(), role -> Decision.accept(role))
                .then(
                    role ->
                        profile.role().isPresent()
                            ? Decision.refuse(
                                IamRefusals.quota(
                                    IamQuota.PROFILE_ROLES.text(), IamQuota.PROFILE_ROLES.most()))
                            : put(profile.withRole(Optional.of(role.arn())))));
  }

  static Decision<InstanceProfile> remove(Facts facts, RemoveRoleFromInstanceProfile asked) {
    return edit(
        facts,
        asked.account(),
        asked.name(),
        profile -> {
          Optional<String> role = Roles.named(facts, asked.account(), asked.role()).map(Role::arn);
          if (role.isEmpty()) {
            return Decision.refuse(IamRefusals.noRole(asked.role()));
          }
          return profile.role().equals(role)
              ? put(profile.withRole(Optional.empty()))
              : Decision.refuse(
                  IamRefusals.missing(
                      "Role "
                          + asked.role()
                          + " is not in instance profile "
                          + profile.name()
                          + "."));
        });
  }

  static Decision<InstanceProfile> tag(Facts facts, TagInstanceProfile asked) {
    return edit(
        facts,
        asked.account(),
        asked.name(),
        profile -> {
          Tags tags = IamRefusals.merged(profile.tags(), asked.tags());
          return or(
              IamRefusals.tags(asked.tags()).or(() -> IamRefusals.tags(tags)),
              () -> put(profile.withTags(tags)));
        });
  }

  static Decision<InstanceProfile> untag(Facts facts, UntagInstanceProfile asked) {
    return edit(
        facts,
        asked.account(),
        asked.name(),
        profile -> put(profile.withTags(IamRefusals.without(profile.tags(), asked.keys()))));
  }

  private static Decision<InstanceProfile> edit(
      Facts facts,
      AccountId account,
      String name,
      Function<InstanceProfile, Decision<InstanceProfile>> change) {
    return named(facts, account, name)
        .map(change)
        .orElseGet(
            () ->
                Decision.refuse(
                    IamRefusals.missing("Instance Profile " + name + " cannot be found.")));
  }

  private static Decision<InstanceProfile> put(InstanceProfile profile) {
    return Decision.accept(profile, Change.put(InstanceProfile.KIND, profile));
  }
}
