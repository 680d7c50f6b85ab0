package io.eksnet.vpc;

import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.table.Fold;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;

/**
 * A security group: a stateful filter around interfaces. Its rules are facts of their own.
 *
 * @param name unique within the VPC
 */
public record SecurityGroup(
    SecurityGroupId id, Scope scope, VpcId vpc, String name, String description, Tags tags)
    implements Scoped {

  /** The name of the group that comes with each VPC. */
  public static final String DEFAULT_NAME = "default";

  /** Security groups by VPC. */
  public static final Index<SecurityGroup, VpcId> BY_VPC =
      Index.by("security groups by VPC", SecurityGroup::vpc);

  /** How many groups an account has in a Region. */
  public static final Fold<SecurityGroup, Scope, Integer> PER_SCOPE =
      Fold.count("security groups per scope", SecurityGroup::scope);

  /** Security groups by id. */
  public static final Kind<SecurityGroupId, SecurityGroup> KIND =
      Kind.of("security-group", SecurityGroup.class, SecurityGroup::id)
          .indexed(BY_VPC)
          .folded(PER_SCOPE);

  /** Whether it is the group that came with the VPC. */
  public boolean isDefault() {
    return name.equals(DEFAULT_NAME);
  }

  /** Its ARN. */
  public String arn() {
    return scope.arn("ec2", "security-group/" + id);
  }

  /** This group with other tags. */
  public SecurityGroup withTags(Tags others) {
    return new SecurityGroup(id, scope, vpc, name, description, others);
  }
}
