package io.eksnet.iam;

import io.eksnet.iam.CompiledPolicies.Verdict;
import java.util.Optional;

/**
 * How the policies of one principal go together: an explicit deny in any of them refuses; then each
 * kind that there is must allow ("Policy evaluation logic" in the IAM user guide).
 *
 * @param identity the role's inline and attached policies
 * @param boundary its permissions boundary
 * @param session the policies that the session was made with
 */
public record Access(
    CompiledPolicies identity,
    Optional<CompiledPolicies> boundary,
    Optional<CompiledPolicies> session) {

  /** Kinds of policies, as AWS names them in refusals. */
  public enum PolicyType {
    IDENTITY("identity-based policy", "an identity-based policy"),
    BOUNDARY("permissions boundary", "a permissions boundary"),
    SESSION("session policy", "a session policy"),
    TRUST("resource-based policy", "a resource-based policy");

    private final String noun;
    private final String withArticle;

    PolicyType(String noun, String withArticle) {
      this.noun = noun;
      this.withArticle = withArticle;
    }
  }

  /**
   * Why a request is refused.
   *
   * @param explicit whether a statement denies it, rather than none allowing it
   */
  public record Denial(PolicyType by, boolean explicit) {
    /** How AWS ends the sentence "... is not authorized to perform: action on resource: arn". */
    public String because(String action) {
      return explicit
          ? "with an explicit deny in " + by.withArticle
          : "because no " + by.noun + " allows the " + action + " action";
    }
  }

  /** Why a request is refused; empty if it is allowed. */
  public Optional<Denial> judge(AccessRequest request) {
    Verdict own = identity.judge(request);
    Verdict bounded = boundary.map(it -> it.judge(request)).orElse(Verdict.ALLOWED);
    Verdict limited = session.map(it -> it.judge(request)).orElse(Verdict.ALLOWED);
    return denial(own, PolicyType.IDENTITY, true)
        .or(() -> denial(bounded, PolicyType.BOUNDARY, true))
        .or(() -> denial(limited, PolicyType.SESSION, true))
        .or(() -> denial(own, PolicyType.IDENTITY, false))
        .or(() -> denial(bounded, PolicyType.BOUNDARY, false))
        .or(() -> denial(limited, PolicyType.SESSION, false));
  }

  private static Optional<Denial> denial(Verdict verdict, PolicyType type, boolean explicit) {
    return verdict == (explicit ? Verdict.DENIED : Verdict.SILENT)
        ? Optional.of(new Denial(type, explicit))
        : Optional.empty();
  }
}
