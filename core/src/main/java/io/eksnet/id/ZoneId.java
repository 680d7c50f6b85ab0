package io.eksnet.id;

/**
 * The id of an Availability Zone, the same in all accounts, such as {@code usw2-az1}.
 *
 * @param value AWS's text
 */
public record ZoneId(String value) implements Id<ZoneId> {
  @Override
  public String toString() {
    return value;
  }
}
