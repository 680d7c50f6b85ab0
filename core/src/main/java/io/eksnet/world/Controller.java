package io.eksnet.world;

import java.util.Collection;
import java.util.List;

/**
 * Brings part of the world to what it should be. Pure: no clock, thread or client inside, and no
 * memory but facts. The same world, key and moment give the same outcome.
 *
 * @param <K> what it is asked about one at a time
 */
public interface Controller<K extends Comparable<? super K>> {
  /** Its name, for logs and for people. */
  String name();

  /**
   * The keys that a change may concern.
   *
   * @param world the world after the change
   */
  Collection<K> affectedBy(Delta delta, World world);

  /**
   * What is to be done about a key now. Called again whenever something it is affected by changes.
   */
  Outcome reconcile(World world, K key, Moment moment);

  /** What is to be done about AWS's answer to a call made for a key; nothing by default. */
  default List<Effect> hear(World world, K key, Answer answer, Moment moment) {
    return List.of();
  }
}
