package io.eksnet.vpc;

import io.eksnet.id.Scope;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * A request that a client marked with a token, so that a repetition makes nothing twice (EC2
 * developer guide, "Ensuring idempotency in Amazon EC2 API requests").
 *
 * @param parameters what was asked, as a digest
 * @param made the id of what it made
 */
public record ClientToken(Key key, String parameters, String made, Instant at) {
  /** How long EC2 remembers a token at least. */
  public static final Duration REMEMBERED = Duration.ofHours(24);

  /** A token is the client's own: unique for one account, Region and action. */
  public record Key(Scope scope, String action, String token) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::scope).thenComparing(Key::action).thenComparing(Key::token);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** Tokens by the hour since 1970 in which they came, so that old ones are found. */
  public static final Index<ClientToken, Long> BY_HOUR =
      Index.by("client tokens by hour", token -> hour(token.at()));

  /** Tokens by key. */
  public static final Kind<Key, ClientToken> KIND =
      Kind.of("client-token", ClientToken.class, ClientToken::key).indexed(BY_HOUR);

  static long hour(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), 3_600L);
  }
}
