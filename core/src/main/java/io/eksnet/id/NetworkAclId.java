package io.eksnet.id;

/**
 * The id of a network ACL, such as {@code acl-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record NetworkAclId(String value) implements Id<NetworkAclId> {
  @Override
  public String toString() {
    return value;
  }
}
