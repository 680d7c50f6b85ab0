package io.eksnet.vpc;

import io.eksnet.id.AccountId;
import io.eksnet.id.PrefixListId;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SecurityGroupRuleId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.id.VpcPeeringConnectionId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.util.Optional;

/**
 * One permission of a security group. Groups only allow; what no rule allows is dropped.
 *
 * @param traffic what it allows
 * @param peer the other end
 * @param description at most 255 characters, may be empty
 */
public record SecurityGroupRule(
    SecurityGroupRuleId id,
    Scope scope,
    SecurityGroupId group,
    Direction direction,
    Traffic traffic,
    Peer peer,
    String description,
    Tags tags)
    implements Scoped {

  /** Which packets a rule judges. */
  public enum Direction {
    /** Those that come to the interface. */
    INGRESS,
    /** Those that leave it. */
    EGRESS
  }

  /** The other end of the traffic. */
  public sealed interface Peer {
    /** Addresses of a range. */
    record Range(Cidr cidr) implements Peer {
      @Override
      public String toString() {
        return cidr.toString();
      }
    }

    /** The addresses of a prefix list. */
    record PrefixList(PrefixListId list) implements Peer {
      @Override
      public String toString() {
        return list.toString();
      }
    }

    /**
     * The private addresses of the interfaces that carry a group; the group itself for "self".
     *
     * @param elsewhere where the group was found when the rule was made, if in another VPC; it
     *     outlives the group and the peering connection, and the rule is then stale
     */
    record Group(SecurityGroupId group, Optional<Elsewhere> elsewhere) implements Peer {
      /** A group that is of the rule's own VPC, or not yet looked up. */
      public Group(SecurityGroupId group) {
        this(group, Optional.empty());
      }

      @Override
      public String toString() {
        return group.toString();
      }
    }

    /** Whether two peers mean the same end; of a group only its id counts. */
    default boolean means(Peer other) {
      if (this instanceof Group(var group, _) && other instanceof Group(var another, _)) {
        return group.equals(another);
      }
      return equals(other);
    }
  }

  /**
   * Another VPC whose groups a rule may name.
   *
   * @param owner the account of the group
   * @param peering the connection to its VPC
   */
  public record Elsewhere(AccountId owner, VpcId vpc, VpcPeeringConnectionId peering) {}

  /** Rules by their group. */
  public static final Index<SecurityGroupRule, SecurityGroupId> BY_GROUP =
      Index.by("rules by group", SecurityGroupRule::group);

  /** Rules by the group that they name as peer. */
  public static final Index<SecurityGroupRule, SecurityGroupId> BY_PEER_GROUP =
      Index.byOptional(
          "rules by peer group",
          rule ->
              rule.peer() instanceof Peer.Group(var group, _)
                  ? Optional.of(group)
                  : Optional.empty());

  /** Rules by the prefix list that they name as peer. */
  public static final Index<SecurityGroupRule, PrefixListId> BY_PREFIX_LIST =
      Index.byOptional(
          "rules by prefix list",
          rule ->
              rule.peer() instanceof Peer.PrefixList(var list)
                  ? Optional.of(list)
                  : Optional.empty());

  /** Rules by id. */
  public static final Kind<SecurityGroupRuleId, SecurityGroupRule> KIND =
      Kind.of("security-group-rule", SecurityGroupRule.class, SecurityGroupRule::id)
          .indexed(BY_GROUP)
          .indexed(BY_PEER_GROUP)
          .indexed(BY_PREFIX_LIST);

  /** Its ARN. */
  public String arn() {
    return scope.arn("ec2", "security-group-rule/" + id);
  }

  /** What it allows. */
  public Permission permission() {
    return new Permission(traffic, peer, description);
  }

  /** This rule with other tags. */
  public SecurityGroupRule withTags(Tags others) {
    return new SecurityGroupRule(id, scope, group, direction, traffic, peer, description, others);
  }

  /** This rule allowing something else. */
  SecurityGroupRule withPermission(Permission other) {
    return new SecurityGroupRule(
        id, scope, group, direction, other.traffic(), other.peer(), other.description(), tags);
  }

  /** This rule with another description. */
  SecurityGroupRule withDescription(String other) {
    return new SecurityGroupRule(id, scope, group, direction, traffic, peer, other, tags);
  }
}
