package io.eksnet.id;

import io.eksnet.table.Facts;

/**
 * Something asked of AWS: a record of what is wanted and the pure rule that judges it. Clients,
 * node groups and ipamd use the same commands and so meet the same limits and errors.
 *
 * @param <T> what the caller is told when it is accepted
 */
public interface Command<T> {
  /** Judges the command against the facts; changes nothing by itself. */
  Decision<T> decide(Facts facts, Context context);

  /** The AWS action, such as {@code CreateSecurityGroup}. */
  default String action() {
    return getClass().getSimpleName();
  }
}
