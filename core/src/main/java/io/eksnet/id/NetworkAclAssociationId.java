package io.eksnet.id;

/**
 * The id of a network ACL's association with a subnet, such as {@code aclassoc-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record NetworkAclAssociationId(String value) implements Id<NetworkAclAssociationId> {
  @Override
  public String toString() {
    return value;
  }
}
