package io.eksnet.aws.iam;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.codec.Served;
import io.eksnet.aws.endpoint.Actions.Registration;
import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.aws.endpoint.Service;
import io.eksnet.iam.IamQuota;
import io.eksnet.iam.InstanceProfile;
import io.eksnet.iam.ManagedPolicy;
import io.eksnet.iam.OidcProvider;
import io.eksnet.iam.Role;
import io.eksnet.world.Ledger;
import io.eksnet.world.World;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.GetAccountSummaryRequest;
import software.amazon.awssdk.services.iam.model.GetAccountSummaryResponse;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesRequest;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesResponse;

/** All of IAM that eksnet serves: roles and policies, and no users. */
public final class IamActions {

  private IamActions() {}

  /** Registers IAM's actions over a world. */
  public static void register(Registration actions, Ledger ledger) {
    IamRegistry on = new IamRegistry(new Call.Registry(actions, Service.IAM, ledger));
    RoleActions.register(on);
    RolePolicyActions.register(on);
    PolicyActions.register(on);
    PolicyVersionActions.register(on);
    InstanceProfileActions.register(on);
    ProviderActions.register(on);
    SimulationActions.register(on);
    on.on(
            "ListAccountAliases",
            ListAccountAliasesRequest::builder,
            served("Marker", "MaxItems"),
            (q, call) ->
                Reply.answer(
                    ListAccountAliasesResponse.builder()
                        .accountAliases(List.of())
                        .isTruncated(false)
                        .build()))
        .on(
            "GetAccountSummary",
            GetAccountSummaryRequest::builder,
            Served.nothing(),
            (q, call) ->
                Reply.answer(
                    GetAccountSummaryResponse.builder()
                        .summaryMapWithStrings(summary(call))
                        .build()));
  }

  private static Map<String, Integer> summary(Call call) {
    World world = call.world();
    var account = Asked.account(call);
    Map<String, Integer> summary = new TreeMap<>();
    summary.put("Roles", world.table(Role.KIND).keysBy(Role.BY_ACCOUNT, account).size());
    summary.put("RolesQuota", IamQuota.ROLES.most());
    summary.put(
        "Policies",
        world.table(ManagedPolicy.KIND).keysBy(ManagedPolicy.BY_ACCOUNT, account).size());
    summary.put("PoliciesQuota", IamQuota.POLICIES.most());
    summary.put("PolicySizeQuota", IamQuota.POLICY_SIZE.most());
    summary.put("VersionsPerPolicyQuota", IamQuota.POLICY_VERSIONS.most());
    summary.put("AttachedPoliciesPerRoleQuota", IamQuota.ATTACHED.most());
    summary.put("AssumeRolePolicySizeQuota", IamQuota.TRUST_POLICY_SIZE.most());
    summary.put("RolePolicySizeQuota", IamQuota.INLINE_SIZE.most());
    summary.put(
        "InstanceProfiles",
        world.table(InstanceProfile.KIND).keysBy(InstanceProfile.BY_ACCOUNT, account).size());
    summary.put("InstanceProfilesQuota", IamQuota.INSTANCE_PROFILES.most());
    summary.put(
        "Providers",
        world.table(OidcProvider.KIND).keysBy(OidcProvider.BY_ACCOUNT, account).size());
    summary.put("Users", 0);
    summary.put("Groups", 0);
    return summary;
  }
}
