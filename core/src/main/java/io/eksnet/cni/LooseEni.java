package io.eksnet.cni;

import io.eksnet.id.EniId;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;

/**
 * An interface that ipamd has in its hands: made and not yet set up, or taken from its instance and
 * not yet deleted. It is not part of the pool. Durable, so that a crash between two calls to EC2
 * leaks no interface.
 *
 * @param node whose ipamd
 * @param purpose what is to become of it
 * @param notBefore when the next call about it may be made
 */
public record LooseEni(EniId eni, String node, Purpose purpose, Instant notBefore) {

  /** What is to become of an interface. */
  public enum Purpose {
    /** To be attached and marked to go with its instance. */
    ATTACH,
    /** To be detached and deleted. */
    DELETE
  }

  /** Loose interfaces by node. */
  public static final Index<LooseEni, String> BY_NODE =
      Index.by("loose interfaces by node", LooseEni::node);

  /** Loose interfaces by id. */
  public static final Kind<EniId, LooseEni> KIND =
      Kind.of("cni-loose-eni", LooseEni.class, LooseEni::eni).indexed(BY_NODE);

  /** This interface, to be deleted. */
  LooseEni toDelete(Instant notBefore) {
    return new LooseEni(eni, node, Purpose.DELETE, notBefore);
  }
}
