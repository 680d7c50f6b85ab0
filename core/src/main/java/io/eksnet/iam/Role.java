package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Tags;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Duration;
import java.time.Instant;

/**
 * An IAM role: an identity that those whom its trust policy names may assume.
 *
 * @param account whose it is; roles belong to no Region
 * @param path {@code /} or {@code /a/b/}
 * @param name unique in its account, in any case of its letters
 * @param roleId {@code AROA...}
 * @param trustPolicy the JSON text of its AssumeRolePolicyDocument, as it was given
 * @param maxSession how long a session may last at most, 1 to 12 hours
 */
public record Role(
    AccountId account,
    String path,
    String name,
    String roleId,
    String trustPolicy,
    String description,
    Duration maxSession,
    Instant createdAt,
    Tags tags) {

  /** Roles by account. */
  public static final Index<Role, AccountId> BY_ACCOUNT =
      Index.by("roles by account", Role::account);

  /** Roles by ARN. */
  public static final Kind<String, Role> KIND =
      Kind.of("iam-role", Role.class, Role::arn).indexed(BY_ACCOUNT);

  /** Its ARN, such as {@code arn:aws:iam::111122223333:role/eks/my-role}. */
  public String arn() {
    return "arn:aws:iam::" + account + ":role" + path + name;
  }
}
