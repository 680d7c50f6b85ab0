package io.eksnet.id;

/**
 * The id of a transit gateway attachment, such as {@code tgw-attach-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record TransitGatewayAttachmentId(String value) implements Id<TransitGatewayAttachmentId> {
  @Override
  public String toString() {
    return value;
  }
}
