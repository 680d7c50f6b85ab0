package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Tags;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.Optional;

/**
 * What an instance carries to have a role.
 *
 * @param profileId {@code AIPA...}
 * @param role the ARN of its role; one at most
 */
public record InstanceProfile(
    AccountId account,
    String path,
    String name,
    String profileId,
    Instant createdAt,
    Tags tags,
    Optional<String> role) {

  /** Instance profiles by account. */
  public static final Index<InstanceProfile, AccountId> BY_ACCOUNT =
      Index.by("instance profiles by account", InstanceProfile::account);

  /** Instance profiles by account and name. */
  public static final Index<InstanceProfile, String> BY_NAME =
      Index.by("instance profiles by name", it -> Roles.nameKey(it.account(), it.name()));

  /** Instance profiles by their role. */
  public static final Index<InstanceProfile, String> BY_ROLE =
      Index.byOptional("instance profiles by role", InstanceProfile::role);

  /** Instance profiles by ARN. */
  public static final Kind<String, InstanceProfile> KIND =
      Kind.of("iam-instance-profile", InstanceProfile.class, InstanceProfile::arn)
          .indexed(BY_ACCOUNT)
          .indexed(BY_NAME)
          .indexed(BY_ROLE);

  /** Its ARN, such as {@code arn:aws:iam::111122223333:instance-profile/nodes}. */
  public String arn() {
    return "arn:aws:iam::" + account + ":instance-profile" + path + name;
  }

  /** This profile with other tags. */
  public InstanceProfile withTags(Tags others) {
    return new InstanceProfile(account, path, name, profileId, createdAt, others, role);
  }

  InstanceProfile withRole(Optional<String> other) {
    return new InstanceProfile(account, path, name, profileId, createdAt, tags, other);
  }
}
