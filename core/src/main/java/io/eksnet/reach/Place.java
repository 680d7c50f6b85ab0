package io.eksnet.reach;

/**
 * Where a hop's steps happen.
 *
 * @param name an id or a name, such as {@code default/web} or {@code eni-0c3e...}
 */
public record Place(Kind kind, String name) {
  /** The kinds of places. */
  public enum Kind {
    POD("pod"),
    NODE("node"),
    INTERFACE("interface"),
    SUBNET("subnet"),
    NAT_GATEWAY("NAT gateway"),
    INTERNET_GATEWAY("internet gateway"),
    PEERING_CONNECTION("peering connection"),
    TRANSIT_GATEWAY("transit gateway"),
    VPN_GATEWAY("virtual private gateway"),
    PREMISES("premises"),
    INTERNET("internet"),
    SERVICE("service"),
    ADDRESS("address"),
    VPC_ENDPOINT("VPC endpoint"),
    AWS_SERVICE("AWS service");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** A word for people. */
    public String text() {
      return text;
    }
  }

  @Override
  public String toString() {
    return kind == Kind.INTERNET || kind == Kind.PREMISES ? name : kind.text() + " " + name;
  }
}
