package io.eksnet.vpc;

import io.eksnet.table.Kind;

/**
 * A quota that differs from AWS's default, in every account and Region of this network.
 *
 * @param value 0 or more
 */
public record QuotaSetting(Quota quota, int value) {
  /** Settings by quota. */
  public static final Kind<Quota, QuotaSetting> KIND =
      Kind.of("quota-setting", QuotaSetting.class, QuotaSetting::quota);
}
