package io.eksnet.id;

/**
 * The id of the association of a Direct Connect gateway with another gateway, such as {@code
 * a1b2c3d4-5678-90ab-cdef-000000000002}.
 *
 * @param value AWS's text
 */
public record DirectConnectAssociationId(String value) implements Id<DirectConnectAssociationId> {
  @Override
  public String toString() {
    return value;
  }
}
