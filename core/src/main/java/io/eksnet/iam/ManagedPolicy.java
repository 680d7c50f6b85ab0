package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Tags;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A managed policy that a customer made.
 *
 * @param policyId {@code ANPA...}
 * @param versions the oldest first, at most 5
 * @param defaultVersion the number of the version that judges
 */
public record ManagedPolicy(
    AccountId account,
    String path,
    String name,
    String policyId,
    String description,
    Instant createdAt,
    Instant updatedAt,
    List<Version> versions,
    int defaultVersion,
    int lastVersion,
    Tags tags) {

  /** One version of it, {@code v1} and so on. */
  public record Version(int number, Policy policy, Instant createdAt) {
    /** Its id, such as {@code v2}. */
    public String id() {
      return "v" + number;
    }
  }

  /** Managed policies by account. */
  public static final Index<ManagedPolicy, AccountId> BY_ACCOUNT =
      Index.by("managed policies by account", ManagedPolicy::account);

  /** Managed policies by account and name. */
  public static final Index<ManagedPolicy, String> BY_NAME =
      Index.by("managed policies by name", it -> Roles.nameKey(it.account(), it.name()));

  /** Managed policies by ARN. */
  public static final Kind<String, ManagedPolicy> KIND =
      Kind.of("iam-policy", ManagedPolicy.class, ManagedPolicy::arn)
          .indexed(BY_ACCOUNT)
          .indexed(BY_NAME);

  public ManagedPolicy {
    versions = List.copyOf(versions);
  }

  /** Its ARN, such as {@code arn:aws:iam::111122223333:policy/my-policy}. */
  public String arn() {
    return "arn:aws:iam::" + account + ":policy" + path + name;
  }

  /** The version that judges. */
  public Version inForce() {
    return version("v" + defaultVersion).orElseThrow();
  }

  /** A version by its id. */
  public Optional<Version> version(String id) {
    return versions.stream().filter(it -> it.id().equals(id)).findFirst();
  }

  /** This policy with other tags. */
  public ManagedPolicy withTags(Tags others) {
    return new ManagedPolicy(
        account,
        path,
        name,
        policyId,
        description,
        createdAt,
        updatedAt,
        versions,
        defaultVersion,
        lastVersion,
        others);
  }

  ManagedPolicy withVersions(List<Version> others, int inForce, int last, Instant now) {
    return new ManagedPolicy(
        account, path, name, policyId, description, createdAt, now, others, inForce, last, tags);
  }
}
