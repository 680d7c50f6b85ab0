package io.eksnet.iam;

import static io.eksnet.iam.IamRefusals.or;

import io.eksnet.id.AccountId;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.IdSource;
import io.eksnet.id.Refusal;
import io.eksnet.id.Tags;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The rules of roles. */
final class RoleRules {
  private static final int NAME_LENGTH = 64;
  private static final int DESCRIPTION_LENGTH = 1000;
  private static final Duration SHORTEST = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofHours(12);

  private RoleRules() {}

  static Decision<Role> create(Facts facts, CreateRole asked, Context context) {
    Optional<Refusal> problem =
        IamRefusals.name("roleName", asked.name(), NAME_LENGTH)
            .or(() -> IamRefusals.path(asked.path()))
            .or(() -> reserved(asked))
            .or(() -> text(asked.description(), asked.maxSession()))
            .or(() -> IamRefusals.tags(asked.tags()))
            .or(() -> there(facts, asked))
            .or(() -> trustProblem(asked.trustPolicy(), facts))
            .or(
                () ->
                    asked
                        .boundary()
                        .flatMap(it -> ManagedPolicies.unusable(facts, it, asked.account())))
            .or(() -> tooMany(facts, asked.account()));
    return or(
        problem,
        () -> {
          Role role =
              new Role(
                  asked.account(),
                  asked.path(),
                  asked.name(),
                  id("AROA", context.ids()),
                  asked.trustPolicy(),
                  asked.description(),
                  asked.maxSession(),
                  context.now(),
                  asked.tags(),
                  new TreeMap<>(),
                  List.of(),
                  asked.boundary());
          return Decision.accept(role, Change.put(Role.KIND, role));
        });
  }

  /** An id of IAM's: a prefix of four letters and 17 more characters. */
  static String id(String prefix, IdSource ids) {
    return prefix + ids.hex(17).toUpperCase(Locale.ROOT);
  }

  private static Optional<Refusal> reserved(CreateRole asked) {
    return asked.path().startsWith(Role.SERVICE_PATH)
        ? Optional.of(
            IamRefusals.input(
                "The path /aws-service-role/ is reserved for the roles of AWS services; use"
                    + " CreateServiceLinkedRole."))
        : Optional.empty();
  }

  private static Optional<Refusal> there(Facts facts, CreateRole asked) {
    return Roles.named(facts, asked.account(), asked.name())
        .map(it -> IamRefusals.exists("Role with name " + asked.name() + " already exists."));
  }

  private static Optional<Refusal> tooMany(Facts facts, AccountId account) {
    int there = facts.table(Role.KIND).keysBy(Role.BY_ACCOUNT, account).size();
    return there >= IamQuota.ROLES.most()
        ? Optional.of(IamRefusals.quota(IamQuota.ROLES.text(), IamQuota.ROLES.most()))
        : Optional.empty();
  }

  private static Optional<Refusal> trustProblem(Policy policy, Facts facts) {
    return policy.size() > IamQuota.TRUST_POLICY_SIZE.most()
        ? Optional.of(
            IamRefusals.quota(IamQuota.TRUST_POLICY_SIZE.text(), IamQuota.TRUST_POLICY_SIZE.most()))
        : PolicyRules.trust(policy.document(), facts);
  }

  private static Optional<Refusal> text(String description, Duration maxSession) {
    if (description.length() > DESCRIPTION_LENGTH) {
      return Optional.of(
          IamRefusals.invalid(
              "1 validation error detected: Value at 'description' failed to satisfy constraint:"
                  + " Member must have length less than or equal to "
                  + DESCRIPTION_LENGTH));
    }
    if (maxSession.compareTo(SHORTEST) < 0 || maxSession.compareTo(LONGEST) > 0) {
      boolean low = maxSession.compareTo(SHORTEST) < 0;
      return Optional.of(
          IamRefusals.invalid(
              "1 validation error detected: Value '"
                  + maxSession.toSeconds()
                  + "' at 'maxSessionDuration' failed to satisfy constraint: Member must have value "
                  + (low
                      ? "greater than or equal to " + SHORTEST.toSeconds()
                      : "less than or equal to " + LONGEST.toSeconds())));
    }
    return Optional.empty();
  }

  static Decision<Role> update(Facts facts, UpdateRole asked) {
    return edit(
        facts,
        asked.account(),
        asked.name(),
        role -> {
          String description = asked.description().orElse(role.description());
          Duration longest = asked.maxSession().orElse(role.maxSession());
          return or(text(description, longest), () -> put(role.described(description, longest)));
        });
  }

  static Decision<Role> trust(Facts facts, UpdateAssumeRolePolicy asked) {
    return edit(
        facts,
        asked.account(),
        asked.name(),
        role ->
            or(
                trustProblem(asked.policy(), facts),
                () -> put(role.withTrustPolicy(asked.policy()))));
  }

  static Decision<Role> tag(Facts facts, TagRole asked) {
    return edit(
        facts,
        asked.account(),
        asked.name(),
        role -> {
          Tags tags = IamRefusals.merged(role.tags(), asked.tags());
          return or(
              IamRefusals.tags(asked.tags()).or(() -> IamRefusals.tags(tags)),
              () -> put(role.withTags(tags)));
        });
  }

  static Decision<Role> untag(Facts facts, UntagRole asked) {
    return edit(
        facts,
        asked.account(),
        asked.name(),
        role -> put(role.withTags(IamRefusals.without(role.tags(), asked.keys()))));
  }

  static Decision<Role> delete(Facts facts, DeleteRole asked) {
    return edit(
        facts,
        asked.account(),
        asked.name(),
        role ->
            or(
                held(facts, role),
                () -> Decision.accept(role, Change.remove(Role.KIND, role.arn()))));
  }

  private static Optional<Refusal> held(Facts facts, Role role) {
    if (!facts.table(InstanceProfile.KIND).keysBy(InstanceProfile.BY_ROLE, role.arn()).isEmpty()) {
      return Optional.of(
          IamRefusals.conflict(
              "Cannot delete entity, must remove roles from instance profile first."));
    }
    if (!role.attached().isEmpty()) {
      return Optional.of(
          IamRefusals.conflict("Cannot delete entity, must detach all policies first."));
    }
    return role.inlinePolicies().isEmpty()
        ? Optional.empty()
        : Optional.of(IamRefusals.conflict("Cannot delete entity, must delete policies first."));
  }

  /** Changes a role that is there and that its account may change. */
  static Decision<Role> edit(
      Facts facts, AccountId account, String name, Function<Role, Decision<Role>> change) {
    Optional<Role> role = Roles.named(facts, account, name);
    if (role.isEmpty()) {
      return Decision.refuse(IamRefusals.noRole(name));
    }
    return role.get().serviceLinked()
        ? Decision.refuse(IamRefusals.unmodifiable(role.get()))
        : change.apply(role.get());
  }

  static Decision<Role> put(Role role) {
    return Decision.accept(role, Change.put(Role.KIND, role));
  }
}
