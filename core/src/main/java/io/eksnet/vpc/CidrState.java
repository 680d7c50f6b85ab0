package io.eksnet.vpc;

import java.util.Locale;

/**
 * How far the association of a block with a VPC or a subnet is. AWS's failing and failed do not
 * occur here; what AWS calls disassociated is no longer there.
 */
public enum CidrState {
  ASSOCIATING,
  ASSOCIATED,
  DISASSOCIATING;

  /** Whether the block's addresses belong to the network. */
  public boolean inUse() {
    return this != DISASSOCIATING;
  }

  /** AWS's word. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
