package io.eksnet.vpc;

import io.eksnet.table.Kind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How EC2 picks among the free addresses of a subnet, in every account and Region of this network.
 * EC2 does not say how it does; {@link Strategy#LOWEST}, unless set, makes results repeat.
 *
 * @param seed what {@link Strategy#RANDOM} starts from; the others do not read it
 */
public record AddressPicking(Strategy strategy, long seed) {
  /** The ways to pick. */
  public enum Strategy {
    /** The lowest free address, the lowest free prefix. */
    LOWEST,
    /** Any free address or prefix, each as likely as another; the same seed, the same picks. */
    RANDOM,
    /**
     * An address of a /28 that is wholly free, as long as there is one: what fragments a subnet
     * fastest, so that it runs out of prefixes while it has addresses. IPv6 likewise with /80.
     */
    SCATTER;

    /** Its name in settings: {@code lowest}. */
    public String setting() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The strategy with such a name in settings. */
    public static Optional<Strategy> named(String setting) {
      return Arrays.stream(values()).filter(it -> it.setting().equals(setting)).findFirst();
    }
  }

  /** What holds as long as nothing is set. */
  public static final AddressPicking STANDARD = new AddressPicking(Strategy.LOWEST, 0);

  /** The key of the one setting. */
  static final String KEY = "address-picking";

  /** The setting; there is at most one. */
  public static final Kind<String, AddressPicking> KIND =
      Kind.of("address-picking", AddressPicking.class, _ -> KEY);
}
