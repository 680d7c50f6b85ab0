package io.eksnet.cloud;

import io.eksnet.eks.Addon;
import io.eksnet.table.Kind;
import java.time.Instant;

/**
 * That not as many of an add-on's pods run as should.
 *
 * @param since when that began
 */
public record AddonTrouble(Addon.Key addon, Instant since) {
  /** Troubles by add-on. */
  public static final Kind<Addon.Key, AddonTrouble> KIND =
      Kind.of("cloud-addon-trouble", AddonTrouble.class, AddonTrouble::addon);
}
