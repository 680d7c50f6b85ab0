package io.eksnet.id;

/**
 * The id of an interface's attachment to an instance, such as {@code eni-attach-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record AttachmentId(String value) implements Id<AttachmentId> {
  @Override
  public String toString() {
    return value;
  }
}
