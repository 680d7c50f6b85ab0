package io.eksnet.id;

/**
 * The id of a set of DHCP options, such as {@code dopt-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record DhcpOptionsId(String value) implements Id<DhcpOptionsId> {
  @Override
  public String toString() {
    return value;
  }
}
