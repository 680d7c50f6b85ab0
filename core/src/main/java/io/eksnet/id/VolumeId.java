package io.eksnet.id;

/**
 * The id of an EBS volume, such as {@code vol-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record VolumeId(String value) implements Id<VolumeId> {
  @Override
  public String toString() {
    return value;
  }
}
