package io.eksnet.id;

/**
 * The id of an elastic network interface, such as {@code eni-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record EniId(String value) implements Id<EniId> {
  @Override
  public String toString() {
    return value;
  }
}
