package io.eksnet.vpc;

import io.eksnet.net.Cidr;
import io.eksnet.table.Kind;
import java.util.List;

/**
 * Whether AWS's table of restricted pairs of ranges binds (VPC user guide, "IPv4 CIDR block
 * association restrictions", 2023). It does unless set otherwise: AWS's newer best-practice texts
 * give examples that the table forbids.
 */
public record CidrRestrictions(boolean strict) {
  /** What holds as long as nothing is set. */
  public static final CidrRestrictions STANDARD = new CidrRestrictions(true);

  /** The key of the one setting. */
  static final String KEY = "cidr-restrictions";

  /** The setting; there is at most one. */
  public static final Kind<String, CidrRestrictions> KIND =
      Kind.of("cidr-restrictions", CidrRestrictions.class, _ -> KEY);

  private static final Cidr TEN = Cidr.parse("10.0.0.0/8");
  private static final Cidr ONE_SEVEN_TWO = Cidr.parse("172.16.0.0/12");
  private static final Cidr ONE_NINE_TWO = Cidr.parse("192.168.0.0/16");
  private static final Cidr BENCHMARKS = Cidr.parse("198.19.0.0/16");
  private static final Cidr DEFAULT_VPC = Cidr.parse("172.31.0.0/16");
  private static final Cidr LOWER_TEN = Cidr.parse("10.0.0.0/15");
  private static final Cidr LOWEST_TEN = Cidr.parse("10.0.0.0/16");

  /** Ranges that no VPC can have. */
  private static final List<Cidr> NEVER =
      List.of(
          Cidr.parse("0.0.0.0/8"),
          Cidr.parse("127.0.0.0/8"),
          Cidr.parse("169.254.0.0/16"),
          Cidr.parse("224.0.0.0/4"));

  /** Whether no VPC can have a block, whatever is set. */
  static boolean never(Cidr block) {
    return overlaps(NEVER, block);
  }

  /**
   * Whether a VPC may not add a block to those it has. The row of the table is that of the primary
   * block, "the range in which your VPC resides".
   */
  boolean forbids(List<Cidr> present, Cidr added) {
    if (!strict) {
      return false;
    }
    boolean lowTen = present.stream().anyMatch(LOWER_TEN::contains);
    return overlaps(forbidden(present.getFirst()), added) || (lowTen && LOWEST_TEN.overlaps(added));
  }

  private static List<Cidr> forbidden(Cidr primary) {
    if (TEN.contains(primary)) {
      return List.of(ONE_SEVEN_TWO, ONE_NINE_TWO, BENCHMARKS);
    }
    if (ONE_SEVEN_TWO.contains(primary)) {
      return List.of(TEN, ONE_NINE_TWO, DEFAULT_VPC, BENCHMARKS);
    }
    if (ONE_NINE_TWO.contains(primary)) {
      return List.of(TEN, ONE_SEVEN_TWO, BENCHMARKS);
    }
    return BENCHMARKS.contains(primary)
        ? List.of(TEN, ONE_SEVEN_TWO, ONE_NINE_TWO)
        : List.of(TEN, ONE_SEVEN_TWO, ONE_NINE_TWO, BENCHMARKS);
  }

  private static boolean overlaps(List<Cidr> ranges, Cidr block) {
    return ranges.stream().anyMatch(block::overlaps);
  }
}
