package io.eksnet.id;

/**
 * The id of a virtual interface of Direct Connect, such as {@code dxvif-0a1b2c3d}.
 *
 * @param value AWS's text
 */
public record VirtualInterfaceId(String value) implements Id<VirtualInterfaceId> {
  @Override
  public String toString() {
    return value;
  }
}
