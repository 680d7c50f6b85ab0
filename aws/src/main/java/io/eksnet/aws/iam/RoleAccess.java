package io.eksnet.aws.iam;

import io.eksnet.aws.sigv4.Credentials.Session;
import io.eksnet.iam.Access;
import io.eksnet.iam.AwsManagedPolicy;
import io.eksnet.iam.CompiledPolicies;
import io.eksnet.iam.ManagedPolicy;
import io.eksnet.iam.PolicyDocument;
import io.eksnet.iam.Role;
import io.eksnet.table.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What sessions of roles may do, compiled once for each role and its policies. Facts never change,
 * so what was compiled holds as long as the role and its policies are the very same facts.
 */
public final class RoleAccess {
  private static final CompiledPolicies NOTHING = CompiledPolicies.of(List.of());

  /** When more roles than these call, all are compiled anew. */
  private static final int MOST_KEPT = 2000;

  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  /** What was compiled, and of what. */
  private record Kept(Role role, List<ManagedPolicy> policies, Access access) {
    @SuppressWarnings("ReferenceEquality") // the very same facts: comparing them whole is slow
    boolean isOf(Role now, List<ManagedPolicy> managed) {
      if (role != now || policies.size() != managed.size()) {
        return false;
      }
      for (int i = 0; i < managed.size(); i++) {
        if (policies.get(i) != managed.get(i)) {
          return false;
        }
      }
      return true;
    }
  }

  /** What a session may do; nothing, if its role is no longer there. */
  public Access of(Facts facts, Session session) {
    Access own =
        facts
            .find(Role.KIND, session.role())
            .filter(role -> role.roleId().equals(session.roleId()))
            .map(role -> of(facts, role))
            .orElseGet(() -> new Access(NOTHING, Optional.empty(), Optional.empty()));
    return session.limited()
        ? new Access(own.identity(), own.boundary(), Optional.of(limits(facts, session)))
        : own;
  }

  private Access of(Facts facts, Role role) {
    List<ManagedPolicy> managed = managed(facts, role);
    Kept known = kept.get(role.arn());
    if (known != null && known.isOf(role, managed)) {
      return known.access();
    }
    List<PolicyDocument> documents = new ArrayList<>();
    role.inlinePolicies().values().forEach(it -> documents.add(it.document()));
    role.attached().forEach(arn -> documents.add(managed(facts, arn)));
    Access access =
        new Access(
            CompiledPolicies.of(documents),
            role.boundary().map(arn -> CompiledPolicies.of(List.of(managed(facts, arn)))),
            Optional.empty());
    if (kept.size() >= MOST_KEPT) {
      kept.clear();
    }
    kept.put(role.arn(), new Kept(role, managed, access));
    return access;
  }

  private static List<ManagedPolicy> managed(Facts facts, Role role) {
    List<ManagedPolicy> managed = new ArrayList<>();
    role.attached().forEach(arn -> facts.find(ManagedPolicy.KIND, arn).ifPresent(managed::add));
    role.boundary().flatMap(arn -> facts.find(ManagedPolicy.KIND, arn)).ifPresent(managed::add);
    return managed;
  }

  private static CompiledPolicies limits(Facts facts, Session session) {
    List<PolicyDocument> documents = new ArrayList<>();
    for (String text : session.policies()) {
      if (PolicyReader.read(text) instanceof PolicyReader.Read.Good(var policy)) {
        documents.add(policy.document());
      }
    }
    session.policyArns().forEach(arn -> documents.add(managed(facts, arn)));
    return CompiledPolicies.of(documents);
  }

  /** What a managed policy says now; one that is no longer there says nothing. */
  static PolicyDocument managed(Facts facts, String arn) {
    return facts
        .find(ManagedPolicy.KIND, arn)
        .map(it -> it.inForce().policy().document())
        .or(() -> AwsManagedPolicy.find(arn).map(AwsDocuments::of))
        .orElseGet(() -> new PolicyDocument(PolicyDocument.VERSION, List.of()));
  }
}
