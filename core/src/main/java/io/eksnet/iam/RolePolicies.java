package io.eksnet.iam;

import static io.eksnet.iam.IamRefusals.or;

import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.table.Facts;
import java.util.Optional;

/** The rules of what a role may do: its inline policies, attached ones and its boundary. */
final class RolePolicies {
  private static final int NAME_LENGTH = 128;

  private RolePolicies() {}

  static Decision<Role> put(Facts facts, PutRolePolicy asked) {
    return RoleRules.edit(
        facts,
        asked.account(),
        asked.role(),
        role -> {
          Role changed = role.withInline(asked.policyName(), asked.policy());
          return or(
              IamRefusals.name("policyName", asked.policyName(), NAME_LENGTH)
                  .or(() -> PolicyRules.identity(asked.policy().document()))
                  .or(() -> tooLarge(changed)),
              () -> RoleRules.put(changed));
        });
  }

  private static Optional<Refusal> tooLarge(Role role) {
    int size = role.inlinePolicies().values().stream().mapToInt(Policy::size).sum();
    return size > IamQuota.INLINE_SIZE.most()
        ? Optional.of(
            IamRefusals.limit(
                "Maximum policy size of "
                    + IamQuota.INLINE_SIZE.most()
                    + " bytes exceeded for role "
                    + role.name()))
        : Optional.empty();
  }

  static Decision<Role> delete(Facts facts, DeleteRolePolicy asked) {
    return RoleRules.edit(
        facts,
        asked.account(),
        asked.role(),
        role ->
            role.inlinePolicies().containsKey(asked.policyName())
                ? RoleRules.put(role.withoutInline(asked.policyName()))
                : Decision.refuse(noPolicy(asked.policyName())));
  }

  private static Refusal noPolicy(String name) {
    return IamRefusals.missing("The role policy with name " + name + " cannot be found.");
  }

  static Decision<Role> attach(Facts facts, AttachRolePolicy asked) {
    return RoleRules.edit(
        facts,
        asked.account(),
        asked.role(),
        role -> {
          Role changed = role.attach(asked.policyArn());
          return or(
              ManagedPolicies.unusable(facts, asked.policyArn(), asked.account())
                  .or(() -> tooMany(changed)),
              () -> RoleRules.put(changed));
        });
  }

  private static Optional<Refusal> tooMany(Role role) {
    return role.attached().size() > IamQuota.ATTACHED.most()
        ? Optional.of(IamRefusals.quota(IamQuota.ATTACHED.text(), IamQuota.ATTACHED.most()))
        : Optional.empty();
  }

  static Decision<Role> detach(Facts facts, DetachRolePolicy asked) {
    return RoleRules.edit(
        facts,
        asked.account(),
        asked.role(),
        role ->
            role.attached().contains(asked.policyArn())
                ? RoleRules.put(role.detach(asked.policyArn()))
                : Decision.refuse(
                    IamRefusals.missing("Policy " + asked.policyArn() + " was not found.")));
  }

  static Decision<Role> bound(Facts facts, PutRolePermissionsBoundary asked) {
    return RoleRules.edit(
        facts,
        asked.account(),
        asked.role(),
        role ->
            or(
                ManagedPolicies.unusable(facts, asked.policyArn(), asked.account()),
                () -> RoleRules.put(role.withBoundary(Optional.of(asked.policyArn())))));
  }

  static Decision<Role> unbound(Facts facts, DeleteRolePermissionsBoundary asked) {
    return RoleRules.edit(
        facts,
        asked.account(),
        asked.role(),
        role ->
            role.boundary().isEmpty()
                ? Decision.refuse(
                    IamRefusals.missing(
                        "The role with name "
                            + role.name()
                            + " does not have a permissions boundary."))
                : RoleRules.put(role.withBoundary(Optional.empty())));
  }
}
