package io.eksnet.id;

/**
 * The id of an AWS account, such as {@code 123456789012}.
 *
 * @param value AWS's text
 */
public record AccountId(String value) implements Id<AccountId> {
  @Override
  public String toString() {
    return value;
  }
}
