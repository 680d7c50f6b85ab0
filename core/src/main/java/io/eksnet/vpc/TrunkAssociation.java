package io.eksnet.vpc;

import io.eksnet.id.EniId;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.id.TrunkAssociationId;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;

/**
 * A branch interface on a trunk interface.
 *
 * @param key how packets of the branch are told from the trunk's others
 */
public record TrunkAssociation(
    TrunkAssociationId id, Scope scope, EniId trunk, EniId branch, Key key, Tags tags)
    implements Scoped {

  /** How packets of a branch are marked. */
  public sealed interface Key {
    /**
     * By a VLAN.
     *
     * @param id 1 to 4094
     */
    record Vlan(int id) implements Key {
      @Override
      public String toString() {
        return "VLAN ID " + id;
      }
    }

    /** By a GRE key. */
    record Gre(int key) implements Key {
      @Override
      public String toString() {
        return "GRE key " + key;
      }
    }
  }

  /** Associations by trunk. */
  public static final Index<TrunkAssociation, EniId> BY_TRUNK =
      Index.by("trunk associations by trunk", TrunkAssociation::trunk);

  /** Associations by branch, which has at most one. */
  public static final Index<TrunkAssociation, EniId> BY_BRANCH =
      Index.by("trunk associations by branch", TrunkAssociation::branch);

  /** Associations by id. */
  public static final Kind<TrunkAssociationId, TrunkAssociation> KIND =
      Kind.of("trunk-association", TrunkAssociation.class, TrunkAssociation::id)
          .indexed(BY_TRUNK)
          .indexed(BY_BRANCH);

  /** This association with other tags. */
  public TrunkAssociation withTags(Tags others) {
    return new TrunkAssociation(id, scope, trunk, branch, key, others);
  }
}
