package io.eksnet.eks;

import io.eksnet.table.Kind;

/**
 * Where a network's add-ons differ from EKS's.
 *
 * @param acceptsLatest whether {@code latest} is taken for the newest version; EKS refuses it
 */
public record AddonRuling(boolean acceptsLatest) {
  /** There is at most one. */
  public static final Kind<String, AddonRuling> KIND =
      Kind.of("eks-addon-ruling", AddonRuling.class, _ -> "ruling");
}
