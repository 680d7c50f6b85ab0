package io.eksnet.vpc;

import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SecurityGroupRuleId;
import io.eksnet.id.Tags;
import io.eksnet.net.Cidr;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;

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

    /** The private addresses of the interfaces that carry a group; the group itself for "self". */
    record Group(SecurityGroupId group) implements Peer {
      @Override
      public String toString() {
        return group.toString();
      }
    }
  }

  /** Rules by their group. */
  public static final Index<SecurityGroupRule, SecurityGroupId> BY_GROUP =
      Index.by("rules by group", SecurityGroupRule::group);

  /** Rules by the group that they name as peer. */
  public static final Index<SecurityGroupRule, SecurityGroupId> BY_PEER_GROUP =
      Index.byOptional(
          "rules by peer group",
          rule ->
              switch (rule.peer()) {
                case Peer.Range _ -> java.util.Optional.empty();
                case Peer.Group(SecurityGroupId group) -> java.util.Optional.of(group);
              });

  /** Rules by id. */
  public static final Kind<SecurityGroupRuleId, SecurityGroupRule> KIND =
      Kind.of("security-group-rule", SecurityGroupRule.class, SecurityGroupRule::id)
          .indexed(BY_GROUP)
          .indexed(BY_PEER_GROUP);

  /** This rule with other tags. */
  public SecurityGroupRule withTags(Tags others) {
    return new SecurityGroupRule(id, scope, group, direction, traffic, peer, description, others);
  }
}
