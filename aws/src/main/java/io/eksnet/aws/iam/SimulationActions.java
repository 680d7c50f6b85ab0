package io.eksnet.aws.iam;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.iam.Access;
import io.eksnet.iam.AccessRequest;
import io.eksnet.iam.CompiledPolicies;
import io.eksnet.iam.PolicyDocument;
import io.eksnet.iam.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyResponse;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;

/** The policy simulator: what policies would say, of actions that eksnet serves and of others. */
final class SimulationActions {

  private SimulationActions() {}

  static void register(IamRegistry on) {
    on.on(
            "SimulatePrincipalPolicy",
            SimulatePrincipalPolicyRequest::builder,
            served(
                "PolicySourceArn!",
                "PolicyInputList",
                "PermissionsBoundaryPolicyInputList",
                "ActionNames!",
                "ResourceArns",
                "CallerArn",
                "ContextEntries",
                "MaxItems",
                "Marker"),
            (q, call) ->
                role(call, q.policySourceArn())
                    .then(
                        role ->
                            documents(call, q.policyInputList())
                                .then(
                                    more ->
                                        boundary(call, role, q.permissionsBoundaryPolicyInputList())
                                            .map(
                                                bound ->
                                                    simulated(
                                                        new Access(
                                                            compiled(identity(call, role), more),
                                                            bound,
                                                            Optional.empty()),
                                                        q.actionNames(),
                                                        q.resourceArns(),
                                                        q.contextEntries()))))
                    .then(
                        results ->
                            IamPage.cut(q, results.stream(), SimulationActions::key)
                                .map(
                                    page ->
                                        SimulatePrincipalPolicyResponse.builder()
                                            .evaluationResults(page.items())
                                            .isTruncated(page.truncated())
                                            .marker(page.marker())
                                            .build())))
        .on(
            "SimulateCustomPolicy",
            SimulateCustomPolicyRequest::builder,
            served(
                "PolicyInputList!",
                "PermissionsBoundaryPolicyInputList",
                "ActionNames!",
                "ResourceArns",
                "CallerArn",
                "ContextEntries",
                "MaxItems",
                "Marker"),
            (q, call) ->
                documents(call, q.policyInputList())
                    .then(
                        identity ->
                            documents(call, q.permissionsBoundaryPolicyInputList())
                                .map(
                                    bound ->
                                        simulated(
                                            new Access(
                                                CompiledPolicies.of(identity),
                                                compiled(bound),
                                                Optional.empty()),
                                            q.actionNames(),
                                            q.resourceArns(),
                                            q.contextEntries())))
                    .then(
                        results ->
                            IamPage.cut(q, results.stream(), SimulationActions::key)
                                .map(
                                    page ->
                                        SimulateCustomPolicyResponse.builder()
                                            .evaluationResults(page.items())
                                            .isTruncated(page.truncated())
                                            .marker(page.marker())
                                            .build())));
  }

  private static String key(EvaluationResult result) {
    return result.evalActionName() + " " + result.evalResourceName();
  }

  private static Reply<Role> role(Call call, String arn) {
    return call.world()
        .find(Role.KIND, arn)
        .filter(it -> it.account().equals(Asked.account(call)))
        .map(Reply::answer)
        .orElseGet(
            () -> call.refuse("NoSuchEntity", "No such policy source (eksnet has roles): " + arn));
  }

  private static List<PolicyDocument> identity(Call call, Role role) {
    List<PolicyDocument> documents = new ArrayList<>();
    role.inlinePolicies().values().forEach(it -> documents.add(it.document()));
    role.attached().forEach(arn -> documents.add(RoleAccess.managed(call.world(), arn)));
    return documents;
  }

  private static Reply<Optional<CompiledPolicies>> boundary(
      Call call, Role role, List<String> texts) {
    return texts.isEmpty()
        ? Reply.answer(
            role.boundary()
                .map(arn -> CompiledPolicies.of(List.of(RoleAccess.managed(call.world(), arn)))))
        : documents(call, texts).map(SimulationActions::compiled);
  }

  private static Optional<CompiledPolicies> compiled(List<PolicyDocument> documents) {
    return documents.isEmpty() ? Optional.empty() : Optional.of(CompiledPolicies.of(documents));
  }

  private static CompiledPolicies compiled(List<PolicyDocument> some, List<PolicyDocument> more) {
    List<PolicyDocument> all = new ArrayList<>(some);
    all.addAll(more);
    return CompiledPolicies.of(all);
  }

  private static Reply<List<PolicyDocument>> documents(Call call, List<String> texts) {
    List<PolicyDocument> documents = new ArrayList<>();
    for (String text : texts) {
      switch (PolicyReader.read(text)) {
        case PolicyReader.Read.Good(var policy) -> documents.add(policy.document());
        case PolicyReader.Read.Wrong(var message) -> {
          return call.refuse("InvalidInput", message);
        }
      }
    }
    return Reply.answer(documents);
  }

  private static List<EvaluationResult> simulated(
      Access access, List<String> actions, List<String> resources, List<ContextEntry> entries) {
    Map<String, List<String>> context = new HashMap<>();
    entries.forEach(it -> context.put(Asked.or(it.contextKeyName(), ""), it.contextKeyValues()));
    List<EvaluationResult> results = new ArrayList<>();
    for (String action : actions) {
      for (String resource : resources.isEmpty() ? List.of("*") : resources) {
        results.add(
            EvaluationResult.builder()
                .evalActionName(action)
                .evalResourceName(resource)
                .evalDecision(decision(access.judge(new AccessRequest(action, resource, context))))
                .matchedStatements(List.of())
                .missingContextValues(List.of())
                .build());
      }
    }
    return results;
  }

  private static PolicyEvaluationDecisionType decision(Optional<Access.Denial> denial) {
    return denial
        .map(
            it ->
                it.explicit()
                    ? PolicyEvaluationDecisionType.EXPLICIT_DENY
                    : PolicyEvaluationDecisionType.IMPLICIT_DENY)
        .orElse(PolicyEvaluationDecisionType.ALLOWED);
  }
}
