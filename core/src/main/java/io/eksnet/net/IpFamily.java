package io.eksnet.net;

/** The two address families, in the order in which addresses sort. */
public enum IpFamily {
  IPV4(32),
  IPV6(128);

  private final int bits;

  IpFamily(int bits) {
    this.bits = bits;
  }

  /** The length of an address in bits: 32 or 128. */
  public int bits() {
    return bits;
  }

  /** The block that holds every address of the family: 0.0.0.0/0 or ::/0. */
  public Cidr everything() {
    return switch (this) {
      case IPV4 -> Cidr.ANY_IPV4;
      case IPV6 -> Cidr.ANY_IPV6;
    };
  }
}
