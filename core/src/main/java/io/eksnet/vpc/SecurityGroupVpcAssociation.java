package io.eksnet.vpc;

import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.VpcId;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;

/**
 * That interfaces of a VPC may carry a security group of another VPC of the Region ("Associate
 * security groups with multiple VPCs" in the VPC user guide).
 */
public record SecurityGroupVpcAssociation(Key key) {
  /** What is associated with what. */
  public record Key(SecurityGroupId group, VpcId vpc) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byGroup = group.compareTo(other.group);
      return byGroup != 0 ? byGroup : vpc.compareTo(other.vpc);
    }

    @Override
    public String toString() {
      return group + "/" + vpc;
    }
  }

  /** Associations by group. */
  public static final Index<SecurityGroupVpcAssociation, SecurityGroupId> BY_GROUP =
      Index.by("security group VPC associations by group", it -> it.key().group());

  /** Associations by VPC. */
  public static final Index<SecurityGroupVpcAssociation, VpcId> BY_VPC =
      Index.by("security group VPC associations by VPC", it -> it.key().vpc());

  /** Associations by what they associate. */
  public static final Kind<Key, SecurityGroupVpcAssociation> KIND =
      Kind.of(
              "security-group-vpc-association",
              SecurityGroupVpcAssociation.class,
              SecurityGroupVpcAssociation::key)
          .indexed(BY_GROUP)
          .indexed(BY_VPC);
}
