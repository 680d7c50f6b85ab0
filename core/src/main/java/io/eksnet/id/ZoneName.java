package io.eksnet.id;

/**
 * The id of an Availability Zone, by its name within one account, such as {@code us-west-2a}.
 *
 * @param value AWS's text
 */
public record ZoneName(String value) implements Id<ZoneName> {
  @Override
  public String toString() {
    return value;
  }
}
