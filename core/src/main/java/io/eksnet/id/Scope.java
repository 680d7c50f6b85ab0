package io.eksnet.id;

/**
 * Where an AWS resource lives.
 *
 * @param account the account that owns it
 * @param region the Region that holds it
 */
public record Scope(AccountId account, Region region) implements Comparable<Scope> {
  /** The ARN of something in this account and Region. */
  public String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + region + ":" + account + ":" + resource;
  }

  @Override
  public int compareTo(Scope other) {
    int byAccount = account.compareTo(other.account);
    return byAccount != 0 ? byAccount : region.compareTo(other.region);
  }
}
